// One pass over the issues: what each settlement, rural district or district adds up to.
#pragma once
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "layers/analysis/passport.h"
#include "layers/analysis/risk_index.h"
#include "layers/analysis/silence.h"
#include "layers/core/date.h"
#include "layers/core/period.h"
#include "layers/core/units.h"
#include "layers/model/facts.h"
#include "layers/model/filter.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// The facts of every issue on one day, computed once and shared by indicators, lists and tables.
struct IssueFactTable {
  Date today{};
  std::vector<IssueFacts> facts;   // by issue row
  std::vector<SolveStage> stages;  // by issue row
};
IssueFactTable facts_of_all(const RegisterSnapshot& snapshot, Date today);

inline constexpr std::size_t solve_stage_count = 5;  // not_counted is not a stage

// What the selected issues of one place add up to. Issues that are not selected count nowhere.
struct PlaceSummary {
  int open = 0;
  int overdue = 0;  // badly overdue ones included
  int badly_overdue = 0;
  int no_plan = 0;
  int no_responsible = 0;
  int stale = 0;
  int with_plan = 0;       // open, with at least one measure that is not cancelled
  int done = 0;            // resolved or closed, ever
  int done_this_year = 0;  // resolved in the calendar year of today
  int registered_last_30_days = 0;
  RiskLevel worst = RiskLevel::none;              // highest level of an open problem
  std::vector<int> open_by_group;                 // by position in groups_of(snapshot)
  std::vector<int> open_by_category;              // by category row
  std::array<int, solve_stage_count> by_stage{};  // by SolveStage
  std::array<int, 12> registered_by_month{};  // the last twelve calendar months, oldest first, the month of today last
  std::array<int, 12> resolved_by_month{};
  // The last twelve quarters of a year, each half-open and ending with the day of today a number of months ago; oldest
  // first.
  std::array<int, 12> registered_by_quarter{};
  std::int64_t money_missing = 0;           // tenge of pending measures without a source, of open problems
  std::optional<double> median_days_open;   // since registration, of open problems
  std::optional<Date> next_deadline;        // earliest binding date of an open problem that is not past
  std::optional<int> days_to_deadline;      // from today to next_deadline
  int appeals = 0, receptions = 0;          // indicator_voices.h, as all down to `heard`; receptions held there
  bool is_asked = false;                    // somebody could be heard: a reception came, or an appeal did
  int visits = 0;                           // receptions of those days that came to its rural district
  std::optional<int> days_since_visit;      // of its rural district, on any day; nothing: none ever came
  std::optional<int> days_since_own_visit;  // of a settlement: held in it; nothing: none is recorded
  Heard heard;                              // its appeals against what as many people would bring to as many visits
  std::optional<std::int64_t> population;   // of an area: nothing where one of its settlements has no figure
  std::int64_t known_residents = 0;         // of its settlements that have a figure
  std::optional<LonLat> point;              // of an area: the middle of its settlements
  int settlements = 0;                      // 1 for a settlement
  int settlements_without_population = 0;
  PlaceRisk risk;                     // place_risk.h
  std::vector<PassportSum> passport;  // by position in passport_fields(snapshot)
  std::int64_t aid_families = 0;      // aid that belongs to no problem (place_aid.h)
  std::int64_t aid_tenge = 0;
};

// What a step costs in tenge: its budget, else the amount a piece times the number of pieces or people; 0 = not known.
std::int64_t cost_of(const MeasureCore& measure);

// One more settlement, and its residents where their number is known.
void add_residents(PlaceSummary& summary, std::optional<std::int64_t> residents);

// What counts beside the selected problems.
struct Counting {
  // Of appeals, receptions and aid; without it the last twelve months, and all aid that was ever given.
  Period period{};
  // Problems whose appeals count, where others than the selected ones: a period that chose the problems by their own
  // day would else lose appeals about older ones.
  std::optional<RowMask> about{};
  friend bool operator==(const Counting&, const Counting&) = default;
};

// Takes out what was registered on other days, or on no day that is known.
void keep_registered_in(const RegisterSnapshot& snapshot, const Period& period, RowMask& selected);

// Rows of top-level categories in their own order ("utilities", "transport", …).
std::vector<Row> groups_of(const RegisterSnapshot& snapshot);

// One summary per row of snapshot.settlements (level settlement) or of snapshot.areas (other levels; rows of another
// level stay empty with `settlements` 0). A problem of several places counts once at each of them; a problem of a rural
// district counts there and above, not in its settlements. `selected` as from select_issues.
std::vector<PlaceSummary> summarise(const RegisterSnapshot& snapshot, AreaLevel level, const RowMask& selected,
                                    const IssueFactTable& facts, const Counting& counting = {});
// Every selected issue once, wherever it lies: the line under the whole map.
PlaceSummary summarise_all(const RegisterSnapshot& snapshot, const RowMask& selected, const IssueFactTable& facts);

// The area of one level that a settlement or an area lies in; no_row when unknown. An area lies in itself.
Row area_of_settlement(const RegisterSnapshot& snapshot, Row settlement, AreaLevel level);
Row area_of_area(const RegisterSnapshot& snapshot, Row area, AreaLevel level);
// Selected issue rows of every place of the level, rows as in summarise(); an issue stands at each of its places.
std::vector<std::vector<Row>> issues_by_place(const RegisterSnapshot& snapshot, AreaLevel level,
                                              const RowMask& selected);
// Issue rows of one place (also concerned ones included), selected only, in row order.
std::vector<Row> issues_of_place(const RegisterSnapshot& snapshot, AreaLevel level, Row place, const RowMask& selected);

}  // namespace riskmap
