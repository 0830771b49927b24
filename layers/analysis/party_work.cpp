#include "layers/analysis/party_work.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

namespace riskmap {

namespace {
std::string text_in(const StoredRecord& record, std::string_view name) {
  return text_of(field(record.fields, name));
}

// Where a code of party_area leads: a settlement has the code of its own area too, and stands for it.
std::optional<Place> place_with_code(const RegisterSnapshot& snapshot, const std::string& code) {
  for (const auto level : {AreaLevel::region, AreaLevel::district, AreaLevel::rural_district})
    if (const Row row = snapshot.find_area(code, level); row != no_row) return Place{level, row};
  if (const Row row = snapshot.find_settlement(code); row != no_row) return Place{AreaLevel::settlement, row};
  return std::nullopt;
}

bool is_selected(const RowMask& selected, Row issue) {
  return issue < selected.size() && selected[issue] != 0;
}

CoveredPlace covered(const RegisterSnapshot& snapshot, Place place, const RowMask& selected,
                     const IssueFactTable& facts) {
  CoveredPlace covered{.place = place};
  for (const Row issue : issues_of_place(snapshot, place.level, place.row, selected)) {
    covered.open += facts.facts[issue].is_open ? 1 : 0;
    covered.overdue += facts.facts[issue].lateness >= Lateness::overdue ? 1 : 0;
  }
  return covered;
}

void add_problem(PartyWork& work, const RegisterSnapshot& snapshot, Row row, const IssueFactTable& facts) {
  const auto& issue = snapshot.issues[row];
  const auto& fact = facts.facts[row];
  const auto year = std::chrono::year_month_day{facts.today}.year();
  if (fact.is_open) work.problems.push_back(row);
  work.open += fact.is_open ? 1 : 0;
  work.overdue += fact.lateness >= Lateness::overdue ? 1 : 0;
  const bool is_done = group_of(issue.status) == StatusGroup::done && issue.resolved_on;
  work.done_this_year += is_done && std::chrono::year_month_day{*issue.resolved_on}.year() == year ? 1 : 0;
}

// Measures that others carry out together with this party.
std::set<std::string> shared_measures(const RegisterSnapshot& snapshot, const std::string& party) {
  std::set<std::string> measures;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::measure_party && text_in(record, "party") == party &&
        text_in(record, "role") == "CO_EXECUTOR")
      measures.insert(text_in(record, "measure"));
  return measures;
}

// Aid without a problem belongs to no filter.
void add_steps(PartyWork& work, const RegisterSnapshot& snapshot, Row party, const RowMask& selected, Date today) {
  const auto shared = shared_measures(snapshot, snapshot.parties[party].uuid);
  for (Row row = 0; row < snapshot.measures.size(); ++row) {
    const auto measure = snapshot.measures.core(row);
    if (!measure.id || !measure.is_pending()) continue;
    if (measure.issue != no_row && !is_selected(selected, measure.issue)) continue;
    if (measure.executor != party && (shared.empty() || !shared.contains(snapshot.measures.uuid(row)))) continue;
    work.steps.push_back(row);
    work.late_steps += is_overdue(measure, today) ? 1 : 0;
  }
  std::ranges::stable_sort(work.steps, {},
                           [&](Row row) { return snapshot.measures.core(row).deadline().value_or(Date::max()); });
}
}  // namespace

void sort_most_pressing(std::vector<Row>& issues, const IssueFactTable& facts) {
  std::ranges::stable_sort(issues, {}, [&](Row row) {
    const auto& fact = facts.facts[row];
    return std::tuple{-fact.days_over, -static_cast<int>(fact.level), fact.due.value_or(Date::max())};
  });
}

std::vector<PartyArea> party_areas(const RegisterSnapshot& snapshot) {
  std::vector<PartyArea> areas;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::party_area) continue;
    const Row party = snapshot.find_party(text_in(record, "party"));
    const auto place = place_with_code(snapshot, text_in(record, "code"));
    if (party != no_row && place) areas.push_back({party, *place, record.uuid, record.version});
  }
  std::ranges::stable_sort(areas, {}, [](const PartyArea& one) { return std::pair{one.place.level, one.place.row}; });
  return areas;
}

PartyWork work_of(const RegisterSnapshot& snapshot, Row party, std::span<const PartyArea> areas,
                  const RowMask& selected, const IssueFactTable& facts) {
  PartyWork work;
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (snapshot.issues.core(row).id && snapshot.issues.core(row).responsible == party && is_selected(selected, row))
      add_problem(work, snapshot, row, facts);
  sort_most_pressing(work.problems, facts);
  add_steps(work, snapshot, party, selected, facts.today);
  for (const auto& area : areas)
    if (area.party == party) work.places.push_back(covered(snapshot, area.place, selected, facts));
  return work;
}

std::vector<Row> parties_covering(const RegisterSnapshot& snapshot, std::span<const PartyArea> areas, Place place) {
  std::vector<Place> around{place};
  for (const auto level : {AreaLevel::rural_district, AreaLevel::district, AreaLevel::region}) {
    if (level >= place.level) continue;
    const Row area = place.level == AreaLevel::settlement ? area_of_settlement(snapshot, place.row, level)
                                                          : area_of_area(snapshot, place.row, level);
    if (area != no_row) around.push_back({level, area});
  }
  std::vector<Row> parties;
  for (const auto& one : around)
    for (const auto& area : areas)
      if (area.place == one && snapshot.parties[area.party].is_active && std::ranges::count(parties, area.party) == 0)
        parties.push_back(area.party);
  return parties;
}

}  // namespace riskmap
