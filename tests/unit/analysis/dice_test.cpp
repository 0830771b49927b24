#include "layers/analysis/dice.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

namespace riskmap {

namespace {
struct Moments {
  double mean = 0, variance = 0;
};
template <typename Throw>
Moments moments_of(int times, Throw&& thrown) {
  double sum = 0, squares = 0;
  for (int i = 0; i < times; ++i) {
    const double value = thrown();
    sum += value, squares += value * value;
  }
  return {sum / times, squares / times - sum * sum / times / times};
}
}  // namespace

TEST_CASE("gamma variables have mean and variance of their shape, below one too") {
  for (const double shape : {0.3, 1.0, 4.0, 50.0}) {
    Dice dice{5, 1};
    const auto [mean, variance] = moments_of(200'000, [&] { return dice.gamma(shape); });
    CHECK(mean == doctest::Approx(shape).epsilon(0.02));
    CHECK(variance == doctest::Approx(shape).epsilon(0.05));
  }
}

TEST_CASE("factors have mean one and the variance that was asked for") {
  for (const double variance : {0.01, 0.25, 1.0}) {
    Dice dice{6, 2};
    const auto moments = moments_of(200'000, [&] { return dice.factor(variance); });
    CHECK(moments.mean == doctest::Approx(1).epsilon(0.02));
    CHECK(moments.variance == doctest::Approx(variance).epsilon(0.08));
  }
}

TEST_CASE("successes are binomial, of few trials and of many") {
  for (const std::int64_t trials : {1, 39, 1000, 3'000'000}) {
    for (const double chance : {0.02, 0.5, 0.9}) {
      Dice dice{7, 3};
      const auto [mean, variance] =
          moments_of(40'000, [&] { return static_cast<double>(dice.successes(trials, chance)); });
      const double expected = static_cast<double>(trials) * chance;
      CHECK(std::abs(mean - expected) <= 5 * std::sqrt(expected * (1 - chance) / 40'000));
      CHECK(variance == doctest::Approx(expected * (1 - chance)).epsilon(0.06));
    }
  }
}

TEST_CASE("no chance never succeeds and a sure one always") {
  Dice dice{1};
  CHECK(dice.successes(1'000'000, 0) == 0);
  CHECK(dice.successes(1'000'000, 1) == 1'000'000);
  CHECK(dice.successes(0, 0.5) == 0);
}

TEST_CASE("a stream repeats itself and differs from the next one") {
  Dice one{9, 4}, again{9, 4}, next{9, 5};
  const double first = one.share();
  CHECK(again.share() == first);
  CHECK(next.share() != first);
}

}  // namespace riskmap
