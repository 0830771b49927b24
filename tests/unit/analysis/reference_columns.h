// Compares a reference table with ours, column by column. A column that is neither compared nor named makes the test
// fail, so that no value of the references is passed over in silence.
#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "reference_table.h"

namespace riskmap::testing {

// Row by row; NaN where we have nothing, as where their cell is empty. Of a size at most `nothing` both count as 0.
struct OurColumn {
  std::vector<double> values;
  double relative = 1e-9, nothing = 1e-14;
};
using OurColumns = std::map<std::string, OurColumn>;
// Keys and inputs, and what the program does not compute on purpose: what, and why.
using NotCompared = std::map<std::string, std::string>;

inline OurColumn p_column(std::vector<double> values) {
  return {std::move(values), 0, 1e-9};
}
inline OurColumn z_column(std::vector<double> values) {
  return {std::move(values), 1e-9, 1e-12};
}
inline OurColumn one(double value) {
  return {{value}};
}

inline bool agrees(const OurColumn& ours, std::size_t row, double theirs) {
  const double value = ours.values.at(row);
  if (std::isnan(theirs) || std::isnan(value)) return std::isnan(theirs) && std::isnan(value);
  return std::abs(value - theirs) <= ours.relative * std::abs(theirs) + ours.nothing;
}

// Empty where every row agrees.
inline std::string first_difference(const std::vector<TableRow>& rows, const std::string& column,
                                    const OurColumn& ours) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (agrees(ours, row, number_of(rows[row].at(column)))) continue;
    std::ostringstream told;
    told.precision(17);
    told << "row " << row << ": " << ours.values[row] << ", theirs " << rows[row].at(column);
    return told.str();
  }
  return {};
}

inline void compare_columns(const std::vector<TableRow>& rows, const OurColumns& ours, const NotCompared& named) {
  REQUIRE_FALSE(rows.empty());
  for (const auto& [column, cell] : rows.front()) {
    CAPTURE(column);
    CHECK(ours.contains(column) != named.contains(column));  // neither compared nor named, or both
    if (!ours.contains(column)) continue;
    REQUIRE(ours.at(column).values.size() == rows.size());
    CHECK(first_difference(rows, column, ours.at(column)) == "");
  }
  for (const auto& [column, values] : ours) {
    CAPTURE(column);
    CHECK(rows.front().contains(column));
  }
}

// Rows whose kind (a style, a method) is neither compared nor named.
inline bool is_known(const std::string& kind, const NotCompared& named, bool is_compared) {
  return is_compared != named.contains(kind);
}

inline std::vector<TableRow> rows_where(const std::vector<TableRow>& rows, const std::string& column,
                                        const std::string& value) {
  std::vector<TableRow> kept;
  std::ranges::copy_if(rows, std::back_inserter(kept), [&](const TableRow& row) { return row.at(column) == value; });
  return kept;
}

}  // namespace riskmap::testing
