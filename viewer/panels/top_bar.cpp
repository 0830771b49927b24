// The bar at the top.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/top_menus.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float mark_size = 32, search_icon_room = 36;

std::string document_title(const Session& session) {
  if (const auto* snapshot = session.snapshot()) {
    for (const auto& area : snapshot->areas)
      if (area.id && area.level == AreaLevel::district) return area.names.in(session.view().language);
    if (const auto title = snapshot->meta.find("title"); title != snapshot->meta.end()) return title->second;
  }
  return session.document().path().filename().string();
}

float title_width(const Session& session, const Layout& layout) {
  const float words =
      std::max(text_width(tr("Risk Map"), TextStyle::semi), text_width(document_title(session), TextStyle::small));
  return std::min(layout.is_narrow ? px(150) : px(230), words);
}

void mark_and_title(const Session& session, float width, float& x) {
  const Rect mark{x, px(9), x + px(mark_size), px(9 + mark_size)};
  fill_rect(mark, tokens().accent, 8);
  draw_icon(Icon::map, mark.centre_x(), mark.centre_y(), tokens().on_accent);
  x = mark.right + px(10);
  if (width == 0) return;
  const auto title = tr("Risk Map");
  const auto subtitle = document_title(session);
  draw_text_in({x, px(7), x + width, px(26)}, title, TextStyle::semi, tokens().text);
  draw_text_in({x, px(25), x + width, px(43)}, subtitle, TextStyle::small, tokens().text2);
  report("top.title", {x, px(7), x + width, px(43)}, {.text = title, .value = subtitle, .may_be_shortened = true});
  x += width + px(14);
}

struct Menu {
  std::string_view name;
  std::string text;
  std::vector<Command> commands;
  ButtonOptions look{.kind = ButtonKind::ghost};
  std::string tooltip{};
};

// A button with its commands below it.
void menu(Intents& intents, const Menu& menu, float& x) {
  ImGui::SetCursorScreenPos({x, px(9)});
  const std::string popup = std::string{menu.name} + ".menu";
  auto look = menu.look;
  look.is_on = is_popup_open(popup);
  look.tooltip = menu.tooltip;
  if (button(menu.name, menu.text, look)) open_popup(popup);
  x += button_width(menu.text, look) + px(2);
  Popup open{popup};
  if (!open) return;
  for (const auto& command : menu.commands) {
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

std::array<Segment, 3> language_segments() {
  return {
      {{"kk", "ҚАЗ", Icon::none, {}, true}, {"ru", "РУС", Icon::none, {}, true}, {"en", "ENG", Icon::none, {}, true}}};
}

std::vector<Command> language_commands(const Session& session) {
  const auto segments = language_segments();
  std::vector<Command> commands;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto language = static_cast<Language>(i);
    commands.push_back({"top.language." + segments[i].id,
                        segments[i].text,
                        Icon::none,
                        {},
                        SetLanguage{language},
                        true,
                        session.view().language == language});
  }
  return commands;
}

Menu language_menu(const Session& session) {
  const auto current = static_cast<std::size_t>(session.view().language);
  return {"top.language",
          language_segments()[current].text,
          language_commands(session),
          {.kind = ButtonKind::ghost, .has_chevron = true}};
}

enum class SwitchForm { words, icons, menu, icon_menu };

Menu workspace_menu(const Session& session, SwitchForm form) {
  const auto entries = workspace_entries();
  const auto& current = entries[static_cast<std::size_t>(session.view().workspace)];
  const bool has_words = form == SwitchForm::menu;
  return {"top.workspace",
          has_words ? current.text : std::string{},
          workspace_commands(session, &WorkspaceEntry::switch_name),
          {.icon = has_words ? Icon::none : current.icon, .has_chevron = true},
          has_words ? std::string{} : current.text};
}

std::vector<Segment> workspace_segments(SwitchForm form) {
  std::vector<Segment> segments;
  for (const auto& entry : workspace_entries())
    segments.push_back(
        form == SwitchForm::words
            ? Segment{std::string{entry.id}, entry.text, Icon::none, std::string{entry.chord}, true}
            : Segment{std::string{entry.id}, {}, entry.icon, entry.text + "  " + std::string{entry.chord}, true});
  return segments;
}

// What the bar has room for: the narrower the window, the later the form.
struct BarForm {
  SwitchForm workspaces = SwitchForm::words;
  SwitchForm languages = SwitchForm::words;  // side by side, else behind one button
  bool has_title = true;
  bool has_languages = true, has_theme = true;  // else they are in the settings alone
};

float workspaces_width(const Session& session, SwitchForm form) {
  if (session.snapshot() == nullptr) return 0;
  if (form < SwitchForm::menu) return segmented_width(workspace_segments(form)) + px(12);
  const auto menu = workspace_menu(session, form);
  return button_width(menu.text, menu.look) + px(12);
}

float languages_width(const Session& session, const BarForm& form) {
  if (!form.has_languages) return 0;
  const auto menu = language_menu(session);
  return form.languages == SwitchForm::words ? segmented_width(language_segments())
                                             : button_width(menu.text, menu.look);
}

// What the person, the bell, the theme and the languages need at the right edge.
float right_side_width(const Session& session, const BarForm& form) {
  const float icons = form.has_theme ? 3 : 2;
  return languages_width(session, form) + px(12 + icons * 34 + 6 + 20);
}

BarForm fitting_form(const Session& session, const Layout& layout, float menus) {
  using enum SwitchForm;
  constexpr std::array<BarForm, 8> forms = {{{},
                                             {icons, words, true},
                                             {icons, menu, true},
                                             {icons, menu, false},
                                             {menu, menu, false},
                                             {icon_menu, menu, false},
                                             {icon_menu, menu, false, false},
                                             {icon_menu, menu, false, false, false}}};
  const float search = session.document().is_empty() ? 0 : px(search_icon_room);
  for (const auto& form : forms) {
    const float title = form.has_title ? title_width(session, layout) + px(14) : 0;
    const float left = px(12 + mark_size + 10) + title + menus + workspaces_width(session, form.workspaces);
    if (left + search + right_side_width(session, form) <= layout.top_bar.right) return form;
  }
  return forms.back();
}

void workspaces(Intents& intents, const Session& session, SwitchForm form, float& x) {
  if (session.snapshot() == nullptr) return;
  const float right = x + workspaces_width(session, form);
  if (form >= SwitchForm::menu) {
    menu(intents, workspace_menu(session, form), x);
  } else {
    auto chosen = static_cast<std::size_t>(session.view().workspace);
    ImGui::SetCursorScreenPos({x, px(8)});
    if (segmented("top.workspace", workspace_segments(form), chosen))
      intents.push_back(SetWorkspace{static_cast<Workspace>(chosen)});
  }
  x = right;
}

void languages(Intents& intents, const Session& session, const BarForm& form, float x) {
  if (!form.has_languages) return;
  if (form.languages != SwitchForm::words) return menu(intents, language_menu(session), x);
  auto chosen = static_cast<std::size_t>(session.view().language);
  ImGui::SetCursorScreenPos({x, px(8)});
  if (segmented("top.language", language_segments(), chosen))
    intents.push_back(SetLanguage{static_cast<Language>(chosen)});
}

// From the right edge inwards, undo and redo only right of `least`; returns the left edge of what was drawn.
float right_side(Intents& intents, const Session& session, const BarForm& form, float right, float least) {
  float x = right - px(12);
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
  const auto waiting = today_counts(session).all();
  const auto bell = fill(tr("Today asks for: {n}"), {{"n", format_integer(waiting)}});
  if (session.snapshot() != nullptr && icon_at("top.bell", Icon::bell, {.tooltip = bell, .has_dot = waiting > 0}))
    intents.push_back(SetWorkspace{Workspace::today});
  const bool is_dark = session.view().theme == riskmap::Theme::dark;
  if (form.has_theme && icon_at("top.theme", is_dark ? Icon::light_theme : Icon::dark_theme,
                                {.tooltip = is_dark ? tr("Light theme") : tr("Dark theme")}))
    intents.push_back(SetTheme{is_dark ? riskmap::Theme::light : riskmap::Theme::dark});
  x -= languages_width(session, form) + px(6);
  languages(intents, session, form, x);
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
    if (icon_button("top.search", Icon::search, {.tooltip = tr("Search") + "  Ctrl+K"}))
      intents.push_back(OpenDialog{Dialog::palette, no_row, {}});
    return;
  }
  const Rect rect{right - width, px(9), right, px(41)};
  ImGui::SetCursorScreenPos({rect.left, rect.top});
  const auto field =
      item("top.search", rect.width(), rect.height(), {.tooltip = tr("Search places, problems and commands")});
  fill_rect(rect, field.is_hovered ? tokens().surface3 : tokens().surface2, 6);
  stroke_rect(rect, tokens().field_border, 6);
  draw_icon(Icon::search, rect.left + px(18), rect.centre_y(), tokens().text3);
  const bool has_chord = width > px(220);
  const Rect words{rect.left + px(34), rect.top, rect.right - px(has_chord ? 64 : 10), rect.bottom};
  const auto whole_hint = tr("Settlement, problem no., coordinates, command…");
  const auto hint = text_width(whole_hint, TextStyle::body) <= words.width() ? whole_hint : tr("Search");
  const float needed = draw_text_in(words, hint, TextStyle::body, tokens().text3);
  report("top.search", rect, {.text = hint, .text_width = needed, .text_room = words.width()});
  if (has_chord)
    draw_text_in({rect.right - px(62), rect.top, rect.right - px(10), rect.bottom}, "Ctrl+K", TextStyle::small_semi,
                 tokens().text3, Align::right);
  if (field.is_pressed) intents.push_back(OpenDialog{Dialog::palette, no_row, {}});
}
}  // namespace

Intents top_bar(const Session& session, const Layout& layout) {
  Intents intents;
  Panel panel{"top", layout.top_bar, {.padding = 0, .scrolls = false}};
  if (!panel) return intents;
  const std::array<Menu, 3> menus = {{{"top.file", tr("File"), file_commands(session)},
                                      {"top.edit", tr("Edit"), edit_commands(session)},
                                      {"top.view", tr("View"), view_commands(session)}}};
  float menus_width = px(10);
  for (const auto& entry : menus) menus_width += button_width(entry.text, entry.look) + px(2);
  const auto form = fitting_form(session, layout, menus_width);
  float x = px(12);
  mark_and_title(session, form.has_title ? title_width(session, layout) : 0, x);
  for (const auto& entry : menus) menu(intents, entry, x);
  x += px(10);
  workspaces(intents, session, form.workspaces, x);
  const float right = right_side(intents, session, form, layout.top_bar.right, x + px(search_icon_room));
  search_button(intents, session, x, right);
  draw_line(0, layout.top_bar.bottom - 1, layout.top_bar.right, layout.top_bar.bottom - 1, tokens().border);
  return intents;
}

}  // namespace riskmap::ui
