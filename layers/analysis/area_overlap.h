// Whether two areas cover the same ground, and how.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "layers/analysis/border_contact.h"
#include "layers/analysis/contiguity.h"

namespace riskmap {

// Judges by the parts of each border that lie farther than the tolerance from the other one: they are inside or
// outside.
std::optional<AreaOverlap> overlap_between(const Borders& borders, std::uint32_t a, std::uint32_t b, double tolerance);

// Areas that contain a point of another one whose box lies in theirs: what no comparison of borders finds.
std::vector<Link> find_contained(const Borders& borders);

}  // namespace riskmap
