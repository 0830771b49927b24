// The bar at the top.
#include <imgui.h>

#include <array>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float height = 50, mark_size = 32;

std::string document_title(const Session& session) {
  if (const auto* snapshot = session.snapshot()) {
    for (const auto& area : snapshot->areas)
      if (area.id && area.level == AreaLevel::district) return area.names.in(session.view().language);
    if (const auto title = snapshot->meta.find("title"); title != snapshot->meta.end()) return title->second;
  }
  return session.document().path().filename().string();
}

void mark_and_title(const Session& session, const Layout& layout, float& x) {
  const Rect mark{x, px(9), x + px(mark_size), px(9 + mark_size)};
  fill_rect(mark, tokens().accent, px(8));
  draw_icon(Icon::map, mark.centre_x(), mark.centre_y(), tokens().on_accent);
  x = mark.right + px(10);
  const auto title = tr("Risk Map");
  const auto subtitle = document_title(session);
  const float room = layout.is_narrow ? px(150) : px(230);
  const float width =
      std::min(room, std::max(text_width(title, TextStyle::semi), text_width(subtitle, TextStyle::small)));
  draw_text_in({x, px(7), x + width, px(26)}, title, TextStyle::semi, tokens().text);
  draw_text_in({x, px(25), x + width, px(43)}, subtitle, TextStyle::small, tokens().text2);
  report("top.title", {x, px(7), x + width, px(43)}, {.text = title, .value = subtitle, .may_be_shortened = true});
  x += width + px(14);
}

struct Command {
  std::string_view name;
  std::string text;
  Icon icon;
  std::string_view chord;
  Intent intent;
  bool is_enabled = true, is_on = false, starts_group = false;
};

void menu(Intents& intents, std::string_view name, std::string_view text, const std::vector<Command>& commands,
          float& x) {
  ImGui::SetCursorScreenPos({x, px(9)});
  const std::string popup = std::string{name} + ".menu";
  if (button(name, text, {.kind = ButtonKind::ghost, .is_on = is_popup_open(popup)})) open_popup(popup);
  x += button_width(text, {.kind = ButtonKind::ghost}) + px(2);
  Popup open{popup};
  if (!open) return;
  for (const auto& command : commands) {
    if (command.starts_group) open.separator();
    if (open.item({.name = command.name,
                   .text = command.text,
                   .icon = command.icon,
                   .chord = command.chord,
                   .is_enabled = command.is_enabled,
                   .is_on = command.is_on}))
      intents.push_back(command.intent);
  }
}

std::vector<Command> file_commands(const Session& session) {
  std::vector<Command> commands = {
      {"file.open", tr("Open…"), Icon::folder, "Ctrl+O", OpenDialog{Dialog::open_file, no_row, {}}},
      {"file.boundaries",
       tr("Load boundaries…"),
       Icon::layers,
       {},
       OpenDialog{Dialog::open_file, no_row, "boundaries"},
       session.document().can_edit()},
      {"file.export", tr("Export…"), Icon::download, "Ctrl+E", OpenDialog{Dialog::export_file, no_row, {}},
       session.document().reg.has_value()}};
  int number = 0;
  for (const auto& recent : session.settings().recent) {
    static constexpr std::array<std::string_view, 5> names = {"file.recent.0", "file.recent.1", "file.recent.2",
                                                              "file.recent.3", "file.recent.4"};
    if (number == 5) break;
    commands.push_back({names[static_cast<std::size_t>(number)],
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
  return {{"edit.undo", tr("Undo"), Icon::undo, "Ctrl+Z", Undo{}, can_edit && session.undo_state().can_undo},
          {"edit.redo", tr("Redo"), Icon::redo, "Ctrl+Y", Redo{}, can_edit && session.undo_state().can_redo},
          {"edit.new", tr("New problem"), Icon::add, "Ctrl+N", OpenDialog{Dialog::issue_form, no_row, {}}, can_edit,
           false, true},
          {"edit.issue", tr("Edit the selected problem"), Icon::edit, "F2",
           OpenDialog{Dialog::issue_form, view.issue, {}}, has_issue},
          {"edit.status", tr("Change status…"), Icon::sync, "Ctrl+Enter",
           OpenDialog{Dialog::status_change, view.issue, {}}, has_issue},
          {"edit.delete",
           tr("Delete the selected problem…"),
           Icon::erase,
           {},
           OpenDialog{Dialog::delete_issue, view.issue, {}},
           has_issue}};
}

std::vector<Command> view_commands(const Session& session) {
  const auto& view = session.view();
  using Panel = TogglePanel::Panel;
  return {{"view.layers", tr("Layers"), Icon::layers, "Ctrl+L", TogglePanel{Panel::layers}, true, view.are_layers_open},
          {"view.table", tr("Table"), Icon::table, "Ctrl+T", TogglePanel{Panel::table}, true, view.is_table_open},
          {"view.inspector", tr("Inspector"), Icon::info, "Ctrl+I", TogglePanel{Panel::inspector}, true,
           view.is_inspector_open},
          {"view.legend", tr("Legend"), Icon::list, {}, TogglePanel{Panel::legend}, true, view.is_legend_open},
          {"view.fit", tr("Show the whole map"), Icon::zoom_fit, "Ctrl+0", FitAll{}, true, false, true},
          {"view.settings",
           tr("Settings…"),
           Icon::settings,
           {},
           OpenDialog{Dialog::settings, no_row, {}},
           true,
           false,
           true},
          {"view.messages", tr("Messages…"), Icon::list, {}, OpenDialog{Dialog::messages, no_row, {}}},
          {"view.shortcuts", tr("Keyboard shortcuts"), Icon::keyboard, "F1", OpenDialog{Dialog::shortcuts, no_row, {}}},
          {"view.about", tr("About the program"), Icon::help, {}, OpenDialog{Dialog::about, no_row, {}}}};
}

std::array<Segment, 3> language_segments() {
  return {
      {{"kk", "ҚАЗ", Icon::none, {}, true}, {"ru", "РУС", Icon::none, {}, true}, {"en", "ENG", Icon::none, {}, true}}};
}

// What the person, the bell, the theme and the languages need at the right edge.
float right_side_width() {
  return segmented_width(language_segments()) + px(12 + 3 * 34 + 6);
}

// Left out where there is no room: Ctrl+1 to Ctrl+4 remain.
void workspaces(Intents& intents, const Session& session, float& x, float right) {
  const std::array<Segment, 4> segments = {{{"map", tr("Map"), Icon::none, "Ctrl+1", true},
                                            {"register", tr("Register"), Icon::none, "Ctrl+2", true},
                                            {"clusters", tr("Clusters"), Icon::none, "Ctrl+3", true},
                                            {"today", tr("Today"), Icon::none, "Ctrl+4", true}}};
  if (session.snapshot() == nullptr || x + segmented_width(segments) > right) return;
  auto chosen = static_cast<std::size_t>(session.view().workspace);
  ImGui::SetCursorScreenPos({x, px(8)});
  if (segmented("top.workspace", segments, chosen)) intents.push_back(SetWorkspace{static_cast<Workspace>(chosen)});
  x += segmented_width(segments) + px(12);
}

// From the right edge inwards, undo and redo only right of `least`; returns the left edge of what was drawn.
float right_side(Intents& intents, const Session& session, const Layout& layout, float least) {
  float x = layout.top_bar.right - px(12);
  const auto icon_at = [&](std::string_view name, Icon icon, const IconButtonOptions& options) {
    x -= px(32);
    ImGui::SetCursorScreenPos({x, px(9)});
    const bool is_pressed = icon_button(name, icon, options);
    x -= px(2);
    return is_pressed;
  };
  const auto& author = session.settings().author;
  const auto who =
      author.name.empty() ? tr("Say who you are") : author.name + (author.post.empty() ? "" : " · " + author.post);
  if (icon_at("top.author", Icon::person, {.tooltip = who})) intents.push_back(OpenDialog{Dialog::author, no_row, {}});
  const auto waiting = session.derived().attention_open;
  const auto bell = fill(tr("Needs attention: {n}"), {{"n", format_integer(waiting)}});
  if (session.snapshot() != nullptr && icon_at("top.bell", Icon::bell, {.tooltip = bell, .has_dot = waiting > 0}))
    intents.push_back(SetWorkspace{Workspace::clusters});
  const bool is_dark = session.view().theme == riskmap::Theme::dark;
  if (icon_at("top.theme", is_dark ? Icon::light_theme : Icon::dark_theme,
              {.tooltip = is_dark ? tr("Light theme") : tr("Dark theme")}))
    intents.push_back(SetTheme{is_dark ? riskmap::Theme::light : riskmap::Theme::dark});
  const auto languages = language_segments();
  auto chosen = static_cast<std::size_t>(session.view().language);
  x -= segmented_width(languages) + px(6);
  ImGui::SetCursorScreenPos({x, px(8)});
  if (segmented("top.language", languages, chosen)) intents.push_back(SetLanguage{static_cast<Language>(chosen)});
  x -= px(10);
  if (session.document().can_edit() && x - px(68) > least) {
    if (icon_at("top.redo", Icon::redo,
                {.tooltip = tr("Redo") + "  Ctrl+Y", .is_enabled = session.undo_state().can_redo}))
      intents.push_back(Redo{});
    if (icon_at("top.undo", Icon::undo,
                {.tooltip = tr("Undo") + "  Ctrl+Z", .is_enabled = session.undo_state().can_undo}))
      intents.push_back(Undo{});
  }
  return x - px(10);
}

void search_button(Intents& intents, const Session& session, float left, float right) {
  const float width = std::min(right - left, px(360));
  if (session.document().is_empty()) return;
  if (width < px(110)) {
    ImGui::SetCursorScreenPos({right - px(32), px(9)});
    if (right - left > px(34) && icon_button("top.search", Icon::search, {.tooltip = tr("Search") + "  Ctrl+K"}))
      intents.push_back(OpenDialog{Dialog::palette, no_row, {}});
    return;
  }
  const Rect rect{right - width, px(9), right, px(41)};
  ImGui::SetCursorScreenPos({rect.left, rect.top});
  const auto field =
      item("top.search", rect.width(), rect.height(), {.tooltip = tr("Search places, problems and commands")});
  fill_rect(rect, field.is_hovered ? tokens().surface3 : tokens().surface2, px(6));
  stroke_rect(rect, tokens().field_border, px(6));
  draw_icon(Icon::search, rect.left + px(18), rect.centre_y(), tokens().text3);
  draw_text_in({rect.left + px(34), rect.top, rect.right - px(64), rect.bottom},
               tr("Settlement, problem no., command…"), TextStyle::body, tokens().text3);
  if (width > px(220))
    draw_text_in({rect.right - px(62), rect.top, rect.right - px(10), rect.bottom}, "Ctrl+K", TextStyle::small_semi,
                 tokens().text3, Align::right);
  if (field.is_pressed) intents.push_back(OpenDialog{Dialog::palette, no_row, {}});
}
}  // namespace

Intents top_bar(const Session& session, const Layout& layout) {
  Intents intents;
  Panel panel{"top", layout.top_bar, {.padding = 0, .scrolls = false}};
  if (!panel) return intents;
  float x = px(12);
  mark_and_title(session, layout, x);
  menu(intents, "top.file", tr("File"), file_commands(session), x);
  menu(intents, "top.edit", tr("Edit"), edit_commands(session), x);
  menu(intents, "top.view", tr("View"), view_commands(session), x);
  x += px(10);
  workspaces(intents, session, x, layout.top_bar.right - right_side_width());
  const float right = right_side(intents, session, layout, x);
  search_button(intents, session, x, right);
  draw_line(0, layout.top_bar.bottom - 1, layout.top_bar.right, layout.top_bar.bottom - 1, tokens().border);
  return intents;
}

}  // namespace riskmap::ui
