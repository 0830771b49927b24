// What a line of the attention list says.
#include <algorithm>

#include "layers/analysis/attention.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::string escalated_sentence(const Issue& issue) {
  const bool is_republic = issue.escalation == "REPUBLIC";
  if (!issue.escalated_on) return is_republic ? tr("Raised to the republic") : tr("Raised to the region");
  return fill(is_republic ? tr("Raised to the republic on {date}") : tr("Raised to the region on {date}"),
              {{"date", format_date(*issue.escalated_on)}});
}

std::string reopened_sentence(const Issue& issue) {
  const auto times = trn("Reopened {n} time", "Reopened {n} times", issue.reopen_count);
  if (!issue.reopened_on) return times;
  return fill(tr("{times}, last on {date}"), {{"times", times}, {"date", format_date(*issue.reopened_on)}});
}

std::string no_money_sentence(const RegisterSnapshot& snapshot, Row issue) {
  std::int64_t amount = 0;
  for (const Row step : snapshot.measures_of(issue))
    if (const auto measure = snapshot.measures.core(step); measure.is_pending() && measure.funding == "NOT_FOUND")
      amount += cost_of(measure);
  if (amount == 0) return tr("No source of money found");
  return fill(tr("No source found for {amount}"), {{"amount", format_money(amount)}});
}
}  // namespace

std::string sentence_of(const RegisterSnapshot& snapshot, const AttentionLine& line, Date today) {
  if (line.silent) return sentence_of(*line.silent, today);
  const Issue& issue = snapshot.issues[line.issues.front()];
  switch (line.reason) {
    case AttentionReason::badly_overdue:
      return fill(trn("Deadline {date}: {n} day late", "Deadline {date}: {n} days late", line.days),
                  {{"date", format_date(today - std::chrono::days{line.days})}});
    case AttentionReason::escalated:
      return escalated_sentence(issue);
    case AttentionReason::reopened:
      return reopened_sentence(issue);
    case AttentionReason::no_money:
      return no_money_sentence(snapshot, line.issues.front());
    case AttentionReason::no_plan:
      return trn("Open for {n} day without measures", "Open for {n} days without measures", line.days);
    case AttentionReason::many_new:
      return fill(trn("{n} new problem within {days} days", "{n} new problems within {days} days",
                      static_cast<std::int64_t>(line.issues.size())),
                  {{"days", format_integer(attention_window_days)}});
    case AttentionReason::silent:
      break;
  }
  return {};
}

namespace {
bool is_after(const std::optional<Date>& day, Date since) {
  return day && *day > since;
}

std::vector<std::string> changes_of(const RegisterSnapshot& snapshot, Row row, Date since, const AppealBook& appeals) {
  const auto& issue = snapshot.issues[row];
  std::vector<std::string> changes;
  if (is_after(issue.reopened_on, since)) changes.push_back(tr("reopened"));
  if (is_after(issue.escalated_on, since)) changes.push_back(tr("raised higher"));
  std::int64_t steps = 0, more = 0;
  for (const Row step : snapshot.measures_of(row))
    steps += is_after(snapshot.measures.core(step).done_on, since) ? 1 : 0;
  if (steps > 0) changes.push_back(trn("{n} step done", "{n} steps done", steps));
  if (const auto found = appeals.by_issue.find(row); found != appeals.by_issue.end())
    for (const auto appeal : found->second) more += is_after(appeals.appeals[appeal].received_on, since) ? 1 : 0;
  if (more > 0) changes.push_back(trn("{n} more appeal", "{n} more appeals", more));
  const auto touched = snapshot.touched_on(row);
  if (changes.empty() && is_after(touched, since))
    changes.push_back(fill(tr("changed on {date}"), {{"date", format_date(*touched)}}));
  return changes;
}
}  // namespace

std::string changes_since_review(const RegisterSnapshot& snapshot, const AttentionLine& line,
                                 const AppealBook& appeals) {
  if (!line.review || !line.review->reviewed_on || line.silent) return {};
  const Date since = *line.review->reviewed_on;
  std::vector<std::string> changes;
  if (line.reason == AttentionReason::many_new) {
    const auto more = std::ranges::count_if(
        line.issues, [&](Row row) { return is_after(snapshot.issues.core(row).registered_on, since); });
    if (more > 0) changes.push_back(trn("{n} more problem", "{n} more problems", more));
  } else {
    changes = changes_of(snapshot, line.issues.front(), since, appeals);
  }
  std::string list;
  for (const auto& change : changes) list += (list.empty() ? "" : ", ") + change;
  return fill(tr("Since {date}: {changes}"),
              {{"date", format_date(since)}, {"changes", list.empty() ? tr("nothing has changed") : list}});
}

}  // namespace riskmap
