#include "viewer/panels/top_menus.h"

#include <algorithm>

#include "layers/text/translate.h"

namespace riskmap::ui {

namespace {
// The first of them; all stand in the dialog.
std::vector<Command> bookmark_commands(const Session& session) {
  constexpr std::size_t most_listed = 5;
  std::vector<Command> commands = {
      {"view.bookmark", tr("New bookmark…"), Icon::bookmark, "Ctrl+B", OpenDialog{Dialog::bookmark, no_row, {}},
       session.derived().scene.is_to_scale, false, true},
      {"view.bookmarks", tr("Bookmarks…"), Icon::list, "Ctrl+Shift+B", OpenDialog{Dialog::bookmarks, no_row, {}}}};
  for (std::size_t i = 0; i < std::min(session.bookmarks().size(), most_listed); ++i)
    commands.push_back(
        {"view.bookmark." + std::to_string(i), session.bookmarks()[i].name, Icon::bookmark, {}, GoToBookmark{i}});
  return commands;
}
}  // namespace

std::vector<Command> file_commands(const Session& session) {
  std::vector<Command> commands = {
      {"file.open", tr("Open…"), Icon::folder, "Ctrl+O", OpenDialog{Dialog::open_file, no_row, {}}},
      {"file.boundaries", tr("Load boundaries…"), Icon::layers, "", OpenDialog{Dialog::open_file, no_row, "boundaries"},
       session.document().can_edit()},
      {"file.import", tr("Import…"), Icon::upload, "", OpenDialog{Dialog::open_file, no_row, "table"},
       session.document().can_edit()},
      {"file.add_layer", tr("Add layer…"), Icon::add, "", OpenDialog{Dialog::open_file, no_row, "context"},
       !session.document().is_empty()},
      {"file.export", tr("Export…"), Icon::download, "Ctrl+E", OpenDialog{Dialog::export_file, no_row, {}},
       session.document().reg.has_value()},
      {"file.take_to_laptop", tr("Take to a laptop…"), Icon::upload, "", OpenDialog{Dialog::take_to_laptop, no_row, {}},
       session.document().reg.has_value(), false, true},
      {"file.bring_from_laptop", tr("Bring back from a laptop…"), Icon::download, "",
       OpenDialog{Dialog::open_file, no_row, "laptop"}, session.document().can_edit()}};
  int number = 0;
  for (const auto& recent : session.settings().recent) {
    if (number == 5) break;
    commands.push_back({"file.recent." + std::to_string(number),
                        std::filesystem::path{recent}.filename().string(),
                        Icon::history,
                        {},
                        OpenPath{recent},
                        true,
                        false,
                        number == 0});
    ++number;
  }
  commands.push_back({"file.quit", tr("Quit"), Icon::close, "Ctrl+Q", Quit{}, true, false, true});
  return commands;
}

std::vector<Command> edit_commands(const Session& session) {
  const auto& view = session.view();
  const bool can_edit = session.document().can_edit(), has_issue = can_edit && view.issue != no_row;
  const auto& reg = session.document().reg;
  const bool keeps_applicants = reg && reg->info.applicants.can_read();
  return {
      {"edit.undo", tr("Undo"), Icon::undo, "Ctrl+Z", Undo{}, can_edit && session.undo_state().can_undo},
      {"edit.redo", tr("Redo"), Icon::redo, "Ctrl+Y", Redo{}, can_edit && session.undo_state().can_redo},
      {"edit.new", tr("New problem"), Icon::add, "Ctrl+N", OpenDialog{Dialog::issue_form, no_row, {}}, can_edit, false,
       true},
      {"edit.new_appeal", tr("New appeal"), Icon::person, "F4", OpenDialog{Dialog::appeal_form, no_row, {}}, can_edit},
      {"edit.new_party", tr("New responsible party"), Icon::person, "Ctrl+Shift+P",
       OpenDialog{Dialog::party_form, no_row, {}}, can_edit},
      {"edit.issue", tr("Edit the selected problem"), Icon::edit, "F2", OpenDialog{Dialog::issue_form, view.issue, {}},
       has_issue},
      {"edit.status", tr("Change status…"), Icon::sync, "Ctrl+Enter", OpenDialog{Dialog::status_change, view.issue, {}},
       has_issue},
      {"edit.delete", tr("Delete the selected problem…"), Icon::erase, "",
       OpenDialog{Dialog::delete_issue, view.issue, {}}, has_issue},
      {"edit.passport", tr("Passport figures of settlements…"), Icon::grid, "",
       OpenDialog{Dialog::passport, no_row, {}}, can_edit, false, true},
      {"edit.lists", tr("Reference lists…"), Icon::list, "Ctrl+Shift+L",
       OpenDialog{Dialog::reference_lists, no_row, {}}, session.document().reg.has_value()},
      {"edit.expired_applicants", tr("Personal data kept too long…"), Icon::erase, "",
       OpenDialog{Dialog::expired_applicants, no_row, {}}, keeps_applicants}};
}

std::array<WorkspaceEntry, 4> workspace_entries() {
  return {
      {{Workspace::map, "map", "view.workspace.map", "top.workspace.map", Icon::map, tr("Map"), "Ctrl+1"},
       {Workspace::register_table, "register", "view.workspace.register", "top.workspace.register", Icon::table,
        tr("Register"), "Ctrl+2"},
       {Workspace::clusters, "clusters", "view.workspace.clusters", "top.workspace.clusters", Icon::hotspot,
        tr("Clusters"), "Ctrl+3"},
       {Workspace::today, "today", "view.workspace.today", "top.workspace.today", Icon::date, tr("Today"), "Ctrl+4"}}};
}

std::vector<Command> workspace_commands(const Session& session, std::string_view WorkspaceEntry::* name) {
  std::vector<Command> commands;
  for (const auto& entry : workspace_entries())
    commands.push_back({std::string{entry.*name}, entry.text, entry.icon, entry.chord, SetWorkspace{entry.workspace},
                        session.snapshot() != nullptr, session.view().workspace == entry.workspace});
  return commands;
}

std::vector<Command> view_commands(const Session& session) {
  const auto& view = session.view();
  using Panel = TogglePanel::Panel;
  auto commands = workspace_commands(session, &WorkspaceEntry::menu_name);
  const std::vector<Command> more = {
      {"view.layers", tr("Layers"), Icon::layers, "Ctrl+L", TogglePanel{Panel::layers}, true,
       session.shown_panels().layers, true},
      {"view.table", tr("Table"), Icon::table, "Ctrl+T", TogglePanel{Panel::table}, true, view.is_table_open},
      {"view.inspector", tr("Inspector"), Icon::info, "Ctrl+I", TogglePanel{Panel::inspector}, true,
       view.is_inspector_open && session.shown_panels().inspector},
      {"view.legend", tr("Legend"), Icon::list, "", TogglePanel{Panel::legend}, true, view.is_legend_open},
      {"view.fit", tr("Show the whole map"), Icon::zoom_fit, "Ctrl+0", FitAll{}, true, false, true},
      {"view.keep", tr("Keep what is measured or in view"), Icon::tune, "Ctrl+Shift+A", KeepShown{},
       session.derived().scene.is_to_scale},
      {"view.projection", tr("Map projection…"), Icon::language, "", OpenDialog{Dialog::projection, no_row, {}},
       !session.document().view_crs().empty()},
      {"view.settings", tr("Settings…"), Icon::settings, "", OpenDialog{Dialog::settings, no_row, {}}, true, false,
       true},
      {"view.messages", tr("Messages…"), Icon::list, "", OpenDialog{Dialog::messages, no_row, {}}},
      {"view.shortcuts", tr("Keyboard shortcuts"), Icon::keyboard, "F1", OpenDialog{Dialog::shortcuts, no_row, {}}},
      {"view.about", tr("About the program"), Icon::help, "", OpenDialog{Dialog::about, no_row, {}}}};
  commands.insert(commands.end(), more.begin(), more.end());
  const auto bookmarks = bookmark_commands(session);
  commands.insert(std::ranges::find(commands, "view.settings", &Command::name), bookmarks.begin(), bookmarks.end());
  return commands;
}

}  // namespace riskmap::ui
