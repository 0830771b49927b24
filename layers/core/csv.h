// CSV as RFC 4180 has it: one reader for every table a person hands over, one writer for every table we hand back.
#pragma once
#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

struct CsvRecord {
  std::size_t line = 0;            // 1-based line of the file on which the record begins
  std::vector<std::string> cells;  // text as written, without the quotes; never interpreted
};

// The first record is the header; blank lines are no records. A record may be shorter or longer than the header.
struct CsvTable {
  char separator = ',';
  std::string encoding;             // what the bytes were read as, e.g. "UTF-8", "RK1048"
  std::vector<std::string> header;  // trimmed
  std::size_t header_line = 0;
  std::vector<CsvRecord> records;

  [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
  // Empty when the record is too short.
  [[nodiscard]] static std::string_view cell(const CsvRecord& record, std::size_t column);
};

// Separator ; , or TAB is found from the text unless given. err.table_format with the line for a quote that is never
// closed (the line where it opens), a NUL byte or a file without a header.
Result<CsvTable> parse_csv(std::string_view utf8, std::optional<char> separator = std::nullopt);

struct CsvReadOptions {
  std::string encoding;           // empty = find it
  std::optional<char> separator;  // empty = find it
  std::uintmax_t max_bytes = std::uintmax_t{256} << 20;
};
// Reads, transcodes and parses. Errors: not_found, access, too_large, encoding, format; `where` begins with the file
// name.
Result<CsvTable> read_csv_file(const std::filesystem::path& file, const CsvReadOptions& options = {});

// One record with its line end (LF). Cells are quoted only where they must be. A cell that a spreadsheet would run as a
// formula (it begins with = + - @ TAB or CR and is no number) gets a leading apostrophe (OWASP, CSV injection).
std::string csv_line(std::span<const std::string> cells, char separator = ',');

}  // namespace riskmap
