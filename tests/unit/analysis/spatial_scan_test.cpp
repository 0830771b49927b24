#include "layers/analysis/spatial_scan.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "layers/analysis/dice.h"

namespace riskmap {

namespace {
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct Map {
  std::vector<double> counts, people;
  Places places{{}, {}, true};
  [[nodiscard]] SpatialScan scan(const ScanOptions& options = {.deals = 999}) const {
    return *spatial_scan(counts, people, places, options);
  }
};

// Villages on a square grid; each brings one case for every hundred people, or by chance as many.
Map grid(double variation = 0, std::uint64_t seed = 1, int side = 6) {
  Map map;
  Dice dice{seed, 77};
  for (int i = 0; i < side * side; ++i) {
    map.places.x.push_back(i % side), map.places.y.push_back(i / side);
    map.people.push_back(600 + 100 * (i % 5));
    const double factor = variation == 0 ? 1 : dice.factor(variation * variation);
    map.counts.push_back(static_cast<double>(dice.successes(1000, map.people.back() / 100'000 * factor)));
  }
  return map;
}

void raise(Map& map, const std::vector<std::size_t>& rows, double factor) {
  for (const auto row : rows) map.counts[row] = std::round(map.counts[row] * factor + 4);
}

std::vector<std::size_t> sorted(std::vector<std::size_t> rows) {
  std::ranges::sort(rows);
  return rows;
}
const std::vector<std::size_t> corner{0, 1, 6, 7};
}  // namespace

TEST_CASE("a planted cluster is found where it is, with its cases and what its people would bring") {
  auto map = grid();
  raise(map, corner, 3);
  const auto found = map.scan();
  REQUIRE(found.obstacle == ScanObstacle::none);
  REQUIRE_FALSE(found.clusters.empty());
  const auto& first = found.clusters.front();
  CHECK(first.p <= 0.01);
  for (const auto row : corner) CHECK(std::ranges::find(first.rows, row) != first.rows.end());
  double seen = 0, people = 0;
  for (const auto row : first.rows) seen += map.counts[row], people += map.people[row];
  CHECK(first.seen == seen);
  CHECK(first.expected == doctest::Approx(people / found.people * found.total));
  CHECK(first.seen > first.expected);
  for (const auto row : first.rows) CHECK(map.places.distance(first.centre, row) <= first.radius);
}

TEST_CASE("further clusters touch no stronger one and have a p of their own") {
  auto map = grid(0, 1, 12);
  raise(map, {0, 1, 2, 12, 13, 24}, 3);
  raise(map, {143, 142, 141, 131, 130, 119}, 2.5);
  const auto found = map.scan();
  REQUIRE(found.clusters.size() >= 2);
  CHECK(found.clusters[0].ratio >= found.clusters[1].ratio);
  CHECK(found.clusters[0].p <= found.clusters[1].p);
  for (const auto row : found.clusters[1].rows)
    CHECK(std::ranges::find(found.clusters[0].rows, row) == found.clusters[0].rows.end());
  CHECK(std::ranges::find(found.clusters[1].rows, 143U) != found.clusters[1].rows.end());
}

TEST_CASE("the order of the rows changes nothing") {
  auto map = grid(0.4);
  raise(map, corner, 3);
  const auto found = map.scan();
  std::vector<std::size_t> order(map.counts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::reverse(order);
  std::swap(order[3], order[20]);
  Map turned;
  for (const auto row : order) {
    turned.counts.push_back(map.counts[row]), turned.people.push_back(map.people[row]);
    turned.places.x.push_back(map.places.x[row]), turned.places.y.push_back(map.places.y[row]);
  }
  const auto again = turned.scan();
  REQUIRE(again.clusters.size() == found.clusters.size());
  CHECK(again.dispersion.variance == found.dispersion.variance);
  CHECK(again.dispersion.p == found.dispersion.p);
  for (std::size_t i = 0; i < found.clusters.size(); ++i) {
    CHECK(again.clusters[i].p == found.clusters[i].p);
    CHECK(again.clusters[i].ratio == found.clusters[i].ratio);
    std::vector<std::size_t> rows;
    for (const auto row : again.clusters[i].rows) rows.push_back(order[row]);
    CHECK(sorted(rows) == sorted(found.clusters[i].rows));
  }
}

TEST_CASE("the same seed gives the same p, another seed another draw") {
  const auto map = grid(0.3, 5);
  const auto p = [&](std::uint64_t seed) { return map.scan({.deals = 999, .seed = seed}).clusters.front().p; };
  CHECK(p(1) == p(1));
  CHECK(std::abs(p(1) - p(2)) < 0.1);
  CHECK_FALSE((p(1) == p(2) && p(2) == p(3)));
}

TEST_CASE("the scan of equal places is told only where nothing says that they differ") {
  const auto alike = grid().scan();
  CHECK(alike.dispersion.p > 0.05);
  CHECK(alike.poisson.has_value());
  const auto different = grid(0.8).scan();
  CHECK(different.dispersion.p <= 0.05);
  CHECK(different.dispersion.variance > 0.2);
  CHECK_FALSE(different.poisson.has_value());
}

TEST_CASE("a cluster does not pass for dispersion") {
  auto map = grid();
  raise(map, corner, 4);
  const auto found = map.scan();
  CHECK(found.dispersion.variance > 0.1);
  CHECK(found.dispersion.variance_apart < 0.05);
  CHECK(found.dispersion.p > 0.05);
  CHECK(found.poisson.has_value());
}

TEST_CASE("without people every place counts the same") {
  auto map = grid();
  map.people.clear();
  raise(map, corner, 3);
  const auto found = map.scan();
  CHECK(found.people == 0);
  REQUIRE_FALSE(found.clusters.empty());
  const auto& first = found.clusters.front();
  CHECK(first.expected == doctest::Approx(found.total * static_cast<double>(first.rows.size()) / 36));
}

TEST_CASE("places without a count, people or a point take no part and are counted") {
  auto map = grid();
  map.counts[3] = unknown;
  map.people[4] = unknown, map.people[5] = 0;
  map.places.x[6] = unknown;
  const auto found = map.scan();
  CHECK(found.places == 32);
  CHECK(found.without_count == 1);
  CHECK(found.without_people == 2);
  CHECK(found.without_point == 1);
  for (const auto& cluster : found.clusters)
    for (const auto row : cluster.rows) CHECK((row < 3 || row > 6));
}

TEST_CASE("what cannot be told is said") {
  auto few = grid();
  few.counts.resize(9), few.people.resize(9), few.places.x.resize(9), few.places.y.resize(9);
  CHECK(few.scan().obstacle == ScanObstacle::too_few_places);
  auto deserted = grid();
  deserted.people.assign(36, unknown);
  CHECK(deserted.scan().obstacle == ScanObstacle::too_few_places);
  CHECK(deserted.scan().without_people == 36);
  auto quiet = grid();
  quiet.counts.assign(36, 0);
  quiet.counts[8] = 1;
  CHECK(quiet.scan().obstacle == ScanObstacle::too_few_cases);
  auto one_town = grid();
  for (std::size_t i = 0; i < 36; ++i) one_town.places.x[i] = one_town.places.y[i] = 1;
  CHECK(one_town.scan().obstacle == ScanObstacle::no_circle);
}

TEST_CASE("what is no count is refused, and stopped work ends") {
  auto map = grid();
  map.counts[2] = -1;
  CHECK(spatial_scan(map.counts, map.people, map.places, {}).error().code == ErrorCode::invalid_input);
  map.counts[2] = 1.5;
  CHECK(spatial_scan(map.counts, map.people, map.places, {}).error().code == ErrorCode::invalid_input);
  map.counts[2] = 1;
  std::stop_source stopped;
  stopped.request_stop();
  CHECK(spatial_scan(map.counts, map.people, map.places, {}, {{}, stopped.get_token()}).error().code ==
        ErrorCode::cancelled);
}

}  // namespace riskmap
