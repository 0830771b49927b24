// Chips to filter text: values of one chip are alternatives, chips are and-ed.
#include "viewer/session/filter_state.h"

#include <fmt/format.h>

#include <vector>

namespace riskmap {

namespace {
std::string quoted(const std::string& value) {
  std::string out = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

template <typename Set, typename Spell>
void add_alternatives(std::vector<std::string>& terms, std::string_view field, const Set& values, Spell spell) {
  if (values.empty()) return;
  std::string alternatives;
  for (const auto& value : values) {
    if (!alternatives.empty()) alternatives += '|';
    alternatives += spell(value);
  }
  terms.push_back(fmt::format("{}={}", field, alternatives));
}

void add_flag(std::vector<std::string>& terms, bool is_set, std::string_view word) {
  if (is_set) terms.emplace_back(word);
}
}  // namespace

std::string expression_of(const FilterState& state) {
  std::vector<std::string> terms;
  // The free part comes first, so that a mistake in it is told where the person sees it; in parentheses only when it is
  // whole, so that "a) or (b" stays the mistake that it is.
  if (!state.expression.empty())
    terms.push_back(parse_filter(state.expression) ? "(" + state.expression + ")" : state.expression);
  add_alternatives(terms, "group", state.groups, [](StatusGroup group) { return std::string{code_of(group)}; });
  add_alternatives(terms, "category", state.categories,
                   [](const std::string& code) { return code.find('.') == std::string::npos ? code + ".*" : code; });
  add_alternatives(terms, "severity", state.severities, [](int severity) { return std::to_string(severity); });
  add_alternatives(terms, "rural_district", state.rural_districts, quoted);
  add_alternatives(terms, "settlement", state.settlements, quoted);
  add_alternatives(terms, "responsible", state.responsible, quoted);
  if (state.registered_from) terms.push_back("registered_on>=" + iso_date(*state.registered_from));
  if (state.registered_to) terms.push_back("registered_on<=" + iso_date(*state.registered_to));
  add_flag(terms, state.is_overdue, "overdue");
  add_flag(terms, state.has_no_plan, "no_plan");
  add_flag(terms, state.has_no_responsible, "no_responsible");
  add_flag(terms, state.is_stale, "stale");
  if (!state.within.empty()) terms.push_back("within=" + quoted(state.within));
  if (!state.text.empty()) terms.push_back("any~" + quoted(state.text));
  return fmt::format("{}", fmt::join(terms, " and "));
}

FilterState filter_of_place(const RegisterSnapshot& snapshot, const Place& place) {
  FilterState filter;
  if (place.level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[place.row];
    filter.settlements = {settlement.kato.empty() ? settlement.uuid : settlement.kato};
  } else if (place.level == AreaLevel::rural_district) {
    filter.rural_districts = {snapshot.areas[place.row].code};
  }
  return filter;
}

Period period_of(const FilterState& state) {
  return {state.registered_from, state.registered_to};
}

FilterState without_period(FilterState state) {
  state.registered_from.reset(), state.registered_to.reset();
  return state;
}

std::string expression_of_file(const FilterState& state) {
  FilterState known;
  known.within = state.within;
  known.expression = state.expression;
  return expression_of(known);
}

int chip_count(const FilterState& state) {
  int count = 0;
  for (const bool is_set : {!state.groups.empty(), !state.categories.empty(), !state.severities.empty(),
                            !state.rural_districts.empty(), !state.settlements.empty(), !state.responsible.empty(),
                            state.registered_from.has_value() || state.registered_to.has_value(), state.is_overdue,
                            state.has_no_plan, state.has_no_responsible, state.is_stale, !state.map_classes.empty(),
                            !state.within.empty(), !state.text.empty(), !state.expression.empty()})
    count += is_set ? 1 : 0;
  return count;
}

}  // namespace riskmap
