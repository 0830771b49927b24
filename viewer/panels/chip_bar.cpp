// The filter, chip by chip: each kind is a button that opens its choices, and shows what is chosen.
#include <imgui.h>

#include <algorithm>
#include <functional>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/filter_choices.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float row_top = 6;
constexpr std::string_view more_menu = "filter.more.menu";

std::string text_of(const FilterChoice& choice) {
  return choice.summary.empty() ? choice.title : choice.title + ": " + choice.summary;
}

ButtonOptions button_of(const FilterChoice& choice) {
  return {.kind = ButtonKind::secondary, .is_on = !choice.summary.empty(), .has_chevron = true, .height = 30};
}

// One button with a popup of choices.
void choice_chip(const FilterChoice& choice, float& x, float top) {
  const auto text = text_of(choice);
  ImGui::SetCursorScreenPos({x, top});
  if (button(choice.name, text, button_of(choice))) open_popup(choice.menu());
  x += button_width(text, button_of(choice)) + px(6);
  if (Popup popup{choice.menu(), Popup::Place::below, choice.menu_width}; popup)
    choice.choose(ImGui::IsWindowAppearing());
}

struct Flag {
  std::string_view name;
  std::string text;
  bool& is_on;
  int count;
  std::optional<Colour> dot{};
  std::string tooltip{};
};

void flag_chip(const Flag& flag, float& x, float top) {
  const auto number = format_integer(flag.count);
  const ChipOptions options{.dot = flag.dot, .count = number, .tooltip = flag.tooltip};
  ImGui::SetCursorScreenPos({x, top + px(2)});
  chip(flag.name, flag.text, flag.is_on, options);
  x += chip_width(flag.text, options) + px(6);
}

// A chip and the room it wants. Without a choice it is a flag, which has its place in the last chip anyhow.
struct BarChip {
  float width = 0;
  bool is_active = false;
  std::function<void()> draw;
  std::optional<FilterChoice> choice{};
  bool is_shown = false;
};

// The kinds that found no room in the bar open here one at a time, above the flags and the expression.
void more_choices(const std::vector<BarChip>& chips, ChipBarState& state) {
  for (const auto& chip : chips) {
    if (chip.is_shown || !chip.choice || chip.choice->name == "filter.expression") continue;
    const bool was_open = state.open_choice == chip.choice->name;
    bool is_open = was_open;
    if (section_header(chip.choice->name, chip.choice->title, chip.choice->summary, is_open))
      chip.choice->choose(!was_open);
    if (is_open)
      state.open_choice = chip.choice->name;
    else if (state.open_choice == chip.choice->name)
      state.open_choice.clear();
  }
}

// Not the same as a problem without a plan on the map of ways to solve: that one may be new.
std::string no_plan_explained(const Session& session) {
  return trn("Open for more than {n} working day, and nothing is planned",
             "Open for more than {n} working days, and nothing is planned", session.snapshot()->terms.plan);
}

std::string stale_explained(const Session& session) {
  return trn("Nothing has happened for {n} day", "Nothing has happened for {n} days", session.snapshot()->terms.stale);
}

void more_flags(FilterState& filter, const Session& session) {
  const auto& chips = session.derived().chips;
  const auto box = [](const Flag& flag) {
    checkbox(flag.name, flag.text, flag.is_on, {.count = format_integer(flag.count), .tooltip = flag.tooltip});
  };
  box({"filter.more.overdue", tr("Overdue"), filter.is_overdue, chips.overdue});
  box({"filter.more.no_plan",
       tr("No measures for long"),
       filter.has_no_plan,
       chips.no_plan,
       {},
       no_plan_explained(session)});
  box({"filter.more.no_responsible", tr("Nobody responsible"), filter.has_no_responsible, chips.no_responsible});
  box({"filter.more.stale", tr("No movement for long"), filter.is_stale, chips.stale, {}, stale_explained(session)});
}

// What has no chip of its own, or no room for it in a narrow window.
void more_chip(const std::vector<BarChip>& chips, FilterState& filter, ChipBarState& state, const Session& session,
               ScreenPoint at) {
  const bool hides_active = std::ranges::any_of(chips, [](const auto& c) { return c.is_active && !c.is_shown; });
  const bool is_on = filter.is_overdue || filter.has_no_plan || filter.has_no_responsible || filter.is_stale ||
                     !filter.expression.empty() || hides_active;
  ImGui::SetCursorScreenPos({static_cast<float>(at.x), static_cast<float>(at.y)});
  if (icon_button("filter.more", Icon::tune, {.tooltip = tr("More filters"), .is_on = is_on, .size = 30})) {
    state.open_choice.clear();
    open_popup(more_menu);
  }
  Popup popup{more_menu, Popup::Place::below, 460};
  if (!popup) return;
  const Card body{"filter.more.body", {.padding = 8, .has_border = false}};  // fields need more room than menu rows
  more_choices(chips, state);
  more_flags(filter, session);
  expression_field(filter, state, session);
}

// What is searched for in the table filters the map too, where nobody sees the table's field.
void search_chip(FilterState& filter, const std::string& text, float& x, float top) {
  ImGui::SetCursorScreenPos({x, top + px(2)});
  if (removable_chip("filter.text", text, tr("Searched for in the table")) == ChipPress::removed) filter.text.clear();
  x += chip_width(text) + px(34);
}

std::string search_text(const FilterState& filter) {
  constexpr std::size_t longest = 24;
  const auto beginning = first_characters(filter.text, longest);
  return "«" + std::string{beginning} + (beginning.size() < filter.text.size() ? "…»" : "»");
}

std::vector<BarChip> chips_of_bar(FilterState& filter, ChipBarState& state, const Session& session, float& x,
                                  float top) {
  std::vector<BarChip> out;
  const auto add_choice = [&](const FilterChoice& choice) {
    out.push_back({button_width(text_of(choice), button_of(choice)), !choice.summary.empty(),
                   [choice, &x, top] { choice_chip(choice, x, top); }, choice});
  };
  const auto add_flag = [&](const Flag& flag) {
    const auto number = format_integer(flag.count);
    out.push_back({chip_width(flag.text, {.dot = flag.dot, .count = number}), flag.is_on,
                   [flag, &x, top] { flag_chip(flag, x, top); }});
  };
  const auto& chips = session.derived().chips;
  for (const auto& choice : filter_choices(filter, state, session)) add_choice(choice);
  add_flag({"filter.overdue", tr("Overdue"), filter.is_overdue, chips.overdue, tokens().danger});
  add_flag({"filter.no_plan",
            tr("No measures for long"),
            filter.has_no_plan,
            chips.no_plan,
            {},
            no_plan_explained(session)});
  // What has its place in the last chip comes out while it filters.
  if (filter.has_no_responsible)
    add_flag({"filter.no_responsible", tr("Nobody responsible"), filter.has_no_responsible, chips.no_responsible});
  if (filter.is_stale)
    add_flag({"filter.stale", tr("No movement for long"), filter.is_stale, chips.stale, {}, stale_explained(session)});
  if (!filter.expression.empty()) add_choice(expression_choice(filter, state, session));
  if (!filter.text.empty())
    out.push_back({chip_width(search_text(filter)) + px(28), true,
                   [&filter, text = search_text(filter), &x, top] { search_chip(filter, text, x, top); }});
  return out;
}

// Active chips take their room first: nobody should wonder why so little is shown. An open menu keeps its place: the
// chip it hangs from stays, and what stands in the last chip's menu does not leave it while it is being set.
void choose_shown(std::vector<BarChip>& chips, ChipBarState& state, float room) {
  const bool is_more_open = is_popup_open(more_menu);
  const auto is_kept_out = [&](const BarChip& chip) {
    return is_more_open && chip.choice && state.left_out.contains(chip.choice->name);
  };
  const auto goes_first = [](const BarChip& chip) {
    return chip.is_active || (chip.choice && is_popup_open(chip.choice->menu()));
  };
  for (const bool is_first : {true, false})
    for (auto& chip : chips)
      if (goes_first(chip) == is_first && !is_kept_out(chip) && chip.width < room) {
        chip.is_shown = true;
        room -= chip.width + px(6);
      }
  if (is_more_open) return;
  state.left_out.clear();
  for (const auto& chip : chips)
    if (chip.choice && !chip.is_shown) state.left_out.insert(chip.choice->name);
}

// Up to `right`. What finds no room is left to the last chip.
void register_chips(FilterState& filter, ChipBarState& state, const Session& session, float right, float& x,
                    float top) {
  auto chips = chips_of_bar(filter, state, session, x, top);
  choose_shown(chips, state, right - px(36) - x);
  for (const auto& chip : chips)
    if (chip.is_shown) chip.draw();
  more_chip(chips, filter, state, session, {static_cast<double>(x), static_cast<double>(top)});
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

// What lies between the last chip and what stands at the right; what does not fit into it is left out.
struct Room {
  float left = 0, right = 0;
};

// At the right, before "Clear": its place does not depend on the other chips. Returns its left edge.
float classes_chip(FilterState& filter, const Session& session, const Layout& layout, Room room, float top) {
  if (filter.map_classes.empty()) return room.right;
  auto text = classes_text(session);
  if (chip_width(text) > px(300) || layout.chip_bar.width() < px(900))
    text = fill(tr("Classes: {n}"), {{"n", format_integer(static_cast<std::int64_t>(filter.map_classes.size()))}});
  const float left = room.right - chip_width(text) - px(28);
  if (left < room.left) return room.right;
  ImGui::SetCursorScreenPos({left, top + px(2)});
  if (removable_chip("filter.classes", text, tr("Chosen in the legend")) == ChipPress::removed)
    filter.map_classes.clear();
  return left;
}

bool has_folded_layers(const Session& session, const Layout& layout) {
  return session.view().workspace == Workspace::map && layout.layers.width() <= 0;
}

// Where the panel stood; returns where the chips begin.
float layers_button(Intents& intents, ScreenPoint at) {
  const auto left = static_cast<float>(at.x);
  ImGui::SetCursorScreenPos({left, static_cast<float>(at.y)});
  if (icon_button("filter.layers", Icon::layers, {.tooltip = tr("Layers") + "  Ctrl+L", .size = 30}))
    intents.push_back(TogglePanel{TogglePanel::Panel::layers});
  return left + px(36);
}

// A part of the map that was drawn; in the same place.
float within_chip(FilterState& filter, Room room, float top) {
  if (filter.within.empty()) return room.right;
  const auto text = tr("Part of the map");
  const float left = room.right - chip_width(text) - px(28);
  if (left < room.left) return room.right;
  ImGui::SetCursorScreenPos({left, top + px(2)});
  if (removable_chip("filter.within", text, tr("Only what lies in the part of the map that was drawn")) ==
      ChipPress::removed)
    filter.within.clear();
  return left - px(6);
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
  const float least_right = layout.chip_bar.left + px(has_folded_layers(session, layout) ? 84 : 48);
  float right = layout.chip_bar.right - px(12);
  if (const auto found = found_text(session); right - text_width(found, TextStyle::semi) >= least_right) {
    right -= text_width(found, TextStyle::semi);
    draw_text_in({right, top, layout.chip_bar.right - px(10), top + px(30)}, found, TextStyle::semi, tokens().text);
    report("filter.found", {right, top, layout.chip_bar.right, top + px(30)},
           {.text = found, .value = std::to_string(session.derived().selected_count)});
  }
  bool is_cleared = false;
  const float clear_width = button_width(tr("Clear"), {.kind = ButtonKind::ghost}) + px(8);
  if (!filter.is_empty() && right - clear_width >= least_right) {
    right -= clear_width;
    ImGui::SetCursorScreenPos({right, top});
    is_cleared =
        button("filter.clear", tr("Clear"), {.kind = ButtonKind::ghost, .height = 30, .tooltip = tr("Clear filter")});
  }
  right = classes_chip(filter, session, layout, {least_right, right - px(8)}, top);
  right = within_chip(filter, {least_right, right}, top);
  float x = layout.chip_bar.left + px(12);
  Intents intents;
  if (has_folded_layers(session, layout))
    x = layers_button(intents, {static_cast<double>(x), static_cast<double>(top)});
  if (session.snapshot() != nullptr)
    register_chips(filter, state, session, right, x, top);
  else
    choice_chip(expression_choice(filter, state, session), x, top);
  if (is_cleared) filter = {}, state = {};
  draw_line(layout.chip_bar.left, layout.chip_bar.bottom - 1, layout.chip_bar.right, layout.chip_bar.bottom - 1,
            tokens().border);
  if (!(filter == session.view().filter)) intents.push_back(SetFilter{filter});
  return intents;
}

}  // namespace riskmap::ui
