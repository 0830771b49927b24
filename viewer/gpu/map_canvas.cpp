// Presenting the picture.
#include "viewer/gpu/map_canvas.h"

#include <utility>

namespace riskmap::gpu {
namespace {

// RGBA to BGRA in memory. A plain loop: the compiler turns it into byte shuffles, about 1 ms a megapixel.
void swap_channels(const std::vector<std::uint32_t>& from, std::vector<std::uint32_t>& to) {
  to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) {
    const std::uint32_t p = from[i];
    to[i] = (p & 0xFF00FF00U) | (p >> 16 & 0xFFU) | (p & 0xFFU) << 16;
  }
}

}  // namespace

Result<std::unique_ptr<MapCanvas>> MapCanvas::create() {
  auto overlay = Overlay::create();
  if (!overlay) return std::unexpected{std::move(overlay).error()};
  return std::unique_ptr<MapCanvas>{new MapCanvas{std::move(*overlay)}};
}

void MapCanvas::present(const ColourImage& image) {
  if (image.pixels.empty()) return;
  if (picture_.size() != image.size) picture_ = Texture{image.size, TextureKind::colour};
  swap_channels(image.pixels, swapped_);
  picture_.upload(swapped_);
  has_changed_ = true;
}

void MapCanvas::start_overlay(ImageSize size) {
  overlay_.start(size);
  has_changed_ = true;
}

bool MapCanvas::take_change() {
  return std::exchange(has_changed_, false);
}

}  // namespace riskmap::gpu
