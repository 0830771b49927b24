// The state of one row while it is read; shared by the steps of ImportReader and by nobody else.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/core/text.h"
#include "layers/exchange/import_cells.h"
#include "layers/exchange/import_reader.h"

namespace riskmap {

struct ImportReader::Reading {
  const ImportTable& table;
  ReadRow out{};
  std::vector<std::string> cells{};  // cleaned, one for each column of the header
  Fields measure{};
  std::vector<std::string> failed{};  // fields that were refused already: the rules need not say it again
  std::string outcome{};              // that the word for the status tells

  [[nodiscard]] std::string_view cell(std::optional<std::size_t> column) const {
    return column ? std::string_view{cells[*column]} : std::string_view{};
  }
  void note(std::optional<std::size_t> column, Finding finding, std::string fixed = {}) {
    ImportProblem problem{out.row->number, column ? table.header[*column] : std::string{}, finding, level_of(finding)};
    if (column && *column < out.row->cells.size()) problem.raw = with_hex(out.row->cells[*column]);
    problem.fixed = std::move(fixed);
    out.problems.push_back(std::move(problem));
  }
  void fail(std::string_view field) { failed.emplace_back(field); }
  [[nodiscard]] bool has_failed(std::string_view field) const {
    return std::ranges::find(failed, field) != failed.end();
  }
};

}  // namespace riskmap
