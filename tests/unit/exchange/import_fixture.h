// Tables made in the test, read and planned against the sample register.
#pragma once
#include <algorithm>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "layers/exchange/import_plan.h"
#include "tests/unit/exchange/sample_register.h"

namespace riskmap::sample {

using Cells = std::vector<std::pair<std::string, std::string>>;  // header, cell

// A row that is taken as it is; `changed` replaces or adds cells.
inline Cells row_with(const Cells& changed) {
  Cells row = {{"Елді мекен", "Көксәйек"},
               {"Санат", "Ауыз су"},
               {"Мәселе", "Құбырда су қысымы төмен"},
               {"Ауырлығы", "3"},
               {"Тіркелген күні", "13.03.2026"}};
  for (const auto& [header, cell] : changed) {
    const auto found = std::ranges::find(row, header, &Cells::value_type::first);
    if (found == row.end())
      row.emplace_back(header, cell);
    else
      found->second = cell;
  }
  return row;
}

inline std::string in_quotes(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

inline std::string csv_of(const std::vector<Cells>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.front().size(); ++i) text += (i > 0 ? ";" : "") + rows.front()[i].first;
  for (const auto& row : rows) {
    text += '\n';
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? ";" : "") + in_quotes(row[i].second);
  }
  return text + "\n";
}

struct Planned {
  ImportTable table;
  ImportMapping mapping;
  ImportPlan plan;

  [[nodiscard]] std::string codes() const {
    std::string text;
    for (const auto& problem : plan.problems)
      text += std::string{text.empty() ? "" : " "} + std::string{name_of(problem.level)} + " " +
              std::string{code_of(problem)};
    return text;
  }
  [[nodiscard]] bool has(Finding finding) const {
    return std::ranges::find(plan.problems, finding, &ImportProblem::finding) != plan.problems.end();
  }
  [[nodiscard]] std::string fixed(Finding finding) const {
    const auto found = std::ranges::find(plan.problems, finding, &ImportProblem::finding);
    return found == plan.problems.end() ? "(none)" : found->fixed;
  }
  [[nodiscard]] std::string field_of(std::size_t change, std::string_view name) const {
    return change < plan.changes.size() ? text_of(field(plan.changes[change].after, name)) : "(none)";
  }
  [[nodiscard]] RowAction action() const { return plan.actions.at(0); }
};

inline ImportTable table_of(const std::string& bytes, const std::string& name = "problems.csv",
                            const ImportReadOptions& options = {}) {
  const TemporaryFolder folder;
  std::ofstream{folder.file(name), std::ios::binary} << bytes;
  return taken(read_import_table(folder.file(name), options));
}

inline Planned planned(ImportTable table, ImportMapping mapping = {}) {
  const auto& snapshot = *shared().snapshot;
  mapping.columns = columns_of(table.header, table.keys);
  auto plan = taken(plan_import(snapshot, table, mapping, day_of(snapshot)));
  return {std::move(table), std::move(mapping), std::move(plan)};
}
inline Planned planned(const std::string& csv, ImportMapping mapping = {}) {
  return planned(table_of(csv), std::move(mapping));
}
inline Planned planned(const std::vector<Cells>& rows, ImportMapping mapping = {}) {
  return planned(csv_of(rows), std::move(mapping));
}

// One row with other cells, and what is said of it.
struct Said {
  Cells cells;
  std::string codes;
  RowAction action = RowAction::add;
};

inline void check(const std::vector<Said>& cases, const ImportMapping& mapping = {}) {
  for (const auto& [cells, codes, action] : cases) {
    const auto import = planned({row_with(cells)}, mapping);
    CHECK_MESSAGE(import.codes() == codes, cells.front().first << " = " << cells.front().second);
    CHECK_MESSAGE(import.action() == action, cells.front().first << " = " << cells.front().second);
  }
}

}  // namespace riskmap::sample
