// Points too many for symbols: that they look like symbols, follow the filter and are found under the pointer.
#include "layers/exchange/scene_swarm.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "layers/exchange/file_scene.h"
#include "layers/exchange/map_sheet.h"
#include "layers/exchange/register_scene.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
constexpr int across = 100;

// A grid of points ten metres apart, the last of them 100 m east of the first row's end; a column of three values.
FileLayer grid_of(std::size_t count) {
  auto table = std::make_shared<FeatureTable>();
  table->layer_name = "points";
  table->kind = GeometryKind::points;
  table->crs_name = table->crs_wkt = "EPSG:32642";
  Column number{"number", ColumnType::real, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    table->x.push_back(500'000 + 10.0 * static_cast<double>(i % across));
    table->y.push_back(4'700'000 + 10.0 * static_cast<double>(i / across));
    table->extent.include(table->x.back(), table->y.back());
    table->vertex_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table->ring_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table->part_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table->fid.push_back(static_cast<std::int64_t>(i));
    number.numbers.push_back(static_cast<double>(i % 3));
  }
  table->columns = {number};
  return taken(file_layer(table, "EPSG:32642"));
}

MapScene scene_of(const FileLayer& layer, const RowMask& selected = {}, const FileSceneOptions& options = {}) {
  LayerSpec spec;
  spec.indicator = "number", spec.class_count = 3;
  return file_scene(layer, spec, selected, options);
}

Camera camera_on(const FileLayer& layer, double metres_per_pixel = 1.3) {
  const Box& extent = layer.geometry->extent;
  return {{extent.centre_x(), extent.centre_y()}, metres_per_pixel, {900, 600}};
}

FileSceneOptions marking(std::optional<std::uint32_t> selected, std::optional<std::uint32_t> hovered) {
  FileSceneOptions options;
  options.selected = selected, options.hovered = hovered;
  return options;
}

std::ptrdiff_t marks_in(const MapScene& scene) {
  return std::ranges::count(scene.symbols, SymbolRole::mark, &SceneSymbol::role);
}

// A register in which the sample's problems with a point of their own occur many times.
RegisterSnapshot large_register() {
  RegisterSnapshot snapshot = *shared().snapshot;
  const auto count = static_cast<Row>(snapshot.issues.size());
  for (int time = 1; time < 60; ++time)
    for (Row row = 0; row < count; ++row) {
      const Issue& issue = shared().snapshot->issues[row];
      if (!issue.id || !issue.point) continue;
      auto fields = fields_of(*shared().snapshot, issue);
      snapshot.put({Entity::issue, 100'000 * time + static_cast<std::int64_t>(row), new_uuid(), 1, std::move(fields)});
    }
  return snapshot;
}
}  // namespace

TEST_CASE("many points of a file are a swarm, few are symbols, and a filter decides which") {
  const auto layer = grid_of(most_point_symbols + 1);
  const auto all = scene_of(layer);
  REQUIRE(all.swarm);
  CHECK(all.symbols.empty());
  CHECK(all.swarm->shown_count() == most_point_symbols + 1);
  CHECK(all.swarm->look.classes.size() == 3);
  RowMask but_one(most_point_symbols + 1, 1);
  but_one[7] = 0;
  const auto most = scene_of(layer, but_one);
  CHECK_FALSE(most.swarm);
  CHECK(most.symbols.size() == most_point_symbols);
  CHECK_FALSE(scene_of(grid_of(most_point_symbols)).swarm);
}

TEST_CASE("a swarm looks like the symbols in its place") {
  const auto layer = grid_of(most_point_symbols + 1);
  RowMask but_last(most_point_symbols + 1, 1);
  but_last.back() = 0;  // alone in its row
  for (const Theme theme : {Theme::light, Theme::dark})
    for (const double pixel_scale : {1.0, 2.0}) {
      JobPool pool{0};
      FileSceneOptions options;
      options.theme = theme, options.shows_labels = false;
      const auto camera = camera_on(layer);
      const auto swarm = map_picture(scene_of(layer, {}, options), camera, pixel_scale, theme, pool);
      const auto symbols = map_picture(scene_of(layer, but_last, options), camera, pixel_scale, theme, pool);
      double difference = 0;
      const int lowest = static_cast<int>(camera.screen_from_map(layer.geometry->vertex(most_point_symbols)).y) + 20;
      for (int y = lowest; y < camera.size.height; ++y)
        for (int x = 0; x < camera.size.width; ++x)
          for (unsigned channel = 0; channel < 24; channel += 8) {
            const auto part = [&](const ColourImage& image) {
              return static_cast<int>(image.row(y)[x] >> channel & 0xFF);
            };
            difference += std::abs(part(swarm) - part(symbols));
          }
      CHECK(difference / (3.0 * camera.size.width * (camera.size.height - lowest)) <
            4);  // of 255: centres are taken to a quarter pixel, and edges are everywhere
    }
}

TEST_CASE("the chosen point and the one under the pointer are marked anew without a new scene") {
  const auto layer = grid_of(most_point_symbols + 1);
  auto scene = scene_of(layer, {}, marking(3, {}));
  CHECK(marks_in(scene) == 1);
  const auto swarm = scene.swarm;
  mark_features(scene, layer, marking(3, 8));
  CHECK(marks_in(scene) == 2);
  CHECK(scene.swarm == swarm);
  CHECK(scene.symbols.back().symbol.feature == 3);
  mark_features(scene, layer, marking({}, {}));
  CHECK(scene.symbols.empty());
}

TEST_CASE("what lies under a point of the screen is found, the topmost first, but not what is filtered away") {
  const auto layer = grid_of(most_point_symbols + 500);
  RowMask selected(most_point_symbols + 500, 1);
  selected[1001] = 0;
  const auto scene = scene_of(layer, selected);
  REQUIRE(scene.swarm);
  const auto camera = camera_on(layer, 4);  // two and a half pixels from one to the next
  const auto at = [&](std::size_t point) { return camera.screen_from_map(layer.geometry->vertex(point)); };
  const auto hits = swarm_hits(*scene.swarm, camera, 1, at(1002), 0);
  REQUIRE(hits.size() >= 4);
  CHECK(std::ranges::is_sorted(hits, std::ranges::greater{}, &SwarmHit::feature));
  CHECK(std::ranges::find(hits, 1002U, &SwarmHit::feature) != hits.end());
  CHECK(std::ranges::find(hits, 1001U, &SwarmHit::feature) == hits.end());
  const ScreenPoint beside{at(0).x - 7, at(0).y};
  CHECK(swarm_hits(*scene.swarm, camera, 1, beside, 0).empty());
  const auto near = swarm_hits(*scene.swarm, camera, 1, beside, 3.2);
  REQUIRE(near.size() == 1);
  CHECK(near[0].feature == 0);
  CHECK(near[0].gap_px == doctest::Approx(3).epsilon(0.01));
}

TEST_CASE("a large register's open problems are a swarm in the colours of their levels, and the legend counts them") {
  const auto snapshot = large_register();
  const auto layers = taken(place_layers(*shared().snapshot, shared().shapes));
  const auto facts = facts_of_all(snapshot, day_of(*shared().snapshot));
  const auto places = swarm_places(snapshot, layers.view_crs);
  REQUIRE(places);
  const RowMask all(snapshot.issues.size(), 1);
  const auto swarm = issue_swarm(places, facts, all, Theme::light);
  REQUIRE(swarm);
  std::size_t shown = 0;
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (snapshot.issues[row].point && facts.facts[row].is_open) ++shown;
  CHECK(swarm->shown_count() == shown);
  for (std::size_t i = 0; i < places->features.size(); i += 97)
    if (swarm->classes[i] != hidden_point)
      CHECK(swarm->classes[i] == static_cast<unsigned char>(facts.facts[places->features[i]].level));

  LayerSpec spec;
  SceneOptions options;
  options.swarm = swarm;
  const auto values = place_values(snapshot, spec, all, facts);
  const auto as_swarm = register_scene(snapshot, layers, spec, values, all, facts, options);
  options.swarm = nullptr;
  const auto as_symbols = register_scene(snapshot, layers, spec, values, all, facts, options);
  CHECK(as_swarm.swarm == swarm);
  CHECK(as_swarm.symbols.size() + shown == as_symbols.symbols.size());
  REQUIRE(as_swarm.legend.rows.size() == as_symbols.legend.rows.size());
  REQUIRE(as_swarm.legend.points.size() == as_symbols.legend.points.size());
  for (std::size_t i = 0; i < as_swarm.legend.points.size(); ++i)
    CHECK(as_swarm.legend.points[i].count == as_symbols.legend.points[i].count);
  CHECK_FALSE(issue_swarm(places, facts, RowMask(snapshot.issues.size(), 0), Theme::light));
  CHECK_FALSE(swarm_places(*shared().snapshot, layers.view_crs));
}

TEST_CASE("sheets show a swarm: pixels as the window does, vectors with the points as a picture") {
  const auto scene = scene_of(grid_of(most_point_symbols + 1));
  const auto few = scene_of(grid_of(most_point_symbols));
  JobPool pool{0};
  const SheetOptions options{.size = {400, 300}, .title = "points"};
  CHECK(taken(map_sheet(scene, options, SheetFormat::svg, pool)).contains("<image"));
  CHECK_FALSE(taken(map_sheet(few, options, SheetFormat::svg, pool)).contains("<image"));
  const auto png = taken(map_sheet(scene, options, SheetFormat::png, pool));
  auto without = scene;
  without.swarm = nullptr;
  CHECK(png != taken(map_sheet(without, options, SheetFormat::png, pool)));
}

TEST_CASE(
    "after an edit the points that moved stand where all of them anew would stand, and the others are not touched") {
  const auto before = large_register();
  const auto layers = taken(place_layers(*shared().snapshot, shared().shapes));
  const auto places = swarm_places(before, layers.view_crs);
  auto after = before;
  std::vector<Row> touched;
  const auto touch = [&](Row row) -> Issue& {
    touched.push_back(row);
    return after.issues.change(row);
  };
  touch(places->features[0]).title += "!";
  CHECK(swarm_places_after(places, before, after, layers.view_crs, touched) == places);
  touch(places->features[1]).point = LonLat{69.4, 42.2};
  touch(places->features[70]).point.reset();
  touch(places->features[700]) = {};
  auto more = after.issues[places->features[2]];
  more.point = LonLat{69.5, 42.3};
  touched.push_back(after.issues.append(more));
  const auto moved = swarm_places_after(places, before, after, layers.view_crs, touched);
  const auto anew = swarm_places(after, layers.view_crs);
  CHECK(moved->features == anew->features);
  REQUIRE(moved->points.size() == anew->points.size());
  for (std::size_t i = 0; i < anew->points.size(); ++i) {
    CHECK(std::abs(moved->points.place(i).x - anew->points.place(i).x) < 0.1);
    CHECK(std::abs(moved->points.place(i).y - anew->points.place(i).y) < 0.1);
  }
}
