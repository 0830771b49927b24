// Points close together as circles: every point once, areas true, still while the map moves.
#include "layers/exchange/scene_clusters.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace riskmap {
namespace {

SceneClusters crowd(std::size_t count, unsigned seed) {
  std::mt19937 random{seed};
  std::normal_distribution<double> near{0, 800};
  std::uniform_real_distribution<double> anywhere{0, 60'000};
  SceneClusters points;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_town = i % 2 == 0;
    points.places.push_back({500'000 + (is_town ? 30'000 + near(random) : anywhere(random)),
                             4'700'000 + (is_town ? 20'000 + near(random) : anywhere(random))});
    points.features.push_back(static_cast<std::uint32_t>(i));
    points.ranks.push_back(i == 7 ? 1 : 0);
  }
  points.colours = {{rgb(0x111111), rgb(0x222222), rgb(0xFFFFFF)}, {rgb(0xAA0000), rgb(0x550000), rgb(0xFFFFFF)}};
  points.role = SymbolRole::issue;
  return points;
}

double amount_in(const std::vector<SceneSymbol>& symbols) {
  return std::accumulate(symbols.begin(), symbols.end(), 0.0,
                         [](double sum, const SceneSymbol& symbol) { return sum + symbol.symbol.amount; });
}

bool is_cluster(const SceneSymbol& symbol) {
  return symbol.role == SymbolRole::cluster;
}

TEST_CASE("every point is in one circle or stands alone, and the number says how many") {
  const auto points = crowd(500, 1);
  for (const double metres_per_pixel : {2.0, 30.0, 130.0, 900.0}) {
    CAPTURE(metres_per_pixel);
    const auto symbols = clusters_at(points, metres_per_pixel, 1);
    CHECK(amount_in(symbols) == 500);
    for (const auto& symbol : symbols) {
      CHECK(is_cluster(symbol) == (symbol.symbol.amount > 1));
      if (!is_cluster(symbol)) continue;
      CHECK(symbol.number == std::to_string(std::llround(symbol.symbol.amount)));
      const auto within = std::ranges::count_if(
          points.places, [&](MapPoint place) { return symbol.members.contains(place.x, place.y); });
      CHECK(static_cast<double>(within) >= symbol.symbol.amount);
      CHECK(symbol.members.contains(symbol.symbol.place.x, symbol.symbol.place.y));
    }
  }
  CHECK(clusters_at(points, 3000, 1).size() < 6);
  CHECK(std::ranges::none_of(clusters_at(crowd(20, 3), 0.05, 1), is_cluster));
}

TEST_CASE("circles are true in area: the radius grows with the root of the number") {
  const auto symbols = clusters_at(crowd(400, 2), 130, 1);
  double factor = 0;
  for (const auto& symbol : symbols) {
    if (!is_cluster(symbol) || symbol.symbol.radius_px <= 3) continue;
    const double own = symbol.symbol.radius_px / std::sqrt(symbol.symbol.amount);
    if (factor == 0) factor = own;
    CHECK(own == doctest::Approx(factor));
  }
  CHECK(factor > 0);
  CHECK(std::ranges::max(symbols, {}, [](const SceneSymbol& symbol) {
          return symbol.symbol.radius_px;
        }).symbol.radius_px == doctest::Approx(24));
}

TEST_CASE("circles do not lie on each other at any scale") {
  const auto points = crowd(2000, 4);
  for (double metres_per_pixel = 1; metres_per_pixel < 1000; metres_per_pixel *= 1.37) {
    CAPTURE(metres_per_pixel);
    const auto symbols = clusters_at(points, metres_per_pixel, 1);
    for (std::size_t i = 0; i < symbols.size(); ++i)
      for (std::size_t j = i + 1; j < symbols.size() && is_cluster(symbols[j]); ++j) {
        const MapPoint a = symbols[i].symbol.place, b = symbols[j].symbol.place;
        const double gap = std::hypot(a.x - b.x, a.y - b.y) / metres_per_pixel - symbols[i].symbol.radius_px;
        CHECK(gap > 0);  // no middle is hidden by a larger circle
      }
  }
}

TEST_CASE("the highest rank gives a circle its colour") {
  const auto points = crowd(100, 5);
  const auto symbols = clusters_at(points, 3000, 1);
  const auto red = std::ranges::count_if(symbols, [](const SceneSymbol& s) { return s.fill == rgb(0xAA0000); });
  CHECK(red == 1);
}

TEST_CASE("between two doublings of the scale nothing changes, and what is out of view has its say") {
  const auto points = crowd(300, 6);
  MapScene scene;
  scene.clusters = std::make_shared<const SceneClusters>(points);
  ScaledScene scaled;
  const auto places = [&](double metres_per_pixel, double pixel_scale) {
    std::vector<MapPoint> out;
    for (const auto& symbol : scaled.at(scene, 1, metres_per_pixel, pixel_scale).symbols)
      out.push_back(symbol.symbol.place);
    return out;
  };
  const auto first = places(70, 1);
  CHECK(places(120, 1) == first);
  CHECK(places(35, 2) == first);
  CHECK(places(129, 1) != first);
  scene.clusters.reset();
  CHECK(&scaled.at(scene, 2, 70, 1) == &scene);
}

}  // namespace
}  // namespace riskmap
