// Chance for dealing values at random: the same numbers from the same seed with every compiler and library.
#pragma once
#include <cstdint>

namespace riskmap {

// SplitMix64 (Steele, Lea and Flood 2014): the n-th deal has a stream of its own.
class DealStream {
 public:
  DealStream(std::uint64_t seed, std::uint64_t number) : state_{mixed(seed + golden) ^ mixed(number * golden + 1)} {}
  // 0 to bound - 1, each as likely (Lemire 2019).
  std::uint32_t below(std::uint32_t bound) {
    auto product = std::uint64_t{next()} * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
      const std::uint32_t threshold = (0U - bound) % bound;
      while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{next()} * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
  }

 private:
  static constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;
  static std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
    return bits ^ bits >> 31;
  }
  std::uint32_t next() { return static_cast<std::uint32_t>(mixed(state_ += golden) >> 32); }
  std::uint64_t state_;
};

}  // namespace riskmap
