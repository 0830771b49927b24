// What lies over a register's theme: its looks in words, and on the map.
#include "layers/exchange/overlay_look.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "layers/exchange/register_scene.h"
#include "layers/exchange/scene_clusters.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

MapScene scene_with(const OverlayLooks& overlays, PointLook points = PointLook::each) {
  const auto& snapshot = *shared().snapshot;
  static const PlaceLayers layers = taken(place_layers(snapshot, shared().shapes));
  LayerSpec spec;
  spec.mode = MapMode::areas, spec.points = points;
  const Date today = day_of(snapshot);
  const auto facts = facts_of_all(snapshot, today);
  const auto selected = select_issues(taken(parse_filter("")), snapshot, today);
  const auto cloud = cloud_of_issues(snapshot, facts, selected, layers.view_crs);
  const auto gathered = gather(cloud, cloud, spec, layers.view_crs, Theme::light);
  SceneOptions options;
  options.overlays = overlays;
  if (points != PointLook::each) options.gathered = &gathered;
  return register_scene(snapshot, layers, spec, place_values(snapshot, spec, selected, facts), selected, facts,
                        options);
}

std::size_t count_of(const MapScene& scene, SymbolRole role) {
  return static_cast<std::size_t>(std::ranges::count(scene.symbols, role, &SceneSymbol::role));
}

// As it is drawn at 1 : `denominator`.
MapScene at_scale(const MapScene& scene, double denominator) {
  ScaledScene scaled;
  return scaled.at(scene, 1, denominator * 0.0254 / 96, 1);
}

}  // namespace

TEST_CASE("a look in one line of text comes back as it was") {
  const OverlayText text{Overlay::settlements, {0.25, {500, 200'000}}, false};
  const auto parsed = parse_overlay(text_of(text));
  REQUIRE(parsed);
  CHECK(*parsed == text);
  CHECK(parse_overlay("district") == OverlayText{Overlay::district, {}, true});
  for (const char* wrong : {"", "roads", "settlements,opacity=0", "settlements,opacity=2", "settlements,scales=9-3",
                            "settlements,shown=maybe", "settlements,colour=red", "settlements,opacity"}) {
    CAPTURE(wrong);
    const auto refused = parse_overlay(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
  }
}

TEST_CASE("points lie on lines, and of two of a kind the one named first lies on top") {
  const std::array texts = {OverlayText{Overlay::settlements, {}, true},
                            OverlayText{Overlay::rural_districts, {}, true},
                            OverlayText{Overlay::issue_points, {}, true}, OverlayText{Overlay::district, {}, true}};
  const auto looks = looks_of(texts);
  CHECK(looks.order ==
        std::array{Overlay::district, Overlay::rural_districts, Overlay::issue_points, Overlay::settlements});
  CHECK(looks.above(Overlay::district) == Overlay::rural_districts);
  CHECK_FALSE(looks.above(Overlay::rural_districts));
  CHECK(looks.below(Overlay::settlements) == Overlay::issue_points);
  CHECK(looks_of({}) == OverlayLooks{});
}

TEST_CASE("the order of the looks is the order of drawing") {
  OverlayLooks looks;
  const auto usual = scene_with(looks);
  REQUIRE(usual.outlines.size() == 2);
  CHECK(usual.outlines.back().glow_px > 0);  // the district's
  CHECK(usual.symbols.back().role == SymbolRole::issue);
  looks.swap(Overlay::district, Overlay::rural_districts);
  looks.swap(Overlay::settlements, Overlay::issue_points);
  const auto turned = scene_with(looks);
  CHECK(turned.outlines.front().glow_px > 0);
  CHECK(turned.symbols.front().role == SymbolRole::issue);
  CHECK(turned.symbols.back().role == SymbolRole::place);
}

TEST_CASE("opacity lets the map through lines, symbols, their casings and clusters") {
  OverlayLooks looks;
  for (auto& look : looks.looks) look.opacity = 0.5;
  const auto scene = scene_with(looks);
  for (const auto& outline : scene.outlines) CHECK(outline.colour.a == doctest::Approx(128).epsilon(0.01));
  REQUIRE(count_of(scene, SymbolRole::issue) > 0);
  for (const auto& symbol : scene.symbols) {
    CHECK(symbol.fill.a == doctest::Approx(128).epsilon(0.01));
    CHECK(symbol.opacity == 0.5);
  }
  const auto together = at_scale(scene_with(looks, PointLook::clusters), 500'000);
  REQUIRE(count_of(together, SymbolRole::cluster) > 0);
  for (const auto& symbol : together.symbols) CHECK(symbol.opacity == 0.5);
}

TEST_CASE("what is shown at other scales only is left out, and names keep to the symbols that are left") {
  OverlayLooks looks;
  const auto everything = scene_with(looks);
  CHECK(&ScaledScene{}.at(everything, 0, 100, 1) == &everything);
  looks.of(Overlay::issue_points).scales = {0, 100'000};
  looks.of(Overlay::rural_districts).scales = {50'000, 0};
  looks.swap(Overlay::settlements, Overlay::issue_points);  // so that what goes lies before what stays
  const auto scene = scene_with(looks);
  const auto far = at_scale(scene, 300'000), near = at_scale(scene, 20'000), edge = at_scale(scene, 100'000);
  CHECK(count_of(far, SymbolRole::issue) == 0);
  CHECK(count_of(near, SymbolRole::issue) == count_of(everything, SymbolRole::issue));
  CHECK(count_of(edge, SymbolRole::issue) == count_of(everything, SymbolRole::issue));
  CHECK(far.outlines.size() == 2);
  CHECK(near.outlines.size() == 1);
  CHECK(count_of(far, SymbolRole::place) == count_of(everything, SymbolRole::place));
  std::size_t named = 0;
  for (const auto& label : far.labels) {
    if (!label.symbol) continue;
    ++named;
    CHECK(far.symbols[*label.symbol].symbol.place == label.request.anchor);
  }
  CHECK(named > 0);
}
