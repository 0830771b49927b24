// The map's two textures: the picture (colours from the id raster, presented as they are) and the overlay (lines,
// symbols, labels, selection), each redrawn only when it changes.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "layers/raster/colour_image.h"
#include "viewer/gpu/painters.h"

namespace riskmap::gpu {

class MapCanvas {
 public:
  static Result<std::unique_ptr<MapCanvas>> create();

  // The picture, of any size; taken over whole.
  void present(const ColourImage& image);
  // Begins the overlay again, empty, of this size; then strokes, symbols and labels in drawing order.
  void start_overlay(ImageSize size);
  void strokes(std::span<const Polyline> lines, const StrokeLook& look);
  void symbols(std::span<const SymbolMark> marks);
  void labels(std::span<const LabelMark> marks);

  [[nodiscard]] const Texture& picture() const { return picture_; }
  [[nodiscard]] const Framebuffer& overlay() const { return overlay_; }
  [[nodiscard]] bool has_picture() const { return !picture_.is_empty(); }
  // The part of the overlay that was drawn on; empty = nothing need be composited.
  [[nodiscard]] const PixelRect& overlay_extent() const { return overlay_extent_; }
  // True once after something was presented or drawn.
  bool take_change();

 private:
  MapCanvas(StrokePainter strokes, SymbolPainter symbols, LabelAtlasPainter labels);
  void touch(double left, double top, double right, double bottom);

  StrokePainter stroke_painter_;
  SymbolPainter symbol_painter_;
  LabelAtlasPainter label_painter_;
  Texture picture_;
  Framebuffer overlay_;
  PixelRect overlay_extent_;
  std::vector<std::uint32_t> swapped_;  // the picture in the window's channel order
  bool has_changed_ = false;
};

}  // namespace riskmap::gpu
