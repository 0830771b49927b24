#include "layers/analysis/indicator_summary.h"

#include <algorithm>
#include <array>
#include <string>

#include "layers/analysis/indicator_voices.h"
#include "layers/analysis/issue_tally.h"
#include "layers/analysis/place_aid.h"
#include "layers/analysis/place_background.h"
#include "layers/analysis/place_risk.h"

namespace riskmap {

IssueFactTable facts_of_all(const RegisterSnapshot& snapshot, Date today) {
  IssueFactTable table;
  table.today = today;
  table.facts.resize(snapshot.issues.size());
  table.stages.assign(snapshot.issues.size(), SolveStage::not_counted);
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    if (!snapshot.issues.core(row).id) continue;
    table.facts[row] = facts_of(snapshot, row, today);
    table.stages[row] = stage_of(snapshot, row, today);
  }
  return table;
}

std::int64_t cost_of(const MeasureCore& measure) {
  if (measure.budget_kzt) return *measure.budget_kzt;
  if (!measure.unit_amount_kzt) return 0;
  if (measure.quantity) return std::llround(static_cast<double>(*measure.unit_amount_kzt) * *measure.quantity);
  return *measure.unit_amount_kzt * measure.beneficiaries.value_or(0);
}

void add_residents(PlaceSummary& summary, std::optional<std::int64_t> residents) {
  ++summary.settlements;
  summary.known_residents += residents.value_or(0);
  if (!residents) ++summary.settlements_without_population;
  // Problems are counted in all settlements: over the residents of some of them a rate would be too high.
  const bool is_complete = summary.settlements_without_population == 0;
  summary.population = is_complete ? std::optional{summary.known_residents} : std::nullopt;
}

void keep_registered_in(const RegisterSnapshot& snapshot, const Period& period, RowMask& selected) {
  for (Row row = 0; row < selected.size(); ++row) {
    if (selected[row] == 0) continue;
    const auto day = snapshot.issues.core(row).registered_on;
    if (!day || !period.contains(*day)) selected[row] = 0;
  }
}

namespace {
void put_points(const RegisterSnapshot& snapshot, const PlaceRows& places, std::vector<PlaceSummary>& summaries) {
  std::vector<int> points(summaries.size(), 0);
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& settlement = snapshot.settlements[row];
    const Row place = places.of_settlement(row);
    if (!settlement.id || !settlement.point || place == no_row) continue;
    auto& middle = summaries[place].point;
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

std::vector<PlaceSummary> summarise(const IssueSource& source, const TallyBook& book, AreaLevel level,
                                    const Counting& counting) {
  return summarise(source, book, level, counting, PlaceBackground{source.snapshot, source.facts.today});
}

std::vector<PlaceSummary> summarise(const IssueSource& source, const TallyBook& book, AreaLevel level,
                                    const Counting& counting, const PlaceBackground& known) {
  const auto& [snapshot, facts, selected] = source;
  const auto& [places, tallies] = book.at(level);
  std::vector<PlaceSummary> summaries;
  for (const IssueTally& tally : tallies) summaries.push_back(summary_of(tally, facts.today));
  for (Row row = 0; row < snapshot.settlements.size(); ++row)
    if (snapshot.settlements[row].id && places.of_settlement(row) != no_row)
      add_residents(summaries[places.of_settlement(row)], known.residents[row]);
  put_points(snapshot, places, summaries);
  put_passports(snapshot, {book.at(AreaLevel::settlement), known, places.of_settlements()}, summaries);
  const Listening listening{facts.today, counting.period, level};
  count_voices(snapshot, known.voices, counting.about ? *counting.about : selected, listening, summaries);
  count_aid(snapshot, facts.today, counting.period, level, summaries);
  return summaries;
}

std::vector<PlaceSummary> summarise(const RegisterSnapshot& snapshot, AreaLevel level, const RowMask& selected,
                                    const IssueFactTable& facts, const Counting& counting) {
  const IssueSource source{snapshot, facts, selected};
  return summarise(source, TallyBook{source, std::array{level}}, level, counting);
}

PlaceSummary summarise_all(const IssueSource& source, const TallyBook& book) {
  auto summary = summary_of(book.everything(), source.facts.today);
  for (const Settlement& settlement : source.snapshot.settlements)
    if (settlement.id) add_residents(summary, settlement.population);
  return summary;
}

PlaceSummary summarise_all(const RegisterSnapshot& snapshot, const RowMask& selected, const IssueFactTable& facts) {
  const IssueSource source{snapshot, facts, selected};
  return summarise_all(source, TallyBook{source, {}});
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
    places.find(snapshot.issues.core(issue), rows);
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
    places.find(snapshot.issues.core(issue), rows);
    if (std::ranges::find(rows, place) != rows.end()) issues.push_back(issue);
  }
  return issues;
}

}  // namespace riskmap
