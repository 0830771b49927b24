// Which labels appear and where.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "layers/mesh/label_placement.h"
#include "layers/mesh/polygon_room.h"
#include "tests/unit/mesh/district_shapes.h"

using namespace riskmap;
using riskmap::test::Shape;

namespace {

constexpr Box everywhere{-1e6, -1e6, 1e6, 1e6};

LabelRequest village(const char* name, MapPoint place, double population = 0) {
  return {.text = {.name = name}, .priority = {.population = population}, .anchor = place, .symbol_radius_px = 4};
}

LabelRequest area(const char* name, const Shape& shape) {
  return {.text = {.name = name, .style = LabelStyle::rural_district}, .polygon = shape.rings()};
}

const PlacedLabel* find(const std::vector<PlacedLabel>& labels, std::size_t request) {
  const auto found = std::ranges::find(labels, request, &PlacedLabel::request);
  return found == labels.end() ? nullptr : &*found;
}

// The text on a screen whose origin is the map's.
Box on_screen(const PlacedLabel& label, double metres_per_pixel = 1) {
  const double left = label.anchor.x / metres_per_pixel + label.offset.x;
  const double top = -label.anchor.y / metres_per_pixel + label.offset.y;
  const Box text = label.image->text_box;
  return {left + text.min_x, top + text.min_y, left + text.max_x, top + text.max_y};
}

}  // namespace

TEST_CASE("a lonely point has its name to the right of its symbol") {
  LabelPainter painter;
  const std::vector<LabelRequest> requests{village("Абай", {0, 0})};
  const auto labels = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  const Box text = on_screen(labels[0]);
  CHECK(text.min_x >= 4);
  CHECK(text.min_y < 0);
  CHECK(text.max_y > 0);
}

TEST_CASE("a taken place moves the next name to another side") {
  LabelPainter painter;
  const std::vector<LabelRequest> requests{village("Қарақия", {0, 0}, 10), village("Ұйымшыл", {6, -8}, 5)};
  const auto labels = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 2);
  CHECK_FALSE(on_screen(labels[0]).intersects(on_screen(labels[1])));
}

TEST_CASE("where only one name fits, selection beats value, value beats population") {
  LabelPainter painter;
  std::vector<LabelRequest> requests;
  for (int i = 0; i < 12; ++i) requests.push_back(village("Жоғарғы Қасқасу", {0.1 * i, 0}, 100 - i));
  auto labels = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() < requests.size());
  CHECK(labels.front().request == 0);
  requests[7].priority.value = 3;
  labels = place_labels(requests, {}, {1, everywhere}, painter);
  CHECK(labels.front().request == 7);
  requests[9].priority.is_selected = true;
  labels = place_labels(requests, {}, {1, everywhere}, painter);
  CHECK(labels.front().request == 9);
  CHECK(find(labels, 7));
}

TEST_CASE("names keep off symbols, except the selected one") {
  LabelPainter painter;
  std::vector<LabelObstacle> crowd;
  for (int y = -200; y <= 200; y += 10)
    for (int x = -200; x <= 200; x += 10) crowd.push_back({{double(x), double(y)}, 4});
  std::vector<LabelRequest> requests{village("Зертас", {0, 0})};
  CHECK(place_labels(requests, crowd, {1, everywhere}, painter).empty());
  requests[0].priority.is_selected = true;
  CHECK(place_labels(requests, crowd, {1, everywhere}, painter).size() == 1);
}

TEST_CASE("an area's name lies inside it, at its roomiest place") {
  LabelPainter painter;
  Shape shape;
  shape.ring({{0, 0}, {400, 0}, {400, 60}, {80, 60}, {80, 400}, {0, 400}});
  const std::vector<LabelRequest> requests{area("Кемеқалған", shape)};
  const auto labels = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(holds_box(scaled_polygon(shape.rings(), 1, 0), on_screen(labels[0])));
}

TEST_CASE("a long name goes to two lines in a narrow area and is dropped where even that is too wide") {
  LabelPainter painter;
  Shape narrow, slit;
  narrow.rectangle(0, 0, 70, 300);
  slit.rectangle(0, 0, 25, 300);
  const auto two = place_labels(std::vector{area("Жоғарғы Қасқасу", narrow)}, {}, {1, everywhere}, painter);
  REQUIRE(two.size() == 1);
  CHECK(two[0].image->lines.size() == 2);
  CHECK(place_labels(std::vector{area("Жоғарғы Қасқасу", slit)}, {}, {1, everywhere}, painter).empty());
}

TEST_CASE("an area too low for name and value keeps the name") {
  LabelPainter painter;
  Shape low;
  low.rectangle(0, 0, 200, 24);
  LabelRequest request = area("Тасарық", low);
  request.text.value = "12";
  const auto labels = place_labels(std::vector{request}, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].image->lines.size() == 1);
}

TEST_CASE("an area's name makes room for a name placed before it") {
  LabelPainter painter;
  Shape shape;
  shape.rectangle(-100, -60, 100, 60);
  std::vector<LabelRequest> requests{area("Аққұм", shape), village("Леңгір", {0, 0})};
  requests[1].priority.rank = 1;
  const auto labels = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 2);
  CHECK_FALSE(on_screen(labels[0]).intersects(on_screen(labels[1])));
}

TEST_CASE("panning inside the region changes no label") {
  const Box here{0, 0, 1400, 900}, panned{35, 20, 1435, 920};
  CHECK(label_region(here, 1) == label_region(panned, 1));
  CHECK(label_region(here, 1).contains(-700, -450));
  CHECK(label_region(here, 1).contains(2100, 1350));
}

TEST_CASE("requests outside the region are not placed") {
  LabelPainter painter;
  const std::vector<LabelRequest> requests{village("Абай", {0, 0}), village("Алтынбастау", {5000, 0})};
  const auto labels = place_labels(requests, {}, {1, {-100, -100, 100, 100}}, painter);
  CHECK(labels.size() == 1);
  CHECK(painter.images_kept() == 1);
}

TEST_CASE("an empty name and a feature without a shape are left out") {
  LabelPainter painter;
  const std::vector<LabelRequest> requests{village("", {0, 0}), area("Алатау", Shape{})};
  CHECK(place_labels(requests, {}, {1, everywhere}, painter).empty());
}

TEST_CASE("a name finds the only room that is wide enough, far from the roomiest point") {
  LabelPainter painter;
  Shape shape;  // a tower with a long low shelf beside it
  shape.ring({{0, 0}, {160, 0}, {160, 18}, {45, 18}, {45, 90}, {0, 90}});
  const auto labels = place_labels(std::vector{area("Бірінші-Мамыр", shape)}, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].image->lines.size() == 1);
  CHECK(holds_box(scaled_polygon(shape.rings(), 1, 0), on_screen(labels[0])));
}

TEST_CASE("a name beside its figure is set a little smaller before it is parted, parted before the figure goes") {
  LabelPainter painter;
  const double width = painter.image({.name = "Майбұлақ"})->text_box.width();
  const auto lines_in = [&](double share_of_width, const char* name) {
    const double room = width * share_of_width + 4;  // the clearance at both sides
    const Shape shape = Shape{}.rectangle(0, 0, room, 60);
    auto request = area(name, shape);
    request.text.style = LabelStyle::settlement;
    request.text.value = "7";
    request.may_shrink = true;
    const std::vector<LabelRequest> requests{request};
    const auto labels = place_labels(requests, {}, {1, everywhere}, painter);
    REQUIRE(labels.size() == 1);
    return labels.front().image->lines;
  };
  const auto whole = lines_in(1.05, "Майбұлақ");
  REQUIRE(whole.size() == 2);
  CHECK(whole.front().size == 1);
  const auto smaller = lines_in(0.9, "Майбұлақ");
  REQUIRE(smaller.size() == 2);
  CHECK(smaller.front().text == "Майбұлақ");
  CHECK(smaller.front().size < 1);
  const auto parted = lines_in(0.7, "Майбұлақ");
  REQUIRE(parted.size() == 3);
  CHECK(parted.front().size == 1);
  CHECK(parted.back().text == "7");
  const auto tiny = lines_in(0.4, "Майбұлақ");
  REQUIRE(tiny.size() == 1);
  CHECK(tiny.front().text == "7");
  const auto two_words = lines_in(0.9, "Жоғарғы Қасқасу");
  REQUIRE(two_words.size() == 3);
  CHECK(two_words.front().size == 1);
}

TEST_CASE("a point's name lies in its own cell, on whatever side of the point there is room") {
  LabelPainter painter;
  Shape west, east;
  west.rectangle(-200, -50, 10, 50);
  east.rectangle(10, -50, 200, 50);
  auto crowded = village("Әңгірата", {0, 0}), neighbour = village("Абай", {100, 20});
  crowded.home = west.rings(), neighbour.home = east.rings();
  const auto labels = place_labels(std::vector{crowded, neighbour}, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 2);
  CHECK(holds_box(scaled_polygon(west.rings(), 1, 0), on_screen(*find(labels, 0))));
  CHECK(holds_box(scaled_polygon(east.rings(), 1, 0), on_screen(*find(labels, 1))));
}

TEST_CASE("a name too long for its cell is left out, also where nobody lives beside it") {
  LabelPainter painter;
  Shape small;
  small.rectangle(-12, -12, 12, 12);
  auto inner = village("Көксәйек", {0, 0});
  inner.home = small.rings();
  CHECK(place_labels(std::vector{inner}, {}, {1, everywhere}, painter).empty());
  inner.priority.is_selected = true;
  CHECK(place_labels(std::vector{inner}, {}, {1, everywhere}, painter).size() == 1);
}

TEST_CASE("an area crowded with symbols shows its name over them rather than its figure alone") {
  LabelPainter painter;
  Shape shape;
  shape.rectangle(-60, -40, 60, 40);
  auto request = area("Аққұм", shape);
  request.text.value = "1,4";
  request.may_shrink = true;
  std::vector<LabelObstacle> crowd;
  for (int x = -50; x <= 50; x += 28) crowd.push_back({{double(x), 0}, 4});
  auto labels = place_labels(std::vector{request}, crowd, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].image->lines.size() == 2);
  for (int y = -60; y <= 60; y += 28)
    for (int x = -50; x <= 50; x += 28) crowd.push_back({{double(x), double(y)}, 4});
  labels = place_labels(std::vector{request}, crowd, {1, everywhere}, painter);
  CHECK((labels.empty() || labels[0].image->lines.size() == 1));
  request.may_cover = true;
  labels = place_labels(std::vector{request}, crowd, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(labels[0].image->lines.size() == 2);
}

TEST_CASE("a town's name lies over symbols before it is left out, in its own cell all the same") {
  LabelPainter painter;
  Shape cell;
  cell.rectangle(-60, -40, 60, 40);
  std::vector<LabelObstacle> crowd;
  for (int y = -200; y <= 200; y += 10)
    for (int x = -200; x <= 200; x += 10) crowd.push_back({{double(x), double(y)}, 4});
  auto town = village("Леңгір", {0, 0});
  town.home = cell.rings();
  CHECK(place_labels(std::vector{town}, crowd, {1, everywhere}, painter).empty());
  town.may_cover = true;
  const auto labels = place_labels(std::vector{town}, crowd, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  CHECK(holds_box(scaled_polygon(cell.rings(), 1, 0), on_screen(labels[0])));
}

TEST_CASE("an area with a symbol has its name beside that, never over it, even where the area has no room for both") {
  LabelPainter painter;
  Shape wide, tight;
  wide.rectangle(-200, -100, 200, 100);
  tight.rectangle(-30, -30, 30, 30);
  for (const Shape* shape : {&wide, &tight}) {
    auto request = area("Леңгір қаласы", *shape);
    request.symbol_radius_px = 26;
    const std::vector<LabelObstacle> own{{{0, 0}, 26}};
    const auto labels = place_labels(std::vector{request}, own, {1, everywhere}, painter);
    REQUIRE(labels.size() == 1);
    const Box text = on_screen(labels[0]);
    const double beside = std::hypot(std::clamp(0.0, text.min_x, text.max_x), std::clamp(0.0, text.min_y, text.max_y));
    CHECK(beside >= 26);
    CHECK(beside < 34);
    CHECK(holds_box(scaled_polygon(shape->rings(), 1, 0), text) == (shape == &wide));
    std::vector<LabelObstacle> crowd = own;
    for (int turn = 0; turn < 12; ++turn) crowd.push_back({{40 * std::cos(turn), 40 * std::sin(turn)}, 10, true});
    request.may_cover = true;
    CHECK(place_labels(std::vector{request}, crowd, {1, everywhere}, painter).empty());
  }
}

TEST_CASE("a name stands clearly nearer to its own symbol than to any other that has a name, or is left out") {
  LabelPainter painter;
  const auto width = painter.image({.name = "Зағамбар"})->text_box.width();
  std::vector<LabelObstacle> symbols{{{0, 0}, 4, true}, {{width + 14, 0}, 4, true}};
  const auto right = place_labels(std::vector{village("Зағамбар", {0, 0})}, symbols, {1, everywhere}, painter);
  REQUIRE(right.size() == 1);
  CHECK(on_screen(right[0]).max_x < width);  // not to the east, where the other symbol waits at its end
  for (const auto& [x, y] : {std::pair{-60, 0}, {-40, 20}, {-40, -20}, {0, 22}, {0, -22}, {30, 22}, {30, -22}})
    symbols.push_back({{double(x), double(y)}, 4, true});
  CHECK(place_labels(std::vector{village("Зағамбар", {0, 0})}, symbols, {1, everywhere}, painter).empty());
  for (auto& symbol : symbols) symbol.has_name = false;
  CHECK(place_labels(std::vector{village("Зағамбар", {0, 0})}, symbols, {1, everywhere}, painter).size() == 1);
}

TEST_CASE("a name that must lie over symbols lies over as few as it can") {
  LabelPainter painter;
  const Shape shape = Shape{}.rectangle(-60, -60, 60, 60);
  auto request = area("Көксәйек", shape);
  request.may_cover = true;
  std::vector<LabelObstacle> crowd;
  for (int y = -60; y <= 60; y += 10)
    for (int x = -60; x <= 60; x += y < 0 ? 10 : 60) crowd.push_back({{double(x), double(y)}, 4});
  const auto labels = place_labels(std::vector{request}, crowd, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  const Box text = on_screen(labels[0]);
  CHECK(text.max_y < 6);  // among the few in the north
  const auto is_covered = [&](const LabelObstacle& mark) { return text.contains(mark.place.x, -mark.place.y); };
  CHECK(std::ranges::count_if(crowd, is_covered) <= 2);
}

TEST_CASE("of many like shapes nearly all show their names, or none does but the selected one") {
  LabelPainter painter;
  const double width = painter.image({.name = "Жаңаұйым", .value = {}, .size = 0.76})->text_box.width();
  std::vector<Shape> shapes(10);
  std::vector<LabelRequest> requests;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    shapes[i].rectangle(200.0 * double(i), 0, 200.0 * double(i) + width - 4, 20);
    requests.push_back(area(i < 8 ? "Жаңаұйым" : "Абай", shapes[i]));
    requests.back().text.style = LabelStyle::settlement;
    requests.back().text.value = "7";
    requests.back().may_shrink = requests.back().shares_names = true;
  }
  const auto named = [&] {
    int count = 0;
    for (const auto& label : place_labels(requests, {}, {1, everywhere}, painter))
      count += label.image->lines.front().text != "7" ? 1 : 0;
    return count;
  };
  // A figure by itself tells of no place, and the narrowest ones alone would stand out.
  CHECK(place_labels(requests, {}, {1, everywhere}, painter).empty());
  for (auto& request : requests) request.text.value.clear();
  CHECK(named() == 0);
  requests[9].priority.is_selected = true;
  CHECK(named() == 1);
  for (auto& request : requests) request.text.name = "Абай";
  CHECK(named() == 10);
}

TEST_CASE("a figure too wide for its shape takes no name with it, neither its own nor the others'") {
  LabelPainter painter;
  std::vector<Shape> shapes(10);
  std::vector<LabelRequest> requests;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    shapes[i].rectangle(200.0 * double(i), 0, 200.0 * double(i) + 80, 60);
    requests.push_back(area("Жаңаұйым", shapes[i]));
    requests.back().text.value = i < 3 ? "Ашық мәселе мүлде жоқ" : "7";
    requests.back().may_shrink = requests.back().shares_names = true;
  }
  const auto placed = place_labels(requests, {}, {1, everywhere}, painter);
  REQUIRE(placed.size() == 10);
  for (const auto& label : placed) {
    CHECK(label.image->lines.front().text == "Жаңаұйым");
    CHECK(label.image->lines.size() == (label.request < 3 ? 1 : 2));
  }
}

TEST_CASE("a name with no room at all is shown in its shorter form") {
  LabelPainter painter;
  const double width = painter.image({.name = "(Кем.)", .value = {}, .size = 0.76})->text_box.width();
  const double longer = painter.image({.name = "Қаратөбе", .value = {}, .size = 0.76})->text_box.width();
  const Shape shape = Shape{}.rectangle(0, 0, std::max(width, longer) + 6, 60);
  auto request = area("Қаратөбе (Кемеқалғандық)", shape);
  request.text.style = LabelStyle::settlement;
  request.text.value = "4";
  request.may_shrink = true;
  CHECK(place_labels(std::vector{request}, {}, {1, everywhere}, painter).front().image->lines.size() == 1);
  request.shorter_name = "Қаратөбе (Кем.)";
  const auto labels = place_labels(std::vector{request}, {}, {1, everywhere}, painter);
  REQUIRE(labels.size() == 1);
  REQUIRE(labels[0].image->lines.size() == 3);
  CHECK(labels[0].image->lines[1].text == "(Кем.)");
}

TEST_CASE("a shape that fills a screen bears its name wherever one looks, and panning moves no name") {
  LabelPainter painter;
  Shape district;
  district.rectangle(0, 0, 6000, 4000);
  const std::vector<LabelRequest> requests{area("Көксәйек ауылдық округі", district)};
  const auto seen_from = [&](double x, double y) {
    return place_labels(requests, {}, {1, label_region({x - 600, y - 400, x + 600, y + 400}, 1)}, painter);
  };
  const auto whole_in = [](const std::vector<PlacedLabel>& labels, const Box& screen) {
    return std::ranges::count_if(labels, [&](const PlacedLabel& label) {
      const Box text = on_screen(label);
      return screen.contains(text.min_x, text.min_y) && screen.contains(text.max_x, text.max_y);
    });
  };
  for (const auto& [x, y] : {std::pair{700.0, 3500.0}, {3000.0, 2000.0}, {5300.0, 500.0}, {6100.0, 1900.0}})
    CHECK(whole_in(seen_from(x, y), {x - 600, -y - 400, x + 600, -y + 400}) >= 1);
  const auto before = seen_from(700, 3500), after = seen_from(1000, 3300);
  for (const PlacedLabel& label : before) {
    if (label.anchor.x > 1200 || label.anchor.y < 3000) continue;
    CHECK(std::ranges::any_of(after, [&](const PlacedLabel& other) { return other.anchor == label.anchor; }));
  }
  Shape village;
  village.rectangle(0, 0, 500, 300);
  const std::vector<LabelRequest> small{area("Абай", village)};
  CHECK(place_labels(small, {}, {1, everywhere}, painter).size() == 1);
}
