#include "layers/analysis/attention.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 7> reason_codes = {"badly_overdue", "escalated", "reopened", "no_money",
                                                          "no_plan",       "many_new",  "silent"};

// The rank of a line: its reason, half of every further reason, the risk level, and up to a year of waiting.
constexpr std::array<double, 7> reason_weights = {50, 45, 35, 25, 20, 30, 22};
constexpr double level_weight = 10, year_weight = 20;

double weight_of(const AttentionLine& line, RiskLevel level) {
  double weight = reason_weights[static_cast<std::size_t>(line.reason)];
  for (const AttentionReason reason : line.also) weight += reason_weights[static_cast<std::size_t>(reason)] / 2;
  return weight + level_weight * static_cast<double>(level) + year_weight * std::clamp(line.days, 0, 365) / 365;
}

bool is_escalated(const Issue& issue) {
  return issue.escalation == "REGION" || issue.escalation == "REPUBLIC";
}

std::optional<Date> opened_on(const Issue& issue) {
  return issue.reopened_on ? issue.reopened_on : issue.registered_on;
}

// The reasons of one open problem, gravest first.
std::vector<AttentionReason> reasons_of(const Issue& issue, const IssueFacts& facts) {
  std::vector<AttentionReason> reasons;
  if (facts.lateness == Lateness::badly_overdue) reasons.push_back(AttentionReason::badly_overdue);
  if (is_escalated(issue)) reasons.push_back(AttentionReason::escalated);
  if (issue.reopen_count > 0) reasons.push_back(AttentionReason::reopened);
  if (facts.lacks_money) reasons.push_back(AttentionReason::no_money);
  if (facts.no_plan) reasons.push_back(AttentionReason::no_plan);
  return reasons;
}

int days_of(AttentionReason reason, const Issue& issue, const IssueFacts& facts, Date today) {
  if (reason == AttentionReason::badly_overdue) return facts.days_over;
  const bool is_event = reason == AttentionReason::escalated && issue.escalated_on;
  const auto since = is_event ? issue.escalated_on : opened_on(issue);
  return since ? days_between(*since, today) : 0;
}

Place place_of(const RegisterSnapshot& snapshot, const Issue& issue) {
  if (issue.settlement != no_row) return {AreaLevel::settlement, issue.settlement};
  if (issue.area != no_row) return {snapshot.areas[issue.area].level, issue.area};
  return {};
}

// The newest of each subject and reason.
using ReviewsByLine = std::map<std::pair<std::string_view, std::string_view>, const AttentionReview*>;

// Where nobody was heard nothing happens: a review covers the months that silence is told over.
constexpr int silence_months = 12;

// The last day on which what the line is about happened again; a review of an earlier day no longer covers it.
std::optional<Date> last_event(const RegisterSnapshot& snapshot, const AttentionLine& line, Date today) {
  std::optional<Date> last;
  if (line.silent) last = add_months(today, -silence_months);
  for (const Row row : line.issues) {
    const Issue& issue = snapshot.issues[row];
    if (line.reason == AttentionReason::many_new) last = std::max(last, issue.registered_on);
    if (line.reason == AttentionReason::escalated) last = issue.escalated_on;
    if (line.reason == AttentionReason::reopened) last = issue.reopened_on;
  }
  return last;
}

void put_review(AttentionLine& line, const RegisterSnapshot& snapshot, const ReviewsByLine& reviews, Date today) {
  const auto known = reviews.find({line.subject, code_of(line.reason)});
  if (known != reviews.end()) line.review = *known->second;
  if (!line.review || line.review->state != "REVIEWED") return;
  const auto event = last_event(snapshot, line, today);
  line.is_reviewed = !event || !line.review->reviewed_on || *event <= *line.review->reviewed_on;
}

AttentionLine line_of_issue(const RegisterSnapshot& snapshot, Row row, const IssueFactTable& facts,
                            std::vector<AttentionReason> reasons) {
  const Issue& issue = snapshot.issues[row];
  AttentionLine line;
  line.reason = reasons.front();
  line.also.assign(reasons.begin() + 1, reasons.end());
  line.subject = issue.uuid;
  line.place = place_of(snapshot, issue);
  line.issues = {row};
  line.days = days_of(line.reason, issue, facts.facts[row], facts.today);
  line.weight = weight_of(line, facts.facts[row].level);
  return line;
}

// Places with several open problems registered within the window, those they also concern included.
std::vector<AttentionLine> lines_of_places(const RegisterSnapshot& snapshot, const RowMask& selected,
                                           const IssueFactTable& facts) {
  std::map<std::pair<AreaLevel, Row>, std::vector<Row>> new_issues;
  for (Row row = 0; row < snapshot.issues.size() && row < selected.size(); ++row) {
    const Issue& issue = snapshot.issues[row];
    if (!selected[row] || !facts.facts[row].is_open || !issue.registered_on) continue;
    const int age = days_between(*issue.registered_on, facts.today);
    if (age < 0 || age >= attention_window_days) continue;
    if (const Place place = place_of(snapshot, issue); place.row != no_row)
      new_issues[{place.level, place.row}].push_back(row);
    for (const Row also : issue.also_settlements)
      if (also != issue.settlement) new_issues[{AreaLevel::settlement, also}].push_back(row);
  }

  std::vector<AttentionLine> lines;
  for (auto& [key, issues] : new_issues) {
    if (issues.size() < attention_new_issues) continue;
    AttentionLine line;
    line.reason = AttentionReason::many_new;
    line.place = {key.first, key.second};
    line.subject = uuid_of(snapshot, line.place);
    line.days = attention_window_days;
    RiskLevel worst = RiskLevel::none;
    for (const Row row : issues) worst = std::max(worst, facts.facts[row].level);
    line.issues = std::move(issues);
    line.weight = weight_of(line, worst);
    lines.push_back(std::move(line));
  }
  return lines;
}

AttentionLine line_of_silence(const RegisterSnapshot& snapshot, const SilentPlace& silent) {
  constexpr int year = 365;
  AttentionLine line;
  line.reason = AttentionReason::silent;
  line.place = silent.place;
  line.subject = uuid_of(snapshot, silent.place);
  line.days = silent.days_since_visit.value_or(year);
  line.silent = silent;
  line.weight = weight_of(line, RiskLevel::none);
  return line;
}
}  // namespace

std::string_view code_of(AttentionReason reason) {
  return reason_codes[static_cast<std::size_t>(reason)];
}

std::string title_of(AttentionReason reason) {
  switch (reason) {
    case AttentionReason::badly_overdue:
      return tr("Badly overdue");
    case AttentionReason::escalated:
      return tr("Raised to a higher level");
    case AttentionReason::reopened:
      return tr("Reopened");
    case AttentionReason::no_money:
      return tr("No source of money");
    case AttentionReason::no_plan:
      return tr("No measures for long");
    case AttentionReason::many_new:
      return tr("Many new problems");
    case AttentionReason::silent:
      return tr("Silent or not visited");
  }
  return {};
}

std::vector<AttentionLine> attention_list(const RegisterSnapshot& snapshot, const RowMask& selected,
                                          const IssueFactTable& facts, std::span<const SilentPlace> silent) {
  auto lines = lines_of_places(snapshot, selected, facts);
  for (const auto& place : silent) lines.push_back(line_of_silence(snapshot, place));
  for (Row row = 0; row < snapshot.issues.size() && row < selected.size(); ++row) {
    if (!selected[row] || !facts.facts[row].is_open) continue;
    auto reasons = reasons_of(snapshot.issues[row], facts.facts[row]);
    if (!reasons.empty()) lines.push_back(line_of_issue(snapshot, row, facts, std::move(reasons)));
  }
  const auto stored = stored_reviews(snapshot);
  ReviewsByLine reviews;
  for (const auto& review : stored) reviews.try_emplace({review.subject, review.reason}, &review);
  for (AttentionLine& line : lines) put_review(line, snapshot, reviews, facts.today);
  std::ranges::sort(lines, [](const AttentionLine& a, const AttentionLine& b) {
    return std::tuple{-a.weight, -a.days, a.reason, a.subject} < std::tuple{-b.weight, -b.days, b.reason, b.subject};
  });
  return lines;
}

}  // namespace riskmap
