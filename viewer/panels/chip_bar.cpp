// The filter, chip by chip: each kind is a button that opens its choices, and shows what is chosen.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <functional>

#include "layers/core/text.h"
#include "layers/style/palette.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float row_top = 6;

// One button with a popup of choices; `summary` is what is chosen, empty = nothing.
struct ChipButton {
  std::string name, title, summary;
};

std::string count_text(std::size_t count) {
  return count == 0 ? std::string{} : format_integer(static_cast<std::int64_t>(count));
}

std::string text_of(const ChipButton& chip_button) {
  return chip_button.summary.empty() ? chip_button.title : chip_button.title + ": " + chip_button.summary;
}

// True while the popup is open; the caller fills it.
bool open_chip(const ChipButton& chip_button, float& x, float top) {
  const std::string text = text_of(chip_button);
  const ButtonOptions options{
      .kind = ButtonKind::secondary, .is_on = !chip_button.summary.empty(), .has_chevron = true, .height = 30};
  ImGui::SetCursorScreenPos({x, top});
  const std::string popup = chip_button.name + ".menu";
  if (button(chip_button.name, text, options)) open_popup(popup);
  x += button_width(text, options) + px(6);
  return is_popup_open(popup);
}

template <typename T>
void toggle(std::set<T>& set, const T& value, bool is_on) {
  if (is_on)
    set.insert(value);
  else
    set.erase(value);
}

ChipButton group_button(const FilterState& filter) {
  return {"filter.status", tr("Status"), count_text(filter.groups.size())};
}

void group_chip(FilterState& filter, const Session& session, float& x, float top) {
  open_chip(group_button(filter), x, top);
  Popup popup{"filter.status.menu", Popup::Place::below, 260};
  if (!popup) return;
  for (const auto group : {StatusGroup::open, StatusGroup::active, StatusGroup::done, StatusGroup::voided}) {
    bool is_on = filter.groups.contains(group);
    const auto& counts = session.derived().chips.groups;
    const auto count = format_integer(counts.contains(group) ? counts.at(group) : 0);
    if (checkbox("filter.status." + std::string{code_of(group)}, group_label(group), is_on, {.count = count}))
      toggle(filter.groups, group, is_on);
  }
}

ChipButton severity_button(const FilterState& filter) {
  return {"filter.severity", tr("Severity"), count_text(filter.severities.size())};
}

void severity_chip(FilterState& filter, const Session& session, float& x, float top) {
  open_chip(severity_button(filter), x, top);
  Popup popup{"filter.severity.menu", Popup::Place::below, 260};
  if (!popup) return;
  for (int severity = 5; severity >= 1; --severity) {
    bool is_on = filter.severities.contains(severity);
    const auto& counts = session.derived().chips.severities;
    const auto count = format_integer(counts.contains(severity) ? counts.at(severity) : 0);
    if (checkbox("filter.severity." + std::to_string(severity), severity_label(severity), is_on, {.count = count}))
      toggle(filter.severities, severity, is_on);
  }
}

ChipButton category_button(const FilterState& filter) {
  return {"filter.category", tr("Category"), count_text(filter.categories.size())};
}

// Groups with their categories below; a group stands for all of its own.
void category_chip(FilterState& filter, ChipBarState& state, const Session& session, float& x, float top) {
  open_chip(category_button(filter), x, top);
  Popup popup{"filter.category.menu", Popup::Place::below, 380};
  if (!popup) return;
  search_field("filter.category.search", state.category_search, tr("Find a category"));
  const Scroll scroll{"filter.category.list", 360};
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

ChipButton place_button(const FilterState& filter) {
  return {"filter.place", tr("Place"), count_text(filter.rural_districts.size() + filter.settlements.size())};
}

void place_chip(FilterState& filter, ChipBarState& state, const Session& session, float& x, float top) {
  open_chip(place_button(filter), x, top);
  Popup popup{"filter.place.menu", Popup::Place::below, 340};
  if (!popup) return;
  search_field("filter.place.search", state.place_search, tr("Find a place"));
  const Scroll scroll{"filter.place.list", 360};
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

ChipButton party_button(const FilterState& filter) {
  return {"filter.responsible", tr("Responsible"), count_text(filter.responsible.size())};
}

void party_chip(FilterState& filter, ChipBarState& state, const Session& session, float& x, float top) {
  open_chip(party_button(filter), x, top);
  Popup popup{"filter.responsible.menu", Popup::Place::below, 420};
  if (!popup) return;
  search_field("filter.responsible.search", state.party_search, tr("Find a party"));
  const Scroll scroll{"filter.responsible.list", 320};
  const auto needle = fold(state.party_search);
  for (const auto& party : session.snapshot()->parties) {
    if (!party.id) continue;
    const auto& name = party.names.in(session.view().language);
    if (!needle.empty() && fold(name).find(needle) == std::string::npos) continue;
    bool is_on = filter.responsible.contains(party.uuid);
    if (checkbox("filter.responsible." + party.uuid, name, is_on)) toggle(filter.responsible, party.uuid, is_on);
  }
}

ChipButton period_button(const FilterState& filter) {
  std::string summary;
  if (filter.registered_from || filter.registered_to)
    summary = (filter.registered_from ? format_date(*filter.registered_from) : "…") + " – " +
              (filter.registered_to ? format_date(*filter.registered_to) : "…");
  return {"filter.period", tr("Period"), summary};
}

void period_chip(FilterState& filter, const Session& session, float& x, float top) {
  open_chip(period_button(filter), x, top);
  Popup popup{"filter.period.menu", Popup::Place::below, 280};
  if (!popup) return;
  date_field("filter.period.from", filter.registered_from, session.today(), {.label = tr("Registered from")});
  date_field("filter.period.to", filter.registered_to, session.today(), {.label = tr("Registered to")});
}

void flag_chip(std::string_view name, const std::string& text, bool& is_on, int count, float& x, float top,
               std::optional<Colour> dot = {}) {
  const auto number = format_integer(count);
  const ChipOptions options{.dot = dot, .count = number};
  ImGui::SetCursorScreenPos({x, top + px(2)});
  chip(name, text, is_on, options);
  x += chip_width(text, options) + px(6);
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

ChipButton expression_button(const FilterState& filter, const Session& session) {
  const auto mark = session.derived().filter_error ? "!" : "✓";
  return {"filter.expression", tr("Expression"), filter.expression.empty() ? std::string{} : mark};
}

// Of a plain file, which has no other chips; of a register once there is an expression.
void expression_chip(FilterState& filter, ChipBarState& state, const Session& session, float& x, float top) {
  open_chip(expression_button(filter, session), x, top);
  if (Popup popup{"filter.expression.menu", Popup::Place::below, 460}; popup) expression_field(filter, state, session);
}

// What has no chip of its own, or no room for it in a narrow window.
void more_chip(FilterState& filter, ChipBarState& state, const Session& session, float x, float top) {
  const bool is_on = filter.is_overdue || filter.has_no_plan || filter.has_no_responsible || filter.is_stale ||
                     !filter.expression.empty();
  ImGui::SetCursorScreenPos({x, top});
  if (icon_button("filter.more", Icon::tune, {.tooltip = tr("More filters"), .is_on = is_on, .size = 30}))
    open_popup("filter.more.menu");
  Popup popup{"filter.more.menu", Popup::Place::below, 460};
  if (!popup) return;
  const Card body{"filter.more.body", {.padding = 8, .has_border = false}};  // fields need more room than menu rows
  const auto& chips = session.derived().chips;
  const auto flag = [](std::string_view name, const std::string& text, bool& is_set, int count) {
    checkbox(name, text, is_set, {.count = format_integer(count)});
  };
  flag("filter.more.overdue", tr("Overdue"), filter.is_overdue, chips.overdue);
  flag("filter.more.no_plan", tr("No plan"), filter.has_no_plan, chips.no_plan);
  flag("filter.more.no_responsible", tr("Nobody responsible"), filter.has_no_responsible, chips.no_responsible);
  flag("filter.more.stale", tr("No movement for 30 days"), filter.is_stale, chips.stale);
  expression_field(filter, state, session);
}

// A chip and the room it wants.
struct BarChip {
  float width = 0;
  bool is_active = false;
  std::function<void()> draw;
  bool is_shown = false;
};

std::vector<BarChip> chips_of_bar(FilterState& filter, ChipBarState& state, const Session& session, float& x,
                                  float top) {
  std::vector<BarChip> out;
  const auto add_button = [&](const ChipButton& button, std::function<void()> draw) {
    out.push_back({button_width(text_of(button), {.has_chevron = true}), !button.summary.empty(), std::move(draw)});
  };
  const auto add_flag = [&](std::string_view name, const std::string& text, bool& is_on, int count,
                            std::optional<Colour> dot) {
    const auto number = format_integer(count);
    out.push_back({chip_width(text, {.dot = dot, .count = number}), is_on,
                   [=, &is_on, &x] { flag_chip(name, text, is_on, count, x, top, dot); }});
  };
  const auto& chips = session.derived().chips;
  add_button(group_button(filter), [&, top] { group_chip(filter, session, x, top); });
  add_button(category_button(filter), [&, top] { category_chip(filter, state, session, x, top); });
  add_button(severity_button(filter), [&, top] { severity_chip(filter, session, x, top); });
  add_button(place_button(filter), [&, top] { place_chip(filter, state, session, x, top); });
  add_button(party_button(filter), [&, top] { party_chip(filter, state, session, x, top); });
  add_button(period_button(filter), [&, top] { period_chip(filter, session, x, top); });
  add_flag("filter.overdue", tr("Overdue"), filter.is_overdue, chips.overdue, tokens().danger);
  add_flag("filter.no_plan", tr("No plan"), filter.has_no_plan, chips.no_plan, {});
  // What has its place in the last chip comes out while it filters.
  if (filter.has_no_responsible)
    add_flag("filter.no_responsible", tr("Nobody responsible"), filter.has_no_responsible, chips.no_responsible, {});
  if (filter.is_stale) add_flag("filter.stale", tr("No movement for 30 days"), filter.is_stale, chips.stale, {});
  if (!filter.expression.empty())
    add_button(expression_button(filter, session), [&, top] { expression_chip(filter, state, session, x, top); });
  return out;
}

// Up to `right`. Active chips take their room first: nobody should wonder why so little is shown. What finds no room is
// left to the last chip.
void register_chips(FilterState& filter, ChipBarState& state, const Session& session, float right, float& x,
                    float top) {
  auto chips = chips_of_bar(filter, state, session, x, top);
  float left_over = right - px(36) - x;
  for (const bool is_active : {true, false})
    for (auto& chip : chips)
      if (chip.is_active == is_active && chip.width < left_over) {
        chip.is_shown = true;
        left_over -= chip.width + px(6);
      }
  for (const auto& chip : chips)
    if (chip.is_shown) chip.draw();
  more_chip(filter, state, session, x, top);
}

// The classes chosen in the legend, in its words.
std::string classes_text(const Session& session) {
  const auto& legend = session.derived().scene.legend;
  std::string labels;
  for (const auto& row : legend.rows)
    if (row.class_index != no_class && session.view().filter.map_classes.contains(row.class_index))
      labels += (labels.empty() ? "" : " · ") + row.label;
  return legend.what + ": " + labels;
}

// At the right, before "Clear": its place does not depend on the other chips. Returns its left edge.
float classes_chip(FilterState& filter, const Session& session, const Layout& layout, float right, float top) {
  if (filter.map_classes.empty()) return right;
  auto text = classes_text(session);
  if (chip_width(text) > px(300) || layout.chip_bar.width() < px(900))
    text = fill(tr("Classes: {n}"), {{"n", count_text(filter.map_classes.size())}});
  const float left = right - chip_width(text) - px(28);
  ImGui::SetCursorScreenPos({left, top + px(2)});
  if (removable_chip("filter.classes", text, tr("Chosen in the legend")) == ChipPress::removed)
    filter.map_classes.clear();
  return left;
}

std::string found_text(const Session& session) {
  return fill(tr("{n} of {total}"), {{"n", format_integer(session.derived().selected_count)},
                                     {"total", format_integer(session.derived().total_count)}});
}
}  // namespace

Intents chip_bar(const Session& session, ChipBarState& state, const Layout& layout) {
  Panel panel{"filter", layout.chip_bar, {.padding = 0, .scrolls = false, .background = tokens().surface}};
  if (!panel || session.document().is_empty()) return {};
  auto filter = session.view().filter;
  const float top = layout.chip_bar.top + px(row_top + 1);
  const auto found = found_text(session);
  float right = layout.chip_bar.right - px(12) - text_width(found, TextStyle::semi);
  draw_text_in({right, top, layout.chip_bar.right - px(10), top + px(30)}, found, TextStyle::semi, tokens().text);
  report("filter.found", {right, top, layout.chip_bar.right, top + px(30)},
         {.text = found, .value = std::to_string(session.derived().selected_count)});
  bool is_cleared = false;
  if (!filter.is_empty()) {
    right -= button_width(tr("Clear"), {.kind = ButtonKind::ghost}) + px(8);
    ImGui::SetCursorScreenPos({right, top});
    is_cleared =
        button("filter.clear", tr("Clear"), {.kind = ButtonKind::ghost, .height = 30, .tooltip = tr("Clear filter")});
  }
  right = classes_chip(filter, session, layout, right - px(8), top);
  float x = layout.chip_bar.left + px(12);
  if (session.snapshot() != nullptr)
    register_chips(filter, state, session, right, x, top);
  else
    expression_chip(filter, state, session, x, top);
  if (is_cleared) filter = {}, state = {};
  draw_line(layout.chip_bar.left, layout.chip_bar.bottom - 1, layout.chip_bar.right, layout.chip_bar.bottom - 1,
            tokens().border);
  return filter == session.view().filter ? Intents{} : Intents{SetFilter{filter}};
}

}  // namespace riskmap::ui
