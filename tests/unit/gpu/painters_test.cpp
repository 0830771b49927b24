// Shapes, lines and letters, judged by the pixels they leave. Software GL without a display; skipped where there is
// none.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "tests/unit/gpu/egl_context.h"
#include "viewer/gpu/compositor.h"
#include "viewer/gpu/map_canvas.h"

namespace riskmap::gpu {
namespace {

constexpr ImageSize size{200, 200};
constexpr Colour white = rgb(0xFFFFFF), black = rgb(0x000000), clear{0, 0, 0, 0};

std::vector<std::uint32_t> pixels_of(const Framebuffer& target) {
  return read_pixels(target.id(), target.size());
}

unsigned alpha_at(const std::vector<std::uint32_t>& pixels, int x, int y) {
  return pixels[static_cast<std::size_t>(y * size.width + x)] >> 24;
}

double covered_area(const std::vector<std::uint32_t>& pixels) {
  double area = 0;
  for (const std::uint32_t pixel : pixels) area += static_cast<double>(pixel >> 24) / 255;
  return area;
}

std::vector<std::uint32_t> painted(const SymbolMark& mark) {
  auto painter = SymbolPainter::create().value();
  const Framebuffer target{size};
  target.clear(clear);
  painter.paint(Target{target}, {&mark, 1});
  return pixels_of(target);
}

std::vector<std::uint32_t> painted(const Polyline& line, const StrokeLook& look) {
  auto painter = StrokePainter::create().value();
  const Framebuffer target{size};
  target.clear(clear);
  painter.paint(Target{target}, stroke_strip({&line, 1}, look.width_px), look);
  return pixels_of(target);
}

std::shared_ptr<const LabelImage> block(int width, int height) {
  auto image = std::make_shared<LabelImage>();
  image->size = {width, height};
  image->fill.assign(static_cast<std::size_t>(width * height), 0);
  image->halo.assign(static_cast<std::size_t>(width * height), 255);
  for (int x = 0; x < width; ++x) image->fill[static_cast<std::size_t>(x)] = 255;  // the top row is "letters"
  return image;
}

}  // namespace

TEST_CASE("symbols of equal radius cover equal areas, whatever their shape") {
  const EglContext context;
  if (!context) return;
  const double wanted = std::numbers::pi * 30 * 30;
  for (const SymbolKind kind : {SymbolKind::circle, SymbolKind::square, SymbolKind::diamond, SymbolKind::triangle}) {
    const auto pixels =
        painted(SymbolMark{.centre = {100, 100}, .radius_px = 30, .stroke_px = 0, .kind = kind, .fill = black});
    CAPTURE(static_cast<int>(kind));
    CHECK(covered_area(pixels) == doctest::Approx(wanted).epsilon(0.01));
    CHECK(alpha_at(pixels, 100, 100) == 255);
    CHECK(alpha_at(pixels, 100, 160) == 0);
  }
}

TEST_CASE("a mark that names no fill is a line around what it marks") {
  const EglContext context;
  if (!context) return;
  const auto pixels =
      painted(SymbolMark{.centre = {100, 100}, .radius_px = 30, .stroke_px = 4, .stroke = {0, 0, 0, 255}});
  CHECK(alpha_at(pixels, 100, 100) == 0);
  CHECK(alpha_at(pixels, 100, 70) == 255);
}

TEST_CASE("a triangle points up") {
  const EglContext context;
  if (!context) return;
  const auto pixels = painted(
      SymbolMark{.centre = {100, 100}, .radius_px = 30, .stroke_px = 0, .kind = SymbolKind::triangle, .fill = black});
  CHECK(alpha_at(pixels, 100, 60) > 0);  // its tip
  CHECK(alpha_at(pixels, 75, 70) == 0);
  CHECK(alpha_at(pixels, 70, 115) == 255);  // its left foot
}

TEST_CASE("a ring has a hole, a sector is its share, clockwise from the top") {
  const EglContext context;
  if (!context) return;
  const auto ring = painted(SymbolMark{.centre = {100, 100},
                                       .radius_px = 40,
                                       .inner_radius_px = 20,
                                       .stroke_px = 0,
                                       .kind = SymbolKind::ring,
                                       .fill = black});
  CHECK(alpha_at(ring, 100, 100) == 0);
  CHECK(alpha_at(ring, 100, 70) == 255);
  CHECK(covered_area(ring) == doctest::Approx(std::numbers::pi * (1600 - 400)).epsilon(0.01));
  const auto quarter = painted(SymbolMark{
      .centre = {100, 100}, .radius_px = 40, .stroke_px = 0, .from_turn = 0, .to_turn = 0.25, .fill = black});
  CHECK(alpha_at(quarter, 115, 85) == 255);  // top right
  CHECK(alpha_at(quarter, 115, 115) == 0);
  CHECK(alpha_at(quarter, 85, 85) == 0);
  CHECK(covered_area(quarter) == doctest::Approx(std::numbers::pi * 1600 / 4).epsilon(0.03));
}

TEST_CASE("a stroke lies half outside the radius and over the fill") {
  const EglContext context;
  if (!context) return;
  const auto pixels = painted(SymbolMark{
      .centre = {100, 100}, .radius_px = 30, .stroke_px = 6, .fill = rgb(0xFF0000), .stroke = rgb(0x0000FF)});
  CHECK(covered_area(pixels) == doctest::Approx(std::numbers::pi * 33 * 33).epsilon(0.01));
  CHECK(pixels[100 * 200 + 100] == 0xFF0000FF);
  CHECK(pixels[100 * 200 + 130] == 0xFFFF0000);
}

TEST_CASE("a line has the width asked for, thin ones too") {
  const EglContext context;
  if (!context) return;
  const Polyline line{{{20, 100.5}, {180, 100.5}}, false};
  for (const double width : {1.0, 1.8, 3.0, 6.0}) {
    const auto pixels = painted(line, {.colour = black, .width_px = width});
    double column = 0;
    for (int y = 0; y < size.height; ++y) column += static_cast<double>(alpha_at(pixels, 100, y)) / 255;
    CAPTURE(width);
    CHECK(column == doctest::Approx(width).epsilon(0.02));
  }
}

TEST_CASE("dashes leave gaps, a glow fades") {
  const EglContext context;
  if (!context) return;
  const Polyline line{{{20, 100.5}, {180, 100.5}}, false};
  const auto dashed = painted(line, {.colour = black, .width_px = 3, .dash_px = 6, .gap_px = 4});
  int changes = 0;
  for (int x = 21; x < 180; ++x) changes += (alpha_at(dashed, x, 100) > 127) != (alpha_at(dashed, x - 1, 100) > 127);
  CHECK(changes >= 30);
  CHECK(changes <= 33);
  const auto glow = painted(line, {.colour = black, .width_px = 12, .is_soft = true});
  CHECK(alpha_at(glow, 100, 100) > alpha_at(glow, 100, 103));
  CHECK(alpha_at(glow, 100, 103) > alpha_at(glow, 100, 105));
}

TEST_CASE("labels stand pixel for pixel, letters over their halo") {
  const EglContext context;
  if (!context) return;
  auto painter = LabelAtlasPainter::create().value();
  const Framebuffer target{size};
  target.clear(clear);
  const std::vector<LabelMark> marks{{block(10, 5), 20, 30, {black, white}},
                                     {block(12, 6), 50, 60, {rgb(0xFF0000), white}}};
  painter.paint(Target{target}, marks);
  const auto pixels = pixels_of(target);
  CHECK(pixels[30 * 200 + 20] == 0xFF000000);
  CHECK(pixels[31 * 200 + 20] == 0xFFFFFFFF);
  CHECK(pixels[34 * 200 + 29] == 0xFFFFFFFF);
  CHECK(alpha_at(pixels, 30, 30) == 0);
  CHECK(alpha_at(pixels, 20, 29) == 0);
  CHECK(pixels[60 * 200 + 61] == 0xFF0000FF);
}

TEST_CASE("an atlas that is full begins anew and shows the labels of the picture at hand") {
  const EglContext context;
  if (!context) return;
  auto painter = LabelAtlasPainter::create().value();
  const Framebuffer target{size};
  for (int round = 0; round < 5; ++round) {
    std::vector<LabelMark> marks;
    for (int i = 0; i < 20; ++i) marks.push_back({block(500, 60), 0, 0, {black, white}});
    marks.push_back({block(10, 5), 20, 100, {black, white}});
    target.clear(clear);
    painter.paint(Target{target}, marks);
    CHECK(pixels_of(target)[100 * 200 + 20] == 0xFF000000);
  }
}

TEST_CASE("a picture keeps its colours and its top at the top") {
  const EglContext context;
  if (!context) return;
  const auto canvas = MapCanvas::create().value();
  ColourImage image;
  image.reset({50, 40});
  for (int x = 0; x < 50; ++x) image.row(0)[x] = 0xFF332211;  // R 11, G 22, B 33
  canvas->present(image);
  auto compositor = Compositor::create().value();
  const Framebuffer target{size};
  compositor.compose(
      {.target = target.id(), .size = size, .ground = white, .map = {10, 20, 60, 60}, .canvas = canvas.get()});
  const auto pixels = pixels_of(target);
  CHECK(pixels[20 * 200 + 10] == 0xFF332211);
  CHECK((pixels[21 * 200 + 10] & 0xFFFFFFU) == 0);
  CHECK(pixels[19 * 200 + 10] == 0xFFFFFFFF);
}

TEST_CASE("a picture larger than its place is cut, not squeezed") {
  const EglContext context;
  if (!context) return;
  const auto canvas = MapCanvas::create().value();
  ColourImage image;
  image.reset({100, 100});
  for (std::uint32_t& pixel : image.pixels) pixel = 0xFF0000FF;
  canvas->present(image);
  auto compositor = Compositor::create().value();
  const Framebuffer target{size};
  compositor.compose(
      {.target = target.id(), .size = size, .ground = white, .map = {10, 10, 30, 30}, .canvas = canvas.get()});
  const auto pixels = pixels_of(target);
  CHECK(pixels[29 * 200 + 29] == 0xFF0000FF);
  CHECK(pixels[30 * 200 + 30] == 0xFFFFFFFF);
}

TEST_CASE("the overlay's extent covers what was drawn, and starting anew empties it") {
  const EglContext context;
  if (!context) return;
  const auto canvas = MapCanvas::create().value();
  canvas->start_overlay(size);
  CHECK(canvas->overlay().extent().is_empty());
  const SymbolMark disc{.centre = {50, 60}, .radius_px = 10, .fill = black};
  canvas->symbols({&disc, 1});
  const PixelRect extent = canvas->overlay().extent();
  CHECK(extent.left <= 39);
  CHECK(extent.bottom >= 71);
  CHECK(extent.right < 80);
  canvas->start_overlay(size);
  CHECK(covered_area(pixels_of(canvas->overlay().texture())) == 0);
  CHECK(canvas->take_change());
  CHECK_FALSE(canvas->take_change());
}

TEST_CASE("the overlay looks the same straight on the target and by way of its texture") {
  const EglContext context;
  if (!context) return;
  const auto canvas = MapCanvas::create().value();
  ColourImage image;
  image.reset({100, 100});
  for (std::uint32_t& pixel : image.pixels) pixel = 0xFF808080;
  canvas->present(image);
  canvas->start_overlay({100, 100});
  const SymbolMark disc{
      .centre = {50, 95}, .radius_px = 20, .stroke_px = 3, .fill = rgb(0x2040C0, 128), .stroke = black};
  canvas->symbols({&disc, 1});
  auto compositor = Compositor::create().value();
  const Framebuffer target{size};
  const Composition composition{
      .target = target.id(), .size = size, .ground = white, .map = {60, 70, 160, 170}, .canvas = canvas.get()};
  CHECK(canvas->overlay().is_new());
  compositor.compose(composition);
  const auto straight = pixels_of(target);
  CHECK_FALSE(canvas->overlay().is_new());
  compositor.compose(composition);
  const auto kept = pixels_of(target);
  int most = 0;
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (unsigned shift = 0; shift < 32; shift += 8)
      most = std::max(
          most, std::abs(static_cast<int>(kept[i] >> shift & 255U) - static_cast<int>(straight[i] >> shift & 255U)));
  CHECK(most <= 1);
  CHECK(straight[165 * 200 + 110] != 0xFF808080);  // the disc's middle
  CHECK(straight[171 * 200 + 110] == 0xFFFFFFFF);  // cut at the map's edge
}

TEST_CASE("a shader that does not compile says so and where") {
  const EglContext context;
  if (!context) return;
  const auto program =
      Program::link("broken", "#version 330 core\nvoid main() { nonsense }", "#version 330 core\nvoid main() {}");
  REQUIRE_FALSE(program.has_value());
  CHECK(program.error().code == ErrorCode::no_graphics);
  CHECK(program.error().where == "broken");
}

}  // namespace riskmap::gpu
