#include "layers/analysis/hotspot_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace riskmap {

namespace {
// FNV-1a, 64 bits: the same with every compiler.
std::uint64_t mixed(std::uint64_t hash, std::string_view text) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return (hash ^ 0xFFU) * 0x100000001B3U;
}

const std::string& uuid_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, Row row) {
  return found.question.level == AreaLevel::settlement ? snapshot.settlements[row].uuid : snapshot.areas[row].uuid;
}

// The place, and what its line says of it: its verdict, of which indicator, and which problems.
std::string subject_of(const RegisterSnapshot& snapshot, const RegisterHotspots& found, const PlaceHotspot& place) {
  std::vector<std::string_view> problems;
  for (const Row issue : place.issues) problems.emplace_back(snapshot.issues[issue].uuid);
  std::ranges::sort(problems);
  auto hash = mixed(mixed(0xCBF29CE484222325U, name_of(place.statistic.verdict)), found.question.indicator.id);
  for (const auto problem : problems) hash = mixed(hash, problem);
  return fmt::format("{}:{:016x}", uuid_of(snapshot, found, place.row), hash);
}

struct StoredReview {
  std::string subject;
  AttentionReview review;
};

// Newest first.
std::vector<StoredReview> stored_reviews(const RegisterSnapshot& snapshot) {
  std::vector<std::pair<std::int64_t, StoredReview>> found;
  for (const StoredRecord& record : snapshot.others) {
    if (record.entity != Entity::hotspot_review || record.fid == 0) continue;
    const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
    if (text("reason") != hotspot_review_reason) continue;
    StoredReview stored{text("subject"), {}};
    stored.review.uuid = record.uuid, stored.review.state = text("state"), stored.review.note = text("note");
    stored.review.reviewed_by = text("reviewed_by"), stored.review.reviewed_on = parse_iso_date(text("reviewed_on"));
    found.emplace_back(record.fid, std::move(stored));
  }
  std::ranges::sort(found, std::ranges::greater{},
                    [](const auto& one) { return std::pair{one.second.review.reviewed_on, one.first}; });
  std::vector<StoredReview> reviews;
  for (auto& [fid, review] : found) reviews.push_back(std::move(review));
  return reviews;
}
}  // namespace

std::vector<HotspotLine> hotspot_lines(const RegisterSnapshot& snapshot, const HotspotFinding& finding) {
  const auto reviews = stored_reviews(snapshot);
  std::vector<HotspotLine> lines;
  for (const auto place : finding.ranked) {
    const auto& at = finding.found.places[place];
    HotspotLine line{.place = place, .subject = subject_of(snapshot, finding.found, at), .review = {}};
    const auto of_place = uuid_of(snapshot, finding.found, at.row) + ":";
    auto known = std::ranges::find(reviews, line.subject, &StoredReview::subject);
    line.is_reviewed = known != reviews.end() && known->review.state == "REVIEWED";
    if (known == reviews.end())
      known = std::ranges::find_if(reviews, [&](const auto& one) { return one.subject.starts_with(of_place); });
    if (known != reviews.end()) line.review = known->review;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace riskmap
