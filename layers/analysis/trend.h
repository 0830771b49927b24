// Does a row of counts rise or fall? Mann-Kendall (Mann 1945, Kendall 1975): S = Σ sign(later − earlier) over all
// pairs, against all orders of the same counts. p is exact, with ties: of the T pairs that differ D stand the wrong way
// round, S = T − 2D, and D is a sum of independent Mann-Whitney numbers, one for each value that occurs.
#pragma once
#include <span>
#include <string>

#include "layers/core/date.h"

namespace riskmap {

struct Trend {
  int periods = 0;
  int score = 0;                       // S
  double p_rising = 1, p_falling = 1;  // P(S >= score), P(S <= score)
  double first = 0, last = 0;          // means of the first and the last third of the periods

  // Two-sided.
  [[nodiscard]] double p() const;
  [[nodiscard]] bool is_rising() const { return score > 0; }
};

// The periods in order, the oldest first; they are half-open and of one length.
Trend trend_of(std::span<const int> counts);

// How many of the last twelve quarters (PlaceSummary::registered_by_quarter) lie wholly after the first problem that
// the register has; before it nothing was counted.
int quarters_told(Date first_registered, Date today);

// At which level a trend is told. Somebody looks at dozens of places, and at the whole district once.
inline constexpr double trend_level_of_place = 0.01, trend_level_of_all = 0.05;

// New problems a quarter, in one sentence of the current language.
std::string sentence_of(const Trend& trend, double level);

}  // namespace riskmap
