// PNG files with their size on paper.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "layers/exchange/map_sheet.h"

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#include <stb/stb_image_write.h>

namespace riskmap {
namespace {

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xEDB88320 & (0 - (crc & 1)));
  }
  return ~crc;
}

void append_big_endian(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

// The chunk that says how many pixels make a metre.
std::string pixel_density_chunk(double dots_per_inch) {
  const auto per_metre = static_cast<std::uint32_t>(std::lround(dots_per_inch / 0.0254));
  std::string typed = "pHYs";
  append_big_endian(typed, per_metre);
  append_big_endian(typed, per_metre);
  typed += '\1';
  std::string chunk;
  append_big_endian(chunk, static_cast<std::uint32_t>(typed.size() - 4));
  chunk += typed;
  append_big_endian(chunk, crc_of(typed));
  return chunk;
}

// Straight alpha, without an alpha channel where every pixel is opaque.
struct PlainPixels {
  int channels = 3;
  std::vector<unsigned char> bytes;
};

PlainPixels plain_pixels(const ColourImage& image) {
  PlainPixels out;
  const bool is_opaque = std::ranges::all_of(image.pixels, [](std::uint32_t p) { return p >> 24 == 255; });
  out.channels = is_opaque ? 3 : 4;
  out.bytes.resize(image.pixels.size() * static_cast<std::size_t>(out.channels));
  auto* byte = out.bytes.data();
  for (const std::uint32_t pixel : image.pixels) {
    const unsigned alpha = pixel >> 24;
    for (int shift = 0; shift < 24; shift += 8) {
      const unsigned value = pixel >> shift & 0xFF;
      *byte++ = static_cast<unsigned char>(alpha == 0 ? 0 : std::min(255U, (value * 255 + alpha / 2) / alpha));
    }
    if (!is_opaque) *byte++ = static_cast<unsigned char>(alpha);
  }
  return out;
}

}  // namespace

std::string png_bytes(const ColourImage& image, double dots_per_inch) {
  const PlainPixels plain = plain_pixels(image);
  int length = 0;
  const std::unique_ptr<unsigned char, decltype(&std::free)> data{
      stbi_write_png_to_mem(plain.bytes.data(), image.size.width * plain.channels, image.size.width, image.size.height,
                            plain.channels, &length),
      &std::free};
  if (!data) return {};
  std::string png{reinterpret_cast<const char*>(data.get()), static_cast<std::size_t>(length)};
  constexpr std::size_t after_header = 8 + 25;  // signature and IHDR
  png.insert(after_header, pixel_density_chunk(dots_per_inch));
  return png;
}

}  // namespace riskmap
