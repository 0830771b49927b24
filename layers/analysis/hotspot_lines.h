// The list of places where something clusters beyond chance («Кездейсоқ емес шоғыр»), with what was noted about them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/attention.h"
#include "layers/analysis/hotspot_finding.h"

namespace riskmap {

struct HotspotLine {
  std::size_t place = 0;  // of the finding's places
  std::string subject;    // of a review: the place, its verdict and the problems counted there
  std::optional<AttentionReview> review;
  // The review is of these very problems. An older one of the same place is kept in `review`, but no longer covers it.
  bool is_reviewed = false;
};

inline constexpr std::string_view hotspot_review_reason = "cluster";

// The surest first.
std::vector<HotspotLine> hotspot_lines(const RegisterSnapshot& snapshot, const HotspotFinding& finding);

}  // namespace riskmap
