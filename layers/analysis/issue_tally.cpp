#include "layers/analysis/issue_tally.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>

#include "layers/analysis/tally_slots.h"
#include "layers/core/contract.h"

namespace riskmap {

namespace {
std::optional<Date> done_day(const IssueCore& issue) {
  return issue.resolved_on ? issue.resolved_on : issue.closed_on;
}

// Counts one issue in or out of a tally.
class Counter {
 public:
  Counter(const IssueSource& source, int sign)
      : snapshot_{source.snapshot}, facts_{source.facts}, sign_{sign}, slots_{source.snapshot, source.facts.today} {}

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

  void count_slot(std::array<int, 12>& slots, std::optional<std::size_t> slot) const {
    if (slot) slots[*slot] += sign_;
  }

  void count_done(PlaceSummary& summary, const IssueCore& issue) const {
    summary.done += sign_;
    const auto day = done_day(issue);
    if (!day) return;
    count_if(summary.done_this_year, slots_.is_this_year(*day));
    count_slot(summary.resolved_by_month, slots_.month_of(*day));
  }

  void count_registered(PlaceSummary& summary, const IssueCore& issue) const {
    const auto& day = issue.registered_on;
    if (!day) return;
    count_slot(summary.registered_by_month, slots_.month_of(*day));
    count_slot(summary.registered_by_quarter, slots_.quarter_of(*day));
    count_if(summary.registered_last_30_days, slots_.is_within_30_days(*day));
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
    if (facts.lacks_money) summary.money_missing += sign_ * money_missing(snapshot_, row);
    if (issue.category != no_row) count_category(tally, issue);
  }

  void count_category(IssueTally& tally, const IssueCore& issue) const {
    tally.summary.open_by_category[issue.category] += sign_;
    if (const auto group = slots_.group_of(issue.category)) tally.summary.open_by_group[*group] += sign_;
    const auto kind = snapshot_.categories[issue.category].is_infrastructure ? std::size_t{1} : std::size_t{0};
    tally.open_by_score[kind][static_cast<std::size_t>(std::clamp(issue.severity * issue.likelihood, 0, 25))] += sign_;
  }

  const RegisterSnapshot& snapshot_;
  const IssueFactTable& facts_;
  int sign_;
  TallySlots slots_;
};

Row row_of_area(const RegisterSnapshot& snapshot, Row row, AreaLevel level) {
  if (level != AreaLevel::settlement) return area_of_area(snapshot, row, level);
  const Area& area = snapshot.areas[row];
  return area.level == AreaLevel::settlement ? snapshot.find_settlement(area.code) : no_row;
}
}  // namespace

std::int64_t money_missing(const RegisterSnapshot& snapshot, Row issue) {
  std::int64_t missing = 0;
  for (const Row step : snapshot.measures_of(issue))
    if (const auto measure = snapshot.measures.core(step); measure.is_pending() && measure.funding == "NOT_FOUND")
      missing += cost_of(measure);
  return missing;
}

DayCounts::DayCounts(std::vector<std::pair<Date, int>> ascending) : counts_{std::move(ascending)} {
  for (const auto& [day, count] : counts_) total_ += count;
}

void DayCounts::add(const DayCounts& other) {
  std::vector<std::pair<Date, int>> both;
  both.reserve(counts_.size() + other.counts_.size());
  auto mine = counts_.begin();
  for (const auto& [day, count] : other.counts_) {
    while (mine != counts_.end() && mine->first < day) both.push_back(*mine++);
    const bool is_shared = mine != counts_.end() && mine->first == day;
    both.emplace_back(day, count + (is_shared ? mine++->second : 0));
  }
  both.insert(both.end(), mine, counts_.end());
  counts_ = std::move(both);
  total_ += other.total_;
}

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

namespace {
template <typename Sums>
void add_each(Sums& sums, const Sums& others) {
  std::ranges::transform(sums, others, sums.begin(), std::plus{});
}

void add_sums(PlaceSummary& sums, const PlaceSummary& others) {
  for (const auto sum :
       {&PlaceSummary::open, &PlaceSummary::overdue, &PlaceSummary::badly_overdue, &PlaceSummary::no_plan,
        &PlaceSummary::no_responsible, &PlaceSummary::stale, &PlaceSummary::with_plan, &PlaceSummary::done,
        &PlaceSummary::done_this_year, &PlaceSummary::registered_last_30_days})
    sums.*sum += others.*sum;
  sums.money_missing += others.money_missing;
  add_each(sums.open_by_group, others.open_by_group);
  add_each(sums.open_by_category, others.open_by_category);
  add_each(sums.by_stage, others.by_stage);
  add_each(sums.registered_by_month, others.registered_by_month);
  add_each(sums.resolved_by_month, others.resolved_by_month);
  add_each(sums.registered_by_quarter, others.registered_by_quarter);
}
}  // namespace

IssueTally::IssueTally(const RegisterSnapshot& snapshot) {
  summary.open_by_group.assign(groups_of(snapshot).size(), 0);
  summary.open_by_category.assign(snapshot.categories.size(), 0);
}

void IssueTally::add(const IssueTally& other) {
  add_sums(summary, other.summary);
  open_since.add(other.open_since);
  deadlines.add(other.deadlines);
  add_each(open_by_level, other.open_by_level);
  for (std::size_t kind = 0; kind < open_by_score.size(); ++kind)
    add_each(open_by_score[kind], other.open_by_score[kind]);
  neglected += other.neglected;
}

TallyBook::TallyBook(const RegisterSnapshot& snapshot, std::span<const AreaLevel> levels) : everything_{snapshot} {
  const auto put_level = [&](AreaLevel level) {
    PlaceRows places{snapshot, level};
    std::vector<IssueTally> tallies(places.size(), everything_);
    levels_.try_emplace(level, std::move(places), std::move(tallies));
  };
  put_level(AreaLevel::settlement);
  for (const AreaLevel level : levels) put_level(level);
}

TallyBook::TallyBook(const IssueSource& source, std::span<const AreaLevel> levels)
    : TallyBook{source.snapshot, levels} {
  std::vector<Row> all(source.snapshot.issues.size());
  std::iota(all.begin(), all.end(), Row{0});
  add(source, all);
}

void TallyBook::add(const IssueSource& source, std::span<const Row> rows) {
  count(source, rows, 1);
}

void TallyBook::add(const IssueCore& place, const IssueTally& tally) {
  everything_.add(tally);
  std::vector<Row> at;
  for (auto& [level, here] : levels_) {
    here.places.find(place, at);
    for (const Row row : at) here.tallies[row].add(tally);
  }
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
