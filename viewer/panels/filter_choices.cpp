// What a filter can be set to, kind by kind.
#include "viewer/panels/filter_choices.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/period_words.h"
#include "layers/text/translate.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
std::string count_text(std::size_t count) {
  return count == 0 ? std::string{} : format_integer(static_cast<std::int64_t>(count));
}

// As high as it may be with the bars and a menu's other lines above and below it.
float list_height(float most) {
  constexpr float around = 220, least = 120;
  return std::clamp(ImGui::GetIO().DisplaySize.y / kit().look.scale - around, least, most);
}

template <typename T>
void toggle(std::set<T>& set, const T& value, bool is_on) {
  if (is_on)
    set.insert(value);
  else
    set.erase(value);
}

// Has the keyboard from the moment its choices open, so that the name can be typed at once.
void find_field(std::string_view name, std::string& typed, std::string_view placeholder, bool has_opened) {
  if (has_opened) focus_widget(name);
  search_field(name, typed, placeholder);
}

void choose_groups(FilterState& filter, const Session& session) {
  for (const auto group : {StatusGroup::open, StatusGroup::active, StatusGroup::done, StatusGroup::voided}) {
    bool is_on = filter.groups.contains(group);
    const auto& counts = session.derived().chips.groups;
    const auto count = format_integer(counts.contains(group) ? counts.at(group) : 0);
    if (checkbox("filter.status." + std::string{code_of(group)}, group_label(group), is_on, {.count = count}))
      toggle(filter.groups, group, is_on);
  }
}

void choose_severities(FilterState& filter, const Session& session) {
  for (int severity = 5; severity >= 1; --severity) {
    bool is_on = filter.severities.contains(severity);
    const auto& counts = session.derived().chips.severities;
    const auto count = format_integer(counts.contains(severity) ? counts.at(severity) : 0);
    if (checkbox("filter.severity." + std::to_string(severity), severity_label(severity), is_on, {.count = count}))
      toggle(filter.severities, severity, is_on);
  }
}

// Groups with their categories below; a group stands for all of its own.
void choose_categories(FilterState& filter, ChipBarState& state, const Session& session, bool has_opened) {
  find_field("filter.category.search", state.category_search, tr("Find a category"), has_opened);
  const Scroll scroll{"filter.category.list", list_height(360)};
  const auto needle = fold(state.category_search);
  const auto& counts = session.derived().chips.categories;
  for (const auto& category : session.snapshot()->categories) {
    const auto& name = category.names.in(session.view().language);
    const bool is_group = category.parent.empty();
    if (!needle.empty() && (is_group || fold(name).find(needle) == std::string::npos)) continue;
    bool is_on =
        filter.categories.contains(category.code) || (!is_group && filter.categories.contains(category.parent));
    const auto count = format_integer(counts.contains(category.code) ? counts.at(category.code) : 0);
    if (!is_group) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(20));
    if (checkbox("filter.category." + category.code, name, is_on,
                 {.count = count, .is_enabled = is_group || !filter.categories.contains(category.parent)})) {
      toggle(filter.categories, category.code, is_on);
      if (is_group && is_on)
        std::erase_if(filter.categories,
                      [&](const std::string& code) { return code.starts_with(category.code + "."); });
    }
  }
}

void choose_places(FilterState& filter, ChipBarState& state, const Session& session, bool has_opened) {
  find_field("filter.place.search", state.place_search, tr("Find a place"), has_opened);
  const Scroll scroll{"filter.place.list", list_height(360)};
  const auto& snapshot = *session.snapshot();
  const auto needle = fold(state.place_search);
  const auto language = session.view().language;
  for (const auto& area : snapshot.areas) {
    if (!area.id || area.level != AreaLevel::rural_district) continue;
    const bool area_matches = needle.empty() || fold(area.names.in(language)).find(needle) != std::string::npos;
    bool is_on = filter.rural_districts.contains(area.code);
    if (area_matches && checkbox("filter.place." + area.code, area.names.in(language), is_on))
      toggle(filter.rural_districts, area.code, is_on);
    for (const auto& settlement : snapshot.settlements) {
      if (!settlement.id || settlement.rural_district != area.code || settlement.kato == area.code) continue;
      const auto& name = settlement.names.in(language);
      if (!needle.empty() && fold(name).find(needle) == std::string::npos) continue;
      const auto& key = settlement.kato.empty() ? settlement.uuid : settlement.kato;
      bool is_settlement_on = filter.settlements.contains(key);
      ImGui::SetCursorPosX(ImGui::GetCursorPosX() + px(20));
      if (checkbox("filter.place." + key, name, is_settlement_on)) toggle(filter.settlements, key, is_settlement_on);
    }
  }
}

void choose_parties(FilterState& filter, ChipBarState& state, const Session& session, bool has_opened) {
  find_field("filter.responsible.search", state.party_search, tr("Find a party"), has_opened);
  const Scroll scroll{"filter.responsible.list", list_height(320)};
  const auto needle = fold(state.party_search);
  for (const auto& party : session.snapshot()->parties) {
    if (!party.id) continue;
    const auto& name = party.names.in(session.view().language);
    if (!needle.empty() && fold(name).find(needle) == std::string::npos) continue;
    bool is_on = filter.responsible.contains(party.uuid);
    if (checkbox("filter.responsible." + party.uuid, name, is_on)) toggle(filter.responsible, party.uuid, is_on);
  }
}

void choose_period(FilterState& filter, const Session& session) {
  date_field("filter.period.from", filter.registered_from, session.today(), {.label = tr("Registered from")});
  date_field("filter.period.to", filter.registered_to, session.today(), {.label = tr("Registered to")});
}
}  // namespace

std::vector<FilterChoice> filter_choices(FilterState& filter, ChipBarState& state, const Session& session) {
  return {{"filter.status", tr("Status"), count_text(filter.groups.size()), 260,
           [&](bool) { choose_groups(filter, session); }},
          {"filter.category", tr("Category"), count_text(filter.categories.size()), 380,
           [&](bool has_opened) { choose_categories(filter, state, session, has_opened); }},
          {"filter.severity", tr("Severity"), count_text(filter.severities.size()), 260,
           [&](bool) { choose_severities(filter, session); }},
          {"filter.place", tr("Place"), count_text(filter.rural_districts.size() + filter.settlements.size()), 340,
           [&](bool has_opened) { choose_places(filter, state, session, has_opened); }},
          {"filter.responsible", tr("Responsible"), count_text(filter.responsible.size()), 420,
           [&](bool has_opened) { choose_parties(filter, state, session, has_opened); }},
          {"filter.period", tr("Period"), format_period(period_of(filter)), 280,
           [&](bool) { choose_period(filter, session); }}};
}

void expression_field(FilterState& filter, ChipBarState& state, const Session& session) {
  const auto& error = session.derived().filter_error;
  if (state.expression.empty() && !filter.expression.empty()) state.expression = filter.expression;
  const auto message = error ? filter_message(*error) : std::string{};
  const auto note = tr("For example: severity>=4 and registered_on>=today-90d");
  if (text_field("filter.expression.text", state.expression,
                 {.label = tr("Filter expression"), .error = message, .note = note})
          .is_done)
    filter.expression = state.expression;
}

FilterChoice expression_choice(FilterState& filter, ChipBarState& state, const Session& session) {
  constexpr float most_width = 160;
  const auto words =
      session.derived().filter_error ? tr("mistake") : shortened(filter.expression, px(most_width), TextStyle::body);
  return {"filter.expression", tr("Expression"), filter.expression.empty() ? std::string{} : words, 460,
          [&](bool) { expression_field(filter, state, session); }};
}

}  // namespace riskmap::ui
