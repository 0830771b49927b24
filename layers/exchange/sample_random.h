// Random numbers of our own for the sample: the standard distributions differ between libraries.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "layers/core/split_mix.h"

namespace riskmap {

// Every purpose has its stream, so that a change in one does not stir the others.
class SampleRandom {
 public:
  explicit SampleRandom(std::string_view stream);
  int below(int count);            // 0 … count - 1
  int between(int low, int high);  // both included
  bool chance(int percent);
  std::size_t weighted(std::span<const int> weights);  // an index; the sum of the weights must be positive

 private:
  std::uint32_t next();
  SplitMix64 bits_;
};

}  // namespace riskmap
