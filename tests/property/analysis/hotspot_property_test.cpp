#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "layers/analysis/hotspot.h"

namespace riskmap {

namespace {
struct RandomLayer {
  std::vector<double> values;
  Neighbours neighbours;
};

// Counts with many ties, heavy tails or halves; links that need not be mutual; now and then an island.
RandomLayer random_layer(std::mt19937& random, std::size_t most = 40) {
  RandomLayer layer;
  const auto count = std::uniform_int_distribution<std::uint32_t>{5, static_cast<std::uint32_t>(most)}(random);
  const int kind = std::uniform_int_distribution{0, 3}(random);
  for (std::uint32_t i = 0; i < count; ++i) {
    const double unit = std::uniform_real_distribution{0.0, 1.0}(random);
    layer.values.push_back(kind == 0   ? std::floor(unit * 5)
                           : kind == 1 ? std::exp(8 * unit)
                           : kind == 2 ? std::floor(unit * 9) / 2 - 2
                                       : std::floor(1.4 * unit));
  }
  std::vector<Link> links;
  const auto many = std::uniform_int_distribution<std::size_t>{1, 4}(random)*count;
  for (std::size_t i = 0; i < many; ++i) {
    std::uniform_int_distribution<std::uint32_t> any{0, count - 1};
    links.push_back({any(random), any(random)});
  }
  layer.neighbours = neighbours_from(count, std::move(links));
  return layer;
}

bool is_same(double a, double b, double tolerance) {
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

// Tails by trying every deal, in the plainest way.
SumTails tails_by_trying(const RandomLayer& layer, std::size_t row) {
  std::vector<double> others = layer.values;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(row));
  std::vector<bool> is_dealt(others.size(), false);
  std::fill_n(is_dealt.begin(), layer.neighbours.count(row), true);
  double seen = 0, all = 0, high = 0, low = 0;
  for (const auto other : layer.neighbours.of(row)) seen += layer.values[other];
  do {
    double sum = 0;
    for (std::size_t i = 0; i < others.size(); ++i) sum += is_dealt[i] ? others[i] : 0;
    const double tie = 1e-9 * std::max(1.0, std::abs(seen));
    ++all, high += sum >= seen - tie, low += sum <= seen + tie;
  } while (std::prev_permutation(is_dealt.begin(), is_dealt.end()));
  return {high / all, low / all};
}
}  // namespace

TEST_CASE("the z of local Moran is that of Gi with the sign of the place's own deviation") {
  std::mt19937 random{20260301};
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const auto [values, neighbours] = random_layer(random);
    const auto deviations = deviations_from_mean(values);
    for (const auto style : {WeightStyle::binary, WeightStyle::row_standardised}) {
      const auto moran = local_moran(values, neighbours, style);
      const auto gi = getis_ord(values, neighbours, style, SelfWeight::left_out);
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(moran[i].z) || std::isnan(gi[i].z)) continue;
        CHECK(is_same(moran[i].z, deviations[i] > 0 ? gi[i].z : -gi[i].z, 1e-7));
      }
    }
  }
}

TEST_CASE("binary and row-standardised weights judge alike") {
  std::mt19937 random{20260302};
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const auto [values, neighbours] = random_layer(random);
    for (const auto self : {SelfWeight::included, SelfWeight::left_out}) {
      const auto binary = getis_ord(values, neighbours, WeightStyle::binary, self);
      const auto standardised = getis_ord(values, neighbours, WeightStyle::row_standardised, self);
      for (std::size_t i = 0; i < values.size(); ++i) CHECK(is_same(binary[i].z, standardised[i].z, 1e-9));
    }
  }
}

TEST_CASE("the order of the rows changes no place's result") {
  std::mt19937 random{20260303};
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, 25);
    std::vector<std::uint32_t> to(layer.values.size());
    std::iota(to.begin(), to.end(), 0U);
    std::ranges::shuffle(to, random);
    std::vector<double> values(layer.values.size());
    std::vector<Link> links;
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      values[to[i]] = layer.values[i];
      for (const auto other : layer.neighbours.of(i)) links.push_back({to[i], to[other]});
    }
    const auto moved = neighbours_from(values.size(), links);
    for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
      for (const auto inference : {Inference::analytic, Inference::exact}) {
        const HotspotRequest request{.method = method, .inference = inference, .permutations = {.count = 999}};
        const auto before = *find_hotspots(layer.values, layer.neighbours, request);
        const auto after = *find_hotspots(values, moved, request);
        CHECK(is_same(before.global.z, after.global.z, 1e-9));
        for (std::size_t i = 0; i < values.size(); ++i) {
          const auto &a = before.places[i], &b = after.places[to[i]];
          CHECK(is_same(a.z, b.z, 1e-9));
          if (inference == Inference::analytic || a.is_exact) CHECK(is_same(a.p, b.p, 1e-9));
        }
      }
  }
}

TEST_CASE("counting all deals agrees with trying them one by one") {
  std::mt19937 random{20260304};
  int checked = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, 13);
    const auto tails = exact_tails(layer.values, layer.neighbours);
    const auto least = least_p(layer.values, layer.neighbours);
    for (std::size_t i = 0; i < layer.values.size(); ++i) {
      if (layer.neighbours.count(i) == 0) continue;
      const auto tried = tails_by_trying(layer, i);
      CHECK(is_same(tails[i].high, tried.high, 1e-12));
      CHECK(is_same(tails[i].low, tried.low, 1e-12));
      CHECK(least[i] <= two_sided_p(tried) + 1e-12);
      ++checked;
    }
  }
  CHECK(checked > 500);
}

TEST_CASE("deals at random come near the exact p, and the same seed gives the same numbers") {
  std::mt19937 random{20260305};
  double squares = 0, places = 0;
  for (int round = 0; round < 40; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, 30);
    const PermutationOptions options{.count = 9'999, .seed = static_cast<std::uint64_t>(round)};
    const auto dealt = permutation_tails(layer.values, layer.neighbours, options);
    const auto again = permutation_tails(layer.values, layer.neighbours, options);
    const auto exact = exact_tails(layer.values, layer.neighbours);
    for (std::size_t i = 0; i < dealt.size(); ++i) {
      CHECK(is_same(dealt[i].high, again[i].high, 0));
      if (std::isnan(exact[i].high) || exact[i].high > 1 - 1e-9) continue;
      const double sd = std::sqrt(exact[i].high * (1 - exact[i].high) / 9'999) + 1e-4;
      const double error = (dealt[i].high - exact[i].high) / sd;
      CHECK(std::abs(error) < 5.5);
      squares += error * error, ++places;
    }
  }
  CHECK(std::sqrt(squares / places) < 1.3);
}

}  // namespace riskmap
