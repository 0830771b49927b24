#include "viewer/panels/import_dialog.h"

#include <algorithm>
#include <array>

#include "layers/exchange/import_report.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
// As decode_text() names them; the first stands for "find it".
constexpr std::array<const char*, 7> encodings = {"", "UTF-8", "RK1048", "PT154", "CP1251", "CP866", "UTF-16LE"};
constexpr std::array<char, 4> separators = {'\0', ';', ',', '\t'};
constexpr std::size_t rows_shown = 200;  // of the preview

std::string number(std::size_t n) {
  return format_integer(static_cast<std::int64_t>(n));
}

std::shared_ptr<const TableRequest> request_of(const ImportState& state, bool keeps_columns) {
  auto request = std::make_shared<TableRequest>(state.shown->request);
  request->reading.encoding = encodings[state.encoding];
  request->reading.separator.reset();
  if (separators[state.separator] != '\0') request->reading.separator = separators[state.separator];
  const auto& sheets = state.shown->table.sheets;
  if (!sheets.empty() && sheets.size() > state.sheet) request->reading.sheet = sheets[state.sheet];
  request->mapping.reset();
  if (keeps_columns) request->mapping = state.mapping;
  return request;
}

bool encoding_combos(ImportState& state) {
  const auto& table = state.shown->table;
  std::vector<Choice> names, signs = {{.id = "found", .text = tr("Found")},
                                      {.id = "semicolon", .text = tr("Semicolon")},
                                      {.id = "comma", .text = tr("Comma")},
                                      {.id = "tab", .text = tr("Tab")}};
  for (const auto* name : encodings)
    names.push_back(*name == '\0' ? Choice{.id = "found", .text = tr("Found"), .grey = table.encoding}
                                  : Choice{.id = name, .text = name});
  Columns columns{2};
  const bool is_other = combo("import.encoding", names, state.encoding, {.label = tr("Encoding")});
  columns.next();
  return combo("import.separator", signs, state.separator, {.label = tr("Cells are parted by")}) || is_other;
}

bool sheet_combo(ImportState& state) {
  const auto& sheets = state.shown->table.sheets;
  if (sheets.size() < 2) return false;
  std::vector<Choice> choices;
  for (const auto& name : sheets) choices.push_back({.id = name, .text = name});
  return combo("import.sheet", choices, state.sheet, {.label = tr("Sheet")});
}

// True when the file is to be read anew.
bool how_it_was_read(ImportState& state) {
  bool is_other = false;
  if (state.shown->table.separator != '\0') is_other = encoding_combos(state);
  is_other = sheet_combo(state) || is_other;
  for (std::size_t i = 0; i < state.shown->sample.size(); ++i)
    shortened_text(state.shown->sample[i], {.style = TextStyle::small,
                                            .ink = Ink::text2,
                                            .name = i == 0 ? std::string_view{"import.sample"} : std::string_view{}});
  return is_other;
}

std::vector<Choice> field_choices() {
  std::vector<Choice> choices = {{.id = "none", .text = tr("Passed over")}};
  for (const auto& field : import_fields())
    choices.push_back({.id = std::string{field.name}, .text = import_field_label(field.name)});
  return choices;
}

void choose_field(ImportState& state, std::size_t column) {
  const auto fields = import_fields();
  const auto name = state.fields[column] == 0 ? std::string_view{} : fields[state.fields[column] - 1].name;
  for (std::size_t other = 0; other < state.fields.size(); ++other) {  // a field is given once
    if (other == column || name.empty() || state.mapping.columns[other].field != name) continue;
    state.mapping.columns[other] = {};
    state.fields[other] = 0;
  }
  state.mapping.columns[column] = column_as(name, state.shown->table.header[column]);
}

// True when a column is to be understood otherwise.
bool column_rows(ImportState& state) {
  const auto choices = field_choices();
  const auto& header = state.shown->table.header;
  bool is_other = false;
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (header[i].empty()) continue;
    Columns columns{2};
    shortened_text(header[i]);
    columns.next();
    if (!combo("import.column." + std::to_string(i), choices, state.fields[i])) continue;
    choose_field(state, i);
    is_other = true;
  }
  return is_other;
}

bool has_finding(const ImportPlan& plan, Finding finding) {
  return std::ranges::find(plan.problems, finding, &ImportProblem::finding) != plan.problems.end();
}

// What would otherwise have to be asked row by row; only what this table asks.
bool answers(ImportState& state) {
  const auto& plan = state.shown->plan;
  auto& mapping = state.mapping;
  bool is_other = false;
  if (plan.suggests_swap || mapping.swaps_coordinates)
    is_other |=
        checkbox("import.swap", tr("Latitude and longitude are swapped in this file"), mapping.swaps_coordinates);
  if (has_finding(plan, Finding::number_taken) || mapping.gives_new_numbers)
    is_other |=
        checkbox("import.new_numbers", tr("Give new numbers where a number is taken"), mapping.gives_new_numbers);
  if (has_finding(plan, Finding::personal_data) || mapping.hides_personal_data)
    is_other |=
        checkbox("import.hide", tr("Blot out phone numbers, e-mail addresses and IINs"), mapping.hides_personal_data);
  if (has_finding(plan, Finding::result_missing) || !mapping.default_result.empty()) {
    const auto typed =
        text_field("import.result", mapping.default_result, {.label = tr("Result of solved problems without one")});
    is_other |= typed.is_done;
  }
  return is_other;
}

// The gravest of a row's problems, in words.
std::string words_of_row(const IncomingTable& incoming, std::size_t row, ProblemLevel& level) {
  const auto wanted = incoming.table.rows[row].number;
  const auto& problems = incoming.plan.problems;
  const auto before = [](const ImportProblem& problem, std::int64_t at) { return problem.row < at; };
  auto at = std::lower_bound(problems.begin(), problems.end(), wanted, before);
  const ImportProblem* gravest = nullptr;
  for (; at != problems.end() && at->row == wanted; ++at)
    if (gravest == nullptr || at->level < gravest->level) gravest = &*at;
  if (gravest == nullptr) return {};
  level = gravest->level;
  return (gravest->column.empty() ? "" : gravest->column + ": ") + sentence_of(*gravest);
}

std::string action_word(RowAction action) {
  switch (action) {
    case RowAction::add:
      return tr("Added");
    case RowAction::update:
      return tr("Updated");
    case RowAction::skip:
      return tr("Passed over");
    case RowAction::refuse:
      break;
  }
  return tr("Refused");
}

Ink ink_of(ProblemLevel level) {
  return level == ProblemLevel::error ? Ink::danger : level == ProblemLevel::warning ? Ink::warning : Ink::text2;
}

std::string cell_of(const IncomingTable& incoming, std::size_t row, std::string_view field) {
  const auto& columns = incoming.mapping.columns;
  const auto found = std::ranges::find(columns, field, &ColumnMapping::field);
  const auto index = static_cast<std::size_t>(found - columns.begin());
  const auto& cells = incoming.table.rows[row].cells;
  return found == columns.end() || index >= cells.size() ? std::string{} : cells[index];
}

// Refused rows first: they are what a person has to look at.
std::vector<std::size_t> rows_in_order(const IncomingTable& incoming) {
  std::vector<std::size_t> rows;
  for (const bool is_refused : {true, false})
    for (std::size_t i = 0; i < incoming.plan.actions.size() && rows.size() < rows_shown; ++i)
      if ((incoming.plan.actions[i] == RowAction::refuse) == is_refused) rows.push_back(i);
  return rows;
}

void preview(ImportState& state) {
  const auto& incoming = *state.shown;
  const auto rows = rows_in_order(incoming);
  const std::array<TableColumn, 4> columns = {
      {{.id = "row", .title = tr("Row"), .width = 60, .is_sortable = false},
       {.id = "action", .title = tr("Outcome"), .width = 110, .is_sortable = false},
       {.id = "title", .title = field_label("issue", "title"), .width = 1, .stretches = true, .is_sortable = false},
       {.id = "problem", .title = tr("Remarks"), .width = 2, .stretches = true, .is_sortable = false}}};
  table("import.rows", columns, rows.size(), state.rows,
        {.height = 220, .row_id = [&](std::size_t i) { return std::to_string(incoming.table.rows[rows[i]].number); }},
        [&](TableRow& line) {
          const auto row = rows[line.index()];
          auto level = ProblemLevel::info;
          const auto words = words_of_row(incoming, row, level);
          if (line.next_cell()) line.text(std::to_string(incoming.table.rows[row].number));
          const auto action = incoming.plan.actions[row];
          if (line.next_cell())
            line.text(action_word(action), TextStyle::body, action == RowAction::refuse ? Ink::danger : Ink::text);
          if (line.next_cell()) line.text(cell_of(incoming, row, "title"));
          if (line.next_cell()) line.text(words, TextStyle::body, ink_of(level));
        });
}

void counts(const ImportState& state) {
  const auto& plan = state.shown->plan;
  text(counts_line(plan.counts), {.style = TextStyle::semi, .name = "import.counts"});
  if (plan.counts.warned + plan.counts.repaired > 0)
    text(fill(tr("Of those taken, with a warning: {warned}; put right: {repaired}"),
              {{"warned", number(plan.counts.warned)}, {"repaired", number(plan.counts.repaired)}}),
         {.ink = Ink::text2, .name = "import.remarks"});
}

Intents saving_of_errors(ImportState& state) {
  if (state.shown->plan.counts.refused == 0) return {};
  Columns columns{2};
  text_field("import.errors", state.errors_path, {.label = tr("File for the refused rows")});
  columns.next();
  gap(22);
  if (!button("import.save_errors", tr("Save the refused rows"), {.icon = Icon::save})) return {};
  return {SaveImportErrors{state.errors_path}};
}

void refill(ImportState& state, const std::shared_ptr<const IncomingTable>& incoming) {
  state.shown = incoming;
  state.mapping = incoming->mapping;
  state.fields.clear();
  const auto fields = import_fields();
  for (const auto& column : incoming->mapping.columns) {
    const auto found = std::ranges::find(fields, column.field, &ImportField::name);
    state.fields.push_back(found == fields.end() ? 0 : static_cast<std::size_t>(found - fields.begin()) + 1);
  }
  const auto sheet = std::ranges::find(incoming->table.sheets, incoming->table.sheet);
  state.sheet =
      sheet == incoming->table.sheets.end() ? 0 : static_cast<std::size_t>(sheet - incoming->table.sheets.begin());
}

// The body: intents of what was changed or saved in it.
Intents fields_of(ImportState& state) {
  Intents intents;
  shortened_text(state.shown->request.path.string(), {.ink = Ink::text2});
  const bool is_read_anew = how_it_was_read(state);
  heading(tr("Columns"));
  bool is_other = column_rows(state);
  if (state.shown->refusal) {
    banner("import.refusal", BannerKind::warning, error_message(*state.shown->refusal));
  } else {
    heading(tr("What would be done"));
    counts(state);
    is_other = answers(state) || is_other;
    preview(state);
    intents = saving_of_errors(state);
  }
  if (is_read_anew || is_other) intents.push_back(PreviewImport{request_of(state, !is_read_anew)});
  return intents;
}
}  // namespace

void fill_import(ImportState& state, const Session& session) {
  state = {};
  const auto incoming = session.incoming_table();
  if (!incoming) return;
  refill(state, incoming);
  auto path = incoming->request.path;
  state.errors_path = (path.parent_path() / (path.stem().string() + "_refused.csv")).string();
}

Intents import_dialog(const Session& session, ImportState& state) {
  const auto incoming = session.incoming_table();
  if (!incoming) return {CloseDialog{}};
  if (state.shown != incoming) refill(state, incoming);
  DialogFrame dialog{"import", tr("Import problems from a table"), {.width = 860}};
  Intents intents;
  if (dialog.body()) {
    if (incoming->past) {
      const auto& past = *incoming->past;
      banner("import.past", BannerKind::warning,
             fill(tr("This file was imported already: {when}, {who}."),
                  {{"when", past.at.substr(0, 10)}, {"who", past.who}}));
      checkbox("import.again", tr("Import it once more"), state.takes_again);
    }
    intents = fields_of(state);
  }
  dialog.footer();
  const auto taken = incoming->plan.counts.added + incoming->plan.counts.updated;
  const bool can_take = taken > 0 && !session.job() && (!incoming->past || state.takes_again);
  const bool wants_cancel = dialog.button("cancel", tr("Cancel"), ButtonKind::secondary);
  if (dialog.button("take", fill(tr("Import {n}"), {{"n", number(taken)}}), ButtonKind::primary, can_take))
    return {TakeImport{}, CloseDialog{}};
  if (dialog.is_dismissed() || wants_cancel) intents.push_back(CloseDialog{});
  return intents;
}

}  // namespace riskmap::ui
