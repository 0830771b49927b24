#include "layers/analysis/waiting_issues.h"

#include <algorithm>

namespace riskmap {

namespace {
unsigned char step_of(const AttentionScore& score) {
  return score.weight == 0 ? 0 : static_cast<unsigned char>(std::clamp(score.weight + 1, 1.0, 255.0));
}
}  // namespace

WaitingIssues::WaitingIssues(const RegisterSnapshot& snapshot, std::vector<AttentionScore> scores)
    : scores_{std::move(scores)} {
  steps_.resize(scores_.size());
  std::ranges::transform(scores_, steps_.begin(), step_of);
  for (Row row = 0; row < scores_.size(); ++row) put_new(snapshot, row, new_issues_);
}

void WaitingIssues::follow(const RegisterSnapshot& snapshot, const IssueFactTable& facts,
                           std::span<const Row> touched) {
  scores_.resize(snapshot.issues.size());
  steps_.resize(snapshot.issues.size());
  std::vector<New> come;
  for (const Row row : touched) {
    scores_[row] = attention_score(snapshot, row, facts);
    steps_[row] = step_of(scores_[row]);
    put_new(snapshot, row, come);
  }
  std::erase_if(new_issues_, [&](const New& known) { return std::ranges::binary_search(touched, known.issue); });
  const auto middle = static_cast<std::ptrdiff_t>(new_issues_.size());
  new_issues_.insert(new_issues_.end(), come.begin(), come.end());
  std::ranges::inplace_merge(new_issues_, new_issues_.begin() + middle, {}, &New::issue);
}

void WaitingIssues::put_new(const RegisterSnapshot& snapshot, Row row, std::vector<New>& out) {
  if (!scores_[row].is_new) return;
  const auto issue = snapshot.issues.core(row);
  if (const Place place = main_place_of(snapshot, issue); place.row != no_row)
    out.push_back({row, place_number(place)});
  for (const Row also : issue.also_settlements)
    if (also != issue.settlement) out.push_back({row, place_number({AreaLevel::settlement, also})});
}

std::uint32_t WaitingIssues::place_number(const Place& place) {
  const auto [found, is_new] =
      number_of_.try_emplace({place.level, place.row}, static_cast<std::uint32_t>(places_.size()));
  if (is_new) places_.push_back(place);
  return found->second;
}

Place main_place_of(const RegisterSnapshot& snapshot, const IssueCore& issue) {
  if (issue.settlement != no_row) return {AreaLevel::settlement, issue.settlement};
  if (issue.area != no_row) return {snapshot.areas[issue.area].level, issue.area};
  return {};
}

}  // namespace riskmap
