#include "layers/exchange/import_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "layers/core/csv.h"
#include "layers/core/text.h"
#include "layers/exchange/import_cells.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr char separator = ';';

Result<void> written(const std::ostream& out) {
  if (out.good()) return {};
  return fail(ErrorCode::io, "cannot write");
}

// What is wrong with the row, its errors only, in one cell.
std::string reasons_of(std::span<const ImportProblem> problems) {
  std::string reasons;
  for (const auto& problem : problems) {
    if (problem.level != ProblemLevel::error) continue;
    reasons += reasons.empty() ? "" : " ";
    if (!problem.column.empty()) reasons += problem.column + ": ";
    reasons += sentence_of(problem);
  }
  return reasons;
}

std::string number_text(std::size_t number) {
  return format_integer(static_cast<std::int64_t>(number));
}
}  // namespace

Result<void> write_error_table(std::ostream& out, const ImportTable& table, const ImportMapping& mapping,
                               const ImportPlan& plan) {
  auto header = table.header;
  header.push_back(tr("Row in the file"));
  header.push_back(tr("Why it was not taken"));
  out << byte_order_mark << csv_line(header, separator);
  std::vector<std::string> keys;
  for (const auto& column : mapping.columns) keys.push_back(column.field);
  keys.resize(header.size());
  out << csv_line(keys, separator);
  auto problem = plan.problems.begin();
  for (std::size_t i = 0; i < plan.actions.size(); ++i) {
    const auto& row = table.rows[i];
    if (plan.actions[i] != RowAction::refuse) continue;
    problem = std::find_if(problem, plan.problems.end(), [&row](const auto& p) { return p.row == row.number; });
    const auto end = std::find_if(problem, plan.problems.end(), [&row](const auto& p) { return p.row != row.number; });
    std::vector<std::string> cells;
    for (const auto& cell : row.cells) cells.push_back(with_hex(cell));
    cells.resize(std::max(cells.size(), table.header.size()));
    cells.push_back(std::to_string(row.number));
    cells.push_back(reasons_of({problem, end}));
    out << csv_line(cells, separator);
    problem = end;
  }
  return written(out);
}

Result<void> write_template(std::ostream& out) {
  constexpr std::array<std::string_view, 3> left_out = {"uuid", "coordinates", "likelihood"};
  std::vector<std::string> labels, keys;
  for (const auto& field : import_fields()) {
    if (std::ranges::find(left_out, field.name) != left_out.end()) continue;
    labels.push_back(import_field_label(field.name));
    keys.emplace_back(field.name);
  }
  out << byte_order_mark << csv_line(labels, separator) << csv_line(keys, separator);
  return written(out);
}

std::string problem_line(const ImportTable& table, const ImportProblem& problem) {
  auto line = table.file_name + ": ";
  if (problem.row > 0) line += fill(tr("row {n}"), {{"n", std::to_string(problem.row)}}) + ": ";
  if (!problem.column.empty()) line += problem.column + ": ";
  constexpr std::size_t longest_value = 80;  // characters
  const auto beginning = first_characters(problem.raw, longest_value);
  if (!problem.raw.empty())
    line += fmt::format("«{}{}»: ", beginning, beginning.size() < problem.raw.size() ? "…" : "");
  return line + sentence_of(problem);
}

std::string counts_line(const ImportCounts& counts) {
  return fill(tr("Added: {added}, updated: {updated}, passed over: {skipped}, refused: {refused}"),
              {{"added", number_text(counts.added)},
               {"updated", number_text(counts.updated)},
               {"skipped", number_text(counts.skipped)},
               {"refused", number_text(counts.refused)}});
}

}  // namespace riskmap
