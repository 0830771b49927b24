// The reader walks the text once; the separator is the one whose count in the first records agrees with the
// header, outside quotes.
#include "layers/core/csv.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "layers/core/encoding_guess.h"
#include "layers/core/text.h"

namespace riskmap {

namespace {
// Reads record after record; knows the line it stands on.
class CsvScanner {
 public:
  CsvScanner(std::string_view text, char separator) : text_{text}, separator_{separator} {}

  // Nothing at the end of the text. A blank line is a record of one empty cell without quotes.
  Result<std::optional<CsvRecord>> next() {
    if (at_ >= text_.size()) return std::nullopt;
    CsvRecord record{.line = line_, .cells = {}};
    has_quotes_ = false;
    for (;;) {
      auto cell = read_cell();
      if (!cell) return std::unexpected{std::move(cell).error()};
      record.cells.push_back(std::move(*cell));
      if (at_ >= text_.size()) return record;
      if (text_[at_] == separator_) {
        ++at_;
        continue;
      }
      step_over_line_end();
      return record;
    }
  }
  [[nodiscard]] bool was_blank(const CsvRecord& record) const {
    return !has_quotes_ && record.cells.size() == 1 && trimmed(record.cells[0]).empty();
  }

 private:
  [[nodiscard]] bool is_line_end(char c) const { return c == '\n' || c == '\r'; }

  void step_over_line_end() {
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  // A quote opens only at the start of a cell; text after the closing quote is kept (spreadsheets read it so).
  Result<std::string> read_cell() {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      has_quotes_ = true;
      auto inside = read_quoted();
      if (!inside) return inside;
      cell = std::move(*inside);
    }
    while (at_ < text_.size() && text_[at_] != separator_ && !is_line_end(text_[at_])) {
      if (text_[at_] == '\0') return fail(ErrorCode::table_format, "NUL byte", std::to_string(line_));
      cell.push_back(text_[at_++]);
    }
    return cell;
  }

  Result<std::string> read_quoted() {
    const auto opening_line = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\0') return fail(ErrorCode::table_format, "NUL byte", std::to_string(line_));
      if (c == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') return ++at_, cell;
        ++at_;
      }
      if (c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) ++line_;
      cell.push_back(c);
    }
    return fail(ErrorCode::table_format, "a quote that opens here is never closed", std::to_string(opening_line));
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, line_ = 1;
  bool has_quotes_ = false;
};

constexpr std::array candidates = {';', ',', '\t'};
using SeparatorCounts = std::array<std::size_t, candidates.size()>;

// How often each separator stands outside quotes in the first records. Which of them divides the cells is not known
// yet, so a quote opens after any of them.
std::vector<SeparatorCounts> count_separators(std::string_view text) {
  constexpr std::size_t records_looked_at = 20;
  std::vector<SeparatorCounts> records;
  SeparatorCounts counts{};
  bool in_quotes = false, may_open = true, is_blank = true;
  for (const char c : text) {
    const bool is_line_end = !in_quotes && (c == '\n' || c == '\r');
    if (is_line_end && !is_blank) records.push_back(counts);
    if (records.size() == records_looked_at) return records;
    if (is_line_end) {
      counts = {}, is_blank = true, may_open = true;
      continue;
    }
    is_blank = is_blank && c == ' ';
    if (c == '"' && (in_quotes || may_open)) {
      in_quotes = !in_quotes;
      may_open = !in_quotes;  // a doubled quote opens again what it closed
      continue;
    }
    const auto found = std::ranges::find(candidates, c);
    may_open = !in_quotes && found != candidates.end();
    if (may_open) ++counts[static_cast<std::size_t>(found - candidates.begin())];
  }
  if (!is_blank) records.push_back(counts);
  return records;
}

// Under which most records have as many cells as the header; more cells say more.
char find_separator(std::string_view text) {
  const auto records = count_separators(text);
  char best = ',';
  std::size_t best_agreement = 0;
  for (std::size_t i = 0; i < candidates.size() && !records.empty(); ++i) {
    const auto in_header = records.front()[i];
    const auto agreeing = static_cast<std::size_t>(
        std::ranges::count_if(records, [&](const SeparatorCounts& counts) { return counts[i] == in_header; }));
    const auto agreement = in_header == 0 ? 0 : agreeing * (in_header + 1);
    if (agreement > best_agreement) best = candidates[i], best_agreement = agreement;
  }
  return best;
}

// "sep=;" as a first line, which spreadsheets write and read.
std::optional<char> declared_separator(std::string_view text) {
  if (!text.starts_with("sep=") || text.size() < 6 || (text[5] != '\n' && text[5] != '\r')) return std::nullopt;
  return text[4];
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// "-9.66e-05" without its exponent; as it stands when what follows the e is none.
std::string_view without_exponent(std::string_view number) {
  const auto sign = number.find_first_of("eE");
  if (sign == number.npos) return number;
  auto exponent = number.substr(sign + 1);
  if (exponent.starts_with('+') || exponent.starts_with('-')) exponent.remove_prefix(1);
  return !exponent.empty() && std::ranges::all_of(exponent, is_digit) ? number.substr(0, sign) : number;
}

bool looks_like_number(std::string_view cell) {
  if (cell.starts_with('+') || cell.starts_with('-')) cell.remove_prefix(1);
  cell = without_exponent(cell);
  const auto separators = std::ranges::count_if(cell, [](char c) { return c == '.' || c == ','; });
  return !cell.empty() && separators <= 1 && is_digit(cell.front()) && is_digit(cell.back()) &&
         std::ranges::all_of(cell, [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

bool runs_as_formula(std::string_view cell) {
  constexpr std::string_view starts = "=+-@\t\r";
  return !cell.empty() && starts.find(cell.front()) != starts.npos && !looks_like_number(cell);
}

Result<std::string> read_bytes(const std::filesystem::path& file, std::uintmax_t max_bytes) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return fail(ErrorCode::not_found, "no such file", file.string());
  if (!std::filesystem::is_regular_file(file, code)) return fail(ErrorCode::open, "not a plain file", file.string());
  if (const auto size = std::filesystem::file_size(file, code); !code && size > max_bytes)
    return fail(ErrorCode::too_large, fmt::format("{} bytes, at most {}", size, max_bytes), file.string());
  std::ifstream stream{file, std::ios::binary};
  if (!stream) return fail(ErrorCode::access, "cannot open", file.string());
  std::string bytes{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
  if (stream.bad()) return fail(ErrorCode::io, "cannot read", file.string());
  return bytes;
}

std::unexpected<Error> in_file(Error error, const std::filesystem::path& file) {
  error.where = error.where.empty() ? file.string() : fmt::format("{}:{}", file.string(), error.where);
  return std::unexpected{std::move(error)};
}
}  // namespace

std::optional<std::size_t> CsvTable::find_column(std::string_view name) const {
  const auto found = std::ranges::find(header, name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::string_view CsvTable::cell(const CsvRecord& record, std::size_t column) {
  return column < record.cells.size() ? std::string_view{record.cells[column]} : std::string_view{};
}

Result<CsvTable> parse_csv(std::string_view utf8, std::optional<char> separator) {
  std::size_t lines_before = 0;
  if (const auto declared = declared_separator(utf8)) {
    if (!separator) separator = declared;
    utf8.remove_prefix(utf8[5] == '\r' && utf8.size() > 6 && utf8[6] == '\n' ? 7 : 6);
    lines_before = 1;
  }
  CsvTable table{
      .separator = separator.value_or(find_separator(utf8)), .encoding = "UTF-8", .header = {}, .records = {}};
  CsvScanner scanner{utf8, table.separator};
  for (;;) {
    auto record = scanner.next();
    if (!record) return std::unexpected{std::move(record).error()};
    if (!*record) break;
    if (scanner.was_blank(**record)) continue;
    (*record)->line += lines_before;
    if (table.header.empty()) {
      table.header_line = (*record)->line;
      std::ranges::transform((*record)->cells, std::back_inserter(table.header), trimmed);
    } else {
      table.records.push_back(std::move(**record));
    }
  }
  if (table.header.empty()) return fail(ErrorCode::table_format, "no header row");
  return table;
}

Result<CsvTable> read_csv_file(const std::filesystem::path& file, const CsvReadOptions& options) {
  const auto bytes = read_bytes(file, options.max_bytes);
  if (!bytes) return std::unexpected{bytes.error()};
  auto text = decode_text(*bytes, options.encoding);
  if (!text) return in_file(std::move(text).error(), file);
  auto table = parse_csv(text->utf8, options.separator);
  if (!table) return in_file(std::move(table).error(), file);
  table->encoding = std::move(text->encoding);
  return table;
}

std::string csv_line(std::span<const std::string> cells, char separator) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.push_back(separator);
    const auto text = runs_as_formula(cells[i]) ? "'" + cells[i] : cells[i];
    const bool needs_quotes = text.find_first_of("\"\r\n") != text.npos || text.find(separator) != text.npos ||
                              (cells.size() == 1 && text.empty());
    if (!needs_quotes) {
      line += text;
      continue;
    }
    line.push_back('"');
    for (const char c : text) line.append(c == '"' ? 2 : 1, c);
    line.push_back('"');
  }
  line.push_back('\n');
  return line;
}

}  // namespace riskmap
