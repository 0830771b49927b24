#include "viewer/panels/links_save.h"

#include <array>

#include "layers/analysis/weights_file.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/folder_list.h"
#include "viewer/panels/widgets.h"
#include "viewer/session/export_job.h"

namespace riskmap::ui {

namespace {
namespace fs = std::filesystem;

struct Format {
  const char *ending, *name;  // as the makers of the format write it
};
// In the order of WeightsFormat.
constexpr std::array<Format, 3> formats = {{{".gal", "GAL"}, {".gwt", "GWT"}, {".csv", "CSV"}}};
constexpr std::size_t csv = static_cast<std::size_t>(WeightsFormat::csv);

std::string format_note(std::size_t format) {
  if (format == csv) return tr("A table: the code of a place, how many neighbours it has, and their codes.");
  return format == 0 ? tr("For GeoDa, R and PySAL.") : tr("For GeoDa, R and PySAL; with the distances in metres.");
}

// True when Enter was pressed in the name of the file.
bool fields(LinksSaveState& state) {
  std::vector<Choice> names;
  for (const auto& format : formats) names.push_back({.id = format.ending + 1, .text = format.name});
  const auto note = format_note(state.format);
  if (combo("links_save.format", names, state.format, {.label = tr("Format"), .note = note})) {
    fs::path path{state.path};
    if (weights_format_of(path)) path.replace_extension();
    state.path = path.string() + formats[state.format].ending;
  }
  const auto error = state.path == state.refused_path ? std::string_view{state.refusal} : std::string_view{};
  const auto typed =
      text_field("links_save.path", state.path, {.label = tr("File"), .error = error, .is_required = true});
  if (const auto format = weights_format_of(state.path)) state.format = static_cast<std::size_t>(*format);
  if (button("links_save.browse", tr("Choose a folder…"), {.icon = Icon::folder}))
    state.folder = read_folder(existing_folder(state.path));
  folder_dialog("links_save.folder", state.folder, state.path);
  return typed.is_entered && !state.folder;
}
}  // namespace

void fill_links_save(LinksSaveState& state, const Session& session) {
  state = {};
  state.format = csv;
  state.path = (start_folder(session) / "neighbours.csv").string();
}

Intents links_save_dialog(const Session&, LinksSaveState& state) {
  DialogFrame dialog{"links_save", tr("Save neighbours"), {.width = 560}};
  const bool is_entered = dialog.body() && fields(state);
  dialog.footer();
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool can_save = weights_format_of(state.path).has_value();
  const bool wants_save = dialog.button("save", tr("Save"), ButtonKind::primary, can_save) || (is_entered && can_save);
  std::error_code ignored;
  const auto allowed = wants_save ? check_export_target(state.path) : Result<void>{};
  if (!allowed)
    state.refused_path = state.path, state.refusal = reason_message(allowed.error().detail);
  else if (wants_save && fs::exists(state.path, ignored))
    state.asks_to_replace = true;
  else if (wants_save)
    return {CloseDialog{}, SaveNeighbours{state.path}};
  if (state.asks_to_replace) {
    const auto answer =
        ask("links_save.replace",
            {.title = tr("Replace the file?"), .text = state.path, .yes = tr("Replace"), .is_danger = true});
    if (answer != Answer::none) state.asks_to_replace = false;
    if (answer == Answer::yes) return {CloseDialog{}, SaveNeighbours{state.path}};
  }
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
