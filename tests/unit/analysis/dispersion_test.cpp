#include "layers/analysis/dispersion.h"

#include <doctest/doctest.h>

#include <cmath>

#include "layers/analysis/dice.h"

namespace riskmap {

namespace {
const std::vector<double> people{100, 400, 50, 900, 250, 120, 700, 300};
}

TEST_CASE("counts that follow the people have no variance of their own") {
  const auto fit = fit_dispersed(std::vector<double>{10, 40, 5, 90, 25, 12, 70, 30}, people);
  CHECK(fit.variance == 0);
  CHECK(fit.index == doctest::Approx(0));
  CHECK(fit.degrees == 7);
  CHECK(fit.expected[3] == doctest::Approx(90));
}

TEST_CASE("the variance makes the standardised gaps as large as they should be") {
  const std::vector<double> counts{30, 20, 1, 150, 9, 22, 31, 19};
  const auto fit = fit_dispersed(counts, people);
  CHECK(fit.variance > 0.1);
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    sum += std::pow(counts[i] - fit.expected[i], 2) / (fit.expected[i] * (1 + fit.variance * fit.expected[i]));
  CHECK(sum == doctest::Approx(7).epsilon(1e-3));
}

TEST_CASE("a window with a rate of its own leaves no variance behind") {
  const std::vector<double> counts{30, 120, 5, 90, 25, 12, 70, 30};
  const std::vector<unsigned char> inside{1, 1, 0, 0, 0, 0, 0, 0};
  CHECK(fit_dispersed(counts, people).variance > 0.1);
  const auto apart = fit_dispersed(counts, people, inside);
  CHECK(apart.variance == 0);
  CHECK(apart.degrees == 6);
  CHECK(apart.expected[0] == doctest::Approx(30));
}

TEST_CASE("the variance of many dealt maps is on average the one they were dealt with") {
  constexpr double variance = 0.25;
  constexpr int maps = 400;
  double sum = 0;
  for (std::uint64_t map = 0; map < maps; ++map) {
    Dice dice{3, map};
    std::vector<double> counts, residents;
    for (int i = 0; i < 60; ++i) {
      residents.push_back(50 + 20 * i);
      const double share = residents.back() / 50'000 * dice.gamma(1 / variance) * variance;
      counts.push_back(static_cast<double>(dice.successes(1500, share)));
    }
    sum += fit_dispersed(counts, residents).variance / maps;
  }
  CHECK(sum == doctest::Approx(variance).epsilon(0.08));
}

TEST_CASE("the more a place counts, the less of it is told apart from its own difference") {
  const auto left = information_left(std::vector<double>{1, 10, 100}, 0.25);
  CHECK(left[0] == doctest::Approx(0.8));
  CHECK(left[1] == doctest::Approx(1 / 3.5));
  CHECK(left[2] == doctest::Approx(1 / 26.0));
  CHECK(information_left(std::vector<double>{5, 50}, 0) == std::vector<double>{1, 1});
}

}  // namespace riskmap
