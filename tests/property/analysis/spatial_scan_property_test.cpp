#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "layers/analysis/dice.h"
#include "layers/analysis/spatial_scan.h"

namespace riskmap {

namespace {
struct Map {
  std::vector<double> counts, people;
  Places places{{}, {}, true};
};

// Villages anywhere in a square, of very different size; rates differ by factors of that variation. In a corner, a
// sixteenth of the square, they are `risk` times as high.
Map random_map(std::uint64_t number, double variation, double risk = 1) {
  Map map;
  Dice dice{41, number};
  const double variance = variation * variation;
  for (int i = 0; i < 40; ++i) {
    map.places.x.push_back(dice.share()), map.places.y.push_back(dice.share());
    map.people.push_back(std::round(200 * std::exp(3 * dice.share())));
    const bool is_raised = map.places.x.back() < 0.25 && map.places.y.back() < 0.25;
    const double factor = (variance > 0 ? dice.factor(variance) : 1) * (is_raised ? risk : 1);
    map.counts.push_back(static_cast<double>(dice.successes(10'000, map.people.back() * factor / 1e6)));
  }
  return map;
}

// How many of the maps raise an alarm.
int alarms_of(ScanNull null, int maps, double variation, double risk = 1) {
  int alarms = 0;
  for (int number = 0; number < maps; ++number) {
    const auto map = random_map(static_cast<std::uint64_t>(number), variation, risk);
    const auto windows = *ScanWindows::around(map.places, map.people);
    const ScanSubject subject{map.counts, map.people, map.places, windows};
    const ScanOptions options{.deals = 99, .seed = static_cast<std::uint64_t>(number)};
    auto run = *scan_under(ScanNull::poisson, subject, options);
    if (null != ScanNull::poisson) run = *scan_under(null_for(run), subject, options);
    alarms += !run.clusters.empty() && run.clusters.front().p <= 0.05 ? 1 : 0;
  }
  return alarms;
}
}  // namespace

// 200 maps at 0.05: 10 expected, more than 22 or fewer than 2 once in some thousand times. tests/bench/scan_simulation
// says it to the second digit.
TEST_CASE("maps without clusters raise a false alarm as seldom as promised, however much places differ") {
  for (const double variation : {0.0, 0.3, 0.5}) {
    CAPTURE(variation);
    const int alarms = alarms_of(ScanNull::overdispersed, 200, variation);
    CHECK(alarms <= 22);
    CHECK(alarms >= 2);
  }
  CHECK(alarms_of(ScanNull::poisson, 100, 0.5) > 50);  // why the plain Poisson scan is not enough
}

TEST_CASE("a corner of three times the rate is found more often than one of twice, and that more often than nothing") {
  constexpr int maps = 60;
  const auto found = [](double risk) { return alarms_of(ScanNull::overdispersed, maps, 0.3, risk); };
  const int doubled = found(2), tripled = found(3);
  CHECK(doubled >= 10);
  CHECK(tripled > doubled);
  CHECK(tripled >= 30);
}

TEST_CASE("more deals agree with fewer, and every cluster is a circle with more than expected") {
  for (std::uint64_t number = 0; number < 20; ++number) {
    const auto map = random_map(number, 0.4);
    const auto few = *spatial_scan(map.counts, map.people, map.places, {.deals = 499, .seed = 1});
    const auto many = *spatial_scan(map.counts, map.people, map.places, {.deals = 1999, .seed = 2});
    REQUIRE(few.clusters.size() >= 1);
    REQUIRE(many.clusters.size() >= 1);
    CHECK(few.clusters.front().ratio == many.clusters.front().ratio);
    CHECK(std::abs(few.clusters.front().p - many.clusters.front().p) < 0.12);
    for (const auto& cluster : many.clusters) {
      CHECK(cluster.ratio > 0);
      double people = 0;
      for (std::size_t row = 0; row < map.people.size(); ++row) {
        const bool is_inside = std::ranges::find(cluster.rows, row) != cluster.rows.end();
        people += is_inside ? map.people[row] : 0;
        CHECK(is_inside == (map.places.distance(cluster.centre, row) <= cluster.radius + map.places.rounding()));
      }
      CHECK(people <= many.people / 2 + 1e-6);
    }
  }
}

}  // namespace riskmap
