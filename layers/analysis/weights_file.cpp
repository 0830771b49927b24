#include "layers/analysis/weights_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "layers/core/csv.h"
#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr std::uintmax_t most_bytes = std::uintmax_t{256} << 20;

constexpr std::uint32_t several_rows = std::numeric_limits<std::uint32_t>::max();

using RowOfId = std::unordered_map<std::string, std::uint32_t>;  // several_rows: the id does not say which

RowOfId rows_by_id(const std::vector<std::string>& ids) {
  RowOfId rows;
  for (std::uint32_t row = 0; row < ids.size(); ++row)
    if (const auto [found, is_new] = rows.emplace(ids[row], row); !is_new) found->second = several_rows;
  return rows;
}

std::string at_line(std::size_t line) {
  return fmt::format("line {}", line);
}

Result<std::uint32_t> row_named(const RowOfId& rows, std::string_view id, std::size_t line) {
  const auto found = rows.find(std::string{id});
  if (found == rows.end()) return fail(ErrorCode::code_unknown, "no row has this id", at_line(line), std::string{id});
  if (found->second == several_rows)
    return fail(ErrorCode::format, "several rows have this id", at_line(line), std::string{id});
  return found->second;
}

struct Word {
  std::string_view text;
  std::size_t line = 1;
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::size_t line = 1;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\n') ++line;
    if (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n') {
      ++i;
      continue;
    }
    const auto end = std::min(text.find_first_of(" \t\r\n", i), text.size());
    words.push_back({text.substr(i, end - i), line});
    i = end;
  }
  return words;
}

std::optional<std::size_t> whole_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// As other programs, and this one, call row numbers and codes.
constexpr std::array<std::string_view, 4> names_of_rows = {"id", "rid", "region.id", "region_id"};

// "n" alone, or "0 n layer field": then ids are the values of that field, or the rows' own by one of the usual names.
struct Header {
  std::size_t words = 0;
  RowOfId rows;
};

Result<Header> read_header(const std::vector<Word>& words, const RowNames& names) {
  std::size_t count = 0;
  while (count < words.size() && words[count].line == words.front().line) ++count;
  const auto size = count == 0 ? std::nullopt : whole_number(words[count == 1 ? 0 : 1].text);
  if ((count != 1 && count != 4) || !size)
    return fail(ErrorCode::format, "a file of neighbours begins with the number of rows", at_line(1));
  if (*size != names.ids.size())
    return fail(ErrorCode::format, "neighbours of another layer: it has another number of rows", at_line(1),
                std::to_string(*size));
  const auto of_field = count == 4 && names.of_field ? names.of_field(words[3].text) : std::nullopt;
  if (count == 4 && !of_field && std::ranges::find(names_of_rows, lower_case(words[3].text)) == names_of_rows.end())
    return fail(ErrorCode::unknown_field, "the field of the ids is not in the layer", at_line(1),
                std::string{words[3].text});
  return Header{count, rows_by_id(of_field ? *of_field : names.ids)};
}

// What one row is said to have, held against itself: a file that was written wrongly is not mended by guesses.
class RowCheck {
 public:
  Result<void> begin(std::uint32_t from, std::string_view id, std::size_t line) {
    neighbours_.clear();
    if (begun_.insert(from).second) return {};
    return fail(ErrorCode::format, "this row stands twice in the file of neighbours", at_line(line), std::string{id});
  }
  Result<void> add(std::uint32_t to, std::string_view id, std::size_t line) {
    if (neighbours_.insert(to).second) return {};
    return fail(ErrorCode::format, "this neighbour is named twice", at_line(line), std::string{id});
  }

 private:
  std::unordered_set<std::uint32_t> begun_, neighbours_;
};

Result<std::vector<Link>> read_gal(const std::vector<Word>& words, const Header& header) {
  std::vector<Link> links;
  RowCheck row;
  for (std::size_t i = header.words; i < words.size();) {
    const auto from = row_named(header.rows, words[i].text, words[i].line);
    if (!from) return std::unexpected{from.error()};
    if (const auto begun = row.begin(*from, words[i].text, words[i].line); !begun)
      return std::unexpected{begun.error()};
    const auto count = i + 1 < words.size() ? whole_number(words[i + 1].text) : std::nullopt;
    if (!count || *count > words.size() - i - 2)
      return fail(ErrorCode::format, "an id, the number of its neighbours, and their ids", at_line(words[i].line));
    for (i += 2; const auto& word : std::span{words}.subspan(i, *count)) {
      const auto to = row_named(header.rows, word.text, word.line);
      if (!to) return std::unexpected{to.error()};
      if (const auto added = row.add(*to, word.text, word.line); !added) return std::unexpected{added.error()};
      links.push_back({*from, *to});
    }
    i += *count;
  }
  return links;
}

// The distance, or the weight that a kernel makes of it.
bool is_distance(std::string_view text) {
  double distance = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), distance);
  return error == std::errc{} && end == text.data() + text.size() && std::isfinite(distance) && distance >= 0;
}

Result<std::vector<Link>> read_gwt(const std::vector<Word>& words, const Header& header) {
  std::vector<Link> links;
  std::unordered_set<std::uint64_t> seen;
  for (std::size_t i = header.words; i < words.size(); i += 3) {
    if (words.size() - i < 3 || words[i + 2].line != words[i].line)
      return fail(ErrorCode::format, "two ids and a distance in a line", at_line(words[i].line));
    const auto from = row_named(header.rows, words[i].text, words[i].line);
    if (!from) return std::unexpected{from.error()};
    const auto to = row_named(header.rows, words[i + 1].text, words[i + 1].line);
    if (!to) return std::unexpected{to.error()};
    if (!is_distance(words[i + 2].text))
      return fail(ErrorCode::format, "a distance is a number from 0", at_line(words[i].line),
                  std::string{words[i + 2].text});
    if (!seen.insert(std::uint64_t{*from} << 32U | *to).second)
      return fail(ErrorCode::format, "this neighbour is named twice", at_line(words[i].line),
                  std::string{words[i + 1].text});
    links.push_back({*from, *to});
  }
  return links;
}

Result<std::vector<Link>> read_csv(const std::filesystem::path& file, const RowNames& names) {
  const auto table = read_csv_file(file, {.encoding = {}, .separator = {}, .max_bytes = most_bytes});
  if (!table) return std::unexpected{table.error()};
  const auto id = table->find_column("id"), neighbours = table->find_column("neighbours");
  if (!id || !neighbours) return fail(ErrorCode::column_missing, "columns id and neighbours", at_line(1));
  const auto count = table->find_column("count");
  const auto rows = rows_by_id(names.ids);
  std::vector<Link> links;
  RowCheck row;
  for (const auto& record : table->records) {
    const auto name = trimmed(CsvTable::cell(record, *id));
    const auto from = row_named(rows, name, record.line);
    if (!from) return std::unexpected{from.error()};
    if (const auto begun = row.begin(*from, name, record.line); !begun) return std::unexpected{begun.error()};
    const auto words = words_of(CsvTable::cell(record, *neighbours));
    const auto told = count ? trimmed(CsvTable::cell(record, *count)) : std::string{};
    if (!told.empty() && whole_number(told) != words.size())
      return fail(ErrorCode::format, "the count is not that of the neighbours listed", at_line(record.line), told);
    for (const auto& word : words) {
      const auto to = row_named(rows, word.text, record.line);
      if (!to) return std::unexpected{to.error()};
      if (const auto added = row.add(*to, word.text, record.line); !added) return std::unexpected{added.error()};
      links.push_back({*from, *to});
    }
  }
  return links;
}

Result<std::string> bytes_of(const std::filesystem::path& file) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  if (problem) {
    const bool is_absent = problem == std::errc::no_such_file_or_directory;
    return fail(is_absent ? ErrorCode::not_found : ErrorCode::access, problem.message());
  }
  if (size > most_bytes) return fail(ErrorCode::too_large, "more than 256 MiB");
  std::ifstream stream{file, std::ios::binary};
  std::string bytes(size, '\0');
  if (!stream.read(bytes.data(), static_cast<std::streamsize>(size))) return fail(ErrorCode::access, "cannot be read");
  if (constexpr std::string_view mark = "\xEF\xBB\xBF"; bytes.starts_with(mark)) bytes.erase(0, mark.size());
  return bytes;
}

Result<std::vector<Link>> links_in(const std::filesystem::path& file, const RowNames& names) {
  const auto format = weights_format_of(file);
  if (!format) return fail(ErrorCode::usage, "neighbours are in .gal, .gwt or .csv");
  if (*format == WeightsFormat::csv) return read_csv(file, names);
  const auto bytes = bytes_of(file);
  if (!bytes) return std::unexpected{bytes.error()};
  const auto words = words_of(*bytes);
  const auto header = read_header(words, names);
  if (!header) return std::unexpected{header.error()};
  return *format == WeightsFormat::gal ? read_gal(words, *header) : read_gwt(words, *header);
}
}  // namespace

std::optional<WeightsFormat> weights_format_of(const std::filesystem::path& file) {
  const auto ending = lower_case(file.extension().string());
  if (ending == ".gal") return WeightsFormat::gal;
  if (ending == ".gwt") return WeightsFormat::gwt;
  if (ending == ".csv") return WeightsFormat::csv;
  return std::nullopt;
}

Result<Neighbours> read_weights_file(const std::filesystem::path& file, const RowNames& names) {
  auto links = links_in(file, names);
  if (!links) {
    auto error = std::move(links).error();
    if (!error.where.starts_with(file.filename().string()))
      error.where = file.string() + (error.where.empty() ? "" : ": " + error.where);
    return std::unexpected{std::move(error)};
  }
  if (links->size() > most_links) return fail(ErrorCode::too_large, "more links than fit into memory", file.string());
  return neighbours_from(names.ids.size(), std::move(*links));
}

void write_weights(std::ostream& out, WeightsFormat format, const Neighbours& neighbours,
                   const std::vector<std::string>& ids,
                   const std::function<double(std::size_t, std::size_t)>& distance) {
  if (format == WeightsFormat::csv)
    out << "id,count,neighbours\n";
  else
    out << "0 " << ids.size() << " layer id\n";
  for (std::size_t row = 0; row < neighbours.size(); ++row) {
    if (format == WeightsFormat::gwt) {
      for (const auto other : neighbours.of(row))
        out << ids[row] << ' ' << ids[other] << ' ' << fmt::format("{}", distance(row, other)) << '\n';
      continue;
    }
    std::string list;
    for (const auto other : neighbours.of(row)) list += (list.empty() ? "" : " ") + ids[other];
    if (format == WeightsFormat::gal)
      out << ids[row] << ' ' << neighbours.count(row) << '\n' << list << '\n';
    else
      out << csv_line(std::vector<std::string>{ids[row], std::to_string(neighbours.count(row)), list});
  }
}

}  // namespace riskmap
