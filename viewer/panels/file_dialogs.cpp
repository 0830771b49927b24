// Our own file dialogs: the same on every desktop, by keyboard, without one too.
#include "viewer/panels/file_dialogs.h"

#include <array>
#include <utility>

#include "layers/analysis/hotspot_words.h"
#include "layers/exchange/export_table.h"
#include "layers/exchange/export_writer.h"
#include "layers/geo/web_client.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/folder_list.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/session/export_job.h"

namespace riskmap::ui {

namespace {
namespace fs = std::filesystem;
}  // namespace

fs::path start_folder(const Session& session) {
  const auto open = session.document().path().parent_path();
  return !open.empty() && fs::is_directory(open) ? open : home_folder();
}

fs::path existing_folder(const fs::path& file) {
  std::error_code ignored;
  auto folder = fs::absolute(file, ignored).parent_path();
  while (!folder.empty() && folder.has_relative_path() && !fs::is_directory(folder, ignored))
    folder = folder.parent_path();
  return folder.empty() ? home_folder() : folder;
}

void fill_open_file(OpenFileState& state, const Session& session) {
  state = {};
  const auto& use = session.view().dialog_text;
  state.use = use == "boundaries" ? FileUse::boundaries
              : use == "context"  ? FileUse::context
              : use == "table"    ? FileUse::table
                                  : FileUse::map;
  state.is_from_laptop = use == "laptop";
  constexpr std::string_view attach = "attach ";
  if (use.starts_with(attach)) return fill_file_to_attach(state, session, Entity::issue, use.substr(attach.size()));
  state.view = read_folder(start_folder(session));
}

void fill_file_to_attach(OpenFileState& state, const Session& session, Entity owner_entity, const std::string& owner) {
  state = {};
  state.attach_to = owner;
  state.attach_to_entity = owner_entity;
  state.view = read_folder(start_folder(session), FolderUse::attach);
}

Intents open_file_dialog(const Session&, OpenFileState& state) {
  const auto title = state.use == FileUse::boundaries ? tr("Load boundaries")
                     : state.use == FileUse::context  ? tr("Add a layer")
                     : state.use == FileUse::table    ? tr("Import problems from a table")
                     : !state.attach_to.empty()       ? tr("Attach a file")
                     : state.is_from_laptop           ? tr("Bring back from a laptop")
                                                      : tr("Open a register or a map");
  DialogFrame dialog{"open_file", title, {.width = 640}};
  bool is_entered = false;
  if (dialog.body()) {
    if (std::exchange(state.is_fresh, false)) focus_widget("open_file.path");
    folder_list("open_file", state.view, state.path);
    const bool is_layer = state.use == FileUse::context;
    const bool is_map = state.use == FileUse::map && !state.is_from_laptop && state.attach_to.empty();
    const auto placeholder = is_layer ? tr("Path of the file, or the address of map tiles")
                             : is_map ? tr("Path of the file, or the address of a register: "
                                           "postgresql://host/database")
                                      : tr("Path of the file");
    const auto note = is_layer && is_web_address(state.path)
                          ? tr("The server will see which places you look at. Its tiles are kept on this computer.")
                      : !state.attach_to.empty() ? tr("A JPEG, a PNG or a PDF of at most 20 MB. What a camera wrote "
                                                      "into a picture about its place is left out.")
                                                 : std::string{};
    const auto typed =
        text_field("open_file.path", state.path, {.label = tr("File"), .placeholder = placeholder, .note = note});
    std::error_code ignored;
    if (typed.is_entered && fs::is_directory(state.path, ignored))
      state.view = read_folder(state.path, state.view.use);
    else
      is_entered = typed.is_entered;
  }
  dialog.footer();
  const bool can_open = !state.path.empty();
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const auto verb = state.is_from_laptop ? tr("Bring back") : !state.attach_to.empty() ? tr("Attach") : tr("Open");
  const bool wants_open = dialog.button("open", verb, ButtonKind::primary, can_open);
  if (can_open && (wants_open || is_entered) && state.is_from_laptop)
    return {CloseDialog{}, BringFromLaptop{{.copy = state.path}}};
  if (can_open && (wants_open || is_entered) && !state.attach_to.empty())
    return {CloseDialog{}, AttachFile{state.attach_to_entity, state.attach_to, state.path}};
  if (can_open && (wants_open || is_entered)) return {CloseDialog{}, OpenPath{state.path, state.use}};
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

void fill_export(ExportState& state, const Session& session) {
  state = {};
  state.path = (start_folder(session) / "issues.geojson").string();
}

namespace {
struct ExportKind {
  const char* id;
  const char* label;
};
constexpr std::array<ExportKind, 6> kinds = {{{"issues", "Problems"},
                                              {"settlements", "Settlements with indicators"},
                                              {"rural_districts", "Rural districts with indicators"},
                                              {"districts", "District with indicators"},
                                              {"measures", "Measures"},
                                              {"hotspots", "Clusters beyond chance"}}};
struct FormatChoice {
  const char *id, *name;  // as the makers of the format write it
};
// In the order of ExportFormat.
constexpr std::array<FormatChoice, 6> formats = {{{"geojson", "GeoJSON"},
                                                  {"geojsonseq", "GeoJSONSeq"},
                                                  {"csv", "CSV"},
                                                  {"gpkg", "GeoPackage"},
                                                  {"kml", "KML"},
                                                  {"xlsx", "Excel table (XLSX)"}}};
constexpr std::array<const char*, 6> endings = {".geojson", ".geojsonl", ".csv", ".gpkg", ".kml", ".xlsx"};

// As the chips and the form call it.
std::string words_of(const FilterNode& condition) {
  if (condition.kind == FilterNode::Kind::measure) return tr("Measures");
  if (condition.kind == FilterNode::Kind::appeal) return tr("Appeals");
  if (condition.field == "no_plan") return tr("No measures for long");
  if (condition.field == "no_responsible") return tr("Nobody responsible");
  if (condition.field == "stale") return tr("No movement for long");
  if (condition.field == "any" || condition.field == "text") return tr("search in the table");
  if (condition.field == "within") return tr("Part of the map");
  return field_label("issue", condition.field);
}

// What the filter asks of problems that no public export tells; empty where it asks nothing of the kind.
std::string unpublished_words(const Session& session) {
  const auto filter = parse_filter(session.derived().where);
  if (!filter) return {};
  std::vector<std::string> words;
  for (const auto* condition : unpublished_in(*filter))
    if (auto word = words_of(*condition); std::ranges::find(words, word) == words.end()) words.push_back(word);
  std::string joined;
  for (const auto& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

// Beside the choice, before anything is asked.
void say_unpublished(const ExportState& state, const std::string& unpublished) {
  if (state.profile != 0 || unpublished.empty()) return;
  const auto text = fill(tr("The filter asks for what is not published: {what}. Take it out of the filter, or choose "
                            "“{internal}”."),
                         {{"what", unpublished}, {"internal", tr("Internal")}});
  wrapped_text(text, {.style = TextStyle::small, .ink = Ink::danger, .name = "export.unpublished"});
}

// The name that was proposed follows what is exported; one that a person typed stays.
void name_after_content(ExportState& state) {
  const fs::path path{state.path};
  const auto is_proposed = std::ranges::any_of(kinds, [&](const ExportKind& kind) { return path.stem() == kind.id; });
  if (is_proposed)
    state.path = (path.parent_path() / (std::string{kinds[state.what].id} + endings[state.format])).string();
}

void end_as_format(ExportState& state) {
  fs::path path{state.path};
  if (export_format_of(path.string())) path.replace_extension();
  state.path = path.string() + endings[state.format];
}

// True when Enter was pressed in it.
bool path_field(const Session& session, ExportState& state) {
  const auto shown = fill(tr("The filter is honoured: {n} of {total} problems."),
                          {{"n", format_integer(session.derived().selected_count)},
                           {"total", format_integer(session.derived().total_count)}});
  const auto error = state.path == state.refused_path ? std::string_view{state.refusal} : std::string_view{};
  const auto typed =
      text_field("export.path", state.path, {.label = tr("File"), .error = error, .note = shown, .is_required = true});
  if (const auto format = export_format_of(state.path)) state.format = static_cast<std::size_t>(*format);
  if (button("export.browse", tr("Choose a folder…"), {.icon = Icon::folder}))
    state.folder = read_folder(existing_folder(state.path));
  folder_dialog("export.folder", state.folder, state.path);
  return typed.is_entered && !state.folder;
}

// What is tested is what the list of clusters tests.
void say_tested(const Session& session, const ExportState& state) {
  if (std::string_view{kinds[state.what].id} != "hotspots") return;
  const auto& layer = session.view().layer;
  const auto places = layer.level == AreaLevel::rural_district ? tr("Rural districts") : tr("Settlements");
  wrapped_text(joined_with_dots({session.derived().values.indicator.label, places, label_of(layer.hotspots.method),
                                 label_of(layer.hotspots.correction)}),
               {.style = TextStyle::small, .ink = Ink::text2, .name = "export.tested"});
}

// True when Enter was pressed in the name of the file.
bool export_fields(const Session& session, ExportState& state, const std::string& unpublished) {
  std::vector<Choice> whats, names;
  for (const auto& kind : kinds)
    whats.push_back({.id = kind.id,
                     .text = tr(kind.label),
                     .is_enabled = std::string_view{kind.id} != "measures" || state.profile == 1});
  for (const auto& format : formats) names.push_back({.id = format.id, .text = tr(format.name)});
  {
    Columns columns{2};
    if (combo("export.what", whats, state.what, {.label = tr("What")})) name_after_content(state);
    columns.next();
    if (combo("export.format", names, state.format, {.label = tr("Format")})) end_as_format(state);
  }
  say_tested(session, state);
  field_label_line(tr("For whom"), false);
  if (choice_row(
          "export.profile.public",
          {.title = tr("Public"),
           .description = tr("Only fields that may be published: no titles, no descriptions, months instead of days"),
           .is_chosen = state.profile == 0}))
    state.profile = 0;
  say_unpublished(state, unpublished);
  if (const auto left_out = left_out_text(public_share(*session.snapshot(), session.derived().selected));
      state.profile == 0 && !left_out.empty())
    wrapped_text(left_out, {.style = TextStyle::small, .ink = Ink::text2, .name = "export.left_out"});
  if (choice_row("export.profile.internal",
                 {.title = tr("Internal"),
                  .description = tr("Every field of the record, for the office itself; never applicants"),
                  .is_chosen = state.profile == 1}))
    state.profile = 1;
  if (state.profile == 0 && std::string_view{kinds[state.what].id} == "measures") {
    state.what = 0;
    name_after_content(state);
  }
  return path_field(session, state);
}
}  // namespace

Intents export_dialog(const Session& session, ExportState& state) {
  DialogFrame dialog{"export", tr("Export"), {.width = 640}};
  const auto unpublished = unpublished_words(session);
  const bool is_entered = dialog.body() && export_fields(session, state, unpublished);
  dialog.footer(tr("Ctrl+Enter exports"));
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  const bool is_asked_by_key = is_entered || is_chord_pressed({.key = Key::enter, .ctrl = true});
  const bool can_save = !state.path.empty() && (state.profile != 0 || unpublished.empty());
  const bool wants_save = dialog.button("save", tr("Export"), ButtonKind::primary, can_save) ||
                          (is_asked_by_key && can_save && !state.asks_to_replace && !state.folder);
  const ExportTo request{state.path, kinds[state.what].id, formats[state.format].id, state.profile == 0};
  std::error_code ignored;
  const auto allowed = wants_save ? check_export_target(state.path) : Result<void>{};
  if (!allowed)
    state.refused_path = state.path, state.refusal = reason_message(allowed.error().detail);
  else if (wants_save && fs::exists(state.path, ignored))
    state.asks_to_replace = true;
  else if (wants_save)
    return {CloseDialog{}, request};
  if (state.asks_to_replace) {
    const auto answer =
        ask("export.replace",
            {.title = tr("Replace the file?"), .text = state.path, .yes = tr("Replace"), .is_danger = true});
    if (answer != Answer::none) state.asks_to_replace = false;
    if (answer == Answer::yes) return {CloseDialog{}, request};
  }
  return dialog.is_dismissed() || wants_cancel ? Intents{CloseDialog{}} : Intents{};
}

}  // namespace riskmap::ui
