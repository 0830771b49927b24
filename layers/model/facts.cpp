// The overdue logic of `domain.md` §4: civil days only, compared with the day that is passed in.
#include "layers/model/facts.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

namespace {
constexpr int soon_working_days = 3;
constexpr int badly_overdue_factor = 3;  // elapsed time over planned time (Amsterdam's Signalen uses the same)

// A promise: from when, until when.
struct Term {
  std::optional<Date> begin;
  Date end;
};

// The clock of a reopened problem starts anew.
std::optional<Date> opened_on(const IssueCore& issue) {
  return issue.reopened_on ? issue.reopened_on : issue.registered_on;
}

Lateness lateness_of(const WorkCalendar& calendar, const Term& term, Date today) {
  if (term.end >= today)
    return calendar.workdays_between(today, term.end) <= soon_working_days ? Lateness::due_soon : Lateness::on_time;
  if (!term.begin) return Lateness::overdue;
  const int planned = std::max(1, days_between(*term.begin, term.end));
  const int elapsed = days_between(*term.begin, today);
  return elapsed >= badly_overdue_factor * planned ? Lateness::badly_overdue : Lateness::overdue;
}

void judge_term(IssueFacts& facts, const WorkCalendar& calendar, const Term& term, Date today) {
  facts.lateness = std::max(facts.lateness, lateness_of(calendar, term, today));
  facts.due = facts.due ? std::min(*facts.due, term.end) : term.end;
  facts.days_over = std::max(0, days_between(*facts.due, today));
}

void judge_open_issue(IssueFacts& facts, const RegisterSnapshot& snapshot, Row row, const IssueCore& issue,
                      Date today) {
  const auto opened = opened_on(issue);
  if (issue.due_on) judge_term(facts, snapshot.calendar, {opened, *issue.due_on}, today);
  for (const Row step : snapshot.measures_of(row)) {
    const auto measure = snapshot.measures.core(step);
    if (!measure.is_pending()) continue;
    facts.lacks_money = facts.lacks_money || measure.funding == "NOT_FOUND";
    if (const auto deadline = measure.deadline())
      judge_term(facts, snapshot.calendar, {measure.start_on ? measure.start_on : opened, *deadline}, today);
  }
  facts.no_plan = !facts.has_plan && opened && snapshot.calendar.workdays_between(*opened, today) > snapshot.terms.plan;
  facts.no_responsible = issue.responsible == no_row;
  const auto touched = snapshot.touched_on(row) ? snapshot.touched_on(row) : issue.registered_on;
  facts.is_stale = touched && days_between(*touched, today) >= snapshot.terms.stale;
}
}  // namespace

bool is_overdue(const MeasureCore& measure, Date today) {
  return measure.is_pending() && measure.deadline() && *measure.deadline() < today;
}

IssueFacts facts_of(const RegisterSnapshot& snapshot, Row row, Date today) {
  const auto issue = snapshot.issues.core(row);
  IssueFacts facts;
  facts.is_open = counts_as_open(issue.status);
  facts.level = snapshot.level_of(issue);
  double weights = 0, done = 0;
  for (const Row step : snapshot.measures_of(row)) {
    const auto measure = snapshot.measures.core(step);
    if (measure.status == MeasureStatus::cancelled) continue;
    facts.has_plan = true;
    if (measure.is_pending() && facts.next_step == no_row) facts.next_step = step;
    weights += measure.weight;
    done += measure.weight * measure.progress;
  }
  if (weights > 0) facts.progress = static_cast<int>(std::lround(done / weights));
  if (facts.is_open) judge_open_issue(facts, snapshot, row, issue, today);
  return facts;
}

SolveStage stage_of(const RegisterSnapshot& snapshot, Row row, Date today) {
  const auto issue = snapshot.issues.core(row);
  if (!counts_as_open(issue.status)) {
    const auto quarter = [](Date day) {
      const std::chrono::year_month_day date{day};
      return static_cast<int>(date.year()) * 4 + static_cast<int>(static_cast<unsigned>(date.month()) - 1) / 3;
    };
    const bool is_done = group_of(issue.status) == StatusGroup::done;
    const bool is_recent = is_done && issue.resolved_on && quarter(*issue.resolved_on) == quarter(today);
    return is_recent ? SolveStage::done_this_quarter : SolveStage::not_counted;
  }
  bool has_plan = false, is_going = issue.status == Status::in_progress, is_pending = false, has_money = true;
  for (const Row step : snapshot.measures_of(row)) {
    const auto measure = snapshot.measures.core(step);
    has_plan = has_plan || measure.status != MeasureStatus::cancelled;
    is_going = is_going || measure.status == MeasureStatus::in_progress;
    is_pending = is_pending || measure.is_pending();
    if (measure.is_pending() && (measure.funding.empty() || measure.funding == "NOT_FOUND")) has_money = false;
  }
  if (!has_plan) return SolveStage::no_plan;
  if (is_going || !is_pending) return SolveStage::works_going;
  return has_money ? SolveStage::money_found : SolveStage::planned_without_money;
}

std::string_view code_of(SolveStage stage) {
  switch (stage) {
    case SolveStage::no_plan:
      return "no_plan";
    case SolveStage::planned_without_money:
      return "planned_without_money";
    case SolveStage::money_found:
      return "money_found";
    case SolveStage::works_going:
      return "works_going";
    case SolveStage::done_this_quarter:
      return "done_this_quarter";
    case SolveStage::not_counted:
      break;
  }
  return {};
}

}  // namespace riskmap
