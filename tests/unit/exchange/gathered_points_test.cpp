// Which points are shown together, with what bandwidth, and when none are.
#include "layers/exchange/gathered_points.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/exchange/file_scene.h"
#include "layers/exchange/map_sheet.h"
#include "layers/exchange/register_scene.h"
#include "layers/text/translate.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

const PlaceLayers& sample_layers() {
  static const PlaceLayers layers = taken(place_layers(*shared().snapshot, shared().shapes));
  return layers;
}

struct InEnglish {
  InEnglish() { set_language(Language::en); }
  ~InEnglish() { set_language(Language::kk); }
};

struct Picture {
  GatheredPoints points;
  MapScene scene;
};

LayerSpec spec_of(PointLook look, double bandwidth_m = 0) {
  LayerSpec spec;
  spec.points = look, spec.bandwidth_m = bandwidth_m;
  return spec;
}

Picture picture_of(const LayerSpec& spec, std::string_view where = "",
                   const RegisterSnapshot& snapshot = *shared().snapshot) {
  const auto& layers = sample_layers();
  const Date today = day_of(snapshot);
  const auto facts = facts_of_all(snapshot, today);
  const auto selected = select_issues(taken(parse_filter(where)), snapshot, today);
  Picture picture{gather(cloud_of_issues(snapshot, facts, selected, layers.view_crs),
                         cloud_of_issues(snapshot, facts, {}, layers.view_crs), spec, layers.view_crs, Theme::light),
                  {}};
  SceneOptions options;
  options.gathered = &picture.points;
  picture.scene =
      register_scene(snapshot, layers, spec, place_values(snapshot, spec, selected, facts), selected, facts, options);
  return picture;
}

std::ptrdiff_t issue_points(const MapScene& scene) {
  return std::ranges::count(scene.symbols, SymbolRole::issue, &SceneSymbol::role);
}

bool says(const MapScene& scene, std::string_view words) {
  return std::ranges::any_of(scene.legend.notes, [&](const std::string& note) { return note.contains(words); });
}

// A file of points on a line, 100 m apart.
FileLayer points_layer(int count, const std::string& crs) {
  auto table = std::make_shared<FeatureTable>();
  table->layer_name = "points";
  table->kind = GeometryKind::points;
  table->crs_name = table->crs_wkt = crs;
  for (int i = 0; i < count; ++i) {
    table->x.push_back(500'000 + 100 * i), table->y.push_back(4'700'000);
    table->extent.include(table->x.back(), table->y.back());
    table->vertex_offset.push_back(static_cast<std::uint32_t>(table->x.size()));
    table->ring_offset.push_back(static_cast<std::uint32_t>(table->vertex_offset.size() - 1));
    table->part_offset.push_back(static_cast<std::uint32_t>(table->ring_offset.size() - 1));
    table->fid.push_back(i);
  }
  return taken(file_layer(table, crs));
}

}  // namespace

TEST_CASE("the heat takes the place of the points and of the colours, and says what it is made of") {
  const InEnglish english;
  const auto [points, scene] = picture_of(spec_of(PointLook::heat));
  REQUIRE(scene.heat);
  CHECK(issue_points(scene) == 0);
  CHECK(std::ranges::all_of(scene.style->fill, [&](Colour fill) { return fill == scene.style->fill.front(); }));
  CHECK(scene.legend.what == "Open problems per km²");
  CHECK(scene.legend.number == std::to_string(points.used) + " of " + std::to_string(points.all) + " used");
  CHECK(points.used < points.all);
  CHECK(scene.heat->points.size() == static_cast<std::size_t>(points.used));
  CHECK(scene.legend.rows.empty());
  REQUIRE(scene.legend.ramp);
  CHECK(scene.legend.ramp->ticks.back().label == "≥\u00A00.8");
  CHECK(says(scene, "Bandwidth 3\u00A0km"));
  CHECK(says(scene, "Schematic boundaries"));
}

TEST_CASE("only problems whose place is exact or a street's make heat") {
  auto snapshot = *shared().snapshot;
  const auto before = picture_of(spec_of(PointLook::heat)).points;
  const auto facts = facts_of_all(snapshot, day_of(snapshot));
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (snapshot.issues[row].point && facts.facts[row].is_open) {
      snapshot.issues.change(row).accuracy = "SETTLEMENT";
      break;
    }
  const auto after = picture_of(spec_of(PointLook::heat), "", snapshot).points;
  CHECK(after.used == before.used - 1);
  CHECK(after.all == before.all);
}

TEST_CASE("a filter moves the heat and keeps the bandwidth that suits") {
  const auto all = picture_of(spec_of(PointLook::heat));
  const auto some = picture_of(spec_of(PointLook::heat), "severity>=3");
  REQUIRE(some.scene.heat);
  CHECK(some.points.used < all.points.used);
  CHECK(some.points.bandwidth_m == all.points.bandwidth_m);
  CHECK(picture_of(spec_of(PointLook::heat, 2000)).points.bandwidth_m == 2000);
}

TEST_CASE("too few points are shown one by one, and the legend says why") {
  const InEnglish english;
  const auto few = picture_of(spec_of(PointLook::heat), "category=health.*");
  CHECK(few.points.doubt == PointDoubt::too_few);
  CHECK_FALSE(few.scene.heat);
  CHECK(issue_points(few.scene) == few.points.used);
  CHECK(says(few.scene, "Shown one by one. Too few points"));
  CHECK_FALSE(few.scene.legend.rows.empty());

  PointCloud cloud;
  cloud.all = 70;
  for (int i = 0; i < 34; ++i) cloud.places.push_back({500'000.0 + i, 4'700'000});
  CHECK(gather(cloud, cloud, spec_of(PointLook::heat), "EPSG:32642", Theme::light).doubt == PointDoubt::too_few_placed);
  cloud.all = 68;
  CHECK(gather(cloud, cloud, spec_of(PointLook::heat), "EPSG:32642", Theme::light).is_shown());
}

TEST_CASE("tiles show no points, so no heat") {
  auto spec = spec_of(PointLook::heat);
  spec.mode = MapMode::tiles;
  const auto scene = picture_of(spec).scene;
  CHECK_FALSE(scene.heat);
  CHECK_FALSE(scene.legend.rows.empty());
}

TEST_CASE("kilometres are kilometres on the ground in every projection") {
  const auto peak_in = [](const std::string& crs) {
    const auto layer = points_layer(60, "EPSG:32642");
    const auto again = taken(file_layer(layer.features, crs));
    const auto cloud = cloud_of_points(*again.geometry, {});
    return gather(cloud, cloud, spec_of(PointLook::heat, 1000), crs, Theme::light);
  };
  const auto utm = peak_in("EPSG:32642"), mercator = peak_in("EPSG:3857");
  CHECK(utm.fitting_bandwidth_m == mercator.fitting_bandwidth_m);
  CHECK(mercator.heat->kernel.metres_per_unit_x == doctest::Approx(std::cos(42.45 * 3.14159265 / 180)).epsilon(0.01));
  CHECK(utm.heat->kernel.metres_per_unit_x == doctest::Approx(1).epsilon(0.001));
  CHECK(utm.heat->top == mercator.heat->top);
}

TEST_CASE("a plain file's points make a heat map, but not in units nobody knows") {
  const InEnglish english;
  const auto layer = points_layer(40, "EPSG:32642");
  const auto spec = spec_of(PointLook::heat, 1000);
  const auto cloud = cloud_of_points(*layer.geometry, {});
  const auto points = gather(cloud, cloud, spec, layer.view_crs, Theme::light);
  FileSceneOptions options;
  options.gathered = &points;
  const auto scene = file_scene(layer, spec, {}, options);
  CHECK(scene.heat);
  CHECK(scene.symbols.empty());
  CHECK(scene.legend.what == "Points per km²");
  CHECK(scene.legend.number == "40 of 40 used");
  const auto unknown = gather(cloud, cloud, spec, "", Theme::light);
  CHECK(unknown.doubt == PointDoubt::no_ground);
  CHECK_FALSE(unknown.is_shown());
}

TEST_CASE("every kind of sheet carries the heat and its figures") {
  const InEnglish english;
  const auto scene = picture_of(spec_of(PointLook::heat)).scene;
  JobPool pool;
  auto without = scene;
  without.heat.reset();
  for (const auto format : {SheetFormat::png, SheetFormat::svg, SheetFormat::pdf}) {
    const auto with_heat = taken(map_sheet(scene, {.size = {900, 600}}, format, pool));
    CHECK(with_heat != taken(map_sheet(without, {.size = {900, 600}}, format, pool)));
    CHECK(with_heat == taken(map_sheet(scene, {.size = {900, 600}}, format, pool)));
    if (format == SheetFormat::svg) CHECK(with_heat.contains("≥\u00A00.8"));
  }
}
