#include "layers/analysis/dealt_moran.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <numeric>

#include "layers/analysis/hotspot.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::number_of;

Neighbours chain(std::uint32_t size) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i + 1 < size; ++i) links.push_back({i, i + 1}), links.push_back({i + 1, i});
  return neighbours_from(size, std::move(links));
}

// P(I >= i) and P(I <= i) over every order of the values.
SumTails tails_of_all_orders(const std::vector<double>& values, const Neighbours& neighbours) {
  const auto statistic = [&](const std::vector<double>& dealt) {
    return global_moran(dealt, neighbours, WeightStyle::row_standardised).statistic;
  };
  const double seen = statistic(values);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  double all = 0, high = 0, low = 0;
  do {
    std::vector<double> dealt;
    for (const auto i : order) dealt.push_back(values[i]);
    const double one = statistic(dealt);
    ++all, high += one >= seen - 1e-12, low += one <= seen + 1e-12;
  } while (std::ranges::next_permutation(order).found);
  return {high / all, low / all};
}

// A band that one in a million deals leaves.
double band(double p, std::size_t deals) {
  return 5 * std::sqrt(std::max(p * (1 - p), 1e-4) / static_cast<double>(deals));
}
}  // namespace

TEST_CASE("dealing at random comes near the p of all orders of the values, ties in both tails") {
  const auto neighbours = chain(7);
  for (const std::vector<double>& values :
       {std::vector<double>{1, 2, 3, 4, 6, 7, 9}, std::vector<double>{1, 9, 0, 8, 1, 7, 2},
        std::vector<double>{0, 0, 1, 1, 1, 0, 0}, std::vector<double>{3, 1, 2, 1, 0, 5, 1}}) {
    const auto tails = tails_of_all_orders(values, neighbours);
    const auto dealt = dealt_moran(values, neighbours, {.count = 20'000, .seed = 3});
    CHECK(dealt.deals == 20'000);
    CHECK(std::abs(dealt.high - tails.high) <= band(tails.high, dealt.deals));
    CHECK(std::abs(dealt.low - tails.low) <= band(tails.low, dealt.deals));
    CHECK(dealt.p == doctest::Approx(std::min(1.0, 2 * std::min(dealt.high, dealt.low))));
  }
}

TEST_CASE("the same seed gives the same p, another one another p") {
  const std::vector<double> values{3, 1, 2, 1, 0, 5, 1};
  const auto p = [&](std::uint64_t seed) { return dealt_moran(values, chain(7), {.count = 9'999, .seed = seed}).p; };
  CHECK(p(1) == p(1));
  CHECK(p(1) != p(2));
}

TEST_CASE("what is not defined is not dealt: a constant, too few places, nothing known") {
  constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
  const auto deals = [](const std::vector<double>& values) {
    const auto dealt = dealt_moran(values, chain(static_cast<std::uint32_t>(values.size())), {});
    CHECK(std::isnan(dealt.p));
    return dealt.deals;
  };
  CHECK(deals({2, 2, 2, 2, 2}) == 0);
  CHECK(deals({1, 2, 3}) == 0);
  CHECK(deals({no_data, 1, no_data, 2, no_data, 3, 4}) == 0);  // no links are left
}

TEST_CASE("a place without a value takes no part, and a large layer is dealt less often or not at all") {
  constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> values{1, 2, 3, 4, 6, 7, 9};
  auto longer = values;
  longer.push_back(no_data);
  const PermutationOptions options{.count = 999, .seed = 5};
  CHECK(dealt_moran(longer, chain(8), options).p == dealt_moran(values, chain(7), options).p);
  std::vector<double> many(4000);
  for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<double>(i % 17);
  const auto fewer = dealt_moran(many, chain(4000), {});
  CHECK(fewer.deals >= 999);
  CHECK(fewer.deals < PermutationOptions{}.count);
  many.resize(40'000, 3);
  CHECK(dealt_moran(many, chain(40'000), {}).deals == 0);
}

TEST_CASE(
    "the p of dealing lies near that of the reference program's formula, and below it is not dealt for formulas") {
  const auto reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/nc_sids";
  if (!std::filesystem::exists(reference)) return;
  const auto attributes = testing::read_table(reference / "attributes.csv");
  int checked = 0;
  for (const auto& row : testing::read_table(reference / "global.csv")) {
    if (row.at("style") != "W" || !attributes.front().contains(row.at("variable"))) continue;
    std::vector<Link> links;
    for (const auto& line : testing::read_table(reference / "neighbours.csv"))
      if (line.at("weights") == row.at("weights"))
        for (const double other : testing::numbers_of(line.at("neighbours")))
          links.push_back(
              {static_cast<std::uint32_t>(std::stoul(line.at("rid"))) - 1, static_cast<std::uint32_t>(other) - 1});
    const auto values = testing::column_of(attributes, row.at("variable"));
    const auto neighbours = neighbours_from(values.size(), std::move(links));
    const auto dealt = dealt_global(values, neighbours, {.inference = Inference::exact});
    CAPTURE(row.at("weights"));
    CAPTURE(row.at("variable"));
    // The formula takes the statistic for normal; skewed counts make a hundredth of difference.
    CHECK(std::abs(dealt.p - number_of(row.at("moran_p2_rand"))) <= 0.02);
    CHECK(dealt_global(values, neighbours, {.inference = Inference::analytic}).deals == 0);
    ++checked;
  }
  CHECK(checked > 5);
}

}  // namespace riskmap
