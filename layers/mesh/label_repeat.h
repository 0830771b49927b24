// Names of shapes larger than a screen, once more in every part of them.
#pragma once
#include <span>
#include <vector>

#include "layers/mesh/label_placement.h"
#include "layers/mesh/taken_room.h"

namespace riskmap {

// Of these requests, in this order, what finds room between `texts` and `marks`; the room taken is added to `texts`.
// Parts lie on a lattice of the scale, so that panning moves no name.
std::vector<PlacedLabel> repeated_labels(std::span<const LabelRequest> requests, std::span<const std::size_t> order,
                                         const PlacementView& view, LabelPainter& painter, TakenRoom& texts,
                                         const TakenRoom& marks);

}  // namespace riskmap
