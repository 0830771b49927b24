// One-byte tables (source: the RK1048, PT154, CP1251 and CP866 charts of IANA and Unicode) and the score that picks
// one.
#include "layers/core/encoding_guess.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr char32_t undefined = 0xFFFD;

// The upper half of the three Windows-like encodings differs in its first 64 places only.
constexpr std::u16string_view rk1048 =
    u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\uFFFD™љ›њқһџ\u00A0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00AD®Ү°±Ііөµ¶·ё№ғ»әҢңү";
constexpr std::u16string_view pt154 = u"ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\u00A0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝ";
constexpr std::u16string_view cp1251 =
    u"ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї";
constexpr std::u16string_view windows_letters = u"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
constexpr std::u16string_view cp866_low = u"АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐";
constexpr std::u16string_view cp866_high = u"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00A0";

struct OneByteEncoding {
  std::string_view name;
  std::u16string_view low, high;  // bytes 0x80–0xBF and 0xC0–0xFF
};

constexpr std::array one_byte_encodings = {
    OneByteEncoding{"RK1048", rk1048, windows_letters}, OneByteEncoding{"PT154", pt154, windows_letters},
    OneByteEncoding{"CP866", cp866_low, cp866_high}, OneByteEncoding{"CP1251", cp1251, windows_letters}};
constexpr std::size_t guessed_encodings = 3;
static_assert(rk1048.size() == 64 && pt154.size() == 64 && cp1251.size() == 64 && windows_letters.size() == 64);
static_assert(cp866_low.size() == 64 && cp866_high.size() == 64);

char32_t decoded(const OneByteEncoding& encoding, unsigned char byte) {
  if (byte < 0x80) return byte;
  return byte < 0xC0 ? encoding.low[byte - 0x80U] : encoding.high[byte - 0xC0U];
}

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&out](char32_t bits) { out.push_back(static_cast<char>(bits)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 63));
  if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
  byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63));
}

// Points for one letter by how usual it is in Kazakh and Russian; what neither alphabet has costs more than it could
// win.
int letter_points(char32_t lower) {
  constexpr std::u32string_view usual = U"аеонітырлсдкмбқыи", rest = U"әғңөұүһвгжзйпуфхцчшщъьэюяё";
  constexpr std::u32string_view marks = U"№«»–—…“”’•\u00A0°§";
  if (usual.find(lower) != usual.npos) return 3;
  if (rest.find(lower) != rest.npos) return 2;
  if (marks.find(lower) != marks.npos) return 0;
  return lower == undefined ? -20 : -6;
}

char32_t lower_of(char32_t c) {
  if (c >= U'А' && c <= U'Я') return c + 32;
  constexpr std::u32string_view upper = U"ӘҒҚҢӨҰҮҺІЁ", lower = U"әғқңөұүһіё";
  const auto at = upper.find(c);
  return at == upper.npos ? c : lower[at];
}

std::int64_t score_of(const OneByteEncoding& encoding, std::string_view bytes) {
  std::int64_t score = 0;
  bool after_lower_case = false;
  for (const char raw : bytes) {
    const auto byte = static_cast<unsigned char>(raw);
    if (byte < 0x80) {
      after_lower_case = false;
      continue;
    }
    const auto c = decoded(encoding, byte);
    const auto lower = lower_of(c);
    score += letter_points(lower);
    if (c != lower && after_lower_case) score -= 6;  // a capital inside a word: the wrong table
    after_lower_case = c == lower;
  }
  return score;
}

std::string decode_one_byte(const OneByteEncoding& encoding, std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char raw : bytes) append_utf8(out, decoded(encoding, static_cast<unsigned char>(raw)));
  return out;
}

std::optional<std::string> decode_utf16(std::string_view bytes, bool is_big_endian) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  const auto unit_at = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]), second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(is_big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t c = unit_at(i);
    if (c >= 0xDC00 && c < 0xE000) return std::nullopt;
    if (c >= 0xD800 && c < 0xDC00) {
      i += 2;
      if (i >= bytes.size() || unit_at(i) < 0xDC00 || unit_at(i) > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10) + (unit_at(i) - 0xDC00);
    }
    if (i > 1 || c != 0xFEFF) append_utf8(out, c);
  }
  return out;
}

// In UTF-16 text of our alphabets every second byte is 0x00 or 0x04.
std::optional<std::string> utf16_by_pattern(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0 || bytes.find('\0') == bytes.npos) return std::nullopt;
  std::array<std::size_t, 2> high_bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) high_bytes[i % 2] += bytes[i] == 0 || bytes[i] == 4 ? 1U : 0U;
  const auto most = bytes.size() / 2 * 9 / 10;
  if (high_bytes[1] >= most && high_bytes[1] > high_bytes[0]) return "UTF-16LE";
  if (high_bytes[0] >= most && high_bytes[0] > high_bytes[1]) return "UTF-16BE";
  return std::nullopt;
}

// "Windows-1251", "cp1251" and "1251" are one name; likewise the others.
std::string known_name(std::string_view name) {
  std::string plain;
  for (const char c : name)
    if (c != '-' && c != '_' && c != ' ') plain.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 19> names = {{{"UTF8", "UTF-8"},
                                                                                    {"65001", "UTF-8"},
                                                                                    {"UTF16LE", "UTF-16LE"},
                                                                                    {"UTF16BE", "UTF-16BE"},
                                                                                    {"RK1048", "RK1048"},
                                                                                    {"KZ1048", "RK1048"},
                                                                                    {"STRK1048", "RK1048"},
                                                                                    {"STRK10482002", "RK1048"},
                                                                                    {"PT154", "PT154"},
                                                                                    {"PTCP154", "PT154"},
                                                                                    {"CP154", "PT154"},
                                                                                    {"CP866", "CP866"},
                                                                                    {"IBM866", "CP866"},
                                                                                    {"866", "CP866"},
                                                                                    {"CP1251", "CP1251"},
                                                                                    {"WINDOWS1251", "CP1251"},
                                                                                    {"WIN1251", "CP1251"},
                                                                                    {"1251", "CP1251"},
                                                                                    {"ANSI1251", "CP1251"}}};
  const auto found = std::ranges::find(names, plain, &std::pair<std::string_view, std::string_view>::first);
  return found == names.end() ? std::string{} : std::string{found->second};
}
}  // namespace

std::string guess_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return "UTF-8";
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (auto pattern = utf16_by_pattern(bytes)) return *pattern;
  if (is_valid_utf8(bytes)) return "UTF-8";
  const auto* best = &one_byte_encodings[0];
  auto best_score = score_of(*best, bytes);
  for (std::size_t i = 1; i < guessed_encodings; ++i) {
    const auto score = score_of(one_byte_encodings[i], bytes);
    if (score > best_score) best = &one_byte_encodings[i], best_score = score;
  }
  return std::string{best->name};
}

Result<DecodedText> decode_text(std::string_view bytes, std::string_view encoding) {
  const auto name = encoding.empty() ? guess_encoding(bytes) : known_name(encoding);
  if (name == "UTF-8") {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (!is_valid_utf8(bytes)) return fail(ErrorCode::encoding, "invalid UTF-8");
    return DecodedText{std::string{bytes}, name};
  }
  if (name.starts_with("UTF-16")) {
    auto text = decode_utf16(bytes, name == "UTF-16BE");
    if (!text) return fail(ErrorCode::encoding, "invalid " + name);
    return DecodedText{std::move(*text), name};
  }
  const auto found = std::ranges::find(one_byte_encodings, name, &OneByteEncoding::name);
  if (found == one_byte_encodings.end())
    return fail(ErrorCode::encoding, fmt::format("unknown encoding {}", encoding), {}, std::string{encoding});
  return DecodedText{decode_one_byte(*found, bytes), name};
}

}  // namespace riskmap
