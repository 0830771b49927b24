// Chords and their intents (`ux.md`, keys; `decisions.md` 52).
#include "viewer/panels/shortcuts.h"

#include <imgui.h>

#include <array>
#include <utility>

#include "viewer/panels/compat.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

namespace {
constexpr double pan_step_px = 80;
constexpr std::string_view leave = "Ctrl+Q";

Row editable_issue(const Session& session) {
  return session.document().can_edit() ? session.view().issue : no_row;
}

// The first place is given up, then the changing itself.
LinksView without_a_change(LinksView links) {
  if (!std::exchange(links.from, std::nullopt)) links.is_changing = false;
  return links;
}

Intents close_or_clear(const Session& session) {
  const auto& view = session.view();
  if (view.tool != Tool::select) return {SetTool{Tool::select}};
  if (session.shows_links() && view.links.is_changing) return {SetLinks{without_a_change(view.links)}};
  if (view.marked) return {ClearMark{}};
  if (view.party != no_row) return {LookAtParty{}};
  if (view.place || view.issue != no_row || view.feature) return {SelectPlace{}};
  return {};
}

Intents when_editable(const Session& session, Intent intent) {
  return session.document().can_edit() ? Intents{std::move(intent)} : Intents{};
}

constexpr std::array table = {
    Shortcut{"Ctrl+K", "Search places, problems and commands",
             [](const Session&) { return Intents{OpenDialog{Dialog::palette, no_row, {}}}; }},
    Shortcut{"Ctrl+F", "Search places, problems and commands",
             [](const Session&) { return Intents{OpenDialog{Dialog::palette, no_row, {}}}; }},
    Shortcut{"Ctrl+N", "New problem",
             [](const Session& s) { return when_editable(s, OpenDialog{Dialog::issue_form, no_row, {}}); }},
    Shortcut{"F4", "New appeal",
             [](const Session& s) { return when_editable(s, OpenDialog{Dialog::appeal_form, no_row, {}}); }},
    Shortcut{"Ctrl+Shift+V", "New appeal from a copied message",
             [](const Session& s) {
               const auto* copied = ImGui::GetClipboardText();
               return when_editable(s, PasteMessage{copied == nullptr ? "" : copied});
             }},
    Shortcut{"Ctrl+M", "New measure for the selected problem",
             [](const Session& s) {
               const Row issue = editable_issue(s);
               return issue == no_row
                          ? Intents{}
                          : Intents{OpenDialog{Dialog::measure_form, no_row, s.snapshot()->issues.uuid(issue)}};
             }},
    Shortcut{"Ctrl+Shift+P", "New responsible party",
             [](const Session& s) { return when_editable(s, OpenDialog{Dialog::party_form, no_row, {}}); }},
    Shortcut{"Ctrl+Shift+L", "Reference lists",
             [](const Session& s) {
               return s.document().reg ? Intents{OpenDialog{Dialog::reference_lists, no_row, {}}} : Intents{};
             }},
    Shortcut{"F2", "Edit the selected problem",
             [](const Session& s) {
               const Row issue = editable_issue(s);
               return issue == no_row ? Intents{} : Intents{OpenDialog{Dialog::issue_form, issue, {}}};
             }},
    Shortcut{"Ctrl+Enter", "Change the status of the selected problem",
             [](const Session& s) {
               const Row issue = editable_issue(s);
               return issue == no_row ? Intents{} : Intents{OpenDialog{Dialog::status_change, issue, {}}};
             }},
    Shortcut{"Ctrl+Z", "Undo", [](const Session&) { return Intents{Undo{}}; }},
    Shortcut{"Ctrl+Y", "Redo", [](const Session&) { return Intents{Redo{}}; }},
    Shortcut{"Ctrl+Shift+Z", "Redo", [](const Session&) { return Intents{Redo{}}; }},
    Shortcut{"Ctrl+O", "Open a register or a map",
             [](const Session&) { return Intents{OpenDialog{Dialog::open_file, no_row, {}}}; }},
    Shortcut{"Ctrl+E", "Export",
             [](const Session& s) {
               return s.document().reg ? Intents{OpenDialog{Dialog::export_file, no_row, {}}} : Intents{};
             }},
    Shortcut{"Ctrl+1", "Map", [](const Session&) { return Intents{SetWorkspace{Workspace::map}}; }},
    Shortcut{"Ctrl+2", "Register", [](const Session&) { return Intents{SetWorkspace{Workspace::register_table}}; }},
    Shortcut{"Ctrl+3", "Clusters", [](const Session&) { return Intents{SetWorkspace{Workspace::clusters}}; }},
    Shortcut{"Ctrl+4", "Today", [](const Session&) { return Intents{SetWorkspace{Workspace::today}}; }},
    Shortcut{"Ctrl+0", "Show the whole map", [](const Session&) { return Intents{FitAll{}}; }},
    Shortcut{"Ctrl+J", "Zoom to the selection", [](const Session&) { return Intents{FitSelection{}}; }},
    Shortcut{"Ctrl++", "Zoom in", [](const Session&) { return Intents{ZoomBy{1.5, {}}}; }},
    Shortcut{"Ctrl+-", "Zoom out", [](const Session&) { return Intents{ZoomBy{1 / 1.5, {}}}; }},
    Shortcut{"Ctrl+Left", "Move the map", [](const Session&) { return Intents{PanBy{pan_step_px, 0}}; }},
    Shortcut{"Ctrl+Right", "Move the map", [](const Session&) { return Intents{PanBy{-pan_step_px, 0}}; }},
    Shortcut{"Ctrl+Up", "Move the map", [](const Session&) { return Intents{PanBy{0, pan_step_px}}; }},
    Shortcut{"Ctrl+Down", "Move the map", [](const Session&) { return Intents{PanBy{0, -pan_step_px}}; }},
    Shortcut{"Ctrl+D", "Measure a distance", [](const Session&) { return Intents{SetTool{Tool::distance}}; }},
    Shortcut{"Ctrl+Shift+D", "Measure an area", [](const Session&) { return Intents{SetTool{Tool::area}}; }},
    Shortcut{"Ctrl+Shift+A", "Keep what is measured or in view", [](const Session&) { return Intents{KeepShown{}}; }},
    Shortcut{"Ctrl+B", "Keep a bookmark of what the map shows",
             [](const Session&) { return Intents{OpenDialog{Dialog::bookmark, no_row, {}}}; }},
    Shortcut{"Ctrl+Shift+B", "Bookmarks",
             [](const Session&) { return Intents{OpenDialog{Dialog::bookmarks, no_row, {}}}; }},
    Shortcut{"Ctrl+Shift+I", "List what lies in the middle of the map",
             [](const Session&) { return Intents{ListHits{}}; }},
    Shortcut{"Ctrl+T", "Show or hide the table",
             [](const Session&) { return Intents{TogglePanel{TogglePanel::Panel::table}}; }},
    Shortcut{"Ctrl+I", "Show or hide the inspector",
             [](const Session&) { return Intents{TogglePanel{TogglePanel::Panel::inspector}}; }},
    Shortcut{"Ctrl+L", "Show or hide layers",
             [](const Session&) { return Intents{TogglePanel{TogglePanel::Panel::layers}}; }},
    Shortcut{"F1", "Keyboard shortcuts",
             [](const Session&) { return Intents{OpenDialog{Dialog::shortcuts, no_row, {}}}; }},
    Shortcut{"Escape", "Close, or clear the selection", close_or_clear},
    Shortcut{leave, "Quit", [](const Session&) { return Intents{Quit{}}; }}};
constexpr std::array aiming = {KeyHelp{"← ↑ → ↓", "Measuring or placing: move the aim, with Shift farther"},
                               KeyHelp{"Space", "Measuring or placing: set a point"},
                               KeyHelp{"Backspace", "Measuring: take the last point back"},
                               KeyHelp{"Enter Enter", "Measuring: end"}};
}  // namespace

std::span<const KeyHelp> aiming_keys() {
  return aiming;
}

std::span<const Shortcut> all_shortcuts() {
  return table;
}

Intents shortcuts(const Session& session) {
  // A dialog has keys of its own.
  const bool is_over_dialog = session.view().dialog != Dialog::none || session.view().asks_author;
  for (const auto& shortcut : table) {
    const auto chord = chord_from(shortcut.chord);
    if (is_over_dialog && shortcut.chord != leave) continue;
    if (shortcut.chord == "Escape" && kit().popups_before > 0) continue;  // it has shut a menu
    if (!chord || !is_chord_pressed(*chord, Repeat::yes)) continue;
    if (ImGui::GetIO().WantTextInput && !chord->ctrl) continue;
    return shortcut.intents(session);
  }
  return {};
}

}  // namespace riskmap::ui
