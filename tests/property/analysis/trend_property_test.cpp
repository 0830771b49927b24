#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "layers/analysis/trend.h"

namespace riskmap {

namespace {
std::vector<int> random_counts(std::mt19937& random, std::size_t size, double mean) {
  std::vector<int> counts(size);
  for (auto& count : counts) count = std::poisson_distribution{mean}(random);
  return counts;
}
}  // namespace

TEST_CASE("where nothing rises or falls a trend is told as seldom as its level says") {
  std::mt19937 random{91};
  for (const double mean : {0.4, 2.0, 12.0})
    for (const double level : {0.01, 0.05}) {
      int told = 0;
      for (int round = 0; round < 5000; ++round) told += trend_of(random_counts(random, 12, mean)).p() <= level ? 1 : 0;
      CAPTURE(mean);
      CAPTURE(level);
      // Never more than the level, but for the luck of 5 000 draws; ties make it less.
      CHECK(told <= 5000 * level + 4 * std::sqrt(5000 * level));
      if (mean > 1) CHECK(told >= 5000 * level / 3);
    }
}

TEST_CASE("a row read backwards has the opposite trend, and a monotone scale changes nothing") {
  std::mt19937 random{17};
  for (int round = 0; round < 300; ++round) {
    const auto counts = random_counts(random, 3 + random() % 20, 3);
    auto backwards = counts, squared = counts;
    std::ranges::reverse(backwards);
    for (auto& count : squared) count = count * count + 1;
    const auto trend = trend_of(counts), turned = trend_of(backwards), scaled = trend_of(squared);
    CHECK(turned.score == -trend.score);
    CHECK(turned.p_falling == doctest::Approx(trend.p_rising));
    CHECK(scaled.score == trend.score);
    CHECK(scaled.p_rising == trend.p_rising);
    CHECK(trend.p_rising + trend.p_falling >= 1 - 1e-12);
  }
}
}  // namespace riskmap
