// What a register's scene shows, mode by mode, on the sample.
#include "layers/exchange/register_scene.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "layers/exchange/scene_rings.h"
#include "layers/exchange/symbol_size.h"
#include "layers/mesh/polygon_room.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

const PlaceLayers& sample_layers() {
  static const PlaceLayers layers = taken(place_layers(*shared().snapshot, shared().shapes));
  return layers;
}

LayerSpec spec_of(MapMode mode, AreaLevel level = AreaLevel::settlement) {
  LayerSpec spec;
  spec.mode = mode, spec.level = level;
  return spec;
}

MapScene scene_of(const LayerSpec& spec, const SceneOptions& options = {}, const PlaceLayers& layers = sample_layers(),
                  std::string_view where = "") {
  const auto& snapshot = *shared().snapshot;
  const Date today = day_of(snapshot);
  const auto facts = facts_of_all(snapshot, today);
  const auto selected = select_issues(taken(parse_filter(where)), snapshot, today);
  return register_scene(snapshot, layers, spec, place_values(snapshot, spec, selected, facts), selected, facts,
                        options);
}

bool stands_in(const PlaceLayer& layer, Row row, MapPoint place) {
  const auto polygon = scaled_polygon(rings_of(*layer.geometry, layer.features[row]), 1, 0);
  return holds_box(polygon, {place.x, -place.y, place.x, -place.y});
}

}  // namespace

TEST_CASE("the symbol of a rural district stands inside it, its name keeps to it") {
  const auto& layer = *sample_layers().layer(AreaLevel::rural_district);
  for (const MapMode mode : {MapMode::symbols, MapMode::ways_to_solve}) {
    const auto scene = scene_of(spec_of(mode, AreaLevel::rural_district));
    int symbols = 0;
    for (const auto& symbol : scene.symbols) {
      if (symbol.role != SymbolRole::place || symbol.level != AreaLevel::rural_district) continue;
      ++symbols;
      CAPTURE(shared().snapshot->areas[symbol.symbol.feature].names.in(Language::ru));
      CHECK(stands_in(layer, symbol.symbol.feature, symbol.symbol.place));
      const auto is_its = [&](const SceneLabel& label) { return label.request.anchor == symbol.symbol.place; };
      const auto label = std::ranges::find_if(scene.labels, is_its);
      REQUIRE(label != scene.labels.end());
      CHECK(label->request.symbol_radius_px == symbol.symbol.radius_px);
    }
    CHECK(symbols == 13);
  }
}

TEST_CASE("a rural district in two parts is named in both, its figure stands in one of them") {
  const auto& layer = *sample_layers().layer(AreaLevel::rural_district);
  SceneOptions options;
  options.language = Language::ru;
  const auto scene = scene_of(spec_of(MapMode::areas, AreaLevel::rural_district), options);
  std::vector<const LabelRequest*> found;
  for (const auto& label : scene.labels)
    if (label.request.text.name == "Коксаекский") found.push_back(&label.request);
  REQUIRE(found.size() == 2);
  CHECK_FALSE(found[0]->text.value.empty());
  CHECK(found[1]->text.value.empty());
  const auto room = [](const FeatureRings& rings) {
    const auto inner = innermost_point(scaled_polygon(rings, 1, 0), 10);
    return inner ? MapPoint{inner->point.x, -inner->point.y} : MapPoint{};
  };
  const auto row = layer.rows[found[0]->feature];
  CHECK(stands_in(layer, row, room(*found[1]->polygon)));
  CHECK(room(*found[0]->polygon) != room(*found[1]->polygon));
}

TEST_CASE("the points of problems have their key in the legend, the selected one is counted once") {
  SceneOptions options;
  const auto scene = scene_of(spec_of(MapMode::areas), options);
  const auto points = std::ranges::count(scene.symbols, SymbolRole::issue, &SceneSymbol::role);
  REQUIRE(points > 50);
  std::int64_t counted = 0;
  for (const auto& row : scene.legend.points) counted += row.count;
  CHECK(counted == points);
  CHECK(scene.legend.points.front().label == level_label(RiskLevel::critical));
  for (const auto& symbol : scene.symbols)
    if (symbol.role == SymbolRole::issue) options.selected_issue = symbol.symbol.feature;
  const auto again = scene_of(spec_of(MapMode::areas), options);
  CHECK(std::ranges::count(again.symbols, SymbolRole::issue, &SceneSymbol::role) == points + 1);
  std::int64_t counted_again = 0;
  for (const auto& row : again.legend.points) counted_again += row.count;
  CHECK(counted_again == points);
  CHECK(scene_of(spec_of(MapMode::tiles)).legend.points.empty());
}

TEST_CASE("a town is named on the map of rural districts as maps write it") {
  for (const auto& [language, name] :
       {std::pair{Language::kk, "Леңгір"}, {Language::ru, "Ленгер"}, {Language::en, "Leñgir"}}) {
    SceneOptions options;
    options.language = language;
    const auto scene = scene_of(spec_of(MapMode::areas, AreaLevel::rural_district), options);
    CHECK(std::ranges::count_if(scene.labels,
                                [&](const SceneLabel& label) { return label.request.text.name == name; }) == 1);
  }
}

TEST_CASE("every settlement has a symbol to carry its name, and no name is nearer to another's") {
  const auto scene = scene_of(spec_of(MapMode::symbols));
  CHECK(scene.symbols.size() == 55);
  LabelPainter painter;
  for (const double metres_per_pixel : {80.0, 109.0, 262.0}) {
    const auto sizes = symbol_sizes(scene, metres_per_pixel, 1);
    const auto labels =
        placed_labels(scene, scene.labels, label_region(scene.extent, metres_per_pixel), sizes, painter);
    CHECK(labels.size() >= (metres_per_pixel < 200 ? 30 : 12));
    for (const auto& label : labels) {
      const auto& request = scene.labels[label.request].request;
      CAPTURE(request.text.name);
      const Box& text = label.image->text_box;
      const auto gap_to = [&](const SceneSymbol& symbol) {
        const double x = (symbol.symbol.place.x - label.anchor.x) / metres_per_pixel - label.offset.x,
                     y = (label.anchor.y - symbol.symbol.place.y) / metres_per_pixel - label.offset.y;
        const double dx = x - std::clamp(x, text.min_x, text.max_x), dy = y - std::clamp(y, text.min_y, text.max_y);
        return std::hypot(dx, dy) - sizes.radius_px(symbol);
      };
      const auto nearest = std::ranges::min_element(scene.symbols, {}, gap_to);
      CHECK(nearest->symbol.feature == request.feature);
    }
  }
}

TEST_CASE("nearly every settlement is named among the symbols at 1366 x 768, all of them but one at 1440 x 900") {
  LabelPainter painter;
  for (const Language language : {Language::kk, Language::ru, Language::en}) {
    SceneOptions options;
    options.language = language;
    const auto scene = scene_of(spec_of(MapMode::symbols), options);
    CAPTURE(std::string{code_of(language)});
    for (const auto& [metres_per_pixel, least] : {std::pair{109.0, 48U}, {80.0, 54U}}) {
      const auto labels = placed_labels(scene, scene.labels, label_region(scene.extent, metres_per_pixel),
                                        symbol_sizes(scene, metres_per_pixel, 1), painter);
      CAPTURE(metres_per_pixel);
      CHECK(labels.size() >= least);
    }
  }
}

TEST_CASE("a picture with any schematic border says so, one without does not") {
  auto layers = sample_layers();
  const auto is_said = [&](const SceneOptions& options) {
    const auto scene = scene_of(spec_of(MapMode::areas), options, layers);
    CHECK(scene.is_schematic == !scene.legend.notes.empty());
    return scene.is_schematic;
  };
  CHECK(is_said({}));
  layers.shapes[static_cast<std::size_t>(AreaLevel::settlement)]->is_schematic = false;
  CHECK(is_said({}));  // the rural districts' and the district's borders still are
  SceneOptions without_districts;
  without_districts.shows_rural_districts = without_districts.shows_district = false;
  CHECK_FALSE(is_said(without_districts));
}

TEST_CASE("the selected problem's own point is ringed wherever the picture has true places") {
  const auto& issues = shared().snapshot->issues;
  SceneOptions options;
  options.selected_issue = 0;
  while (!issues[options.selected_issue].point) ++options.selected_issue;
  for (const MapMode mode : {MapMode::areas, MapMode::tiles, MapMode::symbols, MapMode::ways_to_solve}) {
    CAPTURE(name_of(mode));
    const auto scene = scene_of(spec_of(mode), options);
    const bool is_ringed = !scene.symbols.empty() && scene.symbols.back().role == SymbolRole::mark &&
                           scene.symbols.back().symbol.kind == SymbolKind::ring;
    CHECK(is_ringed == scene.is_to_scale);
  }
}

TEST_CASE("a village outside the shapes is part of the whole picture, of tiles it is not") {
  auto layers = sample_layers();
  const auto& shape = *layers.layer(AreaLevel::rural_district)->geometry;
  const MapPoint far{shape.extent.min_x - 20'000, shape.extent.centre_y()};
  layers.points[5] = far;
  const auto extent_of = [&](MapMode mode, AreaLevel level) {
    return scene_of(spec_of(mode, level), {}, layers).extent;
  };
  for (const auto level : {AreaLevel::settlement, AreaLevel::rural_district})
    for (const MapMode mode : {MapMode::areas, MapMode::symbols}) CHECK(extent_of(mode, level).contains(far.x, far.y));
  CHECK_FALSE(extent_of(MapMode::tiles, AreaLevel::settlement).contains(far.x, far.y));
}
