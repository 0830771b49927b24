// The sheets of an XLSX or ODS file as rows of text, each cell as it stands: no header is looked for, no number made.
#pragma once
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct SheetRow {
  std::int64_t number = 0;  // as the spreadsheet counts: 1 = the first
  std::vector<std::string> cells;
};
struct Sheet {
  std::string name;
  std::vector<SheetRow> rows;  // without the empty ones
};
struct Workbook {
  std::vector<Sheet> sheets;
  // The days of this workbook are numbered from 1904. The driver writes days it knows as such ("2016/12/31") as if they
  // were numbered from 1900, 1462 days too early.
  bool counts_from_1904 = false;
};

bool is_workbook(const std::filesystem::path& file);  // by its content: XLSX or ODS
// Valid UTF-8. Errors: as VectorDataset::open; too_large for more cells than twenty millions; cancelled.
Result<Workbook> read_workbook(const std::filesystem::path& file, const std::stop_token& stop = {});

}  // namespace riskmap
