#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "layers/analysis/classify.h"

namespace riskmap {

namespace {
// Whole numbers, heavy tails, ties, constants and gaps: what real columns look like.
std::vector<double> random_values(std::mt19937& random) {
  std::vector<double> values(std::uniform_int_distribution<std::size_t>{1, 60}(random));
  const int kind = std::uniform_int_distribution{0, 3}(random);
  for (double& value : values) {
    const double unit = std::uniform_real_distribution{0.0, 1.0}(random);
    value = kind == 0 ? std::floor(unit * 6) : kind == 1 ? std::exp(unit * 12) : kind == 2 ? unit - 0.5 : 1e6 + unit;
    if (unit < 0.05) value = std::numeric_limits<double>::quiet_NaN();
  }
  return values;
}

double deviation_of(std::span<const double> values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return sum;
}

// The least within-class sum over every way to cut `sorted` into `classes` runs, by trying them all.
double best_by_trying(std::span<const double> sorted, std::size_t classes) {
  if (classes == 1) return deviation_of(sorted);
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t first = 1; first + classes - 1 <= sorted.size(); ++first)
    best = std::min(best, deviation_of(sorted.first(first)) + best_by_trying(sorted.subspan(first), classes - 1));
  return best;
}
}  // namespace

TEST_CASE("every value falls in exactly one class, breaks ascend and counts add up") {
  std::mt19937 random{20260115};
  for (int round = 0; round < 600; ++round) {
    const auto values = random_values(random);
    const int count = std::uniform_int_distribution{1, 9}(random);
    for (const Scheme scheme : all_schemes()) {
      CAPTURE(round);
      CAPTURE(name_of(scheme));
      const auto classes = classify(values, scheme, count);
      CHECK(std::ranges::is_sorted(classes.breaks));
      CHECK((classes.breaks.empty() || classes.breaks.size() == classes.size() + 1));
      std::vector<std::int64_t> counts(classes.size(), 0);
      std::int64_t missing = 0;
      for (const double value : values) {
        const int found = classes.class_of(value);
        if (found == no_class) {
          ++missing;
          continue;
        }
        const auto index = static_cast<std::size_t>(found);
        CHECK(value <= classes.breaks[index + 1]);
        CHECK((index == 0 ? value >= classes.breaks[0] : value > classes.breaks[index]));
        ++counts[index];
      }
      CHECK(counts == classes.counts);
      CHECK(missing == classes.missing);
    }
  }
}

TEST_CASE("natural breaks are as good as the best of all partitions") {
  std::mt19937 random{715};
  for (int round = 0; round < 150; ++round) {
    std::vector<double> values(std::uniform_int_distribution<std::size_t>{2, 11}(random));
    for (double& value : values) value = std::floor(std::exp(std::uniform_real_distribution{0.0, 6.0}(random)));
    std::ranges::sort(values);
    const int count = std::uniform_int_distribution{1, 5}(random);
    const auto classes = classify(values, Scheme::fisher, count);
    CAPTURE(round);
    if (classes.is_reduced())
      CHECK(classes.ssd == 0);
    else
      CHECK(classes.ssd == doctest::Approx(best_by_trying(values, static_cast<std::size_t>(count))).epsilon(1e-9));
  }
}

TEST_CASE("more classes never make the natural breaks worse") {
  std::mt19937 random{99};
  for (int round = 0; round < 100; ++round) {
    const auto values = random_values(random);
    double before = std::numeric_limits<double>::infinity();
    for (int count = 1; count <= 8; ++count) {
      const double ssd = classify(values, Scheme::fisher, count).ssd;
      CHECK(ssd <= before * (1 + 1e-9));
      before = ssd;
    }
  }
}

TEST_CASE("the order of the values does not matter") {
  std::mt19937 random{4};
  for (int round = 0; round < 100; ++round) {
    auto values = random_values(random);
    std::erase_if(values, [](double value) { return std::isnan(value); });
    auto shuffled = values;
    std::ranges::shuffle(shuffled, random);
    for (const Scheme scheme : all_schemes())
      CHECK(classify(values, scheme, 5).breaks == classify(shuffled, scheme, 5).breaks);
  }
}

}  // namespace riskmap
