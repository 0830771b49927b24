// Characters that ImGui's fields would damage come through them unchanged.
#include "viewer/panels/stand_ins.h"

#include <doctest/doctest.h>

#include "viewer/panels/text_buffer.h"

namespace riskmap::ui {

TEST_CASE("what ImGui would damage stands behind characters that it keeps, and comes back") {
  StandIns stand_ins;
  const std::string text = "Тест 👍🏽 \u3401 \uE123 𠀀\x01\n";
  const auto inside = stand_ins.put_in(text);
  for (const char32_t c : utf32_from(inside)) {
    CHECK(c >= 0x20);
    CHECK(c < 0xE000);
  }
  CHECK(utf32_from(inside).size() == utf32_from(text).size());
  CHECK(stand_ins.taken_out(inside) == text);
  CHECK(stand_ins.put_in(text) == inside);
}

TEST_CASE("an ordinary text is not touched") {
  StandIns stand_ins;
  const std::string text = "Су құбыры тозған – 48 үй «Ақ» ₸";
  CHECK(stand_ins.put_in(text) == text);
  CHECK(stand_ins.taken_out(text) == text);
}

TEST_CASE("when every stand-in is taken, those given out still mean what they meant") {
  StandIns stand_ins;
  const auto first = stand_ins.put_in("👍");
  for (char32_t c = 0x20000; c < 0x22000; ++c) static_cast<void>(stand_ins.for_character(c));
  CHECK(stand_ins.for_character(0x2A6D6) == 0xFFFD);
  CHECK(stand_ins.taken_out(first) == "👍");
}

}  // namespace riskmap::ui
