#include "viewer/panels/reference_lists.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/model/code_lists.h"
#include "layers/model/record_references.h"
#include "layers/text/entity_labels.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/terms_list.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
constexpr float dialog_width = 1120, dialog_height = 760, lists_width = 270, below_columns = 4;
constexpr float least_width = 800;  // of two columns

constexpr std::string_view calendar = "calendar_day";

bool takes_entries(const std::string& list) {
  const auto entity = entity_of_list(list);
  return !is_closed_list(list) && entity != Entity::status_def && entity != Entity::risk_matrix &&
         entity != Entity::sla_rule;
}

// Their entries again where the register or the list is another.
void refresh(ReferenceListsState& state, const Session& session) {
  const auto& snapshot = *session.snapshot();
  if (state.revision == snapshot.revision) return;
  state.revision = snapshot.revision;
  state.entries = entries_of(snapshot, state.chosen);
  const auto entity = entity_of_list(state.chosen);
  state.uses = entity == Entity::status_def ? uses_of_list(snapshot, Entity::code_value, "status")
                                            : uses_of_list(snapshot, entity, state.chosen);
  if (state.table.cursor && *state.table.cursor >= state.entries.size()) state.table.cursor.reset();
}

// One that was added just now has the cursor.
void go_to_new_entry(ReferenceListsState& state, const Session& session) {
  const auto known = std::exchange(state.entries, {});
  state.revision = -1;
  refresh(state, session);
  const auto& written = session.commit().uuids;
  for (std::size_t row = 0; row < state.entries.size(); ++row) {
    const auto& uuid = state.entries[row].uuid;
    if (std::ranges::find(known, uuid, &ListEntry::uuid) != known.end()) continue;
    if (std::ranges::find(written, uuid) != written.end()) state.table.cursor = state.table.scroll_to = row;
  }
}

void choose(ReferenceListsState& state, const Session& session, std::string list) {
  state.chosen = std::move(list);
  state.revision = -1;
  state.table = {};
  state.calendar.table = {};
  refresh(state, session);
}

void names_of_lists(const Session& session, ReferenceListsState& state) {
  const Scroll scroll{"reference_lists.lists", -below_columns, lists_width};
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, px(1)});
  for (const auto& list : state.lists) {
    const auto label = list_label(list);
    if (list_row("reference_lists.list." + list, {.text = label, .is_chosen = list == state.chosen, .height = 30}))
      choose(state, session, list);
  }
  ImGui::PopStyleVar();
}

// Where there is no room for two columns.
void choice_of_lists(const Session& session, ReferenceListsState& state) {
  std::vector<Choice> choices;
  for (const auto& list : state.lists) choices.push_back({.id = list, .text = list_label(list)});
  auto chosen = static_cast<std::size_t>(std::ranges::find(state.lists, state.chosen) - state.lists.begin());
  if (combo("reference_lists.list", choices, chosen)) choose(state, session, state.lists[chosen]);
  gap(8);
}

// The languages in sight: all, or that of the window.
std::vector<Language> languages_in(const Session& session, bool is_narrow) {
  if (is_narrow) return {session.view().language};
  return {Language::kk, Language::ru, Language::en};
}

void draw_entry(TableRow& row, const ReferenceListsState& state, const std::vector<Language>& languages) {
  const auto& entry = state.entries[row.index()];
  const auto ink = entry.is_active ? Ink::text : Ink::text3;
  for (const auto language : languages)
    if (row.next_cell()) row.text(entry.names.in(language), TextStyle::body, ink);
  if (row.next_cell()) {
    const auto found = state.uses.find(entry.code);
    row.text(found == state.uses.end() ? std::string{"–"} : format_integer(static_cast<std::int64_t>(found->second)),
             TextStyle::body, ink);
  }
  if (!entry.is_active && row.next_cell()) row.badge(tr("no longer used"), Tone::neutral);
}

std::vector<TableColumn> columns_for(const ReferenceListsState& state, const std::vector<Language>& languages) {
  constexpr std::array<std::pair<const char*, const char*>, 3> names = {
      {{"kk", "Қазақша"}, {"ru", "Русский"}, {"en", "English"}}};
  std::vector<TableColumn> columns;
  for (const auto language : languages) {
    const auto& [id, title] = names.at(static_cast<std::size_t>(language));
    columns.push_back({.id = id, .title = title, .width = 3, .stretches = true, .is_sortable = false});
  }
  columns.push_back({.id = "uses", .title = tr("Records"), .width = 84, .is_sortable = false, .align = Align::right});
  if (!std::ranges::all_of(state.entries, &ListEntry::is_active))
    columns.push_back({.id = "state", .title = tr("In use"), .width = 140, .is_sortable = false});
  return columns;
}

// The uuid of the entry that is to be opened.
std::optional<std::string> table_of_entries(ReferenceListsState& state, const std::vector<Language>& languages) {
  const auto columns = columns_for(state, languages);
  const auto result = table("reference_lists", columns, state.entries.size(), state.table,
                            {.row_id = [&](std::size_t row) { return state.entries[row].code; },
                             .is_selected = [&](std::size_t row) { return state.table.cursor == row; },
                             .empty_text = tr("This list has no entries yet.")},
                            [&](TableRow& row) { draw_entry(row, state, languages); });
  if (result.pressed) state.table.cursor = result.pressed;
  // After a press of the mouse too, where no frame shows what has the keyboard.
  const bool is_in_table = kit().focus->focused_before().starts_with("reference_lists.row.");
  const auto opened =
      !result.opened && is_in_table && is_chord_pressed({.key = Key::enter}) ? state.table.cursor : result.opened;
  return opened ? std::optional{state.entries[*opened].uuid} : std::nullopt;
}

// What the chosen list holds, each in its own shape.
std::optional<std::string> list_in_sight(const Session& session, ReferenceListsState& state, bool is_narrow,
                                         Intents& intents) {
  switch (entity_of_list(state.chosen)) {
    case Entity::calendar_day:
      return calendar_list(session, state.calendar);
    case Entity::sla_rule:
      return terms_list(session, state.table);
    case Entity::risk_matrix:
      intents = risk_matrix_grid(session, state.matrix);
      return std::nullopt;
    default:
      return table_of_entries(state, languages_in(session, is_narrow));
  }
}

std::string note_of(const std::string& list) {
  switch (entity_of_list(list)) {
    case Entity::calendar_day:
      return tr("Enter opens a day · Insert adds one");
    case Entity::sla_rule:
      return tr("Enter opens a term");
    case Entity::risk_matrix:
      return tr("Arrows choose a cell · 1 to 4 give it a level");
    case Entity::status_def:
      return tr("The program reckons with every state: rename them.");
    default:
      return is_closed_list(list) ? tr("The program reckons with every entry of this list: rename and move them.")
                                  : tr("Enter opens an entry · Insert adds one");
  }
}

// One place up or down, by Alt and an arrow or by the buttons.
Intents moved(const Session& session, ReferenceListsState& state, bool goes_up, bool goes_down) {
  const auto at = state.table.cursor;
  if (!at || (goes_up && *at == 0) || (goes_down && *at + 1 >= state.entries.size())) return {};
  const auto to = goes_up ? *at - 1 : *at + 1;
  auto changes = moved_entry(*session.snapshot(), state.chosen, *at, to);
  if (changes.empty()) return {};
  state.table.cursor = state.table.scroll_to = to;
  return {CommitEdit{std::move(changes), {}}};
}

Intents buttons(const Session& session, ReferenceListsState& state, DialogFrame& dialog) {
  const bool is_idle = session.commit().stage != CommitState::Stage::pending && session.document().can_edit();
  const bool is_ordered = entity_of_list(state.chosen) == Entity::code_value;
  const bool can_move = is_idle && is_ordered && state.table.cursor.has_value();
  if (is_ordered) {
    const bool goes_up = dialog.button("up", tr("Move up"), ButtonKind::secondary, can_move) ||
                         (can_move && is_chord_pressed({.key = Key::up, .alt = true}));
    const bool goes_down = dialog.button("down", tr("Move down"), ButtonKind::secondary, can_move) ||
                           (can_move && is_chord_pressed({.key = Key::down, .alt = true}));
    if (goes_up || goes_down) return moved(session, state, goes_up, goes_down);
  }
  const auto new_entry = state.chosen == calendar ? tr("Add day") : tr("New entry");
  if (takes_entries(state.chosen) && (dialog.button("new", new_entry, ButtonKind::secondary, is_idle) ||
                                      (is_idle && is_chord_pressed({.key = Key::insert}))))
    return {OpenDialog{Dialog::entry_form, no_row, state.chosen}};
  const bool is_closed = dialog.button("close", tr("Close"), ButtonKind::primary);
  return is_closed || dialog.is_dismissed() ? Intents{CloseDialog{}} : Intents{};
}
}  // namespace

void fill_reference_lists(ReferenceListsState& state, const Session& session) {
  state.lists = reference_lists();
  std::ranges::stable_sort(state.lists, {}, [](const std::string& list) {
    return std::pair{entity_of_list(list) == Entity::code_value, list_label(list)};
  });
  const auto& wanted = session.view().dialog_text;
  const bool is_other = !wanted.empty() && wanted != state.chosen;
  const bool is_known = std::ranges::find(state.lists, state.chosen) != state.lists.end();
  if (is_other || !is_known) return choose(state, session, wanted.empty() ? state.lists.front() : wanted);
  go_to_new_entry(state, session);
}

Intents reference_lists_dialog(const Session& session, ReferenceListsState& state) {
  refresh(state, session);
  DialogFrame dialog{"reference_lists", tr("Reference lists"), {.width = dialog_width, .height = dialog_height}};
  std::optional<std::string> opened;
  Intents asked;
  if (dialog.body()) {
    const bool is_narrow = left_of_line() < px(least_width);
    if (is_narrow) {
      choice_of_lists(session, state);
    } else {
      names_of_lists(session, state);
      same_line(16);
    }
    const Scroll scroll{"reference_lists.entries", -below_columns};
    opened = list_in_sight(session, state, is_narrow, asked);
  }
  const bool can_edit = session.document().can_edit();
  dialog.footer(can_edit ? note_of(state.chosen) : tr("Read only: the lists can be looked at."),
                general_problem(session, entity_of_list(state.chosen)));
  auto intents = buttons(session, state, dialog);
  if (opened && can_edit && intents.empty()) return {OpenDialog{Dialog::entry_form, no_row, *opened}};
  return intents.empty() ? asked : intents;
}

}  // namespace riskmap::ui
