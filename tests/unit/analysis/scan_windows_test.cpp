#include "layers/analysis/scan_windows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "layers/analysis/dice.h"

namespace riskmap {

namespace {
Places on_a_line(const std::vector<double>& x) {
  return {x, std::vector<double>(x.size(), 0), true};
}

std::set<std::uint32_t> members_of(const ScanWindows& windows, const ScanCircle& circle) {
  const auto members = windows.members(circle);
  return {members.begin(), members.end()};
}

// Every circle in the plainest way: each centre, each distance, all places within it.
double strongest_by_trying(const Places& places, const std::vector<double>& people, const std::vector<double>& seen) {
  const double all = std::accumulate(people.begin(), people.end(), 0.0);
  const double total = std::accumulate(seen.begin(), seen.end(), 0.0);
  double best = 0;
  for (std::size_t centre = 0; centre < people.size(); ++centre) {
    for (std::size_t edge = 0; edge < people.size(); ++edge) {
      double held = 0, inside = 0;
      for (std::size_t place = 0; place < people.size(); ++place) {
        if (places.distance(centre, place) > places.distance(centre, edge) + 1e-9) continue;
        held += people[place], inside += seen[place];
      }
      if (held <= all / 2 + 1e-9) best = std::max(best, likelihood_ratio(inside, held / all * total, total));
    }
  }
  return best;
}
}  // namespace

TEST_CASE("the likelihood ratio is that of Kulldorff, and nothing where fewer are seen") {
  CHECK(likelihood_ratio(18, 7, 100) == doctest::Approx(18 * std::log(18.0 / 7) + 82 * std::log(82.0 / 93)));
  CHECK(likelihood_ratio(100, 20, 100) == doctest::Approx(100 * std::log(5.0)));
  CHECK(likelihood_ratio(7, 7, 100) == 0);
  CHECK(likelihood_ratio(2, 7, 100) == 0);
}

TEST_CASE("the strongest circle is the one that trying all of them finds") {
  int found = 0;
  for (std::uint64_t round = 0; round < 60; ++round) {
    Dice dice{11, round};
    const auto count = static_cast<std::size_t>(4 + 12 * dice.share());
    Places places{{}, {}, true};
    std::vector<double> people, seen, expected;
    for (std::size_t i = 0; i < count; ++i) {  // on a coarse grid, so that many lie equally far
      places.x.push_back(std::floor(4 * dice.share())), places.y.push_back(std::floor(4 * dice.share()));
      people.push_back(1 + std::floor(9 * dice.share()));
      seen.push_back(std::floor(8 * dice.share() * dice.share()));
    }
    const double all = std::accumulate(people.begin(), people.end(), 0.0);
    const double total = std::accumulate(seen.begin(), seen.end(), 0.0);
    for (const double one : people) expected.push_back(one / all * total);
    const auto windows = *ScanWindows::around(places, people);
    const auto best = windows.strongest(seen, expected, total);
    CHECK(best.ratio == doctest::Approx(strongest_by_trying(places, people, seen)));
    found += best.size > 0 ? 1 : 0;
  }
  CHECK(found > 50);
}

TEST_CASE("a circle ends at half of the people") {
  const auto places = on_a_line({0, 1, -1, 5, 6, 7});
  const std::vector<double> people(6, 10), expected(6, 2);
  const auto windows = *ScanWindows::around(places, people);
  const auto half = windows.strongest(std::vector<double>{6, 3, 3, 0, 0, 0}, expected, 12);
  CHECK(members_of(windows, half) == std::set<std::uint32_t>{0, 1, 2});
  const auto more = windows.strongest(std::vector<double>{0, 3, 0, 3, 3, 3}, expected, 12);
  CHECK(members_of(windows, more) == std::set<std::uint32_t>{3, 4, 5});
  CHECK(windows.strongest(std::vector<double>{2, 2, 2, 2, 2, 2}, expected, 12).size == 0);
}

TEST_CASE("places equally far come in together") {
  const auto places = on_a_line({0, 1, -1, 1.1, -1.1, 50});  // the first two alone are in no circle
  const std::vector<double> people{1, 1, 1, 1, 1, 100}, expected{0.1, 0.1, 0.1, 0.1, 0.1, 9.5};
  const auto windows = *ScanWindows::around(places, people);
  const auto best = windows.strongest(std::vector<double>{5, 5, 0, 0, 0, 0}, expected, 10);
  CHECK(best.size == 3);
}

TEST_CASE("a place with more than half of the people is in no circle") {
  const auto places = on_a_line({0, 1, 2, 3});
  const std::vector<double> people{70, 10, 10, 10};
  const auto windows = *ScanWindows::around(places, people);
  const auto best = windows.strongest(std::vector<double>{20, 0, 0, 0}, std::vector<double>{14, 2, 2, 2}, 20);
  CHECK(best.size == 0);
}

TEST_CASE("taken places end a circle, and the same places are told from their middle") {
  const auto places = on_a_line({0, 1, 2, 8, 9, 20, 21, 22});
  const std::vector<double> people(8, 10), expected(8, 2);
  const auto windows = *ScanWindows::around(places, people);
  const std::vector<double> seen{4, 4, 4, 1, 1, 1, 1, 0};
  const auto best = windows.strongest(seen, expected, 16);
  CHECK(members_of(windows, best) == std::set<std::uint32_t>{0, 1, 2});
  CHECK(windows.tightest(best, places).centre == 1);
  const auto next = windows.strongest(seen, expected, 16, std::vector<unsigned char>{0, 1, 0, 0, 0, 0, 0, 0});
  CHECK(members_of(windows, next).contains(1) == false);
  CHECK(next.ratio < best.ratio);
}

}  // namespace riskmap
