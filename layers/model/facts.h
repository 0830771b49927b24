// What follows from an issue, its measures and today's date: lateness, plan, next step (`domain.md` §4).
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

enum class Lateness : unsigned char {
  none,
  on_time,
  due_soon,
  overdue,
  badly_overdue
};  // none = not open, or no date to be late for

struct IssueFacts {
  int days_over = 0;     // calendar days past the date that is late; 0 unless overdue
  bool is_open = false;  // counts_as_open
  Lateness lateness = Lateness::none;
  bool has_plan = false;        // at least one measure not cancelled
  bool no_plan = false;         // open for longer than LegalTerms::plan without a measure
  bool no_responsible = false;  // open and nobody responsible
  bool is_stale = false;        // open and no history row for LegalTerms::stale
  bool lacks_money = false;     // open, and a pending measure has funding NOT_FOUND
  RiskLevel level = RiskLevel::none;
  int progress = 0;         // 0–100, Σ(progress·weight)/Σ(weight) over measures that are not cancelled
  Row next_step = no_row;   // the pending measure with the lowest step number
  std::optional<Date> due;  // the earliest date that binds: the issue's own or a pending measure's
};

IssueFacts facts_of(const RegisterSnapshot& snapshot, Row issue, Date today);

// Pending and its deadline has passed; due today is not overdue.
bool is_overdue(const MeasureCore& measure, Date today);

// The stage of a problem on its way to a solution (map mode "ways to solve", `decisions.md` 37); each open problem has
// one.
enum class SolveStage : unsigned char {
  no_plan,
  planned_without_money,
  money_found,
  works_going,
  done_this_quarter,
  not_counted
};
SolveStage stage_of(const RegisterSnapshot& snapshot, Row issue, Date today);
std::string_view code_of(SolveStage stage);  // "no_plan", …; "" for not_counted

}  // namespace riskmap
