#include "viewer/panels/bookmark_dialogs.h"

#include <imgui.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "layers/core/text.h"
#include "layers/geo/geodesic.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float row_height = 36, button_size = 30;

// The settlement nearest to what the map shows; "" in a plain file.
std::string nearest_settlement(const RegisterSnapshot& snapshot, LonLat here, Language language) {
  const Settlement* nearest = nullptr;
  double least = std::numeric_limits<double>::max();
  for (const auto& settlement : snapshot.settlements) {
    if (!settlement.id || !settlement.point) continue;
    const double metres = geodesic_metres(here, *settlement.point);
    if (metres < least) least = metres, nearest = &settlement;
  }
  return nearest == nullptr ? std::string{} : nearest->names.in(language);
}

std::string place_name(const Session& session, LonLat here) {
  const auto& view = session.view();
  if (const auto* file = session.file_layer())
    return view.place && view.place->row < file->features->size()
               ? std::string{file->name_of(view.place->row, view.language)}
               : std::string{};
  const auto* snapshot = session.snapshot();
  if (snapshot == nullptr) return {};
  if (view.place && view.place->level != AreaLevel::settlement)
    return snapshot->areas[view.place->row].names.in(view.language);
  if (view.place) return snapshot->settlements[view.place->row].names.in(view.language);
  return nearest_settlement(*snapshot, here, view.language);
}

// A name that none has yet: "Лэңгір", "Лэңгір 2".
std::string proposed_name(const Session& session) {
  const auto here = session.bookmark_here({});
  if (!here) return {};
  auto name = place_name(session, here->place);
  if (name.empty()) name = format_lonlat(here->place);
  const auto& kept = session.bookmarks();
  auto proposed = name;
  for (int n = 2; std::ranges::find(kept, proposed, &Bookmark::name) != kept.end(); ++n)
    proposed = name + ' ' + std::to_string(n);
  return proposed;
}

struct RowAnswer {
  bool goes = false, renames = false, removes = false;
};

RowAnswer bookmark_row(const std::string& name, const Bookmark& bookmark) {
  const float buttons = px(2 * button_size + 4);
  const Item here = item(name, left_of_line() - buttons, px(row_height));
  if (here.is_hovered) fill_rect(here.rect, tokens().surface2, 6);
  draw_icon(Icon::bookmark, here.rect.left + px(18), here.rect.centre_y(), tokens().accent);
  const auto where = format_lonlat(bookmark.place);
  const float where_left = here.rect.right - px(8) - text_width(where, TextStyle::small);
  const Rect words{here.rect.left + px(36), here.rect.top, where_left - px(8), here.rect.bottom};
  draw_text_in(words, bookmark.name, TextStyle::body, tokens().text);
  draw_text_in({where_left, here.rect.top, here.rect.right, here.rect.bottom}, where, TextStyle::small, tokens().text2);
  report(name, here.rect,
         {.text = bookmark.name, .value = where, .is_focused = here.is_focused, .may_be_shortened = true});
  RowAnswer answer{here.is_pressed, here.is_focused && is_chord_pressed({.key = Key::f2}),
                   here.is_focused && is_chord_pressed({.key = Key::erase})};
  const float buttons_top = here.rect.top + px((row_height - button_size) / 2);
  ImGui::SetCursorScreenPos({here.rect.right + px(2), buttons_top});
  const auto rename = tr("Rename"), remove = tr("Remove");
  answer.renames |= icon_button(name + ".rename", Icon::edit, {.tooltip = rename, .size = button_size});
  ImGui::SetCursorScreenPos({here.rect.right + px(4 + button_size), buttons_top});
  answer.removes |= icon_button(name + ".remove", Icon::erase, {.tooltip = remove, .size = button_size});
  ImGui::SetCursorScreenPos({here.rect.left, here.rect.bottom + px(2)});
  return answer;
}
}  // namespace

void fill_bookmark(BookmarkState& state, const Session& session) {
  const auto row = session.view().dialog_row;
  const auto& kept = session.bookmarks();
  state = {row < kept.size() ? kept[row].name : proposed_name(session)};
}

Intents bookmark_dialog(const Session& session, BookmarkState& state) {
  const auto row = session.view().dialog_row;
  const bool is_new = row == no_row, can_keep = !is_new || session.bookmark_here({}).has_value();
  DialogFrame dialog{"bookmark", is_new ? tr("New bookmark") : tr("Rename the bookmark"), {.width = 480}};
  bool is_entered = false;
  if (dialog.body()) {
    if (!can_keep)
      wrapped_text(tr("Tiles have no places to come back to. Show areas or symbols first."), {.ink = Ink::text2});
    if (std::exchange(state.is_fresh, false) && can_keep) focus_widget("bookmark.name");
    // A field of its own for every opening: ImGui would select as much as was selected in the last one.
    ImGui::PushID(static_cast<int>(session.view().dialog_serial));
    const auto label = trc("bookmark", "Name");
    const auto typed = text_field("bookmark.name", state.name,
                                  {.label = label, .is_enabled = can_keep, .most_characters = longest_bookmark_name});
    is_entered = typed.is_entered;
    ImGui::PopID();
  }
  dialog.footer(tr("Enter saves"));
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool can_save = can_keep && !trimmed(state.name).empty() && !dialog.has_wrong_field();
  if (dialog.button("save", tr("Save"), ButtonKind::primary, can_save) || (is_entered && can_save)) {
    if (is_new) return {CloseDialog{}, AddBookmark{state.name}};
    return {RenameBookmark{row, state.name}, OpenDialog{Dialog::bookmarks, row, {}}};
  }
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

Intents bookmarks_dialog(const Session& session, BookmarkState& state) {
  const auto& kept = session.bookmarks();
  DialogFrame dialog{"bookmarks", tr("Bookmarks"), {.width = 520}};
  Intents intents;
  if (dialog.body()) {
    if (kept.empty()) wrapped_text(tr("Ctrl+B keeps the place and the scale that the map shows."), {.ink = Ink::text2});
    const auto focused = session.view().dialog_row < kept.size() ? session.view().dialog_row : 0;
    if (std::exchange(state.is_fresh, false) && !kept.empty()) focus_widget("bookmarks." + std::to_string(focused));
    for (std::size_t i = 0; i < kept.size(); ++i) {
      const auto row = static_cast<Row>(i);
      const auto [goes, renames, removes] = bookmark_row("bookmarks." + std::to_string(i), kept[i]);
      if (goes) intents = {CloseDialog{}, GoToBookmark{i}};
      if (renames) intents = {OpenDialog{Dialog::bookmark, row, {}}};
      if (removes)
        intents = {RemoveBookmark{i}, OpenDialog{Dialog::bookmarks, i + 1 < kept.size() ? row : row - 1, {}}};
    }
  }
  dialog.footer(kept.empty() ? std::string{} : tr("Enter goes there, F2 renames, Delete removes"));
  const bool is_closed = dialog.button("close", tr("Close"), ButtonKind::primary);
  if (intents.empty() && (is_closed || dialog.is_dismissed())) return {CloseDialog{}};
  return intents;
}

}  // namespace riskmap::ui
