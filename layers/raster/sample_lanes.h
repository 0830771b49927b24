// Many samples at once, in the compiler's vectors: the sixteen lines of a pixel, or eight pixels side by side.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "layers/raster/sample_grid.h"
#include "layers/raster/sample_pattern.h"

namespace riskmap {

// Lines in three columns of pixels side by side: those whose first sample right of the edge lies in the second or
// beyond, and those where it lies in the third.
struct LinesBeyond {
  unsigned first, second;
};

// Of `Count` lines from `first_line` on, a bit for each, of an edge that begins in column `px` and ends in it or the
// next; what is said of lines that the edge does not cross means nothing. The same to the last bit as
// SampleGrid::first_column_in_view for every line by itself.
template <int Count>
LinesBeyond lines_beyond(const Crossings& edge, int first_line, int px) {
  using Numbers [[gnu::vector_size(16)]] = float;
  using Marks [[gnu::vector_size(16)]] = std::int32_t;
  constexpr int at_once = 4;
  constexpr Numbers middle{0.5F, 1.5F, 2.5F, 3.5F};
  constexpr Marks bit{1, 2, 4, 8};
  const Numbers leftmost = edge.leftmost + Numbers{}, rightmost = edge.rightmost + Numbers{};
  const auto next = static_cast<float>(px + 1), last = static_cast<float>(px + 2);
  const float* room = sample_room.data() + first_line % samples_per_pixel;
  Marks first{}, second{};
  for (int i = 0; i < Count; i += at_once) {
    Numbers to_next;
    std::memcpy(&to_next, room + i, sizeof to_next);
    const Numbers column = edge.x + (static_cast<float>(first_line + i) + middle - edge.y) * edge.slope;
    const Numbers right = column > leftmost ? column : leftmost;
    const Numbers beyond = (right < rightmost ? right : rightmost) + to_next;
    first |= (bit << i) & (beyond >= next);
    second |= (bit << i) & (beyond >= last);
  }
  const auto all_of = [](Marks marks) { return static_cast<unsigned>(marks[0] | marks[1] | marks[2] | marks[3]); };
  return {all_of(first), all_of(second)};
}

// Eight pixels of a row: the samples of each, or a number.
using Stretch [[gnu::vector_size(16)]] = std::uint16_t;
inline constexpr int stretch_px = 8;

inline Stretch load_stretch(const std::uint16_t* from) {
  Stretch stretch;
  std::memcpy(&stretch, from, sizeof stretch);
  return stretch;
}
inline void store_stretch(std::uint16_t* to, Stretch stretch) {
  std::memcpy(to, &stretch, sizeof stretch);
}
inline bool is_zero(Stretch stretch) {
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(stretch);
  return (halves[0] | halves[1]) == 0;
}
// All bits where a comparison holds.
template <typename Comparison>
Stretch mask_where(Comparison holds) {
  return std::bit_cast<Stretch>(holds);
}
// Of every pixel: the flips of all up to it.
inline Stretch running_parity(Stretch flips) {
  constexpr Stretch none{};
  flips ^= __builtin_shufflevector(none, flips, 0, 8, 9, 10, 11, 12, 13, 14);
  flips ^= __builtin_shufflevector(none, flips, 0, 1, 8, 9, 10, 11, 12, 13);
  return flips ^ __builtin_shufflevector(none, flips, 0, 1, 2, 3, 8, 9, 10, 11);
}
// The last pixel's samples, in every pixel.
inline Stretch last_of(Stretch stretch) {
  return __builtin_shufflevector(stretch, stretch, 7, 7, 7, 7, 7, 7, 7, 7);
}
// sample_count() of every pixel.
inline Stretch sample_counts(Stretch samples) {
  samples -= samples >> 1 & 0x5555;
  samples = (samples & 0x3333) + (samples >> 2 & 0x3333);
  samples = (samples + (samples >> 4)) & 0x0F0F;
  return (samples + (samples >> 8)) & 0x1F;
}

inline void put_where(std::uint32_t* to, Stretch where, std::uint32_t value) {
  using Words [[gnu::vector_size(16)]] = std::uint32_t;
  const std::array<Words, 2> masks{std::bit_cast<Words>(__builtin_shufflevector(where, where, 0, 0, 1, 1, 2, 2, 3, 3)),
                                   std::bit_cast<Words>(__builtin_shufflevector(where, where, 4, 4, 5, 5, 6, 6, 7, 7))};
  std::array<Words, 2> words;
  std::memcpy(words.data(), to, sizeof words);
  for (std::size_t half = 0; half < masks.size(); ++half)
    words[half] = (words[half] & ~masks[half]) | (masks[half] & value);
  std::memcpy(to, words.data(), sizeof words);
}

// The channels of eight pixels, red first.
struct StretchColours {
  std::array<Stretch, 4> channel;

  explicit StretchColours(std::uint32_t colour) {
    for (std::size_t i = 0; i < channel.size(); ++i) {
      const auto value = static_cast<std::uint16_t>(colour >> (8 * i) & 0xFF);
      channel[i] = Stretch{value, value, value, value, value, value, value, value};
    }
  }
  void set(int pixel, std::uint32_t colour) {
    for (std::size_t i = 0; i < channel.size(); ++i)
      channel[i][pixel] = static_cast<std::uint16_t>(colour >> (8 * i) & 0xFF);
  }
  void write(std::uint32_t* to, int count) const {
    const Stretch low = channel[0] | channel[1] << 8, high = channel[2] | channel[3] << 8;
    const std::array<Stretch, 2> pixels{__builtin_shufflevector(low, high, 0, 8, 1, 9, 2, 10, 3, 11),
                                        __builtin_shufflevector(low, high, 4, 12, 5, 13, 6, 14, 7, 15)};
    std::memcpy(to, pixels.data(), sizeof(std::uint32_t) * static_cast<std::size_t>(count));
  }
};

}  // namespace riskmap
