// Where the sixteen samples of a pixel lie.
#pragma once
#include <array>

namespace riskmap {

inline constexpr int samples_per_pixel = 16;

// Sample line i runs through the pixel at (i + ½)/16 of its height and has one sample, at sample_offset[i] of the
// width: the bit-reversed line number, so that steep and flat edges alike are seen in sixteen steps.
inline constexpr std::array<float, samples_per_pixel> sample_offset = [] {
  std::array<float, samples_per_pixel> offsets{};
  for (unsigned i = 0; i < samples_per_pixel; ++i) {
    const unsigned reversed = (i & 1) << 3 | (i & 2) << 1 | (i & 4) >> 1 | (i & 8) >> 3;
    offsets[i] = (static_cast<float>(reversed) + 0.5F) / samples_per_pixel;
  }
  return offsets;
}();

// From the sample to the next pixel, line by line of two pixels.
inline constexpr std::array<float, 2 * samples_per_pixel> sample_room = [] {
  std::array<float, 2 * samples_per_pixel> rooms{};
  for (std::size_t i = 0; i < rooms.size(); ++i) rooms[i] = 1 - sample_offset[i % samples_per_pixel];
  return rooms;
}();

// How many of the sixteen are in a set of them.
inline int sample_count(unsigned samples) {
  samples -= samples >> 1 & 0x5555U;
  samples = (samples & 0x3333U) + (samples >> 2 & 0x3333U);
  samples = (samples + (samples >> 4)) & 0x0F0FU;
  return static_cast<int>((samples + (samples >> 8)) & 0x1FU);
}

}  // namespace riskmap
