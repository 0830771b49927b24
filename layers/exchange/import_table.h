// A foreign table as rows of text, whatever kind of file it comes in: CSV by our own reader, XLSX, ODS, GeoJSON,
// GeoPackage and the others by GDAL.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"

namespace riskmap {

struct ImportRow {
  std::int64_t number = 0;  // of the file: a line, a row of the sheet, a feature
  std::vector<std::string> cells;
  std::optional<LonLat> point{};  // of its shape: the point itself, or the middle
  bool is_middle = false;
};

struct ImportTable {
  std::string file_name;  // without its folder
  std::string sha256;     // of the file's bytes, in hex
  std::string encoding;   // of a CSV file
  char separator = '\0';  // of a CSV file
  std::string sheet;
  std::vector<std::string> sheets;
  bool counts_from_1904 = false;
  bool has_shapes = false;
  std::vector<std::string> header;
  std::int64_t header_row = 0;
  std::vector<std::string> keys;  // of the template's key row; empty = it has none
  std::vector<ImportRow> rows;
};

struct ImportReadOptions {
  std::string encoding{};           // of a CSV file; "" = find it
  std::optional<char> separator{};  // of a CSV file
  std::string sheet{};              // "" = the one whose header is understood best
  std::string crs{};                // of shapes in a file that names none
  std::optional<int> header_row{};  // counted from 1; nothing = the row whose words are understood best
  std::stop_token stop{};
};

inline constexpr std::uintmax_t most_import_bytes = std::uintmax_t{50} << 20;
inline constexpr std::size_t most_import_rows = 100'000, most_import_columns = 200;

// Errors: as opening has them; table_format with the line where a quote opens and never closes; too_long for more than
// 50 MB, 100 000 rows or 200 columns, with both figures; column_missing for a table without rows; cancelled.
Result<ImportTable> read_import_table(const std::filesystem::path& file, const ImportReadOptions& options = {});

// The first lines of a text file as an encoding shows them, so that a person may choose another. Empty for other files.
std::vector<std::string> sample_lines(const std::filesystem::path& file, const std::string& encoding,
                                      std::size_t count = 3);

bool is_text_table(const std::filesystem::path& file);  // .csv, .txt, .tsv, .tab: read by our own reader

}  // namespace riskmap
