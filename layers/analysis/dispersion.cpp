#include "layers/analysis/dispersion.h"

#include <algorithm>
#include <array>

namespace riskmap {

namespace {
constexpr double most_variance = 100;

double index_of(std::span<const double> counts, std::span<const double> expected) {
  double sum = 0;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (expected[i] > 0) sum += (counts[i] - expected[i]) * (counts[i] - expected[i]) / expected[i];
  return sum;
}

// Where Σ(count − expected)² / (expected·(1 + variance·expected)) is `degrees`. The sum falls and is convex: Newton's
// steps from 0 never go too far.
double variance_by_moments(std::span<const double> counts, std::span<const double> expected, double degrees) {
  double variance = 0;
  constexpr int most_steps = 40;
  constexpr double exact_enough = 1e-10;
  for (int step = 0; step < most_steps; ++step) {
    double sum = -degrees, slope = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (expected[i] <= 0) continue;
      const double gap = counts[i] - expected[i], spread = 1 + variance * expected[i];
      sum += gap * gap / (expected[i] * spread);
      slope += gap * gap / (spread * spread);
    }
    if (sum <= 0 || slope <= 0) break;
    variance += sum / slope;
    if (variance >= most_variance) return most_variance;
    if (sum <= exact_enough * degrees) break;
  }
  return variance;
}

// Expected counts by the rates that fit best where counts vary so much.
void put_expected(std::span<const double> counts, std::span<const double> people,
                  std::span<const unsigned char> is_inside, DispersedFit& fit) {
  std::array<double, 2> seen{}, due{};
  const auto side = [&](std::size_t i) { return is_inside.empty() ? std::size_t{0} : std::size_t{is_inside[i]}; };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double weight = 1 / (1 + fit.variance * fit.expected[i]);
    seen[side(i)] += weight * counts[i], due[side(i)] += weight * people[i];
  }
  for (std::size_t i = 0; i < counts.size(); ++i) fit.expected[i] = people[i] * seen[side(i)] / due[side(i)];
}
}  // namespace

DispersedFit fit_dispersed(std::span<const double> counts, std::span<const double> people,
                           std::span<const unsigned char> is_inside) {
  constexpr int rounds = 4;  // rates and variance depend on one another, weakly
  DispersedFit fit;
  fit.degrees = std::max(1.0, static_cast<double>(counts.size()) - (is_inside.empty() ? 1 : 2));
  fit.expected.assign(counts.size(), 0);
  put_expected(counts, people, is_inside, fit);
  fit.index = index_of(counts, fit.expected);
  if (fit.index <= fit.degrees) return fit;
  for (int round = 0; round < rounds; ++round) {
    fit.variance = variance_by_moments(counts, fit.expected, fit.degrees);
    put_expected(counts, people, is_inside, fit);
  }
  return fit;
}

std::vector<double> information_left(std::span<const double> expected, double variance) {
  std::vector<double> left;
  for (const double one : expected) left.push_back(1 / (1 + variance * one));
  return left;
}

}  // namespace riskmap
