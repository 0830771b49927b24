// Premultiplied 32-bit pictures and the arithmetic of laying one colour over another.
#pragma once
#include <cstdint>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

// RGBA, 4 bytes a pixel, row by row from the top, premultiplied alpha.
struct ColourImage {
  ImageSize size;
  std::vector<std::uint32_t> pixels;  // bytes in memory: R, G, B, A (little-endian words)
  void reset(ImageSize new_size) {    // all transparent
    size = new_size;
    pixels.assign(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), 0);
  }
  [[nodiscard]] std::uint32_t* row(int py) {
    return pixels.data() + static_cast<std::size_t>(py) * static_cast<std::size_t>(size.width);
  }
  [[nodiscard]] const std::uint32_t* row(int py) const {
    return pixels.data() + static_cast<std::size_t>(py) * static_cast<std::size_t>(size.width);
  }
};

inline std::uint32_t premultiplied(Colour c) {
  const auto part = [&](unsigned v) { return (v * c.a + 127) / 255; };
  return part(c.r) | part(c.g) << 8 | part(c.b) << 16 | static_cast<std::uint32_t>(c.a) << 24;
}

// All four channels times share/255, rounded to nearest. Two channels at a time; (v + v/256)/256 is v/255 here (exact
// for products of two bytes plus 128).
inline std::uint32_t scaled(std::uint32_t pixel, unsigned share) {
  constexpr std::uint32_t lanes = 0x00FF00FF, half = 0x00800080;
  std::uint32_t even = (pixel & lanes) * share + half, odd = (pixel >> 8 & lanes) * share + half;
  even = (even + (even >> 8 & lanes)) >> 8 & lanes;
  odd = (odd + (odd >> 8 & lanes)) & ~lanes;
  return even | odd;
}

// Source over destination, both premultiplied.
inline std::uint32_t over(std::uint32_t source, std::uint32_t destination) {
  return source + scaled(destination, 255 - (source >> 24));
}

}  // namespace riskmap
