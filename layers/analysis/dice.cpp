#include "layers/analysis/dice.h"

#include <cmath>

namespace riskmap {

// The polar method; the second number of each pair is left.
double Dice::normal() {
  for (;;) {
    const double x = 2 * share() - 1, y = 2 * share() - 1;
    const double square = x * x + y * y;
    if (square > 0 && square < 1) return x * std::sqrt(-2 * std::log(square) / square);
  }
}

double Dice::gamma(double shape) {
  if (shape < 1) return gamma(shape + 1) * std::pow(1 - share(), 1 / shape);
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal(), root = 1 + c * x;
    if (root <= 0) continue;
    const double cube = root * root * root;
    if (std::log(1 - share()) < x * x / 2 + d - d * cube + d * std::log(cube)) return d * cube;
  }
}

double Dice::factor(double variance) {
  const double spread = std::log(1 + variance);
  return std::exp(std::sqrt(spread) * normal() - spread / 2);
}

// Many trials are halved by the middle one of as many random shares in order, which is a beta variable.
std::int64_t Dice::successes(std::int64_t trials, double chance) {
  constexpr std::int64_t few = 40;
  std::int64_t sure = 0;
  while (trials > few && chance > 0 && chance < 1) {
    const std::int64_t middle = trials / 2 + 1;
    const double below = gamma(static_cast<double>(middle)), above = gamma(static_cast<double>(trials + 1 - middle));
    const double split = below / (below + above);
    if (split <= chance) {
      sure += middle, trials -= middle, chance = (chance - split) / (1 - split);
    } else {
      trials = middle - 1, chance /= split;
    }
  }
  for (std::int64_t trial = 0; trial < trials; ++trial) sure += share() < chance ? 1 : 0;
  return sure;
}

}  // namespace riskmap
