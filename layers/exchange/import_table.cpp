// Reading: bytes -> encoding -> rows -> the row that is the header.
#include "layers/exchange/import_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/core/checksum.h"
#include "layers/core/csv.h"
#include "layers/core/encoding_guess.h"
#include "layers/core/text.h"
#include "layers/exchange/import_columns.h"
#include "layers/exchange/import_shapes.h"
#include "layers/exchange/whole_file.h"
#include "layers/geo/file_check.h"
#include "layers/geo/vector_dataset.h"
#include "layers/geo/workbook.h"

namespace riskmap {

namespace {
constexpr std::size_t header_rows_looked_at = 15;

Error in_file(Error error, const std::filesystem::path& file) {
  const auto name = file.filename().string();
  if (!error.where.starts_with(file.string())) error.where = error.where.empty() ? name : name + ": " + error.where;
  return error;
}

Result<std::string> bytes_of(const std::filesystem::path& file) {
  auto bytes = read_whole_file(file, most_import_bytes);
  if (bytes || bytes.error().code != ErrorCode::too_large) return bytes;
  std::error_code ignored;
  const auto megabytes = (std::filesystem::file_size(file, ignored) + (1U << 20U) - 1) >> 20U;
  return fail(ErrorCode::too_long, fmt::format("a file to import has at most 50 MB: {}", megabytes), file.string());
}

// UTF-8 in which a few lines are of another encoding: those lines are refused, not the file, and not guessed at.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t from = 0; from < bytes.size();) {
    const auto end = std::min(bytes.find('\n', from), bytes.size());
    const auto line = bytes.substr(from, end - from);
    const bool is_plain =
        std::ranges::none_of(line, [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; });
    if (!is_plain) ++(is_valid_utf8(line) ? good : bad);
    from = end + 1;
  }
  return good > bad;
}

Result<DecodedText> text_of(std::string_view bytes, const std::string& encoding) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  const auto guessed = encoding.empty() ? guess_encoding(bytes) : encoding;
  const bool is_wide = guessed.starts_with("UTF-16");
  const bool may_be_utf8 = encoding.empty() || encoding == "UTF-8";
  if (!is_wide && may_be_utf8 && !is_valid_utf8(bytes) && is_mostly_utf8(bytes)) {
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
    return DecodedText{std::string{bytes}, "UTF-8"};
  }
  return decode_text(bytes, encoding);
}

Result<void> check_size(std::size_t rows, std::size_t columns) {
  if (rows > most_import_rows)
    return fail(ErrorCode::too_long, fmt::format("a table to import has at most 100000 rows: {}", rows));
  if (columns > most_import_columns)
    return fail(ErrorCode::too_long, fmt::format("a table to import has at most 200 columns: {}", columns));
  return {};
}

Result<void> read_text_table(std::string_view bytes, const ImportReadOptions& options, ImportTable& table) {
  auto text = text_of(bytes, options.encoding);
  if (!text) return std::unexpected{text.error()};
  std::ranges::replace(text->utf8, '\0', '\x1A');  // a zero byte spoils its row, not the file
  auto csv = parse_csv(text->utf8, options.separator);
  if (!csv) return std::unexpected{csv.error()};
  table.encoding = text->encoding;
  table.separator = csv->separator;
  table.rows.push_back({static_cast<std::int64_t>(csv->header_line), std::move(csv->header), {}, false});
  for (auto& record : csv->records)
    table.rows.push_back({static_cast<std::int64_t>(record.line), std::move(record.cells), {}, false});
  return {};
}

std::string cell_of(const Column& column, std::size_t row) {
  if (!column.is_numeric()) return column.texts[row];
  const double number = column.numbers[row];
  if (std::isnan(number)) return {};
  return column.type == ColumnType::integer ? fmt::format("{:.0f}", number) : fmt::format("{}", number);
}

void take_rows(const FeatureTable& features, ImportTable& table) {
  ImportRow header;
  for (const auto& column : features.columns) header.cells.push_back(column.name);
  table.rows.push_back(std::move(header));
  for (std::size_t i = 0; i < features.size(); ++i) {
    ImportRow row{static_cast<std::int64_t>(i) + 1, {}, {}, false};
    row.cells.reserve(features.columns.size());
    for (const auto& column : features.columns) row.cells.push_back(cell_of(column, i));
    table.rows.push_back(std::move(row));
  }
}

std::size_t understood_words(const std::vector<std::string>& cells) {
  return static_cast<std::size_t>(
      std::ranges::count_if(cells, [](const auto& cell) { return !cell.empty() && !field_of_header(cell).empty(); }));
}

// The best of its first rows.
std::size_t understood_words(const Sheet& sheet) {
  std::size_t most = 0;
  for (std::size_t row = 0; row < std::min(sheet.rows.size(), header_rows_looked_at); ++row)
    most = std::max(most, understood_words(sheet.rows[row].cells));
  return most;
}

Result<void> read_sheets(const std::filesystem::path& file, const ImportReadOptions& options, ImportTable& table) {
  auto workbook = read_workbook(file, options.stop);
  if (!workbook) return std::unexpected{workbook.error()};
  Sheet* chosen = nullptr;
  for (auto& sheet : workbook->sheets) {
    table.sheets.push_back(sheet.name);
    const bool is_better = chosen == nullptr || understood_words(sheet) > understood_words(*chosen);
    if (options.sheet.empty() ? is_better : sheet.name == options.sheet) chosen = &sheet;
  }
  if (chosen == nullptr) return fail(ErrorCode::no_layer, "no such sheet", file.string(), options.sheet);
  table.sheet = chosen->name;
  table.counts_from_1904 = workbook->counts_from_1904;
  const auto columns = chosen->rows.empty() ? 0 : chosen->rows.front().cells.size();
  if (auto sized = check_size(chosen->rows.size(), columns); !sized) return sized;
  for (auto& row : chosen->rows) table.rows.push_back({row.number, std::move(row.cells), {}, false});
  return {};
}

Result<void> read_layer(const std::filesystem::path& file, const ImportReadOptions& options, ImportTable& table) {
  OpenOptions open{.layer = options.sheet, .assumed_crs = options.crs};
  open.stop = options.stop;
  const auto dataset = VectorDataset::open(file, open);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto features = dataset->read(open);
  if (!features) return std::unexpected{features.error()};
  for (const auto& layer : dataset->layers()) table.sheets.push_back(layer.name);
  table.sheet = features->layer_name;
  table.has_shapes = features->kind != GeometryKind::none;
  if (auto sized = check_size(features->size(), features->columns.size()); !sized) return sized;
  take_rows(*features, table);
  return table.has_shapes ? take_points(*features, table) : Result<void>{};
}

bool is_key_row(const ImportRow& row) {
  std::size_t keys = 0;
  for (const auto& cell : row.cells) {
    if (cell.empty()) continue;
    if (find_import_field(cell) == nullptr) return false;
    ++keys;
  }
  return keys >= 2;
}

// Titles may stand above the header of an office's sheet; the header is the row most of whose words are understood.
std::size_t header_index(const ImportTable& table, const ImportReadOptions& options) {
  const auto looked_at = std::min(table.rows.size(), header_rows_looked_at);
  if (options.header_row)
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      if (table.rows[i].number == *options.header_row) return i;
  std::size_t best = 0, best_score = 0;
  for (std::size_t i = 0; i < looked_at; ++i) {
    if (is_key_row(table.rows[i]) && i > 0) continue;
    const auto score = understood_words(table.rows[i].cells);
    if (score > best_score) best = i, best_score = score;
  }
  return best;
}

Result<void> take_header(const ImportReadOptions& options, ImportTable& table) {
  if (table.rows.empty()) return fail(ErrorCode::column_missing, "no rows");
  const auto index = header_index(table, options);
  table.header = std::move(table.rows[index].cells);
  table.header_row = table.rows[index].number;
  for (auto& name : table.header) name = trimmed(name);
  table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(index) + 1);
  if (!table.rows.empty() && is_key_row(table.rows.front())) {
    table.keys = std::move(table.rows.front().cells);
    table.rows.erase(table.rows.begin());
  }
  return check_size(table.rows.size(), table.header.size());
}
}  // namespace

bool is_text_table(const std::filesystem::path& file) {
  constexpr std::array<std::string_view, 4> endings = {".csv", ".txt", ".tsv", ".tab"};
  return std::ranges::find(endings, lower_extension(file)) != endings.end();
}

Result<ImportTable> read_import_table(const std::filesystem::path& file, const ImportReadOptions& options) {
  const auto bytes = bytes_of(file);
  if (!bytes) return std::unexpected{bytes.error()};
  ImportTable table;
  table.file_name = file.filename().string();
  table.sha256 = sha256_of(*bytes);
  const auto read = is_text_table(file) ? read_text_table(*bytes, options, table)
                    : is_workbook(file) ? read_sheets(file, options, table)
                                        : read_layer(file, options, table);
  if (!read) return std::unexpected{in_file(read.error(), file)};
  if (options.stop.stop_requested()) return fail(ErrorCode::cancelled, "reading was stopped", file.string());
  if (const auto taken = take_header(options, table); !taken) return std::unexpected{in_file(taken.error(), file)};
  return table;
}

std::vector<std::string> sample_lines(const std::filesystem::path& file, const std::string& encoding,
                                      std::size_t count) {
  constexpr std::size_t sample_bytes = 64 << 10;
  if (!is_text_table(file)) return {};
  auto bytes = bytes_of(file);
  if (!bytes) return {};
  const auto name = encoding.empty() ? guess_encoding(*bytes) : encoding;
  bytes->resize(std::min(bytes->size(), sample_bytes) & ~std::size_t{1});
  while (name == "UTF-8" && !bytes->empty() && !is_valid_utf8(*bytes) && bytes->size() > sample_bytes - 4)
    bytes->pop_back();
  const auto text = text_of(*bytes, name);
  if (!text) return {};
  std::vector<std::string> lines;
  for (auto& line : split(text->utf8, '\n')) {
    if (lines.size() == count) break;
    if (auto clean = trimmed(line); !clean.empty()) lines.push_back(std::move(clean));
  }
  return lines;
}

}  // namespace riskmap
