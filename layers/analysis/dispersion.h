// How much more counts differ than chance alone would have them: the variance of the places' own rates.
#pragma once
#include <span>
#include <vector>

namespace riskmap {

// Counts as a model of the places' people explains them: one rate for all, or one inside a window and one outside.
// A place's own rate is the model's times a factor of mean 1, whose variance is `variance`: the square of how much
// places differ, as a share. Then a count varies by expected·(1 + variance·expected).
struct DispersedFit {
  double variance = 0;             // by moments (Breslow 1984); 0 where the counts differ no more than by chance
  double index = 0;                // Σ(count − expected)² / expected with variance 0: about `degrees` by chance
  double degrees = 0;              // places less the rates that were fitted
  std::vector<double> expected{};  // of every place
};

// `is_inside`: 1 for the places of the window; empty = one rate for all. People are above 0.
DispersedFit fit_dispersed(std::span<const double> counts, std::span<const double> people,
                           std::span<const unsigned char> is_inside = {});

// The share of a count's information that the places' differences leave: counts and people times this vary as if there
// were no differences.
std::vector<double> information_left(std::span<const double> expected, double variance);

}  // namespace riskmap
