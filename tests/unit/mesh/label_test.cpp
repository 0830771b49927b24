// Map texts as coverage images, and where names are broken.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "layers/mesh/label.h"

using namespace riskmap;

namespace {

long ink(const std::vector<unsigned char>& coverage) {
  return std::ranges::count_if(coverage, [](int c) { return c > 0; });
}

}  // namespace

TEST_CASE("a label's letters lie inside its text box and its halo surrounds them") {
  LabelPainter painter;
  const auto label = painter.image({.name = "Көксәйек"});
  REQUIRE(ink(label->fill) > 50);
  CHECK(ink(label->halo) > ink(label->fill));
  for (int y = 0; y < label->size.height; ++y)
    for (int x = 0; x < label->size.width; ++x) {
      const auto at = static_cast<std::size_t>(y * label->size.width + x);
      CHECK(label->halo[at] >= label->fill[at]);
      if (label->fill[at] > 0) {
        const Box box = label->text_box;
        CHECK(x + 1 >= box.min_x - 1);
        CHECK(x <= box.max_x + 1);
        CHECK(y + 1 >= box.min_y - 1);
        CHECK(y <= box.max_y + 1);
      }
    }
}

TEST_CASE("every Kazakh letter has a shape of its own, none is the box of a missing letter") {
  LabelPainter painter;
  const auto missing = painter.image({.name = "\U000FFFFD"});
  for (const char* letter :
       {"Ә", "Ғ", "Қ", "Ң", "Ө", "Ұ", "Ү", "Һ", "І", "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "і", "₸"}) {
    CAPTURE(letter);
    const auto label = painter.image({.name = letter});
    CHECK(ink(label->fill) > 5);
    CHECK(label->fill != missing->fill);
  }
}

TEST_CASE("the same text is drawn once and shared") {
  LabelPainter painter;
  const LabelText text{.name = "Леңгір", .style = LabelStyle::town};
  CHECK(painter.image(text) == painter.image(text));
  CHECK(painter.images_kept() == 1);
  CHECK(painter.image({.name = "Леңгір", .style = LabelStyle::settlement}) != painter.image(text));
}

TEST_CASE("a label grows with the interface scale") {
  LabelPainter normal, doubled{2};
  const auto small = normal.image({.name = "Зертас"}), large = doubled.image({.name = "Зертас"});
  CHECK(large->text_box.width() == doctest::Approx(2 * small->text_box.width()).epsilon(0.05));
  CHECK(large->text_box.height() == doctest::Approx(2 * small->text_box.height()).epsilon(0.1));
}

TEST_CASE("a name wider than its room is set in two lines, the value below them") {
  LabelPainter painter;
  const auto wide = painter.image({.name = "Бірінші Мамыр", .value = "12"});
  REQUIRE(wide->lines.size() == 2);
  const auto narrow = painter.image({.name = "Бірінші Мамыр", .value = "12", .max_width_px = 60});
  REQUIRE(narrow->lines.size() == 3);
  CHECK(narrow->lines[0].text == "Бірінші");
  CHECK(narrow->lines[1].text == "Мамыр");
  CHECK(narrow->lines[2].text == "12");
  CHECK(narrow->lines[2].baseline > narrow->lines[1].baseline);
  CHECK(narrow->text_box.width() < wide->text_box.width());
}

TEST_CASE("a name is broken at a space, else at a hyphen, else between syllables") {
  using Lines = std::vector<std::string>;
  CHECK(two_lines("Жоғарғы Қасқасу") == Lines{"Жоғарғы", "Қасқасу"});
  CHECK(two_lines("Көксәйек ауылдық округі") == Lines{"Көксәйек", "ауылдық округі"});
  CHECK(two_lines("Ынтымақ-2") == Lines{"Ынтымақ-", "2"});
  CHECK(two_lines("Балдыберек") == Lines{"Балды-", "берек"});
  CHECK(two_lines("Сұлтанрабат") == Lines{"Сұлтан-", "рабат"});
  CHECK(two_lines("Жаңатұрмыс") == Lines{"Жаңа-", "тұрмыс"});
  CHECK(two_lines("Бөкейордасы") == Lines{"Бөкейор-", "дасы"});
  CHECK(two_lines("Абай") == Lines{"Абай"});
  CHECK(two_lines("-12,5") == Lines{"-12,5"});
  CHECK(two_lines("-12-18") == Lines{"-12-", "18"});
  CHECK_FALSE(has_own_break("-12,5"));
  CHECK(has_own_break("Ынтымақ-2"));
  CHECK(two_lines("") == Lines{""});
}

TEST_CASE("an empty text has no image to place") {
  LabelPainter painter;
  CHECK(painter.image({})->lines.empty());
}

TEST_CASE("a label cut by the picture's edge changes only pixels inside it") {
  LabelPainter painter;
  const auto label = painter.image({.name = "Ақбастау"});
  const ImageSize size{20, 10};
  std::vector<std::uint32_t> pixels(200, 0xFF808080);
  blend_label(*label, -5, 2, {rgb(0x000000), rgb(0xFFFFFF)}, pixels, size);
  CHECK(std::ranges::any_of(pixels, [](std::uint32_t p) { return p != 0xFF808080; }));
  std::ranges::fill(pixels, 0xFF808080);
  blend_label(*label, 100, 100, {rgb(0x000000), rgb(0xFFFFFF)}, pixels, size);
  CHECK(std::ranges::all_of(pixels, [](std::uint32_t p) { return p == 0xFF808080; }));
}

TEST_CASE("two threads may ask one painter") {
  LabelPainter painter;
  const auto ask = [&painter](int first) {
    for (int i = first; i < first + 40; ++i) static_cast<void>(painter.image({.name = "Ауыл " + std::to_string(i)}));
  };
  std::jthread one{ask, 0}, two{ask, 20};
  one.join();
  two.join();
  CHECK(painter.images_kept() == 60);
}
