// Finished map pictures: the same bytes every time, texts as texts, lengths that are true.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <regex>

#include "layers/exchange/map_sheet.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/exchange/sheet_map.h"
#include "layers/exchange/symbol_size.h"
#include "layers/raster/pattern.h"
#include "layers/text/translate.h"

using namespace riskmap;

namespace {

constexpr MapPoint corner{600000, 4670000};  // UTM 42N, near the sample district
constexpr Colour red = rgb(0xC02020), blue = rgb(0x2040C0);

// Two villages' cells side by side, 4 × 4 km each: red "Зертас" in the west, blue "Абай & Қайнар" in the east.
class SceneBuilder {
 public:
  SceneBuilder() {
    GeometryBuilder cells{GeometryKind::polygons, {corner}};
    for (const double x : {0.0, 4000.0}) {
      const std::array ring{MapPoint{corner.x + x, corner.y}, MapPoint{corner.x + x + 4000, corner.y},
                            MapPoint{corner.x + x + 4000, corner.y + 4000}, MapPoint{corner.x + x, corner.y + 4000}};
      cells.add_ring(ring);
      cells.end_feature();
    }
    scene.areas = cells.finish();
    style = std::make_shared<FeatureStyle>(FeatureStyle{{red, blue}, {Hatch::none, Hatch::none}});
    scene.style = style;
    scene.view_crs = "EPSG:32642";
    scene.extent = scene.areas->extent;
    scene.ground = map_colours(Theme::light).ground;
    name(0, "Зертас");
    name(1, "Абай & Қайнар");
    scene.legend.what = "Ашық мәселелер";
    scene.legend.number = "n = 2";
    scene.legend.rows = {{.label = "(4, 9]", .colour = red, .count = 1},
                         {.label = "[0, 4]", .colour = blue, .count = 1}};
    scene.legend.histogram = {{0, 5, 1, {{1, blue}}}, {5, 9, 1, {{1, red}}}};
    scene.legend.notes = {"Шекаралар сызбалық, ресми емес"};
  }
  SceneBuilder& hatched(std::size_t feature, Hatch hatch) {
    style->hatch[feature] = hatch;
    return *this;
  }
  SceneBuilder& symbol(MapPoint place, double radius_px, const std::string& number) {
    SceneSymbol symbol;
    symbol.symbol = {.place = place, .amount = radius_px * radius_px, .radius_px = radius_px};
    symbol.fill = rgb(0xE0A100);
    symbol.number = number;
    scene.symbols.push_back(symbol);
    return *this;
  }
  MapScene scene;

 private:
  void name(std::uint32_t feature, const std::string& text) {
    SceneLabel label;
    label.request.feature = feature;
    label.request.text.name = text;
    label.request.polygon = rings_of(*scene.areas, feature);
    label.ground = style ? style->fill[feature] : red;
    scene.labels.push_back(label);
  }
  std::shared_ptr<FeatureStyle> style;
};

SheetOptions sheet_options(int width = 900, int height = 600) {
  SheetOptions options;
  options.size = {width, height};
  options.title = "Тәуекелдер картасы";
  return options;
}

std::string sheet(const MapScene& scene, SheetFormat format, const SheetOptions& options = sheet_options()) {
  JobPool pool{1};
  auto bytes = map_sheet(scene, options, format, pool);
  REQUIRE(bytes);
  return *bytes;
}

// Remembers what was drawn.
class RecordingCanvas final : public SheetCanvas {
 public:
  void fill(std::span<const Ring> rings, Colour colour) override {
    for (const Ring& ring : rings) fills.emplace_back(ring, colour);
  }
  void stroke(std::span<const Polyline> lines, const Pen& pen) override {
    for (const Polyline& line : lines) strokes.emplace_back(line, pen);
  }
  void fill_circle(ScreenPoint, double, Colour) override {}
  void stroke_circle(ScreenPoint, double, const Pen&) override {}
  void text(ScreenPoint, TextAlign, std::string_view text, const TextFont&, const TextInk&) override {
    texts.emplace_back(text);
  }
  void begin_clip(const Box&) override {}
  void end_clip() override {}
  std::vector<std::pair<Ring, Colour>> fills;
  std::vector<std::pair<Polyline, Pen>> strokes;
  std::vector<std::string> texts;
};

// The two cells fill the middle 800 × 400 pixels of 1000 × 600.
MapFrame frame() {
  return {.camera = {.centre = {corner.x + 4000, corner.y + 2000}, .metres_per_pixel = 10, .size = {1000, 600}},
          .pixel_scale = 1,
          .theme = Theme::light,
          .label_room = {0, 0, 1000, 600},
          .symbol_scale = 1};
}

}  // namespace

TEST_CASE("the file's ending decides the format") {
  CHECK(sheet_format_of("карта.PNG") == SheetFormat::png);
  CHECK(sheet_format_of("a/b.svg") == SheetFormat::svg);
  CHECK(sheet_format_of("b.pdf") == SheetFormat::pdf);
  CHECK_FALSE(sheet_format_of("b.jpeg"));
  CHECK_FALSE(sheet_format_of("png"));
}

TEST_CASE("two runs of any format write the same bytes") {
  const MapScene scene = SceneBuilder{}.hatched(1, Hatch::no_data).scene;
  for (const SheetFormat format : {SheetFormat::png, SheetFormat::svg, SheetFormat::pdf})
    CHECK(sheet(scene, format) == sheet(scene, format));
}

TEST_CASE("the PNG has the asked size and its size on paper") {
  const MapScene scene = SceneBuilder{}.scene;
  SheetOptions options = sheet_options(1200, 800);
  options.dots_per_inch = 192;
  const std::string png = sheet(scene, SheetFormat::png, options);
  const auto number_at = [&](std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(png[at + i]);
    return value;
  };
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(number_at(16) == 1200);
  CHECK(number_at(20) == 800);
  CHECK(png.substr(37, 4) == "pHYs");
  CHECK(number_at(41) == 7559);  // 192 dots per inch
}

TEST_CASE("a PDF page is as large on paper as the picture") {
  SheetOptions options = sheet_options(1200, 800);
  options.dots_per_inch = 192;
  const std::string pdf = sheet(SceneBuilder{}.scene, SheetFormat::pdf, options);
  CHECK(pdf.starts_with("%PDF"));
  CHECK(pdf.find("/MediaBox [ 0 0 450 300 ]") != std::string::npos);
}

TEST_CASE("SVG keeps every text as text and escapes what XML reserves") {
  const std::string svg = sheet(SceneBuilder{}.scene, SheetFormat::svg);
  for (const char* text : {">Тәуекелдер картасы<", ">Зертас<", ">Абай &amp; Қайнар<", ">Ашық мәселелер<", ">(4, 9]<",
                           ">n = 2<", ">Шекаралар сызбалық, ресми емес<"}) {
    CAPTURE(text);
    CHECK(svg.find(text) != std::string::npos);
  }
  CHECK(svg.find("Абай & Қайнар") == std::string::npos);
}

TEST_CASE("the ends of a histogram are written in the unit of its legend") {
  SceneBuilder builder;
  CHECK(sheet(builder.scene, SheetFormat::svg).find(">9<") != std::string::npos);
  builder.scene.legend.histogram = {{0, 0.5, 1, {}}, {0.5, 1, 1, {}}};
  builder.scene.legend.unit = {0.01, "%"};
  CHECK(sheet(builder.scene, SheetFormat::svg).find(">100<") != std::string::npos);
}

TEST_CASE("pictures too small to read or too large to hold are refused") {
  JobPool pool{0};
  const MapScene scene = SceneBuilder{}.scene;
  SheetOptions fine_print = sheet_options(900, 600);
  fine_print.dots_per_inch = 600;
  for (const SheetOptions& options :
       {sheet_options(150, 600), sheet_options(600, 100), sheet_options(100'001, 600), fine_print}) {
    const auto refused = map_sheet(scene, options, SheetFormat::png, pool);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
  }
}

TEST_CASE("A0 at 600 dots per inch is drawn in any format, what no machine holds is refused") {
  for (const auto format : {SheetFormat::png, SheetFormat::svg, SheetFormat::pdf})
    CHECK(check_sheet_size(sheet_options(19866, 28087), format));
  const auto refused = check_sheet_size(sheet_options(50'000, 50'000), SheetFormat::png);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().detail == "millions of pixels at most: 2000");
  CHECK_FALSE(check_sheet_size(sheet_options(40'000, 1000), SheetFormat::pdf));
  CHECK(check_sheet_size(sheet_options(40'000, 1000), SheetFormat::png));
}

TEST_CASE("the map shows each area in its colour on the ground") {
  JobPool pool{1};
  MapScene scene = SceneBuilder{}.scene;
  scene.labels.clear();
  const ColourImage image = map_picture(scene, frame().camera, 1, Theme::light, pool);
  CHECK(image.row(300)[300] == premultiplied(red));
  CHECK(image.row(300)[700] == premultiplied(blue));
  CHECK(image.row(20)[20] == premultiplied(scene.ground));
}

TEST_CASE("the scale bar is as long as it says, far from the equator too") {
  set_language(Language::en);
  MapScene scene = SceneBuilder{}.scene;
  for (const auto& [crs, shrink] :
       {std::pair{"EPSG:32642", 1.0}, std::pair{"EPSG:3857", std::cos(60 * 3.14159265 / 180)}}) {
    scene.view_crs = crs;
    scene.extent = {7700000, 8390000, 7760000, 8410000};  // in 3857: 60° north
    if (shrink == 1) scene.extent = {500000, 4600000, 560000, 4660000};
    const SheetOptions options = sheet_options();
    const SheetPlan plan = plan_of(options, scene.legend);
    Box free = plan.map;
    free.max_y -= 24;
    const double metres_per_pixel = fit(scene.extent, options.size, free).metres_per_pixel;
    const std::string svg = sheet(scene, SheetFormat::svg, options);
    std::smatch bar, label;
    REQUIRE(std::regex_search(
        svg, bar, std::regex{"M([0-9.]+) [0-9.]+L[0-9.]+ [0-9.]+L([0-9.]+) [0-9.]+L[0-9.]+ [0-9.]+\" fill=\"none\""}));
    REQUIRE(std::regex_search(svg, label, std::regex{">([0-9]+)\u00A0km<"}));
    const double metres = (std::stod(bar[2]) - std::stod(bar[1])) * metres_per_pixel * shrink;
    CHECK(metres == doctest::Approx(std::stod(label[1]) * 1000).epsilon(0.005));
  }
}

TEST_CASE("tiles carry no scale bar and no north arrow") {
  SheetOptions options = sheet_options();
  options.is_to_scale = false;
  CHECK(sheet(SceneBuilder{}.scene, SheetFormat::svg, options).find("km<") == std::string::npos);
}

TEST_CASE("a map in unknown units has no scale bar") {
  MapScene scene = SceneBuilder{}.scene;
  scene.view_crs.clear();
  CHECK(sheet(scene, SheetFormat::svg).find("km<") == std::string::npos);
}

TEST_CASE("hatching stays inside its area") {
  for (const Hatch hatch : {Hatch::no_data, Hatch::too_few}) {
    RecordingCanvas canvas;
    MapScene scene = SceneBuilder{}.hatched(1, hatch).scene;
    scene.resolve.border_px = 0;
    draw_areas(canvas, scene, frame());
    std::size_t lines = 0;
    for (const auto& [line, pen] : canvas.strokes) {
      if (pen.colour != mark_colour(hatch, scene.style->fill[1], scene.resolve.hatch)) continue;
      ++lines;
      for (const ScreenPoint point : line.points) CHECK(Box{499.9, 99.9, 900.1, 500.1}.contains(point.x, point.y));
    }
    CHECK(lines > 20);
  }
}

TEST_CASE("areas that meet leave no seam of ground, unless layers shine through them") {
  RecordingCanvas canvas;
  MapScene scene = SceneBuilder{}.scene;
  scene.resolve.border_px = 0;
  draw_areas(canvas, scene, frame());
  REQUIRE(canvas.fills.size() == 2);
  REQUIRE(canvas.strokes.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(canvas.strokes[i].first.points == canvas.fills[i].first);
    CHECK(canvas.strokes[i].first.is_closed);
    CHECK(canvas.strokes[i].second.colour == canvas.fills[i].second);
  }
}

TEST_CASE("an area far larger than the picture is cut to it") {
  RecordingCanvas canvas;
  MapFrame close = frame();
  close.camera.metres_per_pixel = 0.0001;
  draw_areas(canvas, SceneBuilder{}.scene, close);
  REQUIRE_FALSE(canvas.fills.empty());
  for (const auto& [ring, colour] : canvas.fills)
    for (const ScreenPoint point : ring) {
      CHECK(std::abs(point.x) < 2000);
      CHECK(std::abs(point.y) < 2000);
    }
}

TEST_CASE("hidden features are not drawn") {
  RecordingCanvas canvas;
  MapScene scene = SceneBuilder{}.scene;
  scene.visible = {0, 1};
  draw_areas(canvas, scene, frame());
  REQUIRE(canvas.fills.size() == 1);
  CHECK(canvas.fills[0].second == blue);
}

TEST_CASE("a number under another symbol is left out, free ones are written") {
  MapScene scene = SceneBuilder{}
                       .symbol({corner.x + 1000, corner.y + 500}, 20, "18")
                       .symbol({corner.x + 1050, corner.y + 500}, 12, "7")
                       .symbol({corner.x + 5000, corner.y + 500}, 4, "1")
                       .scene;
  RecordingCanvas canvas;
  draw_overlay(canvas, scene, frame());
  CHECK(std::ranges::count(canvas.texts, "18") == 0);
  CHECK(std::ranges::count(canvas.texts, "7") == 1);
  CHECK(std::ranges::count(canvas.texts, "1") == 0);  // too small for its number
}

TEST_CASE("a name that would reach beyond the map is left out") {
  RecordingCanvas whole, cut;
  MapFrame narrow = frame();
  draw_overlay(whole, SceneBuilder{}.scene, narrow);
  CHECK(std::ranges::count(whole.texts, "Зертас") == 1);
  narrow.label_room.min_x = 305;  // through the middle of the western cell
  draw_overlay(cut, SceneBuilder{}.scene, narrow);
  CHECK(std::ranges::count(cut.texts, "Зертас") == 0);
}

TEST_CASE("crowded symbols shrink together, lonely ones do not") {
  SceneBuilder crowd, few;
  for (int i = 0; i < 60; ++i) crowd.symbol({corner.x + 60.0 * (i % 8), corner.y + 60.0 * (i / 8)}, 20, "4");
  few.symbol(corner, 20, "4").symbol({corner.x + 8000, corner.y + 4000}, 20, "4");
  const auto scale_of = [](MapScene scene, double metres_per_pixel) {
    scene.full_symbols_until = full_symbols_until(scene.symbols);
    return symbol_scale(scene, metres_per_pixel, 1);
  };
  CHECK(scale_of(crowd.scene, 10) < 0.8);
  CHECK(scale_of(crowd.scene, 0.25) == 1);
  CHECK(scale_of(few.scene, 10) == 1);
  CHECK(scale_of(SceneBuilder{}.scene, 10) == 1);
  SceneBuilder pair;  // 30 pixels apart at 10 metres per pixel: the smaller would reach the larger one's number
  pair.symbol(corner, 26, "22").symbol({corner.x + 300, corner.y}, 22, "16");
  pair.symbol({corner.x + 4000, corner.y + 4000}, 4, "1");
  CHECK(scale_of(pair.scene, 10) == doctest::Approx(30 / (22 + 0.4 * 26)));
}

TEST_CASE("the legend stands beside a wide map, below a tall one, and shrinks to a strip on a small one") {
  const Legend legend = SceneBuilder{}.scene.legend;
  CHECK(plan_of(sheet_options(1600, 900), legend).legend_place == LegendPlace::beside);
  CHECK(plan_of(sheet_options(900, 1300), legend).legend_place == LegendPlace::below);
  CHECK(plan_of(sheet_options(500, 400), legend).legend_place == LegendPlace::strip);
  for (const auto& [width, height] : {std::pair{1600, 900}, {900, 1300}, {500, 400}}) {
    const SheetPlan plan = plan_of(sheet_options(width, height), legend);
    CHECK(plan.map.width() * plan.map.height() > 0.55 * width * height);
  }
}

TEST_CASE("a picture with nothing to explain has no legend, and names its source on the map") {
  MapScene scene = SceneBuilder{}.scene;
  scene.legend = {};
  SheetOptions options = sheet_options();
  options.source = "KATO 2024";
  CHECK(plan_of(options, scene.legend).map.width() == 900);
  CHECK(sheet(scene, SheetFormat::svg, options).find(">KATO 2024<") != std::string::npos);
}
