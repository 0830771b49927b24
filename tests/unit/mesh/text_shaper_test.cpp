// Lines of text measured and broken.
#include <doctest/doctest.h>

#include "layers/mesh/text_shaper.h"

using namespace riskmap;

TEST_CASE("a text is as wide as its parts and grows with its size") {
  const TextShaper shaper;
  const TextFont font{.size_px = 12};
  CHECK(shaper.width("", font) == 0);
  CHECK(shaper.width("Ауыл", font) > 20);
  CHECK(shaper.width("Ауыл Ауыл", font) > 2 * shaper.width("Ауыл", font));
  CHECK(shaper.width("Ауыл", {.size_px = 24}) == doctest::Approx(2 * shaper.width("Ауыл", font)).epsilon(0.02));
}

TEST_CASE("even digits are equally wide") {
  const TextShaper shaper;
  const TextFont font{.size_px = 12, .has_even_digits = true};
  CHECK(shaper.width("111", font) == doctest::Approx(shaper.width("888", font)));
}

TEST_CASE("a sentence is broken at spaces to the given width, a long word stands alone") {
  const TextShaper shaper;
  const TextFont font{.size_px = 12};
  const auto lines = shaper.wrapped("Шекаралар шартты, ресми емес", font, 130);
  REQUIRE(lines.size() == 2);
  for (const std::string& line : lines) CHECK(shaper.width(line, font) <= 130);
  CHECK(shaper.wrapped("Шекаралар", font, 5).size() == 1);
}

TEST_CASE("a shortened text fits and says so with an ellipsis") {
  const TextShaper shaper;
  const TextFont font{.size_px = 12};
  CHECK(shaper.shortened("Зертас", font, 200) == "Зертас");
  const std::string cut = shaper.shortened("Жоғарғы Қасқасу ауылы", font, 80);
  CHECK(cut.ends_with("…"));
  CHECK(shaper.width(cut, font) <= 80);
  CHECK(shaper.shortened("Зертас", font, 1) == "…");
}
