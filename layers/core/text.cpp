// Folding and collation on ICU; the Kazakh table is ours because no ICU transform has it.
#include "layers/core/text.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
using icu::UnicodeString;

UnicodeString from_utf8(std::string_view text) {
  return UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<int32_t>(text.size())});
}

std::string to_utf8(const UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_invisible(UChar32 c) {
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

// Kazakh letters and their Russian neighbours, after case folding (sources: the 42-letter alphabet; legacy letter
// shapes met in files: ј=ә є=ғ ќ=қ ѕ=ң ґ=ө ў=ұ ї=ү).
UChar32 folded_letter(UChar32 c) {
  switch (c) {
    case U'ә': case U'ј': return U'а';
    case U'ғ': case U'є': return U'г';
    case U'қ': case U'ќ': return U'к';
    case U'ң': case U'ѕ': return U'н';
    case U'ө': case U'ґ': return U'о';
    case U'ұ': case U'ү': case U'ў': case U'ї': return U'у';
    case U'һ': return U'х';
    case U'і': case U'й': return U'и';
    case U'ё': return U'е';
    case U'«': case U'»': case U'“': case U'”': case U'„': case U'’': case U'ʼ': return U'"';
    case U'–': case U'—': case U'‑': return U'-';
    default: return c;
  }
}

// Latin letters that look like Cyrillic ones, used where a word is otherwise Cyrillic.
UChar32 cyrillic_look_alike(UChar32 c) {
  constexpr std::array<std::pair<UChar32, UChar32>, 11> pairs = {{{U'a', U'а'}, {U'e', U'е'}, {U'o', U'о'},
      {U'p', U'р'}, {U'c', U'с'}, {U'x', U'х'}, {U'i', U'и'}, {U'y', U'у'}, {U'k', U'к'}, {U'h', U'х'}, {U'm', U'м'}}};
  for (const auto& [latin, cyrillic] : pairs)
    if (c == latin) return cyrillic;
  return c;
}

bool is_cyrillic(UChar32 c) { return c >= 0x400 && c <= 0x52F; }

// Decomposes Latin letters with marks (ý ǵ ó ñ ū) to their base; Cyrillic й and ё are handled by folded_letter.
UnicodeString without_latin_marks(const UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  UnicodeString out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    UnicodeString parts;
    if (!is_cyrillic(c) && nfd->getDecomposition(c, parts)) {
      for (int32_t j = 0; j < parts.length();) {
        const UChar32 part = parts.char32At(j);
        j += U16_LENGTH(part);
        if (u_charType(part) != U_NON_SPACING_MARK) out.append(part);
      }
    } else if (u_charType(c) != U_NON_SPACING_MARK) {
      out.append(c);
    }
  }
  return out;
}

// Words that hold a Cyrillic letter are read as Cyrillic throughout.
void unify_words(UnicodeString& text) {
  for (int32_t start = 0; start < text.length();) {
    int32_t end = start;
    bool has_cyrillic = false;
    while (end < text.length() && u_isalpha(text.char32At(end))) {
      has_cyrillic = has_cyrillic || is_cyrillic(text.char32At(end));
      end = text.moveIndex32(end, 1);
    }
    if (has_cyrillic)
      for (int32_t i = start; i < end; ++i) text.setCharAt(i, static_cast<char16_t>(cyrillic_look_alike(text.charAt(i))));
    start = end + 1;
  }
}

constexpr std::array<std::pair<UChar32, const char*>, 32> latin_spellings = {{
    {U'а', "a"}, {U'б', "b"}, {U'в', "v"}, {U'г', "g"}, {U'д', "d"}, {U'е', "e"}, {U'ж', "zh"}, {U'з', "z"},
    {U'и', "i"}, {U'к', "k"}, {U'л', "l"}, {U'м', "m"}, {U'н', "n"}, {U'о', "o"}, {U'п', "p"}, {U'р', "r"},
    {U'с', "s"}, {U'т', "t"}, {U'у', "u"}, {U'ф', "f"}, {U'х', "h"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"},
    {U'щ', "sh"}, {U'ъ', ""}, {U'ы', "i"}, {U'ь', ""}, {U'э', "e"}, {U'ю', "iu"}, {U'я', "ia"}, {U'ѐ', "e"}}};
}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  const auto length = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(bytes.data()), i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::size_t length_in_characters(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

std::string_view first_characters(std::string_view utf8, std::size_t characters) {
  std::size_t end = 0;
  for (std::size_t count = 0; end < utf8.size(); ++end) {
    if ((static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) continue;
    if (count++ == characters) break;
  }
  return utf8.substr(0, end);
}

std::string trimmed(std::string_view utf8) {
  const auto text = from_utf8(utf8);
  const auto is_blank = [](UChar32 c) { return u_isUWhiteSpace(c) || is_invisible(c); };
  int32_t begin = 0, end = text.length();
  while (begin < end && is_blank(text.char32At(begin))) begin = text.moveIndex32(begin, 1);
  while (end > begin && is_blank(text.char32At(text.moveIndex32(end, -1)))) end = text.moveIndex32(end, -1);
  return to_utf8(text.tempSubStringBetween(begin, end));
}

std::string composed(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  RISKMAP_REQUIRE(U_SUCCESS(status));
  return to_utf8(nfc->normalize(from_utf8(utf8), status));
}

std::string lower_case(std::string_view utf8) { return to_utf8(from_utf8(utf8).foldCase()); }

std::string fold(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  RISKMAP_REQUIRE(U_SUCCESS(status));
  UnicodeString text = without_latin_marks(nfkc->normalize(from_utf8(utf8), status));
  UnicodeString out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (is_invisible(c)) continue;
    const UChar32 letter = u_isUWhiteSpace(c) ? UChar32{U' '} : c == U'ı' ? UChar32{U'i'} : folded_letter(c);
    if (letter == U' ' && (out.isEmpty() || out.char32At(out.length() - 1) == U' ')) continue;
    out.append(letter);
  }
  unify_words(out);
  return to_utf8(out.trim());
}

std::string latin_key(std::string_view utf8) {
  const auto text = from_utf8(fold(utf8));
  std::string out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    const auto* found = std::find_if(latin_spellings.begin(), latin_spellings.end(),
                                     [c](const auto& pair) { return pair.first == c; });
    if (found != latin_spellings.end()) out += found->second;
    else if (c == U'q') out += 'k';
    else if (c == U'y') out += 'i';
    else if (u_isalnum(c)) out += to_utf8(UnicodeString{c});
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

struct Collator::State {
  std::unique_ptr<icu::Collator> collator;
};

Collator::Collator() : state_{std::make_unique<State>()} {
  UErrorCode status = U_ZERO_ERROR;
  state_->collator.reset(icu::Collator::createInstance(icu::Locale{"kk"}, status));
  RISKMAP_REQUIRE(U_SUCCESS(status));
}

Collator::~Collator() = default;

int Collator::compare(std::string_view a, std::string_view b) const {
  UErrorCode status = U_ZERO_ERROR;
  return state_->collator->compareUTF8(icu::StringPiece{a.data(), static_cast<int32_t>(a.size())},
                                       icu::StringPiece{b.data(), static_cast<int32_t>(b.size())}, status);
}

std::string Collator::key(std::string_view text) const {
  const auto string = from_utf8(text);
  std::string out(static_cast<std::size_t>(state_->collator->getSortKey(string, nullptr, 0)), '\0');
  state_->collator->getSortKey(string, reinterpret_cast<uint8_t*>(out.data()), static_cast<int32_t>(out.size()));
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    const auto at = text.find(separator);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace riskmap
