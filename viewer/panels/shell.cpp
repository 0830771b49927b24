// Panels in drawing order, the splitters between them, toasts, then shortcuts.
#include "viewer/panels/shell.h"

#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/map_overlays.h"
#include "viewer/panels/shell_state.h"
#include "viewer/panels/shortcuts.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
void add(Intents& all, Intents more) {
  for (auto& intent : more) all.push_back(std::move(intent));
}

void add_splitters(Intents& intents, const Session& session, const Layout& layout) {
  const auto& settings = session.settings();
  if (float height = settings.table_height;
      layout.is_table_resizable && splitter("shell.table_edge", Axis::horizontal,
                                            {layout.table.left, layout.table.top, layout.table.right, layout.table.top},
                                            height, {.least = 120, .most = 520, .standard = 268, .direction = -1}))
    intents.push_back(SetPanelSize{height, 0, 0});
  if (float width = layout.inspector.width() / kit().look.scale;
      layout.inspector.width() > 0 &&
      splitter("shell.inspector_edge", Axis::vertical,
               {layout.inspector.left, layout.inspector.top, layout.inspector.left, layout.inspector.bottom}, width,
               {.least = 300, .most = 560, .standard = 352, .direction = -1}))
    intents.push_back(SetPanelSize{0, width, 0});
  if (float width = settings.layers_width;
      layout.layers.width() > 0 &&
      splitter("shell.layers_edge", Axis::vertical,
               {layout.layers.right, layout.layers.top, layout.layers.right, layout.layers.bottom}, width,
               {.least = 220, .most = 420, .standard = 280}))
    intents.push_back(SetPanelSize{0, 0, width});
}

// What a message's action is about: before its serial, and before a batch that is not to be undone but left as it is.
constexpr std::string_view list_prefix = "list ", skip_undo_prefix = "skip undo ", skip_redo_prefix = "skip redo ";

void tell_shown(Intents& intents, const Session& session, const Layout& layout) {
  const ShownPanels shown{.layers = layout.layers.width() > 0, .inspector = layout.inspector.width() > 0};
  if (!(shown == session.shown_panels())) intents.push_back(TellShown{shown});
}

// What the button of a message about an edit asks for, and of which edit.
std::string action_of(const riskmap::Toast& told) {
  if (!told.offers_skip) return told.batch;
  return std::string{*told.offers_skip == EditKind::undo ? skip_undo_prefix : skip_redo_prefix} + told.batch;
}

bool is_still_to_turn(const UndoState& state, std::string_view action) {
  const auto& batch = action.starts_with(skip_redo_prefix) ? state.redo_batch : state.undo_batch;
  return !batch.empty() && action.ends_with(batch);
}

// The session tells once; the kit shows and forgets.
Intents show_toasts(const Session& session, ShellState& state, const Layout& layout) {
  if (const auto& told = session.toast(); told && told->serial != state.shown_toast) {
    state.shown_toast = told->serial;
    const auto kind = told->kind == riskmap::Toast::Kind::success   ? ToastKind::success
                      : told->kind == riskmap::Toast::Kind::problem ? ToastKind::error
                                                                    : ToastKind::information;
    toast({.kind = kind,
           .text = told->text,
           .action = told->batch.empty() ? std::string{}
                     : told->offers_skip ? tr("Skip this edit")
                                         : tr("Undo"),
           .action_id = action_of(*told),
           .detail = told->report ? tr("Show list") : std::string{},
           .detail_id = std::string{list_prefix} + std::to_string(told->serial)});
  }
  const auto pressed = kit().toasts->draw(message_area(map_overlays(session, layout), layout), [&](const auto& action) {
    return session.document().can_edit() && is_still_to_turn(session.undo_state(), action);
  });
  if (!pressed) return {};
  if (pressed->starts_with(list_prefix))
    return {OpenDialog{Dialog::load_report, no_row, pressed->substr(list_prefix.size())}};
  if (pressed->starts_with(skip_undo_prefix))
    return {SkipEdit{EditKind::undo, pressed->substr(skip_undo_prefix.size())}};
  if (pressed->starts_with(skip_redo_prefix))
    return {SkipEdit{EditKind::redo, pressed->substr(skip_redo_prefix.size())}};
  return {Undo{*pressed}};
}
}  // namespace

Shell::Shell() : state_{std::make_unique<ShellState>()} {}
Shell::~Shell() = default;

void Shell::set_names(std::vector<Rect> names) {
  state_->map.names = std::move(names);
}

Intents Shell::build(const Session& session, float width, float height) {
  layout_ = layout_of(session, width, height, kit().look.scale);
  auto& state = *state_;
  Intents intents;
  if (session.is_flying() && is_anything_pressed()) intents.emplace_back(EndFlight{});
  tell_shown(intents, session, layout_);
  if (layout_.map.height() > 0) add(intents, map_panel(session, state.map, layout_));
  add(intents, top_bar(session, layout_));
  if (layout_.chip_bar.width() > 0) add(intents, chip_bar(session, state.chips, layout_));
  if (layout_.layers.width() > 0) add(intents, layers_panel(session, state.layers, layout_));
  if (layout_.side_list.width() > 0)
    add(intents, session.view().workspace == Workspace::clusters ? attention_panel(session, state.lists, layout_)
                                                                 : today_panel(session, state.lists, layout_));
  if (layout_.inspector.width() > 0) add(intents, inspector(session, state.inspector, layout_));
  if (layout_.table.height() > 0)
    add(intents, session.file_layer() != nullptr ? feature_table(session, state.features, layout_)
                                                 : issue_table(session, state.issues, layout_));
  add(intents, status_bar(session, state.map, layout_));
  add_splitters(intents, session, layout_);
  add(intents, dialogs(session, *state.dialogs));
  add(intents, show_toasts(session, state, layout_));
  add(intents, shortcuts(session));
  return intents;
}

}  // namespace riskmap::ui
