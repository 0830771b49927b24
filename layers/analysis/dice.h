// Chance by a seed: the same numbers with every compiler and library, and for every stream others.
#pragma once
#include <cstdint>

namespace riskmap {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}
  // The streams of one seed do not depend on one another: each trial has its own, whoever works it out.
  Dice(std::uint64_t seed, std::uint64_t stream) : state_{mixed(seed + golden) ^ mixed(stream * golden + 1)} {}

  // 0 to 1, without 1.
  double share() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
  // Of mean and variance `shape`, which is above 0 (Marsaglia and Tsang 2000).
  double gamma(double shape);
  // Lognormal, of mean 1 and that variance: how much more or less than usual.
  double factor(double variance);
  // How many of so many trials succeed.
  std::int64_t successes(std::int64_t trials, double chance);

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
  static std::uint64_t mixed(std::uint64_t bits) {  // SplitMix64 (Steele, Lea and Flood 2014)
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }
  std::uint64_t next() { return mixed(state_ += golden); }
  double normal();

  std::uint64_t state_;
};

}  // namespace riskmap
