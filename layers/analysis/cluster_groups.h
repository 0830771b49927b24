// How the places of a finding hang together: neighbours that stand out in the same direction are one group.
#pragma once
#include <cstddef>
#include <string>

#include "layers/analysis/register_hotspots.h"

namespace riskmap {

struct ClusterGroups {
  std::size_t groups = 0;    // of two places and more
  std::size_t together = 0;  // places in them
  std::size_t alone = 0;     // significant places without such a neighbour
  friend bool operator==(const ClusterGroups&, const ClusterGroups&) = default;
};
// Of significant places; a link joins whichever of the two it is reckoned from.
ClusterGroups groups_of(const RegisterHotspots& found);

// "7 places in 1 group of neighbours"; "" where each stands alone.
std::string groups_words(const ClusterGroups& groups);

}  // namespace riskmap
