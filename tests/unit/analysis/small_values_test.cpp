// Statistics have no unit: the same map in other units gives the same answer, also where squares would vanish or
// overflow.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "layers/analysis/classify.h"
#include "layers/analysis/even_scale.h"
#include "layers/analysis/hotspot.h"

namespace riskmap {

namespace {
constexpr std::uint32_t side = 8;

Neighbours grid() {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < side * side; ++i)
    for (std::uint32_t j = 0; j < side * side; ++j) {
      const auto apart = [](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; };
      if (i != j && apart(i / side, j / side) <= 1 && apart(i % side, j % side) <= 1) links.push_back({i, j});
    }
  return neighbours_from(side * side, std::move(links));
}

// Whole numbers of many kinds with a block of high ones in a corner.
std::vector<double> map_of_numbers() {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < side * side; ++i)
    values.push_back(i / side < 3 && i % side < 3 ? 20 + i % 5 : i * 7 % 11);
  return values;
}

std::vector<double> times_power(std::vector<double> values, int exponent) {
  for (double& value : values) value = std::ldexp(value, exponent);
  return values;
}

bool are_same(double one, double other) {
  return one == other || (std::isnan(one) && std::isnan(other));
}

void check_same(const GlobalMoments& one, const GlobalMoments& other) {
  CHECK(std::isfinite(other.z));
  CHECK(are_same(one.statistic, other.statistic));
  CHECK(are_same(one.z, other.z));
}
}  // namespace

TEST_CASE("a map in another unit, however small or large, is judged as the same map") {
  const auto neighbours = grid();
  const auto values = map_of_numbers();
  for (const int exponent : {-1060, -700, -300, 300, 490})
    for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
      for (const auto inference : {Inference::analytic, Inference::permutation}) {
        CAPTURE(exponent);
        const HotspotRequest request{
            .method = method, .inference = inference, .permutations = {.count = 999, .seed = 1}};
        const auto there = times_power(values, exponent);
        const auto near = *find_hotspots(values, neighbours, request), far = *find_hotspots(there, neighbours, request);
        CHECK(far.places[9].verdict <= PlaceVerdict::low_high);
        for (std::size_t row = 0; row < values.size(); ++row) {
          CHECK(far.places[row].verdict == near.places[row].verdict);
          CHECK(are_same(far.places[row].z, near.places[row].z));
          CHECK(are_same(far.places[row].p, near.places[row].p));
          CHECK(are_same(far.places[row].statistic, near.places[row].statistic));
        }
        CHECK(std::isfinite(far.global.z));
        CHECK(far.global.z == near.global.z);
        CHECK(are_same(dealt_global(there, neighbours, request).p, dealt_global(values, neighbours, request).p));
        check_same(whole_layer(values, neighbours).geary, whole_layer(there, neighbours).geary);
        check_same(whole_layer(values, neighbours).general_g, whole_layer(there, neighbours).general_g);
      }
}

TEST_CASE("cases are counted of small numbers as of large ones") {
  const auto neighbours = grid();
  const auto values = map_of_numbers();
  const auto near = *find_hotspots(values, neighbours, {});
  for (const double unit : {1e-10, 1e-80, 1e-200}) {
    CAPTURE(unit);
    auto there = values;
    for (double& value : there) value *= unit;
    const auto far = *find_hotspots(there, neighbours, {});
    CHECK(far.counted == near.counted);
    CHECK(far.counted > 0);
    for (std::size_t row = 0; row < values.size(); ++row) {
      CHECK(far.places[row].p == doctest::Approx(near.places[row].p).epsilon(1e-9));
      CHECK(far.places[row].verdict == near.places[row].verdict);
    }
  }
}

TEST_CASE("values that differ in late digits only are not taken for one value") {
  const auto neighbours = grid();
  std::vector<double> values;
  for (const double value : map_of_numbers()) values.push_back(5 + value * 1e-11);
  const auto found = *find_hotspots(values, neighbours, {.permutations = {.count = 999, .seed = 1}});
  CHECK(found.places[9].verdict == PlaceVerdict::hot);
}

TEST_CASE("classes that come of squares are those of the same values in another unit") {
  const std::vector<double> values{1, 2, 3, 10, 11, 12, 30, 31, 50};
  for (const auto scheme : {Scheme::fisher, Scheme::stddev})
    for (const int exponent : {-1000, -600, 400}) {
      CAPTURE(name_of(scheme));
      CAPTURE(exponent);
      const auto near = classify(values, scheme, 3), far = classify(times_power(values, exponent), scheme, 3);
      CHECK(far.size() > 1);
      CHECK(far.counts == near.counts);
      CHECK(far.breaks == times_power(near.breaks, exponent));
    }
}

TEST_CASE("an even scale is exact, and leaves nothing but 0 alone") {
  const std::vector<double> values{-3e-310, 0, 1e-310};
  const auto scaled = at_even_scale(values);
  CHECK(std::abs(scaled[0]) >= 1);
  CHECK(std::abs(scaled[0]) < 2);
  CHECK(times_power(scaled, -even_exponent(values)) == values);
  CHECK(at_even_scale(std::vector<double>{0, 0}) == std::vector<double>{0, 0});
}

}  // namespace riskmap
