// Which areas touch. The borders of real layers agree to a tolerance at best, so touching is a matter of distance and
// not of equal vertices (`numbers.md` §1.1, `decisions.md` 17).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "layers/analysis/weights.h"
#include "layers/core/result.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// queen: the borders come as near as the tolerance. rook: they run along one another for more than 20 tolerances.
enum class ContiguityRule { queen, rook };

struct ContiguityOptions {
  ContiguityRule rule = ContiguityRule::queen;
  // Metres, or the layer's units when planar. None: 10 mm, or the step the coordinates are rounded to where that is
  // more and still small against the borders. Without a coordinate system 1e-7 of the layer's diagonal stands for the
  // 10 mm.
  std::optional<double> tolerance{};
  bool is_planar = false;  // also without a coordinate system
  std::stop_token stop{};
};

// Two areas that cover the same ground: an error of the data, whether they are neighbours or not.
enum class OverlapKind { overlap, contained, duplicate };  // contained: b lies in a
struct AreaOverlap {
  std::uint32_t a = 0, b = 0;
  OverlapKind kind = OverlapKind::overlap;
  friend auto operator<=>(const AreaOverlap&, const AreaOverlap&) = default;
};

struct Contiguity {
  Neighbours neighbours{};  // mutual
  double tolerance = 0;     // that was used
  bool is_in_metres = true;
  std::vector<Link> by_tolerance{};           // from < to: borders that do not meet exactly
  std::vector<AreaOverlap> overlaps{};        // by more than the tolerance; ascending
  std::vector<std::uint32_t> without_area{};  // rows that can have no neighbours
};

// One thread, one pass over the borders. Errors: no_geometry when the layer has no areas, no_crs, too_large, cancelled.
Result<Contiguity> find_contiguity(const FeatureTable& areas, const ContiguityOptions& options);

}  // namespace riskmap
