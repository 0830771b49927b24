// How often hotspots are claimed where nothing clusters, and how often planted clusters are found: the figures behind
// "beyond chance". See tests/simulations.sh.
#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <string_view>

#include "tests/simulations/null_map.h"

namespace riskmap::simulations {
namespace {
constexpr int maps_of_a_ground = 50;  // then other places and other people
constexpr std::size_t deals = 9'999;  // enough for the smallest p that survives correction here
constexpr std::array variations = {0.0, 0.3, 0.5};
constexpr std::array rises = {2.0, 3.0, 4.0};

struct Kind {
  std::string_view name;
  Ground (*ground)(std::mt19937_64& random);
};
constexpr std::array kinds = {Kind{"district", rural_district}, Kind{"counties", counties}};

HotspotRequest request_of(HotspotMethod method, Inference inference) {
  return {.method = method, .inference = inference, .permutations = {.count = deals, .seed = 1}};
}

// On the same maps, whatever the method.
Tally null_tally(const Kind& kind, double variation, const HotspotRequest& request, int maps) {
  std::mt19937_64 random{static_cast<std::uint64_t>(20261129 + 1000 * variation)};
  Tally tally;
  Ground ground;
  for (int map = 0; map < maps; ++map) {
    if (map % maps_of_a_ground == 0) ground = kind.ground(random);
    tally.add(tested(ground, problems_on(ground, variation, random), request));
  }
  return tally;
}

// The share of maps on which a place of the planted cluster is said to lie above chance, after correction.
double power(const Kind& kind, double variation, double rise, int maps) {
  std::mt19937_64 random{static_cast<std::uint64_t>(20261130 + 1000 * variation + 10 * rise)};
  const auto request = request_of(HotspotMethod::gi, Inference::permutation);
  int seen = 0;
  Ground ground;
  for (int map = 0; map < maps; ++map) {
    if (map % maps_of_a_ground == 0) ground = kind.ground(random);
    const auto centre =
        std::uniform_int_distribution<std::uint32_t>{0, static_cast<std::uint32_t>(ground.people.size() - 1)}(random);
    std::vector<std::uint32_t> raised{centre};
    for (const auto other : ground.neighbours.of(centre)) raised.push_back(other);
    const auto found = tested(ground, problems_on(ground, variation, random, raised, rise), request);
    seen += std::ranges::any_of(raised, [&](auto row) { return found.places[row].verdict == PlaceVerdict::hot; });
  }
  return static_cast<double>(seen) / maps;
}

// Places 0.05 ± 0.01, maps so many at most. A join count has few ones and mostly steps over the limit; the tails of a
// formula are those of a normal law, so that maps with a claim are only told there.
bool is_as_promised(HotspotMethod method, Inference inference, const Tally& tally) {
  constexpr double most = 0.06, least = 0.04;
  const bool are_places_right =
      tally.places_below() <= most && (method == HotspotMethod::joincount || tally.places_below() >= least);
  return are_places_right && (inference == Inference::analytic || tally.maps_claiming() <= most);
}

// How many rows are not as promised.
int print_nulls(int maps) {
  int broken = 0;
  fmt::print("{} maps of each kind on which nothing clusters, Benjamini-Hochberg at 0.05\n", maps);
  fmt::print("{:<10}{:>5}  {:<10}{:<13}{:>20}{:>24}\n", "map", "CV", "", "", "places with p <= .05",
             "maps with a claim");
  for (const auto& kind : kinds)
    for (const double variation : variations)
      for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::joincount})
        for (const auto inference : {Inference::analytic, Inference::exact, Inference::permutation}) {
          const auto tally = null_tally(kind, variation, request_of(method, inference), maps);
          fmt::print("{:<10}{:>5.1f}  {:<10}{:<13}{:>11.4f} ± {:.4f}{:>15.4f} ± {:.4f}\n", kind.name, variation,
                     name_of(method), name_of(inference), tally.places_below(), tally.error_of_places(),
                     tally.maps_claiming(), tally.error_of_maps());
          std::fflush(stdout);
          broken += is_as_promised(method, inference, tally) ? 0 : 1;
        }
  return broken;
}

// Moran's I of the whole map, by its formula and by deals.
void print_whole(int maps) {
  fmt::print("\nshare of {} maps on which nothing clusters where Moran's I of the whole has p <= .05\n", maps);
  for (const auto& kind : kinds)
    for (const double variation : variations) {
      std::mt19937_64 random{static_cast<std::uint64_t>(20261131 + 1000 * variation)};
      int by_formula = 0, by_deals = 0;
      Ground ground;
      for (int map = 0; map < maps; ++map) {
        if (map % maps_of_a_ground == 0) ground = kind.ground(random);
        const auto rates = standardised_rates(problems_on(ground, variation, random), ground.people);
        const auto request = request_of(HotspotMethod::gi, Inference::permutation);
        const auto dealt = dealt_global(rates, ground.neighbours, request);
        by_formula += global_moran(rates, ground.neighbours, WeightStyle::row_standardised).p <= 0.05 ? 1 : 0;
        by_deals += dealt.p <= 0.05 ? 1 : 0;
      }
      const auto share = [maps](int count) { return static_cast<double>(count) / maps; };
      fmt::print("{:<10}{:>5.1f}  formula {:.4f}  deals {:.4f}\n", kind.name, variation, share(by_formula),
                 share(by_deals));
      std::fflush(stdout);
    }
}

void print_power(int maps) {
  fmt::print("\nshare of {} maps with a cluster planted around a place on which it is found (Gi*, corrected)\n", maps);
  for (const auto& kind : kinds)
    for (const double variation : variations) {
      fmt::print("{:<10}{:>5.1f} ", kind.name, variation);
      for (const double rise : rises) fmt::print("  x{:.0f} {:.3f}", rise, power(kind, variation, rise, maps));
      fmt::print("\n");
    }
}
}  // namespace
}  // namespace riskmap::simulations

int main(int count, char** words) {
  const int maps = count > 1 ? std::atoi(words[1]) : 5000;
  if (maps < 1) return 2;
  const int broken = riskmap::simulations::print_nulls(maps);
  riskmap::simulations::print_whole(maps);
  riskmap::simulations::print_power(std::max(1, maps / 5));
  if (broken > 0) fmt::print("\n{} rows have another share than promised\n", broken);
  return broken > 0 ? 1 : 0;
}
