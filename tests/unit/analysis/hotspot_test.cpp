#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/verdict_counts.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

// A square grid; neighbours share an edge or a corner.
Neighbours grid(std::uint32_t side) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < side * side; ++i)
    for (std::uint32_t j = 0; j < side * side; ++j) {
      const auto apart = [&](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; };
      if (apart(i / side, j / side) <= 1 && apart(i % side, j % side) <= 1) links.push_back({i, j});
    }
  return neighbours_from(side * side, std::move(links));
}

Neighbours everybody(std::uint32_t count) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < count; ++i)
    for (std::uint32_t j = 0; j < count; ++j) links.push_back({i, j});
  return neighbours_from(count, std::move(links));
}

// A 10 by 10 map of ones with a block of nine tens in a corner.
std::vector<double> map_with_block() {
  std::vector<double> values(100, 1);
  for (const std::size_t row : {0U, 1U, 2U})
    for (const std::size_t column : {0U, 1U, 2U}) values[10 * row + column] = 10;
  return values;
}

constexpr HotspotMethod all_methods[] = {HotspotMethod::gi, HotspotMethod::lisa};
constexpr Inference all_inferences[] = {Inference::analytic, Inference::exact, Inference::permutation};

std::size_t count_of(const Hotspots& found, PlaceVerdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(found.places, verdict, &PlaceStatistic::verdict));
}
}  // namespace

TEST_CASE("a block of high values is found by every method and every way to judge chance") {
  const auto neighbours = grid(10);
  for (const auto inference : all_inferences) {
    const auto gi = *find_hotspots(map_with_block(), neighbours, {.method = HotspotMethod::gi, .inference = inference});
    CHECK(gi.places[0].verdict == PlaceVerdict::hot);
    CHECK(gi.places[11].verdict == PlaceVerdict::hot);
    CHECK(count_of(gi, PlaceVerdict::cold) == 0);
    CHECK(gi.places[99].verdict == PlaceVerdict::not_significant);
    const HotspotRequest by_moran{.method = HotspotMethod::lisa, .inference = inference};
    const auto lisa = *find_hotspots(map_with_block(), neighbours, by_moran);
    CHECK(lisa.places[0].verdict == PlaceVerdict::high_high);
    CHECK(lisa.global.p < 1e-6);
    auto with_hole = map_with_block();
    with_hole[11] = 1;
    CHECK(find_hotspots(with_hole, neighbours, by_moran)->places[11].verdict == PlaceVerdict::low_high);
  }
}

TEST_CASE("where its own value is held, a place unlike its neighbours is neither a hot spot nor a cold one") {
  const auto neighbours = grid(10);
  auto with_hole = map_with_block(), turned = with_hole;
  with_hole[11] = 1;
  std::ranges::transform(with_hole, turned.begin(), [](double value) { return -value; });
  for (const auto inference : {Inference::exact, Inference::permutation}) {
    const HotspotRequest request{.method = HotspotMethod::gi, .inference = inference};
    CHECK(find_hotspots(with_hole, neighbours, request)->places[11].verdict == PlaceVerdict::low_high);
    CHECK(find_hotspots(map_with_block(), neighbours, request)->places[11].verdict == PlaceVerdict::hot);
    CHECK(find_hotspots(turned, neighbours, request)->places[11].verdict == PlaceVerdict::high_low);
  }
  // The formula deals its own value too: the sum is what is rare.
  const HotspotRequest by_formula{.method = HotspotMethod::gi, .inference = Inference::analytic};
  CHECK(find_hotspots(with_hole, neighbours, by_formula)->places[11].verdict == PlaceVerdict::hot);
}

TEST_CASE("a place exactly at the mean is never a cluster") {
  // Two high places beside one in the middle of the scale, and two low ones: the mean is its own value, 5.
  const std::vector<double> values = {9, 5, 9, 5, 5, 5, 5, 5, 1, 5, 1, 5};
  std::vector<Link> links;
  for (std::uint32_t i = 0; i + 1 < values.size(); ++i) links.push_back({i, i + 1}), links.push_back({i + 1, i});
  const auto chain = neighbours_from(values.size(), links);
  for (const auto inference : all_inferences) {
    const auto found =
        *find_hotspots(values, chain, {.method = HotspotMethod::lisa, .inference = inference, .alpha = 1});
    for (std::size_t i = 0; i < values.size(); ++i)
      CHECK((found.places[i].verdict == PlaceVerdict::at_mean) == (values[i] == 5));
    CHECK(std::isnan(found.places[1].p));
    // Gi* tells what is around it all the same, but does not make a hotspot of it.
    const auto around =
        *find_hotspots(values, chain, {.method = HotspotMethod::gi, .inference = inference, .alpha = 0.9999});
    CHECK(around.places[1].p < 0.1);
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] == 5) CHECK_FALSE(around.places[i].verdict <= PlaceVerdict::cold);
  }
}

TEST_CASE("values far from zero are judged as the same values near it") {
  std::vector<double> near;
  for (int i = 0; i < 100; ++i) near.push_back((i * 37) % 24);
  for (const double far : {1e14, 1e15})
    for (const auto method : all_methods)
      for (const auto inference : {Inference::analytic, Inference::exact}) {
        auto shifted = near;
        for (double& value : shifted) value += far;
        const HotspotRequest request{.method = method, .inference = inference};
        const auto here = *find_hotspots(near, grid(10), request), there = *find_hotspots(shifted, grid(10), request);
        for (std::size_t row = 0; row < near.size(); ++row) {
          CHECK(there.places[row].z == doctest::Approx(here.places[row].z).epsilon(1e-9));
          CHECK(there.places[row].verdict == here.places[row].verdict);
        }
        CHECK(there.global.z == doctest::Approx(here.global.z).epsilon(1e-9));
      }
}

TEST_CASE("an island is no hotspot and no member of the family") {
  auto values = map_with_block();
  values.push_back(1000);
  auto neighbours = grid(10);
  neighbours.offset.push_back(neighbours.offset.back());
  for (const auto method : all_methods)
    for (const auto inference : all_inferences) {
      const auto found = *find_hotspots(values, neighbours, {.method = method, .inference = inference});
      CHECK(found.places.back().verdict == PlaceVerdict::no_neighbours);
      CHECK(std::isnan(found.places.back().z));
      CHECK(std::isnan(found.places.back().p_adjusted));
      CHECK(found.tested == 100);
    }
}

TEST_CASE("nothing is claimed of a column that is the same everywhere") {
  for (const auto method : all_methods)
    for (const auto inference : all_inferences) {
      const auto found =
          *find_hotspots(std::vector<double>(9, 0.1), grid(3), {.method = method, .inference = inference});
      CHECK(count_of(found, PlaceVerdict::undefined) == 9);
      CHECK(found.tested == 0);
      CHECK(std::isnan(found.places[4].p));
      CHECK(std::isnan(found.global.statistic));
    }
}

TEST_CASE("missing values are left out, also as neighbours") {
  auto values = map_with_block();
  values[99] = no_data, values[55] = std::numeric_limits<double>::infinity();
  const auto found = *find_hotspots(values, grid(10), {});
  CHECK(found.places[99].verdict == PlaceVerdict::no_data);
  CHECK(found.places[55].verdict == PlaceVerdict::no_data);
  CHECK(found.places[88].neighbours == 7);
  CHECK(found.with_data == 98);
}

TEST_CASE("an area that could never be significant is said to be untestable") {
  std::vector<double> values;
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < 14; ++i) values.push_back(i * i + 0.5), links.push_back({i, (i + 1) % 14});
  links.push_back({0, 2}), links.push_back({0, 3});
  const auto found = *find_hotspots(values, neighbours_from(14, links), {});
  CHECK(found.places[5].verdict == PlaceVerdict::untestable);  // one neighbour: 2/13
  CHECK(found.places[0].verdict != PlaceVerdict::untestable);  // three: 2/286
  CHECK(found.tested == 14);
  // By Bonferroni 14 tests leave 0.0036 for each; three neighbours cannot reach that.
  const auto strict = *find_hotspots(values, neighbours_from(14, links), {.correction = Correction::bonferroni});
  CHECK(strict.places[0].verdict == PlaceVerdict::untestable);
  // Nineteen deals show no two-sided p below 0.1, thirty-nine none below 0.05.
  HotspotRequest dealt{.inference = Inference::permutation, .permutations = {.count = 19}};
  CHECK(deals_needed(dealt, 14) == std::optional<std::size_t>{39});
  dealt.permutations.count = 38;
  CHECK(deals_needed(dealt, 14));
  dealt.permutations.count = 39;
  CHECK_FALSE(deals_needed(dealt, 14));
  dealt.correction = Correction::bonferroni;
  CHECK(deals_needed(dealt, 14) == std::optional<std::size_t>{559});
  dealt.inference = Inference::exact;
  CHECK_FALSE(deals_needed(dealt, 14));
  // Everybody has the same neighbours: every deal is what is seen.
  CHECK(count_of(*find_hotspots(values, everybody(14), {}), PlaceVerdict::untestable) == 14);
}

TEST_CASE("degenerate layers come out as R's spdep has them") {
  const auto z_of = [](const std::vector<double>& values, const Neighbours& neighbours, SelfWeight self) {
    std::vector<double> z;
    for (const auto& place : getis_ord(values, neighbours, WeightStyle::row_standardised, self)) z.push_back(place.z);
    return z;
  };
  const auto line = neighbours_from(3, {{0, 1}, {1, 0}, {1, 2}, {2, 1}});
  const auto of_line = z_of({1, 2, 3}, line, SelfWeight::left_out);
  CHECK(of_line[0] == doctest::Approx(-1));
  CHECK(std::isnan(of_line[1]));
  CHECK(of_line[2] == doctest::Approx(1));
  for (const double z : z_of({1, 2}, neighbours_from(2, {{0, 1}, {1, 0}}), SelfWeight::left_out)) CHECK(std::isnan(z));
  for (const double z : z_of({1, 2, 3, 4, 9}, everybody(5), SelfWeight::left_out)) CHECK(std::isnan(z));
  for (const double z : z_of({1, 2, 3, 4, 9}, everybody(5), SelfWeight::included)) CHECK(z == 0);
  const std::vector<double> around_zero = {-2, -1, 0, 3};
  const auto square = neighbours_from(4, {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}, {3, 0}, {0, 3}});
  for (const auto& place : getis_ord(around_zero, square, WeightStyle::row_standardised, SelfWeight::included)) {
    CHECK(std::isnan(place.statistic));
    CHECK(std::isfinite(place.z));
  }
}

TEST_CASE("join counts follow the hypergeometric law") {
  // A ring of eight, four ones in a row.
  const std::vector<double> values = {1, 1, 1, 1, 0, 0, 0, 0};
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < 8; ++i) links.push_back({i, (i + 1) % 8}), links.push_back({(i + 1) % 8, i});
  const auto found = *find_hotspots(values, neighbours_from(8, links), {.method = HotspotMethod::joincount});
  CHECK(found.places[1].statistic == 2);
  CHECK(found.places[1].expected == doctest::Approx(2 * 3.0 / 7));
  CHECK(found.places[1].p_high == doctest::Approx(3.0 / 21));
  CHECK(found.places[0].p_high == doctest::Approx(1 - 6.0 / 21));
  CHECK(found.places[0].p_low == doctest::Approx(18.0 / 21));
  CHECK(found.places[1].is_exact);
  CHECK(found.places[5].verdict == PlaceVerdict::absent);
  CHECK(found.tested == 4);
  const auto by_formula = *find_hotspots(values, neighbours_from(8, links),
                                         {.method = HotspotMethod::joincount, .inference = Inference::analytic});
  for (std::size_t i = 0; i < 8; ++i)
    if (found.places[i].p == found.places[i].p) CHECK(by_formula.places[i].p == found.places[i].p);
  CHECK(find_hotspots(std::vector<double>{0, 1, 2}, everybody(3), {.method = HotspotMethod::joincount}).error().code ==
        ErrorCode::invalid_input);
}

TEST_CASE("the step-up procedure looks at all p values before it gives up") {
  // The first fails its own line, 0.02 > 0.05 / 5, but the third passes its own: 0.03 <= 3 · 0.05 / 5.
  const std::vector<double> p = {0.02, 0.03, 0.025, 0.9, no_data, 0.5};
  const auto adjusted = adjusted_p(p, Correction::bh);
  CHECK(adjusted[0] == doctest::Approx(0.05));
  CHECK(adjusted[1] == doctest::Approx(0.05));
  CHECK(adjusted[3] == doctest::Approx(0.9));
  CHECK(std::isnan(adjusted[4]));
  CHECK(adjusted_p(p, Correction::bonferroni)[0] == doctest::Approx(0.1));
  CHECK(adjusted_p(p, Correction::holm)[1] == doctest::Approx(0.1));
  CHECK(adjusted_p(p, Correction::none)[1] == 0.03);
}

TEST_CASE("names of methods are those of the command line") {
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa, HotspotMethod::joincount})
    CHECK(hotspot_method_named(name_of(method)) == method);
  for (const auto inference : all_inferences) CHECK(inference_named(name_of(inference)) == inference);
  for (const auto correction :
       {Correction::none, Correction::bh, Correction::by, Correction::holm, Correction::bonferroni})
    CHECK(correction_named(name_of(correction)) == correction);
  CHECK_FALSE(hotspot_method_named("geary"));
  CHECK(name_of(PlaceVerdict::no_data) == "no_data");
  CHECK(name_of(PlaceVerdict::untestable) == "untestable");
}

TEST_CASE("what cannot be tested is in the family, but not among what could have passed") {
  std::vector<double> values;
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < 14; ++i) values.push_back(i * i + 0.5), links.push_back({i, (i + 1) % 14});
  links.push_back({0, 2}), links.push_back({0, 3});
  const auto found = *find_hotspots(values, neighbours_from(14, links), {});
  CHECK(places_with(PlaceVerdict::untestable, found) == 13);
  CHECK(testable_places(found) == 1);
  RegisterHotspots of_register{.tested = found.tested};
  for (const auto& statistic : found.places) of_register.places.emplace_back().statistic = statistic;
  CHECK(places_with(PlaceVerdict::untestable, of_register) == 13);
  CHECK(testable_places(of_register) == 1);
}

}  // namespace riskmap
