// The map as the application hands it over: the picture (colours from the id raster, presented as they are) and the
// overlay on it (lines, symbols, labels, selection), each given anew only when it changes.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "layers/raster/colour_image.h"
#include "viewer/gpu/overlay.h"

namespace riskmap::gpu {

class MapCanvas {
 public:
  static Result<std::unique_ptr<MapCanvas>> create();

  // The picture, of any size; taken over whole.
  void present(const ColourImage& image);
  // Begins the overlay again, empty, of this size; then strokes, symbols and labels in drawing order.
  void start_overlay(ImageSize size);
  void strokes(std::span<const Polyline> lines, const StrokeLook& look) { overlay_.strokes(lines, look); }
  void symbols(std::span<const SymbolMark> marks) { overlay_.symbols(marks); }
  void labels(std::span<const LabelMark> marks) { overlay_.labels(marks); }

  [[nodiscard]] const Texture& picture() const { return picture_; }
  [[nodiscard]] bool has_picture() const { return !picture_.is_empty(); }
  [[nodiscard]] Overlay& overlay() { return overlay_; }
  // True once after something was presented or the overlay was begun.
  bool take_change();

 private:
  explicit MapCanvas(Overlay overlay) : overlay_(std::move(overlay)) {}

  Overlay overlay_;
  Texture picture_;
  std::vector<std::uint32_t> swapped_;  // the picture in the window's channel order
  bool has_changed_ = false;
};

}  // namespace riskmap::gpu
