// Chips, the filter language and the selected problems mean the same.
#include "viewer/session/filter_state.h"

#include <doctest/doctest.h>

#include <random>

#include "layers/core/text.h"
#include "layers/model/facts.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;

namespace {

// What the table's search means: a part of the problem's words, or of a name around it, however it is spelt.
bool is_found(const std::string& searched, const RegisterSnapshot& snapshot, const Issue& issue) {
  const auto holds = [&](const std::string& text) { return fold(text).find(fold(searched)) != std::string::npos; };
  if (holds(issue.title) || holds(issue.description) || holds(issue.reg_no)) return true;
  std::vector<std::string> names{issue.title, issue.description, issue.reg_no};
  const auto add = [&names](const Names& all) { names.insert(names.end(), {all.kk, all.ru, all.en}); };
  auto places = issue.also_settlements;
  if (issue.settlement != no_row) places.push_back(issue.settlement);
  for (const Row place : places) {
    const auto& settlement = snapshot.settlements[place];
    add(settlement.names);
    names.insert(names.end(), settlement.other_names.begin(), settlement.other_names.end());
    if (const Row area = snapshot.find_area(settlement.rural_district, AreaLevel::rural_district); area != no_row)
      add(snapshot.areas[area].names);
  }
  if (issue.area != no_row) add(snapshot.areas[issue.area].names);
  const auto& category = snapshot.categories[issue.category];
  add(category.names), names.push_back(category.code);
  if (const Row group = snapshot.find_category(category.parent); group != no_row) add(snapshot.categories[group].names);
  if (issue.responsible != no_row) {
    add(snapshot.parties[issue.responsible].names);
    names.push_back(snapshot.parties[issue.responsible].person_name);
  }
  const auto key = latin_key(searched);
  return !key.empty() && std::ranges::any_of(names, [&key](const std::string& name) {
    return latin_key(name).find(key) != std::string::npos;
  });
}

// What a person means by the chips, said without the filter language.
bool means(const FilterState& state, const RegisterSnapshot& snapshot, Row row, Date today) {
  const auto& issue = snapshot.issues[row];
  const auto facts = facts_of(snapshot, row, today);
  const auto& category = snapshot.categories[issue.category].code;
  const auto is_in_category = [&](const std::string& code) {
    return category == code || category.starts_with(code + ".");
  };
  std::vector<Row> places = issue.also_settlements;
  if (issue.settlement != no_row) places.push_back(issue.settlement);
  const auto is_there = [&](const auto& codes, auto code_of_place) {
    if (codes.empty()) return true;
    if (issue.area != no_row && codes.contains(snapshot.areas[issue.area].code)) return true;
    return std::ranges::any_of(places,
                               [&](Row place) { return codes.contains(code_of_place(snapshot.settlements[place])); });
  };
  if (!state.groups.empty() && !state.groups.contains(group_of(issue.status))) return false;
  if (!state.categories.empty() && std::ranges::none_of(state.categories, is_in_category)) return false;
  if (!state.severities.empty() && !state.severities.contains(issue.severity)) return false;
  if (!is_there(state.rural_districts, [](const Settlement& place) { return place.rural_district; })) return false;
  if (!state.settlements.empty() && std::ranges::none_of(places, [&](Row place) {
        return state.settlements.contains(snapshot.settlements[place].kato);
      }))
    return false;
  if (!state.responsible.empty() &&
      (issue.responsible == no_row || !state.responsible.contains(snapshot.parties[issue.responsible].uuid)))
    return false;
  if (state.registered_from && *issue.registered_on < *state.registered_from) return false;
  if (state.registered_to && *issue.registered_on > *state.registered_to) return false;
  if (state.is_overdue && facts.lateness < Lateness::overdue) return false;
  if (state.has_no_plan && !facts.no_plan) return false;
  if (state.has_no_responsible && !facts.no_responsible) return false;
  if (state.is_stale && !facts.is_stale) return false;
  return state.text.empty() || is_found(state.text, snapshot, issue);
}

// A few chips at random.
FilterState random_state(const RegisterSnapshot& snapshot, std::mt19937& random) {
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  const auto one_of = [&](const auto& list) -> const auto& { return list[random() % list.size()]; };
  FilterState state;
  for (const auto group : {StatusGroup::open, StatusGroup::active, StatusGroup::done, StatusGroup::voided})
    if (chance(20)) state.groups.insert(group);
  for (int i = 0; i < 3; ++i) {
    if (chance(20)) state.categories.insert(one_of(snapshot.categories).code);
    if (chance(20)) state.severities.insert(1 + static_cast<int>(random() % 5));
    if (chance(15)) state.rural_districts.insert(one_of(snapshot.settlements).rural_district);
    if (chance(10)) state.settlements.insert(one_of(snapshot.settlements).kato);
    if (chance(10)) state.responsible.insert(one_of(snapshot.parties).uuid);
  }
  if (chance(20)) state.registered_from = Date{std::chrono::days{18'700 + static_cast<int>(random() % 1'800)}};
  if (chance(20)) state.registered_to = Date{std::chrono::days{18'700 + static_cast<int>(random() % 1'800)}};
  state.is_overdue = chance(15);
  state.has_no_plan = chance(10);
  state.has_no_responsible = chance(10);
  state.is_stale = chance(10);
  if (chance(20))
    state.text = std::vector<std::string>{
        "су", "ЖОЛ", "TB-2024", "газ\"", "\\", "дорог", "Lenger", "Қаратөбе", "әкім"}[random() % 9];
  return state;
}

}  // namespace

TEST_CASE("chips at random select exactly what they mean") {
  const auto& snapshot = *sample::shared().snapshot;
  const auto today = sample::day_of(snapshot);
  std::mt19937 random{20260316};
  for (int round = 0; round < 300; ++round) {
    const auto state = random_state(snapshot, random);
    const auto text = expression_of(state);
    CAPTURE(text);
    const auto filter = sample::taken(parse_filter(text));
    sample::taken(check_filter(filter, snapshot));
    const auto selected = select_issues(filter, snapshot, today);
    for (Row row = 0; row < snapshot.issues.size(); ++row)
      CHECK((selected[row] != 0) == means(state, snapshot, row, today));
    CHECK(select_issues(sample::taken(parse_filter(text_of(filter))), snapshot, today) == selected);
  }
}

TEST_CASE("no chips select everything") {
  CHECK(expression_of({}).empty());
  CHECK(FilterState{}.is_empty());
  CHECK(chip_count({}) == 0);
}

TEST_CASE("chips become words of the filter language") {
  FilterState state;
  state.groups = {StatusGroup::open, StatusGroup::active};
  state.categories = {"utilities", "transport.bridge"};
  state.severities = {4, 5};
  state.registered_from = parse_iso_date("2026-01-01");
  state.is_overdue = true;
  state.text = "Абай \"1\"";
  CHECK(expression_of(state) ==
        "group=OPEN|ACTIVE and category=transport.bridge|utilities.* and severity=4|5 and registered_on>=2026-01-01 "
        "and overdue and "
        "any~\"Абай \\\"1\\\"\"");
  CHECK(chip_count(state) == 6);
}

TEST_CASE("a free expression is one alternative among the chips, not more") {
  FilterState state;
  state.severities = {5};
  state.expression = "open or overdue";
  const auto& snapshot = *sample::shared().snapshot;
  const auto selected =
      select_issues(sample::taken(parse_filter(expression_of(state))), snapshot, sample::day_of(snapshot));
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (selected[row] != 0) CHECK(snapshot.issues[row].severity == 5);
}

TEST_CASE("a free expression cannot break out of its place") {
  FilterState state;
  state.severities = {5};
  state.expression = "open) or (overdue";
  CHECK_FALSE(parse_filter(expression_of(state)));
}
