// Promises of folding and cutting over random text.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

#include "layers/core/text.h"

namespace riskmap {
namespace {
void append(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (c >> 18));
    text += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
}

// Mostly what people type here, now and then anything at all.
std::string random_text(std::mt19937& random) {
  struct Range {
    char32_t first, last;
  };
  constexpr Range ranges[] = {{0x20, 0x7E},     {0x410, 0x44F},   {0x400, 0x52F},     {0x490, 0x4FF},
                              {0x300, 0x36F},   {0xA0, 0x24F},    {0x2000, 0x206F},   {0x370, 0x3FF},
                              {0x1F00, 0x1FFF}, {0xAC00, 0xAC20}, {0x1F300, 0x1F320}, {0x20, 0x2FFF}};
  std::string text;
  const auto length = random() % 24;
  for (unsigned i = 0; i < length; ++i) {
    const auto& range = ranges[random() % std::size(ranges)];
    append(text, range.first + static_cast<char32_t>(random() % (range.last - range.first + 1)));
  }
  return text;
}
}  // namespace

TEST_CASE("folding twice is folding once, and folds are valid text") {
  std::mt19937 random{20251};
  for (int i = 0; i < 20'000; ++i) {
    const auto text = random_text(random);
    const auto once = fold(text);
    INFO(text, " -> ", once, " -> ", fold(once));
    CHECK(is_valid_utf8(once));
    REQUIRE(fold(once) == once);
  }
}

TEST_CASE("a text folds like its upper case in Kazakh and Russian letters") {
  std::mt19937 random{7};
  const std::u32string lower = U"абвгдежзиклмнопрстуфхцчшщъыьэюяәғқңөұүһіёй ";
  const std::u32string upper = U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯӘҒҚҢӨҰҮҺІЁЙ ";
  REQUIRE(lower.size() == upper.size());
  for (int i = 0; i < 2'000; ++i) {
    std::string a, b;
    for (int j = 0; j < 12; ++j) {
      const auto at = random() % lower.size();
      append(a, lower[at]);
      append(b, upper[at]);
    }
    INFO(a, " and ", b);
    CHECK(fold(a) == fold(b));
  }
}

TEST_CASE("the fold of a text joined with blanks is the joined folds") {
  std::mt19937 random{99};
  for (int i = 0; i < 5'000; ++i) {
    const auto a = random_text(random), b = random_text(random);
    auto joined = fold(a);
    const auto second = fold(b);
    if (!joined.empty() && !second.empty()) joined += ' ';
    INFO(a, " | ", b);
    CHECK(fold(a + " " + b) == joined + second);
  }
}

TEST_CASE("a character folds the same whether or not its neighbours are simple ones") {
  std::mt19937 random{41};
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (int j = 0; j < 10; ++j)
      append(text, random() % 3 == 0 ? static_cast<char32_t>(0x20 + random() % 0x5F)
                                     : static_cast<char32_t>(0x400 + random() % 0x130));
    INFO(text);
    CHECK(fold(text + " \u2460") == fold(text) + (fold(text).empty() ? "1" : " 1"));  // ① folds to 1, the long way
  }
}

TEST_CASE("cutting leaves whole characters and as many as asked") {
  std::mt19937 random{3};
  for (int i = 0; i < 5'000; ++i) {
    const auto text = random_text(random);
    const auto characters = random() % 30;
    const auto cut = first_characters(text, characters);
    CHECK(is_valid_utf8(cut));
    CHECK(text.starts_with(cut));
    CHECK(length_in_characters(cut) == std::min<std::size_t>(characters, length_in_characters(text)));
  }
}

TEST_CASE("the collation key orders as the comparison does") {
  std::mt19937 random{11};
  const Collator collator;
  const auto sign = [](int value) { return (value > 0) - (value < 0); };
  for (int i = 0; i < 5'000; ++i) {
    const auto a = random_text(random), b = random_text(random);
    CHECK(sign(collator.compare(a, b)) == sign(collator.key(a).compare(collator.key(b))));
  }
}

}  // namespace riskmap
