// Small dialogs.
#include "viewer/panels/small_dialogs.h"

#include <algorithm>
#include <array>
#include <utility>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/shortcuts.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
// What the dialog is about: "subject|reason", and "|keep" where the line stays in its list.
struct Asked {
  std::string subject, reason;
  bool stays = false;
};

Asked asked_about(const std::string& text) {
  const auto bar = std::min(text.find('|'), text.size());
  const auto second = std::min(text.find('|', bar + 1), text.size());
  const auto from = std::min(bar + 1, text.size());
  return {text.substr(0, bar), text.substr(from, second - from), text.substr(second) == "|keep"};
}

// Whoever it was given to keeps it until somebody else does.
Fields given_to(const Session& session) {
  const auto asked = asked_about(session.view().dialog_text);
  const auto giving = [&session](const std::optional<AttentionReview>& review) {
    return review && review->assigned_to != no_row
               ? Fields{{"assigned_to", Value{session.snapshot()->parties[review->assigned_to].uuid}}}
               : Fields{};
  };
  for (const auto& line : session.derived().attention)
    if (line.subject == asked.subject && code_of(line.reason) == asked.reason) return giving(line.review);
  for (const auto& line : session.derived().hotspot_lines)
    if (line.subject == asked.subject) return giving(line.review);
  return {};
}
}  // namespace

void fill_small_dialogs(SmallDialogsState& state, const Session& session) {
  state = {};
  state.name = session.settings().author.name;
  state.post = session.settings().author.post;
  if (session.view().dialog == Dialog::review_note) state.given = given_to(session);
}

Intents delete_dialog(const Session& session) {
  const auto& issue = session.snapshot()->issues[session.view().dialog_row];
  const auto text =
      fill(tr("“{title}” and its measures are deleted. It can be undone with Ctrl+Z."), {{"title", issue.title}});
  const auto answer =
      ask("delete_issue", {.title = tr("Delete the problem?"), .text = text, .yes = tr("Delete"), .is_danger = true});
  if (answer == Answer::yes)
    return {CloseDialog{}, CommitChange{Change{.kind = ChangeKind::remove,
                                               .entity = Entity::issue,
                                               .uuid = issue.uuid,
                                               .version = issue.version,
                                               .before = {},
                                               .after = {}}}};
  return answer == Answer::no ? Intents{CloseDialog{}} : Intents{};
}

Intents review_dialog(const Session& session, SmallDialogsState& state) {
  const auto asked = asked_about(session.view().dialog_text);
  DialogFrame dialog{"review",
                     asked.stays ? tr("Give to somebody, or note") : tr("Mark as reviewed"),
                     {.width = 520, .is_kept_by_fields = !trimmed(state.note).empty()}};
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false)) focus_widget(asked.stays ? "review.assigned_to" : "review.note");
    const auto label = tr("Given to"), placeholder = tr("Start typing a name");
    if (asked.stays)
      pick("review.assigned_to", party_rows(session), state.given, "assigned_to",
           {.label = label, .placeholder = placeholder}, true);
    text_edit("review.note", state.note,
              {.label = tr("Note"), .placeholder = tr("What was decided"), .most_characters = 2000});
  }
  dialog.footer(tr("Ctrl+Enter saves"));
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const auto given = text_of(field(state.given, "assigned_to"));
  const bool says_nothing = asked.stays && given.empty() && trimmed(state.note).empty();
  const bool can_save = !dialog.has_wrong_field() && !says_nothing;
  if (dialog.button("save", tr("Save"), ButtonKind::primary, can_save) ||
      (can_save && is_chord_pressed({.key = Key::enter, .ctrl = true})))
    return {CloseDialog{},
            MarkReviewed{asked.subject, asked.reason, state.note, asked.stays ? "OPEN" : "REVIEWED", given}};
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

Intents author_dialog(const Session& session, SmallDialogsState& state) {
  DialogFrame dialog{"author", tr("Who edits?"), {.width = 480}};
  bool is_entered = is_chord_pressed({.key = Key::enter, .ctrl = true});
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false)) focus_widget("author.name");
    wrapped_text(tr("Your name and post stand in the history of every record you change."), {.ink = Ink::text2});
    const auto name =
        text_field("author.name", state.name, {.label = tr("Name"), .is_required = true, .most_characters = 200});
    const auto post = text_field("author.post", state.post, {.label = tr("Post"), .most_characters = 200});
    is_entered = is_entered || name.is_entered || post.is_entered;
  }
  dialog.footer(tr("Enter saves"));
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool can_save = !trimmed(state.name).empty() && !dialog.has_wrong_field();
  if (dialog.button("save", tr("Save"), ButtonKind::primary, can_save) || (is_entered && can_save))
    return {SetAuthor{std::string{trimmed(state.name)}, std::string{trimmed(state.post)}}};
  if (!dialog.is_dismissed() && !wants_cancel) return {};
  return session.view().asks_author ? Intents{DropEdit{}} : Intents{CloseDialog{}};
}

Intents settings_dialog(const Session& session) {
  Intents intents;
  const auto& view = session.view();
  DialogFrame dialog{"settings", tr("Settings"), {.width = 480}};
  if (dialog.body()) {
    const std::array<Choice, 3> languages = {
        {{.id = "kk", .text = "Қазақша"}, {.id = "ru", .text = "Русский"}, {.id = "en", .text = "English"}}};
    auto language = static_cast<std::size_t>(view.language);
    if (combo("settings.language", languages, language, {.label = tr("Language")}))
      intents.push_back(SetLanguage{static_cast<Language>(language)});
    const std::array<Choice, 2> themes = {
        {{.id = "light", .text = tr("Light theme")}, {.id = "dark", .text = tr("Dark theme")}}};
    auto theme = static_cast<std::size_t>(view.theme);
    if (combo("settings.theme", themes, theme, {.label = tr("Theme")}))
      intents.push_back(SetTheme{static_cast<riskmap::Theme>(theme)});
    constexpr std::array percents = {80, 100, 125, 150, 175, 200};
    std::vector<Choice> scales;
    std::size_t scale = 1;
    for (std::size_t i = 0; i < percents.size(); ++i) {
      if (percents[i] == view.scale_percent) scale = i;
      scales.push_back({.id = std::to_string(percents[i]), .text = format_percent(percents[i] / 100.0)});
    }
    if (combo("settings.scale", scales, scale, {.label = tr("Interface scale")}))
      intents.push_back(SetScale{percents[scale]});
    if (bool is_reduced = session.settings().reduces_motion;
        checkbox("settings.reduces_motion", tr("Reduce motion"), is_reduced))
      intents.push_back(SetReducedMotion{is_reduced});
    if (session.document().reg) {
      gap(8);
      text(tr("Of this register"), {.style = TextStyle::semi});
      gap(6);
      if (button("settings.lists", tr("Reference lists…"),
                 {.tooltip = tr("Categories, programmes, indicators and all that is chosen from a list")}))
        intents.push_back(OpenDialog{Dialog::reference_lists, no_row, {}});
    }
  }
  dialog.footer();
  if (dialog.button("close", tr("Close"), ButtonKind::primary) || dialog.is_dismissed())
    intents.push_back(CloseDialog{});
  return intents;
}

Intents shortcuts_dialog() {
  DialogFrame dialog{"shortcuts", tr("Keyboard shortcuts"), {.width = 520}};
  if (dialog.body()) {
    int number = 0;
    for (const auto& shortcut : all_shortcuts()) {
      const auto what = tr(shortcut.what);
      list_row("shortcuts." + std::to_string(number++), {.text = what, .right = shortcut.chord, .height = 28});
    }
    for (const auto& help : aiming_keys()) {
      const auto what = tr(help.what);
      list_row("shortcuts." + std::to_string(number++), {.text = what, .right = help.keys, .height = 28});
    }
  }
  dialog.footer();
  const bool is_closed = dialog.button("close", tr("Close"), ButtonKind::primary);
  return is_closed || dialog.is_dismissed() ? Intents{CloseDialog{}} : Intents{};
}

Intents about_dialog() {
  DialogFrame dialog{"about", tr("About the program"), {.width = 520}};
  if (dialog.body()) {
    heading(tr("Risk Map"));
    wrapped_text(tr("Social problems of settlements and the ways to solve them."));
    gap(6);
    wrapped_text(tr("Settlement names and points: state classifier and © OpenStreetMap contributors (ODbL). Colours: "
                    "ColorBrewer 2.0 by Cynthia Brewer. Icons: Material Icons (Apache 2.0). Typeface: Inter (OFL)."),
                 {.style = TextStyle::small, .ink = Ink::text2});
  }
  dialog.footer();
  const bool is_closed = dialog.button("close", tr("Close"), ButtonKind::primary);
  return is_closed || dialog.is_dismissed() ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
