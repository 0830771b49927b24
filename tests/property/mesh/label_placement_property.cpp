// Labels never collide and never leave their polygon, whatever the map.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "layers/mesh/label_placement.h"
#include "layers/mesh/polygon_room.h"
#include "tests/unit/mesh/district_shapes.h"

using namespace riskmap;
using riskmap::test::Shape;

namespace {

constexpr Box everywhere{-1e7, -1e7, 1e7, 1e7};
constexpr const char* names[] = {"Абай", "Жоғарғы Қасқасу", "Бірінші Мамыр", "Сұлтанрабат", "Леңгір", "Ұзынарық"};

// A star-shaped polygon with a ragged border.
Shape ragged(std::mt19937& random, MapPoint centre, double size) {
  std::uniform_real_distribution<double> reach{0.3 * size, size};
  std::vector<MapPoint> points;
  for (int i = 0; i < 40; ++i) {
    const double angle = i * 2 * std::numbers::pi / 40, radius = reach(random);
    points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  Shape shape;
  shape.ring(points);
  return shape;
}

struct Scene {
  std::vector<Shape> shapes;
  std::vector<LabelRequest> requests;
};

Scene random_scene(unsigned seed) {
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> place{-500, 500}, size{20, 220};
  Scene scene;
  for (int i = 0; i < 25; ++i) scene.shapes.push_back(ragged(random, {place(random), place(random)}, size(random)));
  for (const Shape& shape : scene.shapes)
    scene.requests.push_back({.text = {.name = names[random() % 6], .value = random() % 2 ? "17" : ""},
                              .priority = {.value = double(random() % 5)},
                              .polygon = shape.rings()});
  for (int i = 0; i < 60; ++i)
    scene.requests.push_back({.text = {.name = names[random() % 6]},
                              .priority = {.is_selected = random() % 20 == 0, .population = double(random() % 1000)},
                              .anchor = {place(random), place(random)},
                              .symbol_radius_px = 5});
  return scene;
}

Box on_screen(const PlacedLabel& label, ScreenPoint shift) {
  const double left = std::round(label.anchor.x + shift.x) + label.offset.x;
  const double top = std::round(-label.anchor.y + shift.y) + label.offset.y;
  const Box text = label.image->text_box;
  return {left + text.min_x, top + text.min_y, left + text.max_x, top + text.max_y};
}

}  // namespace

TEST_CASE("no two labels touch, wherever the screen's pixels fall") {
  LabelPainter painter;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const Scene scene = random_scene(seed);
    const auto labels = place_labels(scene.requests, {}, {1, everywhere}, painter);
    CHECK(labels.size() > 10);
    for (const ScreenPoint shift : {ScreenPoint{0, 0}, ScreenPoint{0.37, 0.81}, ScreenPoint{-3.5, 0.5}})
      for (std::size_t a = 0; a < labels.size(); ++a)
        for (std::size_t b = a + 1; b < labels.size(); ++b)
          CHECK_FALSE(on_screen(labels[a], shift).intersects(on_screen(labels[b], shift)));
  }
}

TEST_CASE("every area label lies wholly inside its polygon") {
  LabelPainter painter;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    const Scene scene = random_scene(seed);
    for (const PlacedLabel& label : place_labels(scene.requests, {}, {1, everywhere}, painter))
      if (const auto& polygon = scene.requests[label.request].polygon)
        CHECK(holds_box(scaled_polygon(*polygon, 1, 0), on_screen(label, {0, 0})));
  }
}

TEST_CASE("the same map gives the same labels, in any order of asking the painter") {
  LabelPainter fresh, used;
  static_cast<void>(used.image({.name = "Абай"}));
  const Scene scene = random_scene(3);
  const auto once = place_labels(scene.requests, {}, {1, everywhere}, fresh);
  const auto again = place_labels(scene.requests, {}, {1, everywhere}, used);
  REQUIRE(once.size() == again.size());
  for (std::size_t i = 0; i < once.size(); ++i) {
    CHECK(once[i].request == again[i].request);
    CHECK(once[i].offset == again[i].offset);
    CHECK(once[i].anchor == again[i].anchor);
  }
}
