// Reads the small reference tables (CSV with quoted cells) that other programs wrote; tests skip when they are absent.
#pragma once
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace riskmap::testing {

using TableRow = std::map<std::string, std::string>;

inline std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool is_quoted = false;
  for (const char c : line) {
    if (c == '"')
      is_quoted = !is_quoted;
    else if (c == ',' && !is_quoted)
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  }
  return cells;
}

inline std::vector<TableRow> read_table(const std::filesystem::path& file) {
  std::ifstream stream{file};
  std::string line;
  std::getline(stream, line);
  const auto header = cells_of(line);
  std::vector<TableRow> rows;
  while (std::getline(stream, line)) {
    const auto cells = cells_of(line);
    TableRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < header.size() && i < cells.size(); ++i) row[header[i]] = cells[i];
  }
  return rows;
}

inline double number_of(const std::string& cell) {
  return cell.empty() || cell == "NA" ? std::numeric_limits<double>::quiet_NaN() : std::stod(cell);
}

inline std::vector<double> numbers_of(const std::string& cell) {
  std::istringstream stream{cell};
  std::vector<double> numbers;
  for (std::string word; stream >> word;) numbers.push_back(number_of(word));
  return numbers;
}

inline std::vector<double> column_of(const std::vector<TableRow>& rows, const std::string& name) {
  std::vector<double> values;
  for (const auto& row : rows) values.push_back(number_of(row.at(name)));
  return values;
}

}  // namespace riskmap::testing
