// What lies on the map's picture, recorded in drawing order and painted where it is needed: straight onto the window
// while it changes with every frame, into a texture of its own once it stays and only the interface changes.
#pragma once
#include <variant>

#include "viewer/gpu/painters.h"

namespace riskmap::gpu {

class Overlay {
 public:
  static Result<Overlay> create();

  void start(ImageSize size);  // empty again
  void strokes(std::span<const Polyline> lines, const StrokeLook& look);
  void symbols(std::span<const SymbolMark> marks);
  void labels(std::span<const LabelMark> marks);

  // Everything recorded lies inside; empty = there is nothing.
  [[nodiscard]] const PixelRect& extent() const { return extent_; }
  // Recorded since it was last painted.
  [[nodiscard]] bool is_new() const { return is_new_; }
  void paint(const Target& target);
  const Framebuffer& texture();  // painted when it is behind

 private:
  struct Stroke {
    std::vector<StrokeVertex> strip;
    StrokeLook look;
  };
  using Piece = std::variant<Stroke, std::vector<SymbolMark>, std::vector<LabelMark>>;

  Overlay(StrokePainter strokes, SymbolPainter symbols, LabelAtlasPainter labels);
  void touch(double left, double top, double right, double bottom);

  StrokePainter stroke_painter_;
  SymbolPainter symbol_painter_;
  LabelAtlasPainter label_painter_;
  std::vector<Piece> pieces_;
  ImageSize size_;
  PixelRect extent_, painted_extent_;  // painted: what the texture holds
  Framebuffer texture_;
  bool is_new_ = false, is_texture_behind_ = false;
};

}  // namespace riskmap::gpu
