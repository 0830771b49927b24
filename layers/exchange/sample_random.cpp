#include "layers/exchange/sample_random.h"

#include "layers/core/contract.h"

namespace riskmap {

namespace {
constexpr std::uint64_t sample_seed = 2026;

// The FNV-1a hash of the stream's name.
std::uint64_t seed_of(std::string_view stream) {
  std::uint64_t seed = 14695981039346656037ULL ^ sample_seed;
  for (const char c : stream) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return seed;
}
}  // namespace

SampleRandom::SampleRandom(std::string_view stream) : bits_{seed_of(stream)} {}

std::uint32_t SampleRandom::next() {
  return static_cast<std::uint32_t>(bits_.next() >> 32U);
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
