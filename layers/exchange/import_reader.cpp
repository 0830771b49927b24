// The steps of a row: its shape, its cells, its fields, what follows from them, the rules of the register.
#include "layers/exchange/import_reader.h"

#include <algorithm>
#include <array>

#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/exchange/import_reading.h"
#include "layers/model/rules.h"

namespace riskmap {

namespace {
// A column's own dates say which comes first; where they contradict each other, nobody knows.
DateRules rules_of_column(const ImportTable& table, const ColumnMapping& mapping, std::size_t column, Date today) {
  DateRules rules;
  const auto year = static_cast<int>(std::chrono::year_month_day{today}.year());
  rules.two_digit_limit = year % 100 + 1;
  rules.counts_from_1904 = table.counts_from_1904;
  if (mapping.dates != DateOrder::unknown) return rules.order = mapping.dates, rules;
  bool has_day_first = false, has_month_first = false;
  for (const auto& row : table.rows) {
    if (column >= row.cells.size()) continue;
    const auto order = order_proved_by(row.cells[column]);
    has_day_first = has_day_first || order == DateOrder::day_first;
    has_month_first = has_month_first || order == DateOrder::month_first;
  }
  rules.is_ambiguous = has_month_first;
  return rules;
}

bool is_date(const ImportField* field) {
  if (field == nullptr || field->field.empty()) return false;
  const auto* spec = find_field(spec_of(field->entity), field->field);
  return spec != nullptr && spec->type == FieldType::date;
}

// «Барлығы», "Итого": how a row of totals begins.
bool begins_total(std::string_view cell) {
  constexpr std::array<std::string_view, 8> words = {"барлыгы", "жиыны", "жалпы",     "итого",
                                                     "всего",   "total", "корытынды", "итог"};
  const auto folded = fold(cell);
  return std::ranges::any_of(words, [&folded](std::string_view word) {
    return folded.starts_with(word) && folded.size() <= word.size() + 12;
  });
}
}  // namespace

ImportSource::ImportSource(const RegisterSnapshot& register_snapshot, const ImportTable& read_table,
                           const ImportMapping& column_mapping, Date today_is)
    : snapshot{register_snapshot}, table{read_table}, mapping{column_mapping}, today{today_is} {
  for (std::size_t i = 0; i < table.header.size(); ++i) {
    const auto& column = mapping.columns[i];
    const auto* field = find_import_field(column.field);
    dates.push_back(is_date(field) ? rules_of_column(table, column, i, today) : DateRules{});
  }
}

bool ReadRow::is_refused() const {
  return std::ranges::any_of(problems, [](const auto& problem) { return problem.level == ProblemLevel::error; });
}

ImportReader::ImportReader(const ImportSource& source)
    : source_{source},
      places_{source.snapshot},
      words_{source.snapshot, source.mapping.words},
      points_{source.snapshot, source.mapping} {
  for (std::size_t i = 0; i < source.table.header.size(); ++i) {
    fields_.push_back(find_import_field(source.mapping.columns[i].field));
    if (fields_.back() != nullptr) columns_.emplace(fields_.back()->name, i);
  }
}

std::optional<std::size_t> ImportReader::column_of(std::string_view field) const {
  const auto found = columns_.find(field);
  return found == columns_.end() ? std::nullopt : std::optional{found->second};
}

ReadRow ImportReader::read(const ImportRow& row) {
  Reading reading{.table = source_.table};
  reading.out.row = &row;
  clean_cells(reading);
  if (passes_over(reading)) return std::move(reading.out);
  if (!takes_shape(reading)) return std::move(reading.out);
  read_fields(reading);
  auto& out = reading.out;
  out.issue = Change{ChangeKind::add, Entity::issue, out.uuid.empty() ? new_uuid() : out.uuid, 0, {}, out.given};
  out.issue = completed(source_.snapshot, std::move(out.issue), source_.today);
  apply_rules(reading, out.issue, "");
  read_measure(reading);
  std::erase_if(out.issue.after, [](const auto& field) { return is_none(field.second); });
  return std::move(out);
}

// Only a text file can have ragged rows: spreadsheets end where their last cell is.
bool ImportReader::takes_shape(Reading& reading) const {
  const auto& table = source_.table;
  const auto& cells = reading.out.row->cells;
  if (table.separator == '\0' || cells.size() == table.header.size()) return true;
  bool is_longer = false;
  for (std::size_t i = table.header.size(); i < cells.size(); ++i) is_longer = is_longer || !cells[i].empty();
  if (cells.size() > table.header.size() && !is_longer) return true;
  reading.note({}, Finding::ragged_row);
  return false;
}

void ImportReader::clean_cells(Reading& reading) const {
  const auto& row = *reading.out.row;
  reading.cells.resize(source_.table.header.size());
  for (std::size_t i = 0; i < std::min(reading.cells.size(), row.cells.size()); ++i) {
    auto clean = cleaned_cell(row.cells[i]);
    for (const auto finding : clean.findings) {
      if (fields_[i] == nullptr && level_of(finding) != ProblemLevel::error) continue;
      reading.note(i, finding, clean.text);
      if (level_of(finding) == ProblemLevel::error && fields_[i] != nullptr) reading.fail(fields_[i]->name);
    }
    reading.cells[i] = std::move(clean.text);
    if (fields_[i] != nullptr) reading.out.words.append(reading.cells[i]).push_back('\x1F');
  }
}

bool ImportReader::passes_over(Reading& reading) const {
  const auto& cells = reading.cells;
  const auto first = std::ranges::find_if(cells, [](const auto& cell) { return !cell.empty(); });
  auto& is_passed_over = reading.out.is_passed_over;
  is_passed_over = first == cells.end() && !reading.out.row->point;
  if (is_passed_over || first == cells.end()) return is_passed_over;
  const auto title = reading.cell(column_of("title"));
  const auto is_header = [&](std::size_t i) { return cells[i] == source_.table.header[i]; };
  std::size_t equal = 0, filled = 0;
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty()) ++filled, equal += is_header(i) ? 1U : 0U;
  std::optional<Finding> reason;
  if (filled > 1 && equal == filled) reason = Finding::repeated_header;
  const bool has_title = title != *first && title.find_first_not_of("0123456789 .,") != title.npos;
  if (!reason && !has_title && begins_total(*first)) reason = Finding::total_row;
  if (!reason) return false;
  is_passed_over = true;
  reading.out.problems.clear();
  reading.note({}, *reason);
  return true;
}

// What the rules find, beside the column it is about. Fields of the measure are named "measure.…".
void ImportReader::apply_rules(Reading& reading, const Change& change, std::string_view prefix) const {
  for (auto& found : problems_of(source_.snapshot, change, source_.today, EditKind::import)) {
    auto field = std::string{prefix} + found.field;
    if (reading.has_failed(field) || (change.entity == Entity::measure && found.field == "issue")) continue;
    if (field == "settlement" && found.is_warning) {
      reading.note(column_of("place"), Finding::place_gone);
      continue;
    }
    if (field == "geom" && found.is_warning) {
      if (!reading.has_failed("inside")) reading.note(column_of("latitude"), Finding::point_far);
      continue;
    }
    if (field == "settlement" || field == "area") field = column_of("place") ? "place" : "kato";
    auto column = column_of(field);
    reading.note(column, Finding::rule);
    auto& problem = reading.out.problems.back();
    if (!column) problem.column = import_field_label(field);
    problem.level = found.is_warning ? ProblemLevel::warning : ProblemLevel::error;
    problem.error = std::move(found.error);
  }
}

// The row's one step of the way to solve. Where the table has one column for both, who answers for the problem carries
// the step out, and its deadline is the step's.
void ImportReader::read_measure(Reading& reading) const {
  auto& fields = reading.measure;
  if (is_none(field(fields, "text"))) {
    const bool has_more = std::ranges::any_of(fields, [](const auto& item) { return item.first != "text"; });
    if (has_more) reading.note(column_of("measure.text"), Finding::measure_without_text);
    return;
  }
  fields.try_emplace("kind", "OTHER");
  fields.try_emplace("step_no", std::int64_t{1});
  if (!column_of("measure.executor")) fields.try_emplace("executor", field(reading.out.given, "responsible"));
  if (!column_of("measure.due_on")) fields.try_emplace("due_on", field(reading.out.given, "due_on"));
  fields.emplace("issue", reading.out.issue.uuid);
  Change change{ChangeKind::add, Entity::measure, new_uuid(), 0, {}, std::move(fields)};
  change = completed(source_.snapshot, std::move(change), source_.today);
  apply_rules(reading, change, "measure.");
  std::erase_if(change.after, [](const auto& item) { return is_none(item.second); });
  reading.out.measure = std::move(change);
}

}  // namespace riskmap
