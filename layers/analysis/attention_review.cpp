#include "layers/analysis/attention_review.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace riskmap {

namespace {
AttentionReview review_of(const RegisterSnapshot& snapshot, const StoredRecord& record) {
  const auto text = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
  AttentionReview review;
  review.uuid = record.uuid;
  review.subject = text("subject"), review.reason = text("reason");
  review.state = text("state"), review.note = text("note"), review.reviewed_by = text("reviewed_by");
  review.reviewed_on = parse_iso_date(text("reviewed_on"));
  review.assigned_to = snapshot.find_party(text("assigned_to"));
  return review;
}
}  // namespace

std::vector<AttentionReview> stored_reviews(const RegisterSnapshot& snapshot) {
  std::vector<std::pair<std::int64_t, AttentionReview>> found;
  for (const StoredRecord& record : snapshot.others)
    if (record.entity == Entity::hotspot_review && record.fid != 0)
      found.emplace_back(record.fid, review_of(snapshot, record));
  std::ranges::sort(found, std::ranges::greater{},
                    [](const auto& one) { return std::pair{one.second.reviewed_on, one.first}; });
  std::vector<AttentionReview> reviews;
  reviews.reserve(found.size());
  for (auto& [fid, review] : found) reviews.push_back(std::move(review));
  return reviews;
}

}  // namespace riskmap
