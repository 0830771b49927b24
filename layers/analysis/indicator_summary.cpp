#include "layers/analysis/indicator_summary.h"

#include <algorithm>
#include <chrono>
#include <string>

#include "layers/analysis/classify.h"
#include "layers/analysis/indicator_voices.h"
#include "layers/analysis/place_aid.h"
#include "layers/analysis/place_risk.h"

namespace riskmap {

namespace {
int month_number(Date day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

int year_of(Date day) {
  return month_number(day) / 12;
}

void count_month(std::array<int, 12>& months, const std::optional<Date>& day, Date today) {
  if (!day) return;
  const int ago = month_number(today) - month_number(*day);
  if (ago >= 0 && ago < 12) ++months[static_cast<std::size_t>(11 - ago)];
}

// The quarter that ended `ago` quarters before today ends with that day and begins after the one three months earlier.
Date end_of_quarter(Date today, int ago) {
  return add_months(today, -3 * ago);
}

void count_quarter(std::array<int, 12>& quarters, const std::optional<Date>& day, const std::array<Date, 13>& ends) {
  if (!day || *day > ends.back() || *day <= ends.front()) return;
  const auto end = std::ranges::lower_bound(ends, *day);
  ++quarters[static_cast<std::size_t>(end - ends.begin()) - 1];
}

std::optional<Date> done_day(const Issue& issue) {
  return issue.resolved_on ? issue.resolved_on : issue.closed_on;
}

// A summary in the making: what must be remembered issue by issue until the end.
struct Tally {
  PlaceSummary summary;
  std::vector<double> days_open;
};

class Summariser {
 public:
  Summariser(const RegisterSnapshot& snapshot, const IssueFactTable& facts) : snapshot_{snapshot}, facts_{facts} {
    const auto groups = groups_of(snapshot);
    group_count_ = groups.size();
    group_of_category_.assign(snapshot.categories.size(), group_count_);
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const auto& code = snapshot.categories[groups[group]].code;
      for (std::size_t row = 0; row < snapshot.categories.size(); ++row)
        if (const auto& category = snapshot.categories[row]; category.code == code || category.parent == code)
          group_of_category_[row] = group;
    }
    for (int i = 0; i <= 12; ++i) quarter_ends_[static_cast<std::size_t>(i)] = end_of_quarter(facts.today, 12 - i);
  }

  [[nodiscard]] Tally started() const {
    Tally tally;
    tally.summary.open_by_group.assign(group_count_, 0);
    tally.summary.open_by_category.assign(snapshot_.categories.size(), 0);
    return tally;
  }

  void add(Tally& tally, Row row) const {
    const Issue& issue = snapshot_.issues[row];
    const IssueFacts& facts = facts_.facts[row];
    PlaceSummary& summary = tally.summary;
    const bool is_done = group_of(issue.status) == StatusGroup::done;
    if (facts.is_open) add_open(tally, row);
    if (is_done) {
      ++summary.done;
      const auto day = done_day(issue);
      summary.done_this_year += day && year_of(*day) == year_of(facts_.today) ? 1 : 0;
      count_month(summary.resolved_by_month, day, facts_.today);
    }
    if (facts.is_open || is_done) {
      count_month(summary.registered_by_month, issue.registered_on, facts_.today);
      count_quarter(summary.registered_by_quarter, issue.registered_on, quarter_ends_);
      const int age = issue.registered_on ? days_between(*issue.registered_on, facts_.today) : -1;
      summary.registered_last_30_days += age >= 0 && age < 30 ? 1 : 0;
    }
    if (const auto stage = static_cast<std::size_t>(facts_.stages[row]); stage < solve_stage_count)
      ++summary.by_stage[stage];
  }

  [[nodiscard]] PlaceSummary finished(Tally&& tally) const {
    if (tally.summary.next_deadline)
      tally.summary.days_to_deadline = days_between(facts_.today, *tally.summary.next_deadline);
    if (!tally.days_open.empty()) {
      std::ranges::sort(tally.days_open);
      tally.summary.median_days_open = quantile_of(tally.days_open, 0.5);
    }
    return std::move(tally.summary);
  }

 private:
  void add_open(Tally& tally, Row row) const {
    const Issue& issue = snapshot_.issues[row];
    const IssueFacts& facts = facts_.facts[row];
    PlaceSummary& summary = tally.summary;
    ++summary.open;
    summary.overdue += facts.lateness >= Lateness::overdue ? 1 : 0;
    summary.badly_overdue += facts.lateness == Lateness::badly_overdue ? 1 : 0;
    summary.no_plan += facts.no_plan ? 1 : 0;
    summary.no_responsible += facts.no_responsible ? 1 : 0;
    summary.stale += facts.is_stale ? 1 : 0;
    summary.with_plan += facts.has_plan ? 1 : 0;
    summary.worst = std::max(summary.worst, facts.level);
    if (facts.due && *facts.due >= facts_.today)
      summary.next_deadline = summary.next_deadline ? std::min(*summary.next_deadline, *facts.due) : *facts.due;
    if (issue.registered_on) tally.days_open.push_back(days_between(*issue.registered_on, facts_.today));
    for (const Row step : snapshot_.measures_of(row))
      if (const Measure& measure = snapshot_.measures[step]; measure.is_pending() && measure.funding == "NOT_FOUND")
        summary.money_missing += cost_of(measure);
    if (issue.category != no_row) add_open_category(tally, issue);
  }

  void add_open_category(Tally& tally, const Issue& issue) const {
    ++tally.summary.open_by_category[issue.category];
    const std::size_t group = group_of_category_[issue.category];
    if (group < group_count_) ++tally.summary.open_by_group[group];
  }

  const RegisterSnapshot& snapshot_;
  const IssueFactTable& facts_;
  std::array<Date, 13> quarter_ends_{};
  std::vector<std::size_t> group_of_category_;
  std::size_t group_count_ = 0;
};

// Where the settlements and areas of a snapshot lie at one level, looked up once.
class PlaceRows {
 public:
  PlaceRows(const RegisterSnapshot& snapshot, AreaLevel level) : snapshot_{snapshot}, level_{level} {
    for (Row row = 0; row < snapshot.settlements.size(); ++row)
      of_settlement_.push_back(level == AreaLevel::settlement ? row : area_of_settlement(snapshot, row, level));
    for (Row row = 0; row < snapshot.areas.size(); ++row) of_area_.push_back(row_of_area(row));
  }
  [[nodiscard]] std::size_t size() const {
    return level_ == AreaLevel::settlement ? snapshot_.settlements.size() : snapshot_.areas.size();
  }
  [[nodiscard]] Row of_settlement(Row row) const { return of_settlement_[row]; }
  [[nodiscard]] const std::vector<Row>& of_settlements() const { return of_settlement_; }

  // Each place of the issue once, into `rows`.
  void find(const Issue& issue, std::vector<Row>& rows) const {
    rows.clear();
    const auto add = [&rows](Row row) {
      if (row != no_row && std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
    };
    if (issue.settlement != no_row) add(of_settlement_[issue.settlement]);
    if (issue.area != no_row) add(of_area_[issue.area]);
    for (const Row settlement : issue.also_settlements) add(of_settlement_[settlement]);
  }

 private:
  [[nodiscard]] Row row_of_area(Row row) const {
    if (level_ != AreaLevel::settlement) return area_of_area(snapshot_, row, level_);
    const Area& area = snapshot_.areas[row];
    return area.level == AreaLevel::settlement ? snapshot_.find_settlement(area.code) : no_row;
  }

  const RegisterSnapshot& snapshot_;
  AreaLevel level_;
  std::vector<Row> of_settlement_, of_area_;
};

bool is_selected(const RegisterSnapshot& snapshot, const RowMask& selected, Row row) {
  return row < selected.size() && selected[row] && snapshot.issues[row].id;
}
}  // namespace

IssueFactTable facts_of_all(const RegisterSnapshot& snapshot, Date today) {
  IssueFactTable table;
  table.today = today;
  table.facts.resize(snapshot.issues.size());
  table.stages.assign(snapshot.issues.size(), SolveStage::not_counted);
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    if (!snapshot.issues[row].id) continue;
    table.facts[row] = facts_of(snapshot, row, today);
    table.stages[row] = stage_of(snapshot, row, today);
  }
  return table;
}

std::int64_t cost_of(const Measure& measure) {
  if (measure.budget_kzt) return *measure.budget_kzt;
  if (!measure.unit_amount_kzt) return 0;
  if (measure.quantity) return std::llround(static_cast<double>(*measure.unit_amount_kzt) * *measure.quantity);
  return *measure.unit_amount_kzt * measure.beneficiaries.value_or(0);
}

void add_residents(PlaceSummary& summary, std::optional<std::int64_t> residents) {
  ++summary.settlements;
  if (residents)
    summary.population = summary.population.value_or(0) + *residents;
  else
    ++summary.settlements_without_population;
}

void keep_registered_in(const RegisterSnapshot& snapshot, const Period& period, RowMask& selected) {
  for (Row row = 0; row < selected.size(); ++row) {
    const auto& day = snapshot.issues[row].registered_on;
    if (selected[row] != 0 && (!day || !period.contains(*day))) selected[row] = 0;
  }
}

namespace {
void put_points(const RegisterSnapshot& snapshot, const PlaceRows& places, std::vector<Tally>& tallies) {
  std::vector<int> points(tallies.size(), 0);
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    const Row place = places.of_settlement(row);
    if (!settlement.id || !settlement.point || place == no_row) continue;
    auto& middle = tallies[place].summary.point;
    if (!middle) middle = LonLat{0, 0};
    const int count = ++points[place];
    middle->lon += (settlement.point->lon - middle->lon) / count;
    middle->lat += (settlement.point->lat - middle->lat) / count;
  }
}
}  // namespace

std::vector<Row> groups_of(const RegisterSnapshot& snapshot) {
  std::vector<Row> groups;
  for (Row row = 0; row < snapshot.categories.size(); ++row)
    if (const Category& category = snapshot.categories[row]; category.parent.empty() && !category.code.empty())
      groups.push_back(row);
  // "2" before "10": by the length of the number, then by the number.
  std::ranges::stable_sort(groups, [&](Row a, Row b) {
    const auto &left = snapshot.categories[a].number, &right = snapshot.categories[b].number;
    return left.size() != right.size() ? left.size() < right.size() : left < right;
  });
  return groups;
}

std::vector<PlaceSummary> summarise(const RegisterSnapshot& snapshot, AreaLevel level, const RowMask& selected,
                                    const IssueFactTable& facts, const Counting& counting) {
  const Summariser summariser{snapshot, facts};
  const PlaceRows places{snapshot, level};
  std::vector<Tally> tallies(places.size(), summariser.started());
  const auto residents = residents_on(snapshot, facts.today);
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    if (snapshot.settlements[row].id && places.of_settlement(row) != no_row)
      add_residents(tallies[places.of_settlement(row)].summary, residents[row]);

  std::vector<Row> rows;
  for (Row issue = 0; issue < snapshot.issues.size(); ++issue) {
    if (!is_selected(snapshot, selected, issue)) continue;
    places.find(snapshot.issues[issue], rows);
    for (const Row row : rows) summariser.add(tallies[row], issue);
  }

  put_points(snapshot, places, tallies);
  std::vector<PlaceSummary> summaries;
  summaries.reserve(tallies.size());
  for (Tally& tally : tallies) summaries.push_back(summariser.finished(std::move(tally)));
  put_passports(snapshot, {selected, facts, residents, places.of_settlements()}, summaries);
  count_voices(snapshot, counting.about ? *counting.about : selected, facts.today, counting.period, level, summaries);
  count_aid(snapshot, facts.today, counting.period, level, summaries);
  return summaries;
}

PlaceSummary summarise_all(const RegisterSnapshot& snapshot, const RowMask& selected, const IssueFactTable& facts) {
  const Summariser summariser{snapshot, facts};
  Tally tally = summariser.started();
  for (const Settlement& settlement : snapshot.settlements)
    if (settlement.id) add_residents(tally.summary, settlement.population);
  for (Row issue = 0; issue < snapshot.issues.size(); ++issue)
    if (is_selected(snapshot, selected, issue)) summariser.add(tally, issue);
  return summariser.finished(std::move(tally));
}

Row area_of_area(const RegisterSnapshot& snapshot, Row area, AreaLevel level) {
  while (area != no_row && snapshot.areas[area].id && snapshot.areas[area].level != level) {
    const Area& child = snapshot.areas[area];
    if (child.level < level) return no_row;  // coarser than what is asked
    // The parent is of some coarser level; levels only get coarser, so a circle of codes cannot trap us.
    area = no_row;
    for (int parent_level = static_cast<int>(child.level) - 1; parent_level >= 0 && area == no_row; --parent_level)
      area = snapshot.find_area(child.parent_code, static_cast<AreaLevel>(parent_level));
  }
  return area != no_row && snapshot.areas[area].id ? area : no_row;
}

Row area_of_settlement(const RegisterSnapshot& snapshot, Row settlement, AreaLevel level) {
  const Settlement& place = snapshot.settlements[settlement];
  if (level == AreaLevel::settlement) return snapshot.find_area(place.kato, level);
  return area_of_area(snapshot, snapshot.find_area(place.rural_district, AreaLevel::rural_district), level);
}

std::vector<std::vector<Row>> issues_by_place(const RegisterSnapshot& snapshot, AreaLevel level,
                                              const RowMask& selected) {
  const PlaceRows places{snapshot, level};
  std::vector<std::vector<Row>> issues(places.size());
  std::vector<Row> rows;
  for (Row issue = 0; issue < snapshot.issues.size(); ++issue) {
    if (!is_selected(snapshot, selected, issue)) continue;
    places.find(snapshot.issues[issue], rows);
    for (const Row row : rows) issues[row].push_back(issue);
  }
  return issues;
}

std::vector<Row> issues_of_place(const RegisterSnapshot& snapshot, AreaLevel level, Row place,
                                 const RowMask& selected) {
  const PlaceRows places{snapshot, level};
  std::vector<Row> issues, rows;
  for (Row issue = 0; issue < snapshot.issues.size(); ++issue) {
    if (!is_selected(snapshot, selected, issue)) continue;
    places.find(snapshot.issues[issue], rows);
    if (std::ranges::find(rows, place) != rows.end()) issues.push_back(issue);
  }
  return issues;
}

}  // namespace riskmap
