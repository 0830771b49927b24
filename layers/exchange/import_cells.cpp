// Most cells are plain Cyrillic or ASCII: one walk over the bytes says so, and nothing else is done to them.
#include "layers/exchange/import_cells.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "layers/core/text.h"
#include "layers/geo/encoding.h"

namespace riskmap {

namespace {
constexpr char zero_mark = '\x1A';  // what read_import_table() puts in the place of a zero byte

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Letters of the Kazakh and Russian alphabets, U+0400–U+04FF.
constexpr std::array<bool, 256> usual_letters = [] {
  std::array<bool, 256> usual{};
  for (std::size_t c = 0x10; c <= 0x4F; ++c) usual[c] = true;
  for (const auto c : std::initializer_list<std::size_t>{0x01, 0x51, 0x06, 0x56, 0x92, 0x93, 0x9A, 0x9B, 0xA2, 0xA3,
                                                         0xAE, 0xAF, 0xB0, 0xB1, 0xBA, 0xBB, 0xD8, 0xD9, 0xE8, 0xE9})
    usual[c] = true;
  return usual;
}();

struct Marks {
  bool is_usual = true;        // ASCII, Kazakh and Russian letters, quotation marks, dashes, №
  bool mixes_scripts = false;  // Latin and Cyrillic letters in one word
  bool has_zero = false;
};

// Typography that no cell is suspected for: « » – — “ ” „ … №, no-break space.
bool is_usual_mark(std::string_view bytes) {
  constexpr std::array<std::string_view, 10> marks = {"«", "»", "–", "—", "“", "”", "„", "…", "№", "\u00A0"};
  return std::ranges::any_of(marks, [bytes](std::string_view mark) { return bytes.starts_with(mark); });
}

std::size_t length_of_character(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

Marks marks_of(std::string_view cell) {
  Marks marks;
  bool has_latin = false, has_cyrillic = false;  // in this word
  for (std::size_t i = 0; i < cell.size();) {
    const char c = cell[i];
    const auto length = length_of_character(c);
    bool is_letter = is_latin(c);
    has_latin = has_latin || is_letter;
    if (c == zero_mark) marks.has_zero = true;
    if (length == 2 && i + 1 < cell.size() && static_cast<unsigned char>(c) >= 0xD0 &&
        static_cast<unsigned char>(c) <= 0xD3) {
      const auto second = static_cast<unsigned char>(cell[i + 1]);
      const auto code = (static_cast<std::size_t>(static_cast<unsigned char>(c)) - 0xD0U) * 64 + (second & 0x3FU);
      is_letter = true, has_cyrillic = true;
      if (!usual_letters[code]) marks.is_usual = false;
    } else if (length > 1 && !is_usual_mark(cell.substr(i))) {
      marks.is_usual = false;
    }
    if (!is_letter) has_latin = false, has_cyrillic = false;
    marks.mixes_scripts = marks.mixes_scripts || (has_latin && has_cyrillic);
    i += length;
  }
  return marks;
}

std::string_view without_blanks(std::string_view cell) {
  while (!cell.empty() && is_blank(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
  return cell;
}

// Zero-width marks and soft hyphens within the text; trimmed() takes those at its ends.
std::string without_invisible(std::string text) {
  for (const std::string_view mark : {"\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\u00AD"})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.erase(at, mark.size());
  return text;
}

CleanCell thoroughly_cleaned(std::string_view cell) {
  if (!is_valid_utf8(cell) || cell.find("\uFFFD") != cell.npos) return {std::string{cell}, {Finding::broken_text}};
  auto plain = without_invisible(composed(cell));
  CleanCell clean{trimmed(plain), {}};
  if (plain != cell) clean.findings.push_back(Finding::cleaned_text);
  if (auto repaired = repaired_double_encoding(clean.text)) {
    clean.text = trimmed(*repaired);
    clean.findings.push_back(Finding::double_encoded);
  }
  return clean;
}

// A cell that a spreadsheet would run: our own tables carry an apostrophe before it (csv_line).
void take_formula(CleanCell& clean) {
  constexpr std::string_view starts = "=+-@";
  auto& text = clean.text;
  const bool is_guarded = text.size() > 1 && text[0] == '\'' && starts.find(text[1]) != starts.npos;
  if (is_guarded) text.erase(0, 1);
  const bool is_number = text.size() > 1 && (is_digit(text[1]) || is_blank(text[1]));
  if (text.size() > 1 && starts.find(text[0]) != starts.npos && !is_number) clean.findings.push_back(Finding::formula);
}

struct Span {
  std::size_t from, to;
};

bool is_in_phone(char c) {
  return is_digit(c) || c == ' ' || c == '-' || c == '(' || c == ')' || c == '+';
}

// From a digit or a plus on: ten digits and more, whatever groups them.
std::optional<Span> phone_at(std::string_view text, std::size_t from) {
  std::size_t digits = 0, last = from;
  for (std::size_t i = from; i < text.size() && is_in_phone(text[i]); ++i)
    if (is_digit(text[i])) ++digits, last = i + 1;
  return digits >= 10 && digits <= 15 ? std::optional{Span{from, last}} : std::nullopt;
}

std::optional<Span> mail_around(std::string_view text, std::size_t at) {
  const auto is_part = [](char c) {
    return is_latin(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == '+';
  };
  auto from = at, to = at + 1;
  while (from > 0 && is_part(text[from - 1])) --from;
  while (to < text.size() && is_part(text[to])) ++to;
  while (to > at + 1 && text[to - 1] == '.') --to;
  const auto host = text.substr(at + 1, to - at - 1);
  if (from == at || host.find('.') == host.npos) return std::nullopt;
  return Span{from, to};
}

std::vector<Span> personal_data(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::optional<Span> found;
    const bool begins = is_digit(text[i]) || text[i] == '+';
    if (begins) found = phone_at(text, i);
    if (text[i] == '@') found = mail_around(text, i);
    if (found) {
      spans.push_back(*found);
      i = found->to - 1;
    } else if (begins) {
      while (i + 1 < text.size() && is_in_phone(text[i + 1])) ++i;
    }
  }
  return spans;
}
}  // namespace

CleanCell cleaned_cell(std::string_view cell) {
  cell = without_blanks(cell);
  if (cell.empty()) return {};
  const auto marks = marks_of(cell);
  if (marks.has_zero) return {std::string{cell}, {Finding::zero_byte}};
  const bool has_blank = cell.find("\u00A0") != cell.npos;
  auto clean =
      marks.is_usual && !has_blank && is_valid_utf8(cell) ? CleanCell{std::string{cell}, {}} : thoroughly_cleaned(cell);
  if (marks.mixes_scripts && clean.findings.empty()) clean.findings.push_back(Finding::look_alike_letters);
  take_formula(clean);
  return clean;
}

std::string with_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto letter = bytes.substr(i, length_of_character(bytes[i]));
    if (letter != "\uFFFD" && is_valid_utf8(letter) && letter[0] != zero_mark) {
      out += letter;
      i += letter.size();
      continue;
    }
    const auto byte = letter[0] == zero_mark ? 0U : static_cast<unsigned>(static_cast<unsigned char>(bytes[i]));
    out.append({'\\', 'x', digits[byte >> 4U], digits[byte & 15U]});
    ++i;
  }
  return out;
}

bool has_personal_data(std::string_view text) {
  return !personal_data(text).empty();
}

std::string without_personal_data(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (const auto& span : personal_data(text)) {
    out.append(text.substr(at, span.from - at)).append("***");
    at = span.to;
  }
  return out.append(text.substr(at));
}

bool may_be_several(std::string_view title) {
  constexpr std::size_t shortest_problem = 10;  // characters
  std::size_t long_parts = 0;
  while (!title.empty()) {
    const auto end = std::min(title.find_first_of(";\n"), title.size());
    if (length_in_characters(without_blanks(title.substr(0, end))) >= shortest_problem) ++long_parts;
    title.remove_prefix(std::min(end + 1, title.size()));
  }
  return long_parts > 1;
}

}  // namespace riskmap
