// Random bits that are the same with every compiler and library: SplitMix64 (Steele, Lea and Flood 2014).
#pragma once
#include <cstdint>

namespace riskmap {

class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_{seed} {}
  // The streams of one seed do not depend on one another: each trial has its own, whoever works it out.
  SplitMix64(std::uint64_t seed, std::uint64_t stream) : state_{mixed(seed + golden) ^ mixed(stream * golden + 1)} {}

  std::uint64_t next() { return mixed(state_ += golden); }

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
  static std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
    return bits ^ (bits >> 31U);
  }

  std::uint64_t state_;
};

}  // namespace riskmap
