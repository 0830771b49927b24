// Folding and collation on ICU; the Kazakh table is ours because no ICU transform has it.
#include "layers/core/text.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
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
    case U'ә':
    case U'ј':
      return U'а';
    case U'ғ':
    case U'є':
      return U'г';
    case U'қ':
    case U'ќ':
      return U'к';
    case U'ң':
    case U'ѕ':
      return U'н';
    case U'ө':
    case U'ґ':
      return U'о';
    case U'ұ':
    case U'ү':
    case U'ў':
    case U'ї':
      return U'у';
    case U'һ':
      return U'х';
    case U'і':
    case U'й':
      return U'и';
    case U'ё':
      return U'е';
    case U'«':
    case U'»':
    case U'“':
    case U'”':
    case U'„':
    case U'’':
    case U'ʼ':
      return U'"';
    case U'–':
    case U'—':
    case U'‑':
      return U'-';
    default:
      return c;
  }
}

// Latin letters that look like Cyrillic ones, used where a word is otherwise Cyrillic.
UChar32 cyrillic_look_alike(UChar32 c) {
  if (c > 'z') return c;
  constexpr std::array<std::pair<UChar32, UChar32>, 11> pairs = {{{U'a', U'а'},
                                                                  {U'e', U'е'},
                                                                  {U'o', U'о'},
                                                                  {U'p', U'р'},
                                                                  {U'c', U'с'},
                                                                  {U'x', U'х'},
                                                                  {U'i', U'и'},
                                                                  {U'y', U'у'},
                                                                  {U'k', U'к'},
                                                                  {U'h', U'х'},
                                                                  {U'm', U'м'}}};
  for (const auto& [latin, cyrillic] : pairs)
    if (c == latin) return cyrillic;
  return c;
}

bool is_cyrillic(UChar32 c) {
  return c >= 0x400 && c <= 0x52F;
}
bool is_cyrillic_letter(UChar32 c) {
  return is_cyrillic(c) && (c < 0x482 || c > 0x489);
}  // no sign of thousands, no marks

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
void unify_words(std::u16string& text) {
  for (auto start = text.begin(); start != text.end();) {
    const auto end =
        std::find_if_not(start, text.end(), [](char16_t c) { return is_cyrillic_letter(c) || u_isalpha(c); });
    if (std::any_of(start, end, is_cyrillic))
      std::transform(start, end, start, [](char16_t c) { return static_cast<char16_t>(cyrillic_look_alike(c)); });
    start = end == text.end() ? end : end + 1;
  }
}

// The fold of any text, but for unify_words.
std::u16string fold_letters(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  RISKMAP_REQUIRE(U_SUCCESS(status));
  const UnicodeString text = without_latin_marks(nfkc->normalize(from_utf8(utf8), status));
  UnicodeString out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (is_invisible(c)) continue;
    const UChar32 letter = u_isUWhiteSpace(c) ? UChar32{U' '} : c == U'ı' ? UChar32{U'i'} : folded_letter(c);
    if (letter == U' ' && (out.isEmpty() || out.char32At(out.length() - 1) == U' ')) continue;
    out.append(letter);
  }
  return {out.getBuffer(), static_cast<std::size_t>(out.length())};
}

// ASCII and Cyrillic never combine with what follows them, so their folds, one by one, make the fold of a text: looked
// up in a table, ten times faster than normalising. 0 = a character that needs the long way.
constexpr std::size_t simple_characters = 0x530;
using SimpleFolds = std::array<char16_t, simple_characters>;

SimpleFolds simple_folds() {
  SimpleFolds folds{};
  for (std::size_t c = 0x21; c < simple_characters; ++c) {
    const bool is_combining = c >= 0x483 && c <= 0x489;
    if ((c > 0x7E && c < 0x400) || is_combining) continue;
    const auto fold_of_one = fold_letters(to_utf8(UnicodeString{static_cast<UChar32>(c)}));
    if (fold_of_one.size() == 1) folds[c] = fold_of_one.front();
  }
  folds[U' '] = folds[U'\t'] = folds[U'\n'] = folds[U'\r'] = u' ';
  return folds;
}

// False when the text holds anything but simple characters.
bool fold_simply(std::string_view utf8, std::u16string& out) {
  static const SimpleFolds folds = simple_folds();
  out.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    auto c = static_cast<unsigned>(static_cast<unsigned char>(utf8[i]));
    if (c >= 0x80) {
      const auto next = i + 1 < utf8.size() ? static_cast<unsigned>(static_cast<unsigned char>(utf8[i + 1])) : 0U;
      if ((c & 0xE0) != 0xC0 || (next & 0xC0) != 0x80) return false;
      c = (c & 0x1F) << 6 | (next & 0x3F);
      ++i;
    }
    const char16_t letter = c < simple_characters ? folds[c] : u'\0';
    if (letter == 0) return false;
    if (letter != u' ' || (!out.empty() && out.back() != u' ')) out += letter;
  }
  return true;
}

constexpr std::array<std::pair<UChar32, const char*>, 32> latin_spellings = {
    {{U'а', "a"},  {U'б', "b"}, {U'в', "v"}, {U'г', "g"}, {U'д', "d"}, {U'е', "e"},  {U'ж', "zh"}, {U'з', "z"},
     {U'и', "i"},  {U'к', "k"}, {U'л', "l"}, {U'м', "m"}, {U'н', "n"}, {U'о', "o"},  {U'п', "p"},  {U'р', "r"},
     {U'с', "s"},  {U'т', "t"}, {U'у', "u"}, {U'ф', "f"}, {U'х', "h"}, {U'ц', "ts"}, {U'ч', "ch"}, {U'ш', "sh"},
     {U'щ', "sh"}, {U'ъ', ""},  {U'ы', "i"}, {U'ь', ""},  {U'э', "e"}, {U'ю', "iu"}, {U'я', "ia"}, {U'ѐ', "e"}}};

// Of a folded character; " " for what is neither letter nor digit.
std::string latin_spelling(UChar32 c) {
  const auto found = std::ranges::find(latin_spellings, c, [](const auto& spelling) { return spelling.first; });
  if (found != latin_spellings.end()) return found->second;
  if (c == U'q') return "k";
  if (c == U'y') return "i";
  return u_isalnum(c) ? to_utf8(UnicodeString{c}) : " ";
}

std::u16string folded(std::string_view utf8) {
  std::u16string text;
  if (!fold_simply(utf8, text)) text = fold_letters(utf8);
  unify_words(text);
  while (text.ends_with(u' ')) text.pop_back();
  return text;
}
}  // namespace

bool is_valid_utf8(std::string_view bytes) {
  const auto length = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < length;) {
    // Codes, days and uuids are ASCII, eight bytes at a time.
    if (std::uint64_t eight = 0; length - i >= 8) {
      std::memcpy(&eight, bytes.data() + i, 8);
      if ((eight & 0x8080808080808080U) == 0) {
        i += 8;
        continue;
      }
    }
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

std::string lower_case(std::string_view utf8) {
  return to_utf8(from_utf8(utf8).foldCase());
}

std::string fold(std::string_view utf8) {
  const auto text = folded(utf8);
  std::string out;
  UnicodeString{false, text.data(), static_cast<int32_t>(text.size())}.toUTF8String(out);
  return out;
}

std::string latin_key(std::string_view utf8) {
  static const auto spellings = [] {
    std::vector<std::string> simple;
    for (std::size_t c = 0; c < simple_characters; ++c) simple.push_back(latin_spelling(static_cast<UChar32>(c)));
    return simple;
  }();
  const auto letters = folded(utf8);
  const UnicodeString text{false, letters.data(), static_cast<int32_t>(letters.size())};
  std::string out;
  for (int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    const auto latin =
        static_cast<std::size_t>(c) < simple_characters ? spellings[static_cast<std::size_t>(c)] : latin_spelling(c);
    if (latin != " ")
      out += latin;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
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

std::vector<std::string> folded_words(std::string_view folded, std::string_view also) {
  const auto is_part = [also](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           also.find(c) != std::string_view::npos;
  };
  std::vector<std::string> words;
  for (auto rest = folded; !rest.empty();) {
    const auto begin = std::ranges::find_if(rest, is_part);
    const auto end = std::find_if_not(begin, rest.end(), is_part);
    if (begin != end) words.emplace_back(begin, end);
    rest = {end, rest.end()};
  }
  return words;
}

}  // namespace riskmap
