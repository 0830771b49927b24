// Folding, collation and the small text helpers.
#include "layers/core/text.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace riskmap {

TEST_CASE("valid UTF-8 is told from overlong forms, surrogates and cut characters") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("Төле би 🌊"));
  CHECK_FALSE(is_valid_utf8("\xC3\x28"));
  CHECK_FALSE(is_valid_utf8("\xC0\xAF"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_valid_utf8("\xD0"));
  CHECK_FALSE(is_valid_utf8("\xF5\x80\x80\x80"));
  // Wherever it stands among what is read eight bytes at a time.
  for (std::size_t at = 0; at <= 20; ++at) {
    std::string text(20, 'a');
    CHECK(is_valid_utf8(text.insert(at, "ө")));
    CHECK_FALSE(is_valid_utf8(text.insert(at, "\xD0")));
  }
}

TEST_CASE("characters are counted and cut, never bytes") {
  CHECK(length_in_characters("Өзен 🌊") == 6);
  CHECK(first_characters("Өзен", 2) == "Өз");
  CHECK(first_characters("Өзен", 4) == "Өзен");
  CHECK(first_characters("Өзен", 9) == "Өзен");
  CHECK(first_characters("Өзен", 0).empty());
  CHECK(first_characters("а🌊б", 2) == "а🌊");
}

TEST_CASE("trimming takes every kind of blank at both ends and leaves the middle") {
  CHECK(trimmed(" \t\u00A0\u200Bауыз су\uFEFF\r\n") == "ауыз су");
  CHECK(trimmed("\u2003").empty());
  CHECK(trimmed("").empty());
}

TEST_CASE("composing makes one character of a letter and its mark") {
  CHECK(composed("Абаи\u0306") == "Абай");
  CHECK(composed("Абай") == "Абай");
}

TEST_CASE("spellings that a person calls the same have one fold") {
  const auto same = [](const char* a, const char* b) {
    INFO(a, " and ", b, ": ", fold(a), " and ", fold(b));
    return fold(a) == fold(b);
  };
  CHECK(same("Көксәйек", "Коксайек"));
  CHECK(same("ҚАРАТӨБЕ", "каратобе"));
  CHECK(same("Жоғарғы Ақсу", "Жогаргы  Аксу "));
  CHECK(same("Төле би", "төле\u00A0би"));
  CHECK(same("Ұзынарық", "Узынарык"));
  CHECK(same("Һәм", "хам"));
  CHECK(same("ёлка", "Елка"));
  CHECK(same("Eлді", "Елді"));        // Latin E
  CHECK(same("Cу", "су"));            // Latin C
  CHECK(same("Абай", "Абаи\u0306"));  // й in two characters
  CHECK(same("«Құтты мекен»", "\"Кутты мекен\""));
  CHECK(same("тасқын–су", "таскын-су"));
  CHECK(same("Qaratöbe", "Qaratobe"));
  CHECK(same("Ўзынарыќ", "Ұзынарық"));      // legacy letter shapes
  CHECK(same("су\u00ADқұбыр", "суқұбыр"));  // soft hyphen
  CHECK_FALSE(same("су", "ау"));
  CHECK_FALSE(same("Kok", "Көк"));  // Latin words stay Latin
}

TEST_CASE("folding twice changes nothing more") {
  for (const auto* text : {"Көксәйек", "İstanbul ß №5а", "  a\u0301 b ", "«Eлді» мекен", "ﬁn ½ …", "가각", "Ἀθῆναι"}) {
    INFO(text);
    CHECK(fold(fold(text)) == fold(text));
  }
}

TEST_CASE("a place name has one Latin key in both alphabets") {
  CHECK(latin_key("Көксәйек") == "koksaiek");
  CHECK(latin_key("Koksaiek") == "koksaiek");
  CHECK(latin_key("Köksäyek") == "koksaiek");
  CHECK(latin_key("Шәуілдір") == "shauildir");
  CHECK(latin_key("Қаратөбе") == latin_key("Qaratobe"));
  CHECK(latin_key("Бірінші-Мамыр") == "birinshi mamir");
}

TEST_CASE("lower case knows the Kazakh letters and changes nothing else") {
  CHECK(lower_case("ӘҒҚҢӨҰҮҺІ Ё") == "әғқңөұүһі ё");
  CHECK(lower_case("«Су»  № 5") == "«су»  № 5");
}

TEST_CASE("names sort by the Kazakh alphabet of 42 letters") {
  const std::vector<std::string> alphabet = {"а", "ә", "б", "в", "г", "ғ", "д", "е", "ё", "ж", "з", "и", "й", "к",
                                             "қ", "л", "м", "н", "ң", "о", "ө", "п", "р", "с", "т", "у", "ұ", "ү",
                                             "ф", "х", "һ", "ц", "ч", "ш", "щ", "ъ", "ы", "і", "ь", "э", "ю", "я"};
  const Collator collator;
  for (std::size_t i = 0; i + 1 < alphabet.size(); ++i) {
    INFO(alphabet[i], " before ", alphabet[i + 1]);
    CHECK(collator.compare(alphabet[i], alphabet[i + 1]) < 0);
    CHECK(collator.key(alphabet[i]) < collator.key(alphabet[i + 1]));
  }
  std::vector<std::string> names = {"Яблоня", "Қаратөбе", "Кемеқалған", "Ұзынарық", "Әл-Фараби", "Алатау", "Үш"};
  std::ranges::sort(names, [&collator](const auto& a, const auto& b) { return collator.compare(a, b) < 0; });
  CHECK(names == std::vector<std::string>{"Алатау", "Әл-Фараби", "Кемеқалған", "Қаратөбе", "Ұзынарық", "Үш", "Яблоня"});
}

TEST_CASE("words are runs of letters and digits of any alphabet") {
  using Words = std::vector<std::string>;
  CHECK(folded_words("с.коксаиек, uy 12") == Words{"с", "коксаиек", "uy", "12"});
  CHECK(folded_words("а/о ") == Words{"а", "о"});
  CHECK(folded_words("(первомаи) а/о", "/") == Words{"первомаи", "а/о"});
  CHECK(folded_words("").empty());
  CHECK(folded_words(" .,-").empty());
}

TEST_CASE("splitting keeps empty parts") {
  CHECK(split("a;;b", ';') == std::vector<std::string>{"a", "", "b"});
  CHECK(split("", ';') == std::vector<std::string>{""});
  CHECK(split("a;", ';') == std::vector<std::string>{"a", ""});
}

}  // namespace riskmap
