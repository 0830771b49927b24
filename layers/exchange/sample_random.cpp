// SplitMix64 (Steele, Lea, Flood 2014) started from the FNV-1a hash of the stream's name.
#include "layers/exchange/sample_random.h"

#include "layers/core/contract.h"

namespace riskmap {

namespace {
constexpr std::uint64_t sample_seed = 2026;
}

SampleRandom::SampleRandom(std::string_view stream) : state_{14695981039346656037ULL ^ sample_seed} {
  for (const char c : stream) state_ = (state_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
}

std::uint32_t SampleRandom::next() {
  state_ += 0x9E3779B97F4A7C15ULL;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
  return static_cast<std::uint32_t>((mixed ^ (mixed >> 31)) >> 32);
}

int SampleRandom::below(int count) {
  RISKMAP_REQUIRE(count > 0);
  return static_cast<int>((static_cast<std::uint64_t>(next()) * static_cast<std::uint64_t>(count)) >> 32);
}

int SampleRandom::between(int low, int high) {
  return low + below(high - low + 1);
}

bool SampleRandom::chance(int percent) {
  return below(100) < percent;
}

std::size_t SampleRandom::weighted(std::span<const int> weights) {
  int sum = 0;
  for (const int weight : weights) sum += weight;
  int left = below(sum);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    left -= weights[i];
    if (left < 0) return i;
  }
  RISKMAP_REQUIRE(false);
}

}  // namespace riskmap
