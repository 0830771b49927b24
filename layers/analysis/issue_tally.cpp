#include "layers/analysis/issue_tally.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
int month_number(Date day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

// The quarter that ended `ago` quarters before today ends with that day and begins after the one three months earlier.
Date end_of_quarter(Date today, int ago) {
  return add_months(today, -3 * ago);
}

std::optional<Date> done_day(const IssueCore& issue) {
  return issue.resolved_on ? issue.resolved_on : issue.closed_on;
}

// Counts one issue in or out of a tally.
class Counter {
 public:
  Counter(const IssueSource& source, int sign)
      : snapshot_{source.snapshot}, facts_{source.facts}, sign_{sign}, month_{month_number(source.facts.today)} {
    const auto groups = groups_of(snapshot_);
    group_count_ = groups.size();
    group_of_category_.assign(snapshot_.categories.size(), group_count_);
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const auto& code = snapshot_.categories[groups[group]].code;
      for (std::size_t row = 0; row < snapshot_.categories.size(); ++row)
        if (const auto& category = snapshot_.categories[row]; category.code == code || category.parent == code)
          group_of_category_[row] = group;
    }
    for (int i = 0; i <= 12; ++i) quarter_ends_[static_cast<std::size_t>(i)] = end_of_quarter(facts_.today, 12 - i);
  }

  void count(IssueTally& tally, Row row, const IssueCore& issue) const {
    const IssueFacts& facts = facts_.facts[row];
    PlaceSummary& summary = tally.summary;
    const bool is_done = group_of(issue.status) == StatusGroup::done;
    if (facts.is_open) count_open(tally, row, issue);
    if (is_done) count_done(summary, issue);
    if (facts.is_open || is_done) count_registered(summary, issue);
    if (const auto stage = static_cast<std::size_t>(facts_.stages[row]); stage < solve_stage_count)
      summary.by_stage[stage] += sign_;
  }

 private:
  void count_if(int& sum, bool counts) const { sum += counts ? sign_ : 0; }
  void count_day(DayCounts& days, Date day) const { sign_ > 0 ? days.add(day) : days.take_out(day); }

  void count_month(std::array<int, 12>& months, const std::optional<Date>& day) const {
    const int ago = day ? month_ - month_number(*day) : -1;
    if (ago >= 0 && ago < 12) months[static_cast<std::size_t>(11 - ago)] += sign_;
  }

  void count_done(PlaceSummary& summary, const IssueCore& issue) const {
    summary.done += sign_;
    const auto day = done_day(issue);
    count_if(summary.done_this_year, day && month_number(*day) / 12 == month_ / 12);
    count_month(summary.resolved_by_month, day);
  }

  void count_registered(PlaceSummary& summary, const IssueCore& issue) const {
    const auto& day = issue.registered_on;
    if (!day) return;
    count_month(summary.registered_by_month, day);
    if (*day <= quarter_ends_.back() && *day > quarter_ends_.front()) {
      const auto end = std::ranges::lower_bound(quarter_ends_, *day);
      summary.registered_by_quarter[static_cast<std::size_t>(end - quarter_ends_.begin()) - 1] += sign_;
    }
    const int age = days_between(*day, facts_.today);
    count_if(summary.registered_last_30_days, age >= 0 && age < 30);
  }

  void count_open(IssueTally& tally, Row row, const IssueCore& issue) const {
    const IssueFacts& facts = facts_.facts[row];
    PlaceSummary& summary = tally.summary;
    summary.open += sign_;
    count_if(summary.overdue, facts.lateness >= Lateness::overdue);
    count_if(summary.badly_overdue, facts.lateness == Lateness::badly_overdue);
    count_if(summary.no_plan, facts.no_plan);
    count_if(summary.no_responsible, facts.no_responsible);
    count_if(summary.stale, facts.is_stale);
    count_if(summary.with_plan, facts.has_plan);
    count_if(tally.neglected, facts.no_plan || facts.no_responsible);
    tally.open_by_level[static_cast<std::size_t>(facts.level)] += sign_;
    if (facts.due) count_day(tally.deadlines, *facts.due);
    if (issue.registered_on) count_day(tally.open_since, *issue.registered_on);
    if (facts.lacks_money) summary.money_missing += sign_ * money_missing(row);
    if (issue.category != no_row) count_category(tally, issue);
  }

  [[nodiscard]] std::int64_t money_missing(Row row) const {
    std::int64_t missing = 0;
    for (const Row step : snapshot_.measures_of(row))
      if (const auto measure = snapshot_.measures.core(step); measure.is_pending() && measure.funding == "NOT_FOUND")
        missing += cost_of(measure);
    return missing;
  }

  void count_category(IssueTally& tally, const IssueCore& issue) const {
    tally.summary.open_by_category[issue.category] += sign_;
    const std::size_t group = group_of_category_[issue.category];
    if (group < group_count_) tally.summary.open_by_group[group] += sign_;
    const auto kind = snapshot_.categories[issue.category].is_infrastructure ? std::size_t{1} : std::size_t{0};
    tally.open_by_score[kind][static_cast<std::size_t>(std::clamp(issue.severity * issue.likelihood, 0, 25))] += sign_;
  }

  const RegisterSnapshot& snapshot_;
  const IssueFactTable& facts_;
  int sign_;
  int month_;  // of today
  std::array<Date, 13> quarter_ends_{};
  std::vector<std::size_t> group_of_category_;
  std::size_t group_count_ = 0;
};

Row row_of_area(const RegisterSnapshot& snapshot, Row row, AreaLevel level) {
  if (level != AreaLevel::settlement) return area_of_area(snapshot, row, level);
  const Area& area = snapshot.areas[row];
  return area.level == AreaLevel::settlement ? snapshot.find_settlement(area.code) : no_row;
}
}  // namespace

void DayCounts::change(Date day, int by) {
  total_ += by;
  const auto found = std::ranges::lower_bound(counts_, day, {}, &std::pair<Date, int>::first);
  if (found == counts_.end() || found->first != day) {
    counts_.insert(found, {day, by});
  } else {
    found->second += by;
    if (found->second == 0) counts_.erase(found);
  }
}

std::optional<Date> DayCounts::first_from(Date day) const {
  const auto found = std::ranges::lower_bound(counts_, day, {}, &std::pair<Date, int>::first);
  return found == counts_.end() ? std::nullopt : std::optional{found->first};
}

Date DayCounts::at(std::int64_t position) const {
  for (const auto& [day, count] : counts_)
    if ((position -= count) < 0) return day;
  return counts_.back().first;
}

// NaN where all days lie ahead.
double DayCounts::median_before(Date today) const {
  std::int64_t known = 0;
  for (const auto& [day, count] : counts_)
    if (day <= today) known += count;
  if (known == 0) return std::numeric_limits<double>::quiet_NaN();
  return (days_between(at((known - 1) / 2), today) + days_between(at(known / 2), today)) / 2.0;
}

PlaceRows::PlaceRows(const RegisterSnapshot& snapshot, AreaLevel level)
    : size_{level == AreaLevel::settlement ? snapshot.settlements.size() : snapshot.areas.size()} {
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    of_settlement_.push_back(level == AreaLevel::settlement ? row : area_of_settlement(snapshot, row, level));
  for (Row row = 0; row < snapshot.areas.size(); ++row) of_area_.push_back(row_of_area(snapshot, row, level));
}

void PlaceRows::find(const IssueCore& issue, std::vector<Row>& rows) const {
  rows.clear();
  const auto add = [&rows](Row row) {
    if (row != no_row && std::ranges::find(rows, row) == rows.end()) rows.push_back(row);
  };
  if (issue.settlement != no_row) add(of_settlement_[issue.settlement]);
  if (issue.area != no_row) add(of_area_[issue.area]);
  for (const Row settlement : issue.also_settlements) add(of_settlement_[settlement]);
}

bool is_selected(const RegisterSnapshot& snapshot, const RowMask& selected, Row issue) {
  return issue < selected.size() && selected[issue] && snapshot.issues.core(issue).id;
}

TallyBook::TallyBook(const IssueSource& source, std::span<const AreaLevel> levels) {
  everything_.summary.open_by_group.assign(groups_of(source.snapshot).size(), 0);
  everything_.summary.open_by_category.assign(source.snapshot.categories.size(), 0);
  const auto put_level = [&](AreaLevel level) {
    PlaceRows places{source.snapshot, level};
    std::vector<IssueTally> tallies(places.size(), everything_);
    levels_.try_emplace(level, std::move(places), std::move(tallies));
  };
  put_level(AreaLevel::settlement);
  for (const AreaLevel level : levels) put_level(level);
  std::vector<Row> all(source.snapshot.issues.size());
  std::iota(all.begin(), all.end(), Row{0});
  add(source, all);
}

void TallyBook::add(const IssueSource& source, std::span<const Row> rows) {
  count(source, rows, 1);
}

void TallyBook::take_out(const IssueSource& source, std::span<const Row> rows) {
  count(source, rows, -1);
}

void TallyBook::count(const IssueSource& source, std::span<const Row> rows, int sign) {
  const Counter counter{source, sign};
  std::vector<Row> at;
  for (const Row issue : rows) {
    if (issue >= source.selected.size() || source.selected[issue] == 0) continue;
    const auto core = source.snapshot.issues.core(issue);
    if (!core.id) continue;
    counter.count(everything_, issue, core);
    for (auto& [level, here] : levels_) {
      here.places.find(core, at);
      for (const Row place : at) counter.count(here.tallies[place], issue, core);
    }
  }
}

const LevelTallies& TallyBook::at(AreaLevel level) const {
  const auto found = levels_.find(level);
  RISKMAP_REQUIRE(found != levels_.end());
  return found->second;
}

PlaceSummary summary_of(const IssueTally& tally, Date today) {
  PlaceSummary summary = tally.summary;
  for (std::size_t level = 0; level < tally.open_by_level.size(); ++level)
    if (tally.open_by_level[level] > 0) summary.worst = static_cast<RiskLevel>(level);
  summary.next_deadline = tally.deadlines.first_from(today);
  if (summary.next_deadline) summary.days_to_deadline = days_between(today, *summary.next_deadline);
  if (!tally.open_since.empty())
    if (const double days = tally.open_since.median_before(today); !std::isnan(days)) summary.median_days_open = days;
  return summary;
}

}  // namespace riskmap
