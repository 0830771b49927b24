// Says before anything is written how many places of the register each field would find.
#include "viewer/panels/file_use_dialog.h"

#include <array>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
std::string number(std::size_t n) {
  return format_integer(static_cast<std::int64_t>(n));
}

const KeyFields& keys_of(const FileUseState& state) {
  return state.file->keys[state.level];
}
std::size_t matched(const FileUseState& state) {
  const auto& fields = keys_of(state).fields;
  return fields.empty() ? 0 : fields[state.key].matched;
}

std::string found_text(std::size_t found, const KeyFields& keys) {
  if (keys.places == 0) return number(found);
  return fill(tr("{n} of {m}"), {{"n", number(found)}, {"m", number(keys.places)}});
}

void use_rows(FileUseState& state) {
  if (choice_row("file_use.boundaries",
                 {.title = tr("Boundaries of this register"),
                  .description = tr("Places found by code or name get their shape from this file. Undo brings back "
                                    "the old ones."),
                  .is_chosen = state.is_for_boundaries}))
    state.is_for_boundaries = true;
  if (choice_row("file_use.map", {.title = tr("A map of its own"),
                                  .description = tr("The register is put away; nothing in it changes."),
                                  .is_chosen = !state.is_for_boundaries}))
    state.is_for_boundaries = false;
}

void key_combos(FileUseState& state) {
  const std::array<std::string, 3> names = {tr("Settlements"), tr("Rural districts"), tr("District")};
  std::vector<Choice> levels, keys;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& level = state.file->keys[i];
    levels.push_back({.id = std::string{code_of(boundary_levels[i])},
                      .text = names[i],
                      .grey = level.fields.empty() ? std::string{} : found_text(level.fields.front().matched, level)});
  }
  for (const auto& field : keys_of(state).fields)
    keys.push_back({.id = field.name, .text = field.name, .grey = found_text(field.matched, keys_of(state))});
  Columns columns{2};
  if (combo("file_use.level", levels, state.level, {.label = tr("These shapes are")})) state.key = 0;
  columns.next();
  if (!keys.empty()) combo("file_use.key", keys, state.key, {.label = tr("Field with the code or the name")});
}

bool has_schematic_cells(const Session& session) {
  const auto* layer = session.document().reg ? session.document().reg->layers->layer(AreaLevel::settlement) : nullptr;
  return layer != nullptr && layer->is_schematic;
}

void outcome(const Session& session, const FileUseState& state) {
  const auto& keys = keys_of(state);
  const auto shapes = number(state.file->features->size());
  if (matched(state) == 0) {
    banner("file_use.nothing", BannerKind::warning,
           tr("No shape of the file belongs to the register by this field. Choose another field or level."));
    return;
  }
  const auto found = keys.places == 0
                         ? fill(tr("The register has no areas of this level: new ones will be made: {n}"),
                                {{"n", number(matched(state))}})
                         : fill(tr("Found in the register: {n} of {m}. Shapes in the file: {shapes}."),
                                {{"n", number(matched(state))}, {"m", number(keys.places)}, {"shapes", shapes}});
  text(found, {.style = TextStyle::semi, .name = "file_use.found"});
  if (boundary_levels[state.level] == AreaLevel::district && has_schematic_cells(session))
    wrapped_text(tr("Schematic cells will be cut to the new boundary in the same step."), {.ink = Ink::text2});
}
}  // namespace

void fill_file_use(FileUseState& state, const Session& session) {
  state = {};
  state.file = session.incoming();
  if (state.file) state.level = state.file->best_level();
}

Intents file_use_dialog(const Session& session, FileUseState& state) {
  if (!state.file || !session.document().reg) return {CloseDialog{}};
  const bool is_asked = state.file->use == FileUse::ask;
  DialogFrame dialog{"file_use", is_asked ? tr("What is this file?") : tr("Load boundaries"), {.width = 640}};
  if (dialog.body()) {
    shortened_text(state.file->path.filename().string(), {.ink = Ink::text2});
    if (is_asked) use_rows(state);
    if (state.is_for_boundaries) {
      gap(4);
      key_combos(state);
      outcome(session, state);
    }
  }
  dialog.footer();
  const bool can_go_on = !state.is_for_boundaries || matched(state) > 0;
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool goes_on = dialog.button("open", state.is_for_boundaries ? tr("Load boundaries") : tr("Open as a map"),
                                     ButtonKind::primary, can_go_on);
  if (goes_on && state.is_for_boundaries)
    return {LoadBoundariesFrom{state.file->path, boundary_levels[state.level], keys_of(state).fields[state.key].name},
            CloseDialog{}};
  if (goes_on) return {OpenPath{state.file->path}, CloseDialog{}};
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
