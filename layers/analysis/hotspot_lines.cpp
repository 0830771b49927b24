#include "layers/analysis/hotspot_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/model/place.h"

namespace riskmap {

namespace {
// The place, and what its line says of it: its verdict, of which indicator, and which problems.
std::string subject_of(const RegisterSnapshot& snapshot, const std::string& place_uuid, const Indicator& indicator,
                       const PlaceHotspot& place) {
  std::vector<std::string_view> problems;
  for (const Row issue : place.issues) problems.emplace_back(snapshot.issues[issue].uuid);
  std::ranges::sort(problems);
  auto said = fmt::format("{}/{}", name_of(place.statistic.verdict), indicator.id);
  for (const auto problem : problems) said += fmt::format("/{}", problem);
  return place_uuid + ":" + uuid_of_name(said);
}
}  // namespace

std::vector<HotspotLine> hotspot_lines(const RegisterSnapshot& snapshot, const HotspotFinding& finding) {
  auto reviews = stored_reviews(snapshot);
  std::erase_if(reviews, [](const AttentionReview& review) { return review.reason != hotspot_review_reason; });
  std::vector<HotspotLine> lines;
  for (const auto place : finding.ranked) {
    const auto& question = finding.found.question;
    const auto& at = finding.found.places[place];
    const auto& uuid = uuid_of(snapshot, Place{question.level, at.row});
    HotspotLine line{.place = place, .subject = subject_of(snapshot, uuid, question.indicator, at), .review = {}};
    auto known = std::ranges::find(reviews, line.subject, &AttentionReview::subject);
    line.is_reviewed = known != reviews.end() && known->state == "REVIEWED";
    if (known == reviews.end())
      known = std::ranges::find_if(reviews, [&](const auto& one) { return one.subject.starts_with(uuid + ":"); });
    if (known != reviews.end()) line.review = *known;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace riskmap
