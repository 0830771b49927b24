// Chance for dealing values at random: the same numbers from the same seed with every compiler and library.
#pragma once
#include <cstdint>

#include "layers/core/split_mix.h"

namespace riskmap {

// The n-th deal has a stream of its own.
class DealStream {
 public:
  DealStream(std::uint64_t seed, std::uint64_t number) : bits_{seed, number} {}
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
  std::uint32_t next() { return static_cast<std::uint32_t>(bits_.next() >> 32U); }
  SplitMix64 bits_;
};

}  // namespace riskmap
