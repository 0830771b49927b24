// On maps on which nothing clusters hotspots are claimed as rarely as they promise; planted clusters are found. The
// long version with its figures is tests/simulations.sh.
#include <doctest/doctest.h>

#include "tests/simulations/null_map.h"

namespace riskmap {

namespace {
using simulations::Ground;
using simulations::Tally;

constexpr int maps = 200;
constexpr std::size_t deals = 1'999;

Tally tally_of(Ground (*make)(std::mt19937_64&), double variation, const HotspotRequest& request) {
  std::mt19937_64 random{20261129};
  Tally tally;
  Ground ground;
  for (int map = 0; map < maps; ++map) {
    if (map % 25 == 0) ground = make(random);
    tally.add(simulations::tested(ground, simulations::problems_on(ground, variation, random), request));
  }
  return tally;
}
}  // namespace

TEST_CASE("where nothing clusters one place in twenty has a p below 0.05, and few maps have a claim after correction") {
  for (const auto& make : {simulations::rural_district, simulations::counties})
    for (const double variation : {0.0, 0.3, 0.5})
      for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
        for (const auto inference : {Inference::exact, Inference::permutation}) {
          CAPTURE(make == simulations::counties);
          CAPTURE(variation);
          CAPTURE(name_of(method));
          CAPTURE(name_of(inference));
          const auto tally = tally_of(
              make, variation, {.method = method, .inference = inference, .permutations = {.count = deals, .seed = 1}});
          // Four standard errors of these few maps beyond what the long run allows.
          CHECK(std::abs(tally.places_below() - 0.05) <= 0.01 + 4 * tally.error_of_places());
          CHECK(tally.maps_claiming() <= 0.06 + 4 * std::sqrt(0.06 * 0.94 / maps));
          CHECK(std::abs(tally.maps_clustered() - 0.05) <= 0.01 + 4 * std::sqrt(0.05 * 0.95 / maps));
        }
}

// Few answers are possible, so that a p is seldom just below the limit: rarer than promised, and not never.
TEST_CASE("join counts claim no more often than promised where yes and no are strewn by chance") {
  for (const double variation : {0.0, 0.5}) {
    CAPTURE(variation);
    const auto tally = tally_of(simulations::counties, variation, {.method = HotspotMethod::joincount});
    CHECK(tally.places_below() > 0.001);
    CHECK(tally.places_below() <= 0.06 + 4 * tally.error_of_places());
    CHECK(tally.maps_claiming() <= 0.06 + 4 * std::sqrt(0.06 * 0.94 / maps));
  }
}

TEST_CASE("a cluster of four times the usual is found more often than one of twice, and that more often than nothing") {
  std::mt19937_64 random{20261130};
  const auto found = [&](double rise) {
    int seen = 0;
    for (int map = 0; map < 100; ++map) {
      const auto ground = simulations::counties(random);
      std::vector<std::uint32_t> raised{44};
      for (const auto other : ground.neighbours.of(44)) raised.push_back(other);
      const auto hotspots =
          simulations::tested(ground, simulations::problems_on(ground, 0.3, random, raised, rise),
                              {.inference = Inference::permutation, .permutations = {.count = deals, .seed = 1}});
      seen += std::ranges::any_of(raised, [&](auto row) { return hotspots.places[row].verdict == PlaceVerdict::hot; });
    }
    return seen;
  };
  const int by_chance = found(1), doubled = found(2), quadrupled = found(4);
  CHECK(by_chance <= 10);
  CHECK(doubled > by_chance + 20);
  CHECK(quadrupled > doubled);
  CHECK(quadrupled >= 90);
}

}  // namespace riskmap
