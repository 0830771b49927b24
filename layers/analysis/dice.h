// Chance by a seed: the same numbers with every compiler and library, and for every stream others.
#pragma once
#include <cstdint>

#include "layers/core/split_mix.h"

namespace riskmap {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : bits_{seed} {}
  Dice(std::uint64_t seed, std::uint64_t stream) : bits_{seed, stream} {}

  // 0 to 1, without 1.
  double share() { return static_cast<double>(bits_.next() >> 11U) * 0x1.0p-53; }
  // Of mean and variance `shape`, which is above 0 (Marsaglia and Tsang 2000).
  double gamma(double shape);
  // Lognormal, of mean 1 and that variance: how much more or less than usual.
  double factor(double variance);
  // How many of so many trials succeed.
  std::int64_t successes(std::int64_t trials, double chance);

 private:
  double normal();

  SplitMix64 bits_;
};

}  // namespace riskmap
