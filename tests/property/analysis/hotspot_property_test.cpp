#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>
#include <utility>

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

// The neighbours' sum by trying every deal, in the plainest way.
struct TriedSum {
  SumTails tails;
  double mean, variance;
};
TriedSum sum_by_trying(const RandomLayer& layer, std::size_t row) {
  std::vector<double> others = layer.values;
  others.erase(others.begin() + static_cast<std::ptrdiff_t>(row));
  std::vector<bool> is_dealt(others.size(), false);
  std::fill_n(is_dealt.begin(), layer.neighbours.count(row), true);
  double seen = 0, all = 0, high = 0, low = 0, sums = 0, squares = 0;
  for (const auto other : layer.neighbours.of(row)) seen += layer.values[other];
  do {
    double sum = 0;
    for (std::size_t i = 0; i < others.size(); ++i) sum += is_dealt[i] ? others[i] : 0;
    const double tie = 1e-9 * std::max(1.0, std::abs(seen));
    ++all, high += sum >= seen - tie, low += sum <= seen + tie;
    sums += sum, squares += sum * sum;
  } while (std::prev_permutation(is_dealt.begin(), is_dealt.end()));
  return {{high / all, low / all}, sums / all, squares / all - sums / all * (sums / all)};
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

namespace {
// The same layer with its rows in another order; `to`: where each row went.
struct Moved {
  RandomLayer layer{};
  std::vector<std::uint32_t> to{};
};

Moved moved(const RandomLayer& layer, std::mt19937& random) {
  Moved out;
  out.to.resize(layer.values.size());
  std::iota(out.to.begin(), out.to.end(), 0U);
  std::ranges::shuffle(out.to, random);
  out.layer.values.resize(layer.values.size());
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < layer.values.size(); ++i) {
    out.layer.values[out.to[i]] = layer.values[i];
    for (const auto other : layer.neighbours.of(i)) links.push_back({out.to[i], out.to[other]});
  }
  out.layer.neighbours = neighbours_from(layer.values.size(), std::move(links));
  return out;
}

// All numbers of all places as their bits.
std::vector<std::uint64_t> bits_of(const Hotspots& found) {
  std::vector<std::uint64_t> bits;
  const auto add = [&](double number) { bits.push_back(std::bit_cast<std::uint64_t>(number)); };
  for (const auto& place : found.places) {
    for (const double number : {place.value, place.lag, place.statistic, place.expected, place.variance, place.z,
                                place.p_high, place.p_low, place.p, place.p_adjusted})
      add(number);
    bits.push_back(static_cast<std::uint64_t>(place.verdict));
  }
  add(found.global.p);
  return bits;
}

bool is_bit_equal(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
}  // namespace

TEST_CASE("the order of the rows changes no place's result: counted and dealt p stay the same to the last bit") {
  std::mt19937 random{20260303};
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, round % 10 == 0 ? 60 : 25);
    const auto [other, to] = moved(layer, random);
    for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
      for (const auto inference : {Inference::analytic, Inference::exact, Inference::permutation}) {
        const HotspotRequest request{.method = method, .inference = inference, .permutations = {.count = 999}};
        const auto before = *find_hotspots(layer.values, layer.neighbours, request);
        const auto after = *find_hotspots(other.values, other.neighbours, request);
        CHECK(is_same(before.global.z, after.global.z, 1e-9));
        for (std::size_t i = 0; i < layer.values.size(); ++i) {
          const auto &a = before.places[i], &b = after.places[to[i]];
          CHECK(is_same(a.z, b.z, 1e-9));
          CHECK(a.is_exact == b.is_exact);
          if (inference == Inference::analytic) {
            CHECK(is_same(a.p, b.p, 1e-9));
            continue;
          }
          CHECK(a.verdict == b.verdict);
          for (const auto& [one, same] : {std::pair{a.p_high, b.p_high}, std::pair{a.p_low, b.p_low},
                                          std::pair{a.p, b.p}, std::pair{a.p_adjusted, b.p_adjusted}})
            CHECK(is_bit_equal(one, same));
        }
      }
  }
}

TEST_CASE("one, two and four threads that ask at once get the bytes that a single one gets") {
  std::mt19937 random{20260307};
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, 60);
    for (const auto inference : {Inference::exact, Inference::permutation}) {
      const HotspotRequest request{.inference = inference, .permutations = {.count = 999}};
      const auto alone = bits_of(*find_hotspots(layer.values, layer.neighbours, request));
      for (const std::size_t count : {1U, 2U, 4U}) {
        std::vector<std::vector<std::uint64_t>> answers(count);
        std::vector<std::jthread> threads;
        for (auto& answer : answers)
          threads.emplace_back([&] { answer = bits_of(*find_hotspots(layer.values, layer.neighbours, request)); });
        threads.clear();
        for (const auto& answer : answers) CHECK(answer == alone);
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
      const auto tried = sum_by_trying(layer, i).tails;
      CHECK(is_same(tails[i].high, tried.high, 1e-12));
      CHECK(is_same(tails[i].low, tried.low, 1e-12));
      CHECK(least[i] <= two_sided_p(tried) + 1e-12);
      ++checked;
    }
  }
  CHECK(checked > 500);
}

TEST_CASE("the moments beside a counted p are those of the deals that were counted") {
  std::mt19937 random{20261130};
  int checked = 0;
  for (int round = 0; round < 100; ++round) {
    CAPTURE(round);
    const auto layer = random_layer(random, 12);
    const auto found = *find_hotspots(layer.values, layer.neighbours, {.inference = Inference::exact});
    const double total = std::accumulate(layer.values.begin(), layer.values.end(), 0.0);
    for (std::size_t i = 0; i < layer.values.size(); ++i) {
      const auto& place = found.places[i];
      if (std::isnan(place.z) || std::abs(total) < 1e-9) continue;
      if (place.verdict == PlaceVerdict::hot) CHECK(place.z > 0);
      if (place.verdict == PlaceVerdict::cold) CHECK(place.z < 0);
      CHECK(std::isnan(place.statistic) == (total < 0));
      if (total < 0) continue;  // no shares of that
      const auto tried = sum_by_trying(layer, i);
      const double scale = static_cast<double>(layer.neighbours.count(i) + 1) * total;
      CHECK(is_same(place.expected, (layer.values[i] + tried.mean) / scale, 1e-9));
      CHECK(is_same(place.variance, tried.variance / scale / scale, 1e-9));
      CHECK(is_same(place.z, (place.statistic - place.expected) / std::sqrt(place.variance), 1e-6));
      ++checked;
    }
  }
  CHECK(checked > 150);
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
