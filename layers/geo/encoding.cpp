// Statistics over all cells that are not UTF-8 decide for the table; one cell is too short to tell encodings apart.
#include "layers/geo/encoding.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "layers/core/encoding_guess.h"
#include "layers/core/text.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/text_codec.h"

namespace riskmap {

namespace {

constexpr std::size_t sample_bytes = 1 << 20;
constexpr std::size_t checked_for_double_encoding = 2000;  // cells of one column

bool is_high(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// A field of fixed width may end inside a character: «…ауданы» cut at 254 bytes. Nothing when that is not the fault.
std::optional<std::string> without_cut_tail(const std::string& bytes) {
  for (std::size_t cut = 1; cut <= 3 && cut < bytes.size(); ++cut) {
    if (!is_high(bytes[bytes.size() - cut])) break;
    const std::string_view kept{bytes.data(), bytes.size() - cut};
    if (is_valid_utf8(kept) && !is_ascii(kept)) return std::string{kept};
  }
  return std::nullopt;
}

// Western letters with marks stand alone between plain ones (Zürich), Cyrillic ones come in runs.
bool looks_western(std::string_view sample) {
  std::size_t alone = 0, in_runs = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (!is_high(sample[i])) continue;
    const bool has_neighbour = (i > 0 && is_high(sample[i - 1])) || (i + 1 < sample.size() && is_high(sample[i + 1]));
    ++(has_neighbour ? in_runs : alone);
  }
  return alone > 2 * in_runs;
}

bool is_western(const std::string& name) {
  constexpr std::array<std::string_view, 8> western = {"1252",   "8859-1", "8859-15", "88591",
                                                       "885915", "1250",   "8859-2",  "850"};
  return std::ranges::any_of(western, [&](std::string_view part) { return name.ends_with(part); });
}

bool is_utf8_name(const std::string& name) {
  return name == "UTF-8" || name == "utf-8" || name == "UTF8" || name == "65001";
}

bool is_cyrillic(const std::string& name) {
  constexpr std::array<std::string_view, 5> cyrillic = {"1251", "1048", "154", "866", "KOI8-R"};
  return std::ranges::any_of(cyrillic, [&](std::string_view part) { return name.ends_with(part); });
}

struct Choice {
  std::string encoding;
  bool contradicts_declared = false;
};

Choice choose_encoding(const std::string& sample, const EncodingRules& rules) {
  if (!rules.chosen.empty() && !is_utf8_name(rules.chosen)) return {rules.chosen, false};
  const std::string& declared = rules.declared;
  const bool is_declared = !declared.empty() && !is_utf8_name(declared) && decoded(sample, declared).has_value();
  if (looks_western(sample)) {
    if (is_declared && !is_cyrillic(declared)) return {declared, false};
    return {"CP1252", !declared.empty()};
  }
  if (is_declared && !is_western(declared) && !is_cyrillic(declared)) return {declared, false};
  std::string guessed = guess_encoding(sample);
  const bool is_same_family = guessed == "RK1048" && is_declared && declared.ends_with("1251");
  const bool agrees = declared.empty() || guessed == declared || is_same_family;
  return {std::move(guessed), !agrees};
}

// Latin, Cyrillic and common punctuation cannot be decomposed without a combining mark, whose bytes are none of these.
bool needs_composing(std::string_view utf8) {
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool is_known = byte < 0xCC || (byte >= 0xD0 && byte <= 0xD3);
    const bool is_punctuation = byte == 0xE2 && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) == 0x80;
    if (!is_known && !is_punctuation) return true;
  }
  return false;
}

void compose(std::string& utf8) {
  if (needs_composing(utf8)) utf8 = composed(utf8);
}

// What no table can read is kept visible byte by byte, never replaced by look-alikes.
std::string as_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!is_high(c))
      out.push_back(c);
    else
      out.append({'\\', 'x', digits[byte >> 4], digits[byte & 15]});
  }
  return out;
}

// UTF-8 with a few bytes that are no part of it: the good letters, and the others as as_hex() writes them.
struct Patched {
  std::string text;
  std::size_t good = 0, stray = 0;  // bytes beyond ASCII
};

Patched patched(std::string_view bytes) {
  Patched out;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const auto letter = bytes.substr(i, length);
    const bool is_good = is_valid_utf8(letter);
    out.text += is_good ? std::string{letter} : as_hex(bytes.substr(i, 1));
    if (is_high(bytes[i])) (is_good ? out.good : out.stray) += is_good ? length : 1;
    i += is_good ? length : 1;
  }
  return out;
}

struct Cell {
  Column* column;
  std::size_t row;  // 0-based; no_row for the column's own name
};
constexpr std::size_t no_row = static_cast<std::size_t>(-1);

std::string& text_of(const Cell& cell) {
  return cell.row == no_row ? cell.column->name : cell.column->texts[cell.row];
}

std::int64_t refusal_row(const Cell& cell) {
  return cell.row == no_row ? 0 : static_cast<std::int64_t>(cell.row) + 1;
}

struct Survey {
  std::size_t valid = 0;  // cells with characters beyond ASCII that are good UTF-8
  std::vector<Cell> invalid;
  std::vector<Cell> cut;      // trimmed to whole characters already
  std::vector<Cell> damaged;  // UTF-8 with stray bytes, patched already
  std::string sample;         // bytes of the invalid cells
};

void survey_cell(const Cell& cell, bool wants_all, Survey& survey) {
  std::string& text = text_of(cell);
  if (is_ascii(text)) return;
  if (!wants_all) {
    if (is_valid_utf8(text)) {
      ++survey.valid;
      compose(text);
      return;
    }
    if (auto kept = without_cut_tail(text)) {
      text = composed(*kept);
      survey.cut.push_back(cell);
      return;
    }
    constexpr std::size_t good_for_each_stray = 3;  // in a one-byte encoding few pairs look like UTF-8
    if (auto mended = patched(text); mended.good >= good_for_each_stray * mended.stray) {
      text = composed(mended.text);
      survey.damaged.push_back(cell);
      return;
    }
  }
  survey.invalid.push_back(cell);
  // The line break comes first, so that no text begins with what looks like the mark of UTF-16.
  if (survey.sample.size() < sample_bytes) survey.sample.append("\n").append(text);
}

Survey survey_texts(std::vector<Column>& columns, bool wants_all) {
  Survey survey;
  for (Column& column : columns) {
    survey_cell({&column, no_row}, wants_all, survey);
    for (std::size_t row = 0; row < column.texts.size(); ++row) survey_cell({&column, row}, wants_all, survey);
  }
  return survey;
}

std::string with_field(std::string_view reason, const Column& column) {
  return std::string{reason} + column.name;
}

// In a table of UTF-8 one or two bytes alone are damage, not a word of another encoding.
void patch_stray_bytes(Survey& survey) {
  constexpr std::size_t most_stray = 2;
  if (survey.invalid.size() > survey.valid + survey.damaged.size()) return;
  std::erase_if(survey.invalid, [&](const Cell& cell) {
    auto mended = patched(text_of(cell));
    if (mended.stray > most_stray) return false;
    text_of(cell) = composed(mended.text);
    survey.damaged.push_back(cell);
    return true;
  });
}

void decode_invalid(Survey& survey, const Choice& choice) {
  for (const Cell& cell : survey.invalid) {
    std::string& text = text_of(cell);
    auto utf8 = decoded(text, choice.encoding);
    text = utf8 && is_valid_utf8(*utf8) ? composed(*utf8) : as_hex(text);
  }
}

void note_double_encoding(const std::vector<Column>& columns, std::vector<Refusal>& refusals) {
  for (const Column& column : columns) {
    std::size_t checked = 0;
    for (const std::string& text : column.texts) {
      if (is_ascii(text)) continue;
      if (repaired_double_encoding(text)) {
        refusals.push_back({0, with_field(refusal::double_encoded, column), false});
        break;
      }
      if (++checked == checked_for_double_encoding) break;
    }
  }
}

}  // namespace

// Plain letters and Cyrillic ones at a glance, eight plain ones at a time; the others by a look at each.
bool is_sound_text(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    std::uint64_t eight = 0;
    if (bytes.size() - i >= sizeof eight) {
      std::memcpy(&eight, bytes.data() + i, sizeof eight);
      if ((eight & 0x8080808080808080U) == 0) {
        i += sizeof eight;
        continue;
      }
    }
    const bool is_cyrillic_pair = (static_cast<unsigned char>(bytes[i]) & 0xFCU) == 0xD0 && i + 1 < bytes.size() &&
                                  (static_cast<unsigned char>(bytes[i + 1]) & 0xC0U) == 0x80;
    if (is_high(bytes[i]) && !is_cyrillic_pair) return is_valid_utf8(bytes) && !needs_composing(bytes);
    i += is_cyrillic_pair ? 2 : 1;
  }
  return true;
}

void make_texts_valid(std::vector<Column>& columns, const EncodingRules& rules, std::vector<Refusal>& refusals) {
  const bool wants_all = rules.is_raw && !rules.chosen.empty() && !is_utf8_name(rules.chosen);
  Survey survey = rules.is_sound ? Survey{} : survey_texts(columns, wants_all);
  if (!wants_all) patch_stray_bytes(survey);
  if (!survey.invalid.empty()) {
    const Choice choice = choose_encoding(survey.sample, rules);
    decode_invalid(survey, choice);
    if (choice.contradicts_declared)
      refusals.push_back({0, std::string{refusal::wrong_declared_encoding} + rules.declared, false});
    refusals.push_back({0, std::string{refusal::reencoded} + choice.encoding, false});
    if (survey.invalid.size() <= survey.valid)
      for (const Cell& cell : survey.invalid)
        refusals.push_back({refusal_row(cell), with_field(refusal::invalid_text, *cell.column), false});
  } else if (rules.is_raw && survey.valid > 0 && !rules.declared.empty() && !is_utf8_name(rules.declared)) {
    refusals.push_back({0, std::string{refusal::wrong_declared_encoding} + rules.declared, false});
  }
  for (const Cell& cell : survey.damaged)
    refusals.push_back({refusal_row(cell), with_field(refusal::invalid_text, *cell.column), false});
  for (const Cell& cell : survey.cut)
    refusals.push_back({refusal_row(cell), with_field(refusal::cut_text, *cell.column), false});
  note_double_encoding(columns, refusals);
}

namespace {

// Pairs «Р» or «С» (or «Ð», «Ñ») and a sign no word has there; two of them are no accident.
std::optional<std::string> undone(std::string_view utf8, const std::string& read_as) {
  auto bytes = encoded(utf8, read_as);
  if (!bytes || is_ascii(*bytes) || !is_valid_utf8(*bytes)) return std::nullopt;
  return length_in_characters(*bytes) + 2 <= length_in_characters(utf8) ? std::move(bytes) : std::nullopt;
}

bool has_any(std::string_view utf8, std::u32string_view letters) {
  for (const char32_t letter : letters) {
    const std::array<char, 2> bytes = {static_cast<char>(0xC0 | letter >> 6), static_cast<char>(0x80 | (letter & 63))};
    if (utf8.find(std::string_view{bytes.data(), 2}) != utf8.npos) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> repaired_double_encoding(std::string_view utf8) {
  if (has_any(utf8, U"РСТУÐÑÒÓ"))
    for (const char* read_as : {"CP1251", "CP1252"})
      if (auto repaired = undone(utf8, read_as)) return composed(*repaired);
  // RK1048 read as Windows-1251: the Kazakh letters became Ukrainian, Belarusian and Serbian ones.
  if (has_any(utf8, U"ґЎўќЌєЄЈїЇјѕЅ") && !has_any(utf8, U"әғқңөұүһӘҒҚҢӨҰҮҺ"))
    if (const auto bytes = encoded(utf8, "CP1251"))
      if (auto text = decoded(*bytes, "RK1048"); text && !has_any(*text, U"ЂЃѓЉЊЋЏђљњћџ")) return text;
  return std::nullopt;
}

}  // namespace riskmap
