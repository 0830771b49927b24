// Says before anything is written how many places of the register each field would find.
#include "viewer/panels/file_use_dialog.h"

#include <algorithm>
#include <array>

#include "layers/exchange/context_layer.h"
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

void use_row(FileUseState& state, std::string_view name, FileUse use, const std::string& title,
             const std::string& description) {
  if (choice_row(name, {.title = title, .description = description, .is_chosen = state.use == use})) state.use = use;
}

void use_rows(FileUseState& state, bool has_register) {
  if (state.file->can_be_boundaries())
    use_row(state, "file_use.boundaries", FileUse::boundaries, tr("Boundaries of this register"),
            tr("Places found by code or name get their shape from this file. Undo brings back the old ones."));
  use_row(state, "file_use.context", FileUse::context, tr("A layer of this map"),
          tr("Lies beside what is open: roads, rivers, schools. Nothing in the data changes."));
  use_row(state, "file_use.map", FileUse::map, tr("A map of its own"),
          has_register ? tr("The register is put away; nothing in it changes.")
                       : tr("The open file is put away; nothing in it changes."));
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

// True when another layer is to be read before anything can be said of it; beside a map or as one it is read later.
bool is_other_layer_asked(FileUseState& state) {
  if (state.layers.size() < 2) return false;
  std::vector<Choice> choices;
  for (const auto& name : state.layers) choices.push_back({.id = name, .text = name});
  return combo("file_use.layer", choices, state.layer,
               {.label = state.file->features ? tr("Layer of the file") : tr("Map of the server")}) &&
         state.file->use != FileUse::context;
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
  if (!state.file) return;
  state.layers = state.file->layers;
  const auto read = std::ranges::find(state.layers, state.file->features ? state.file->features->layer_name : "");
  if (read != state.layers.end()) state.layer = static_cast<std::size_t>(read - state.layers.begin());
  state.level = state.file->best_level();
  state.use = state.file->can_be_boundaries() ? FileUse::boundaries : FileUse::context;
}

Intents file_use_dialog(const Session& session, FileUseState& state) {
  if (!state.file || session.document().is_empty()) return {CloseDialog{}};
  const bool is_asked = state.file->use == FileUse::ask;
  const auto title = is_asked                              ? tr("What is this file?")
                     : state.file->use == FileUse::context ? tr("Add a layer")
                                                           : tr("Load boundaries");
  DialogFrame dialog{"file_use", title, {.width = 640}};
  const bool is_for_boundaries = state.use == FileUse::boundaries;
  bool reads_anew = false;
  if (dialog.body()) {
    shortened_text(short_name(state.file->path), {.ink = Ink::text2});
    reads_anew = is_other_layer_asked(state);
    if (is_asked) use_rows(state, session.document().reg.has_value());
    if (is_for_boundaries) {
      gap(4);
      key_combos(state);
      outcome(session, state);
    }
  }
  dialog.footer();
  const bool can_go_on = !is_for_boundaries || matched(state) > 0;
  const auto action = is_for_boundaries               ? tr("Load boundaries")
                      : state.use == FileUse::context ? tr("Add layer")
                                                      : tr("Open as a map");
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool goes_on = dialog.button("open", action, ButtonKind::primary, can_go_on);
  if (goes_on && is_for_boundaries)
    return {LoadBoundariesFrom{state.file->path, boundary_levels[state.level], keys_of(state).fields[state.key].name},
            CloseDialog{}};
  const auto layer = state.layers.empty() ? std::string{} : state.layers[state.layer];
  if (reads_anew) return {OpenPath{state.file->path, state.file->use, {}, layer}, CloseDialog{}};
  if (goes_on) return {OpenPath{state.file->path, state.use, {}, layer}, CloseDialog{}};
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
