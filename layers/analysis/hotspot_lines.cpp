#include "layers/analysis/hotspot_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/model/place.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t uuid_length = 36, most_subject = 200;  // as long as the register keeps

// How it was looked for, and for what: what is found otherwise is another matter.
std::string matter_of(const HotspotQuestion& question) {
  return fmt::format("{}/{}", name_of(question.request.method), question.indicator.id);
}

// The place, what its line says of it (its verdict, and which problems or neighbours), and the matter.
std::string subject_of(const RegisterSnapshot& snapshot, const HotspotQuestion& question, const PlaceHotspot& place) {
  std::vector<std::string> behind;
  for (const Row issue : place.issues) behind.push_back(snapshot.issues.uuid(issue));
  for (const Row alike : place.alike) behind.emplace_back(uuid_of(snapshot, Place{question.level, alike}));
  std::ranges::sort(behind);
  auto said = fmt::format("{}/{}", name_of(place.statistic.verdict), question.indicator.id);
  for (const auto& one : behind) said += fmt::format("/{}", one);
  const auto& uuid = uuid_of(snapshot, Place{question.level, place.row});
  return (uuid + ":" + uuid_of_name(said) + ":" + matter_of(question)).substr(0, most_subject);
}

std::string_view place_in(std::string_view subject) {
  return subject.substr(0, uuid_length);
}

bool is_of_matter(std::string_view subject, std::string_view matter) {
  constexpr std::size_t before = 2 * (uuid_length + 1);
  return subject.size() > before && subject.substr(before) == matter.substr(0, most_subject - before);
}

std::vector<AttentionReview> reviews_of_clusters(const RegisterSnapshot& snapshot) {
  auto reviews = stored_reviews(snapshot);
  std::erase_if(reviews, [](const AttentionReview& review) { return review.reason != hotspot_review_reason; });
  return reviews;
}

bool is_after(const std::optional<Date>& day, Date since) {
  return day && *day > since;
}

// Each problem once, though it stand at several of the places.
void count_changes(const RegisterSnapshot& snapshot, const std::vector<std::vector<Row>>& problems,
                   const PlaceHotspot& at, HotspotLine& line) {
  if (!line.review || !line.review->reviewed_on) return;
  std::vector<Row> around = problems[at.row];
  for (const Row other : at.neighbours) around.insert(around.end(), problems[other].begin(), problems[other].end());
  std::ranges::sort(around);
  const auto repeated = std::ranges::unique(around);
  around.erase(repeated.begin(), repeated.end());
  const Date since = *line.review->reviewed_on;
  for (const Row row : around) {
    const auto issue = snapshot.issues.core(row);
    line.added += is_after(issue.registered_on, since) ? 1 : 0;
    line.solved += is_after(issue.resolved_on, since) ? 1 : 0;
  }
}
}  // namespace

std::vector<HotspotLine> hotspot_lines(const RegisterSnapshot& snapshot, const HotspotFinding& finding) {
  const auto reviews = reviews_of_clusters(snapshot);
  const auto& question = finding.found.question;
  const RowMask all(reviews.empty() ? 0 : snapshot.issues.size(), 1);
  const auto problems = issues_by_place(snapshot, question.level, all);
  std::vector<HotspotLine> lines;
  for (const auto place : finding.ranked) {
    const auto& at = finding.found.places[place];
    const auto& uuid = uuid_of(snapshot, Place{question.level, at.row});
    HotspotLine line{.place = place, .subject = subject_of(snapshot, question, at), .review = {}};
    auto known = std::ranges::find(reviews, line.subject, &AttentionReview::subject);
    line.is_reviewed = known != reviews.end() && known->state == "REVIEWED";
    if (known == reviews.end())
      known = std::ranges::find_if(reviews, [&](const auto& one) { return place_in(one.subject) == uuid; });
    if (known != reviews.end()) line.review = *known;
    count_changes(snapshot, problems, at, line);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string changes_since_review(const HotspotLine& line) {
  if (!line.review || !line.review->reviewed_on) return {};
  std::string list;
  if (line.added > 0) list = trn("{n} more problem", "{n} more problems", line.added);
  if (line.solved > 0) list += (list.empty() ? "" : ", ") + trn("{n} solved", "{n} solved", line.solved);
  return fill(tr("Since {date}: {changes}"), {{"date", format_date(*line.review->reviewed_on)},
                                              {"changes", list.empty() ? tr("nothing has changed") : list}});
}

std::vector<PastCluster> past_clusters(const RegisterSnapshot& snapshot, const HotspotFinding& finding) {
  const auto& question = finding.found.question;
  const auto matter = matter_of(question);
  std::vector<PastCluster> past;
  std::vector<Row> told;
  for (const auto place : finding.ranked) told.push_back(finding.found.places[place].row);
  for (const auto& review : reviews_of_clusters(snapshot)) {
    if (review.state != "REVIEWED" || !is_of_matter(review.subject, matter)) continue;
    const auto at = std::ranges::find_if(finding.found.places, [&](const PlaceHotspot& place) {
      return uuid_of(snapshot, Place{question.level, place.row}) == place_in(review.subject);
    });
    if (at == finding.found.places.end() || std::ranges::find(told, at->row) != told.end()) continue;
    told.push_back(at->row);
    past.push_back({Place{question.level, at->row}, review});
  }
  return past;
}

}  // namespace riskmap
