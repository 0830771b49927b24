// Pictures too large to hold: drawn in strips, they are what they would be in one piece.
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <numbers>
#include <sstream>
#include <utility>

#include "layers/exchange/map_sheet.h"
#include "layers/exchange/png_writer.h"
#include "layers/exchange/scene_context.h"
#include "layers/exchange/scene_rings.h"
#include "layers/exchange/sheet_recording.h"
#include "layers/geo/gdal_environment.h"
#include "tests/unit/exchange/red_area.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;

namespace {
using test::corner;

MapPoint on_circle(double radius, double turn) {
  const double angle = turn * 2 * std::numbers::pi;
  return {corner.x + radius * std::cos(angle), corner.y + radius * std::sin(angle)};
}

// Wedges around the corner, hatched in turn: slanted borders all over the picture.
void add_wedges(MapScene& scene, int count) {
  GeometryBuilder cells{GeometryKind::polygons, {corner}};
  FeatureStyle style;
  for (int i = 0; i < count; ++i) {
    const std::array ring{corner, on_circle(5000, i / double(count)), on_circle(5000, (i + 0.6) / count),
                          on_circle(4000, (i + 1.0) / count)};
    cells.add_ring(ring);
    cells.end_feature();
    style.fill.push_back({static_cast<unsigned char>(17 * i), 120, 90, 210});
    style.hatch.push_back(static_cast<Hatch>(i % 3));
  }
  scene.areas = cells.finish();
  scene.style = std::make_shared<FeatureStyle>(style);
  for (int i = 0; i < count; ++i) {
    SceneLabel label;
    label.request.feature = static_cast<std::uint32_t>(i);
    label.request.text.name = "Ақсу " + std::to_string(i);
    label.request.polygon = rings_of(*scene.areas, static_cast<std::uint32_t>(i));
    label.ground = style.fill[static_cast<std::size_t>(i)];
    scene.labels.push_back(label);
  }
}

// Spirals of points, lines and heat over the whole picture.
void add_spirals(MapScene& scene) {
  auto heat = std::make_shared<SceneHeat>();
  auto context = std::make_shared<SceneContext>();
  GeometryBuilder roads{GeometryKind::lines, {corner}};
  for (int road = 0; road < 80; ++road) {
    std::vector<MapPoint> line;
    for (int i = 0; i < 40; ++i) line.push_back(on_circle(100.0 * i + 10 * road, (i + 3 * road) / 97.0));
    roads.add_ring(line);
    roads.end_feature();
  }
  for (int i = 0; i < 200; ++i) {
    heat->points.push_back(on_circle(24.0 * i, i / 13.0));
    SceneSymbol symbol;
    symbol.symbol = {.place = on_circle(25.0 * i, i / 11.0), .amount = 1, .radius_px = 4.0 + i % 9};
    symbol.symbol.kind = static_cast<SymbolKind>(i % 5);
    symbol.fill = rgb(0xE0A100);
    symbol.number = std::to_string(i);
    scene.symbols.push_back(symbol);
  }
  heat->top = 3, heat->colours = {{200, 30, 30, 0}, {200, 30, 30, 120}, {90, 0, 0, 200}};
  scene.heat = heat;
  SceneLayer layer;
  layer.geometry = roads.finish();
  layer.palette = {{10, 60, 160, 140}};
  layer.colour_of.assign(80, 0);
  layer.width_px = 2.4;
  context->layers.push_back(std::move(layer));
  scene.context = context;
}

MapScene rich_scene() {
  MapScene scene;
  add_wedges(scene, 23);
  add_spirals(scene);
  scene.view_crs = "EPSG:32642";
  scene.extent = scene.areas->extent;
  scene.ground = rgb(0xF4F1E8);
  scene.outlines.push_back({.geometry = scene.areas,
                            .features = {0, 3, 6, 9, 12, 15, 18, 21},
                            .colour = rgb(0x203040),
                            .width_px = 3,
                            .glow_px = 2,
                            .glow = {255, 255, 255, 90},
                            .is_dashed = true});
  scene.has_graticule = true;
  scene.legend.what = "Ашық мәселелер";
  scene.legend.rows = {{.label = "(4, 9]", .colour = rgb(0x206080), .mark = FillMark::no_data, .count = 1}};
  return scene;
}

std::string drawn(const MapScene& scene, ImageSize size, int strip_units) {
  JobPool pool{1};
  std::ostringstream out;
  const SheetOptions options{.size = size, .dots_per_inch = 150, .title = "Тәуекелдер картасы"};
  REQUIRE(write_map_sheet(scene, options, {.pool = pool, .strip_units = strip_units}, out));
  return out.str();
}
}  // namespace

TEST_CASE("a sheet drawn in strips is to the byte the one drawn whole") {
  const auto scene = rich_scene();
  for (const ImageSize size : {ImageSize{900, 1700}, ImageSize{1500, 1301}}) {
    const auto whole = drawn(scene, size, 100), strips = drawn(scene, size, 1);
    CHECK(whole.size() > 50'000);
    CHECK(whole == strips);
    CHECK(strips == drawn(scene, size, 1));
  }
}

TEST_CASE_FIXTURE(test::Folder, "pictures of the ground have no seams between strips") {
  REQUIRE(set_up_gdal());
  const Box around{corner.x - 9000, corner.y - 9000, corner.x + 9000, corner.y + 9000};
  const auto file = test::write_tiff({path() / "ground.tif", around, 32643, {300, 300}},
                                     [](int band, int x, int y) { return (x * 7 * band + y * 13) % 256; });
  auto picture = RasterFile::open(file);
  REQUIRE(picture);
  auto scene = rich_scene();
  auto context = std::make_shared<SceneContext>();
  context->pictures.push_back({std::make_shared<const RasterFile>(std::move(*picture)), RasterLook::colours, 0.7, {}});
  scene.context = context;
  CHECK(drawn(scene, {800, 1200}, 100) == drawn(scene, {800, 1200}, 1));
}

TEST_CASE("drawing a large sheet ends between strips when it is no longer wanted") {
  JobPool pool{1};
  std::stop_source stop;
  stop.request_stop();
  std::ostringstream out;
  const SheetOptions vast{.size = {20'000, 28'000}, .dots_per_inch = 600};
  const auto stopped = write_map_sheet(rich_scene(), vast, {.pool = pool, .stop = stop.get_token()}, out);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::cancelled);
  CHECK(out.str().size() < 1000);
}

TEST_CASE("a part of a kept drawing draws what touches it, by the rule of the whole") {
  struct Counting final : SheetCanvas {
    void fill(std::span<const Ring> rings, Colour) override { shapes += rings.size(); }
    void stroke(std::span<const Polyline> lines, const Pen&) override { shapes += lines.size(); }
    void fill_circle(ScreenPoint, double, Colour) override { ++shapes; }
    void stroke_circle(ScreenPoint, double, const Pen&) override { ++shapes; }
    void text(ScreenPoint, TextAlign, std::string_view, const TextFont&, const TextInk&) override { ++shapes; }
    void begin_clip(const Box&) override { ++clips; }
    void end_clip() override { ++clips; }
    std::size_t shapes = 0, clips = 0;
  };
  const TextShaper shaper;
  SheetRecording kept{shaper};
  std::vector<Polyline> lines;
  for (int i = 0; i < 50; ++i) lines.push_back({{{0, i * 100.0}, {50, i * 100.0}}, false});
  kept.begin_clip({0, 0, 100, 5000});
  kept.stroke(lines, {.colour = {}, .width = 4});
  kept.text({10, 4000}, TextAlign::start, "Ақсу", {}, {});
  kept.end_clip();
  const auto count = [&](const Box& part) {
    Counting canvas;
    kept.draw(canvas, part);
    CHECK(canvas.clips == 2);
    return canvas.shapes;
  };
  CHECK(count({0, 0, 100, 5000}) == 51);
  CHECK(count({0, 150, 100, 250}) == 1);
  CHECK(count({0, 150, 100, 196}) == 1);  // the edge of a broad line
  CHECK(count({0, 150, 100, 190}) == 0);
  CHECK(count({0, 3990, 100, 4010}) == 2);
}

TEST_CASE("a PNG lacking rows is none, nor one that the disk does not take") {
  ColourImage rows;
  rows.reset({10, 4});
  std::ostringstream out;
  PngWriter whole{out, {{10, 8}}};
  CHECK(whole.add(rows));
  CHECK(whole.add(rows));
  CHECK(whole.finish());
  PngWriter half{out, {{10, 8}}};
  CHECK(half.add(rows));
  CHECK_FALSE(half.finish());
  std::ostringstream full;
  full.setstate(std::ios::badbit);
  PngWriter refused{full, {{10, 4}}};
  CHECK_FALSE(refused.add(rows));
}
