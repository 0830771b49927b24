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
  std::string subject;    // of a review: the place, what was looked for how, its verdict and the problems counted there
  std::optional<AttentionReview> review;
  // The review is of these very problems. An older one of the same place is kept in `review`, but no longer covers it.
  bool is_reviewed = false;
  // At the place and its neighbours since the day of the review: problems that came, and problems that were solved.
  std::int64_t added = 0, solved = 0;
};

inline constexpr std::string_view hotspot_review_reason = "cluster";

// The surest first.
std::vector<HotspotLine> hotspot_lines(const RegisterSnapshot& snapshot, const HotspotFinding& finding);
// "Since 02.03.2025: 2 more problems, 1 solved"; empty without a review.
std::string changes_since_review(const HotspotLine& line);

// A place that was reviewed and of which nothing is found any more by the same method for the same indicator.
struct PastCluster {
  Place place;
  AttentionReview review;
};
// The latest reviewed first.
std::vector<PastCluster> past_clusters(const RegisterSnapshot& snapshot, const HotspotFinding& finding);

}  // namespace riskmap
