// The window's picture from its parts: map, map overlay, interface.
#pragma once
#include <span>

#include "viewer/gpu/map_canvas.h"

namespace riskmap::gpu {

struct Composition {
  unsigned target = 0;  // framebuffer; 0 = the window
  ImageSize size;       // of the target
  Colour ground{};      // where there is no map and no panel
  PixelRect map;        // where the map lies
  MapCanvas* canvas = nullptr;
  const Framebuffer* interface = nullptr;    // of the target's size; transparent where the map shows
  std::span<const PixelRect> opaque{};       // parts of the interface that cover everything: copied
  std::span<const PixelRect> translucent{};  // parts that lie over the map: blended
};

class Compositor {
 public:
  static Result<Compositor> create();
  void compose(const Composition& composition);

 private:
  explicit Compositor(Program quad);
  void blend(const Composition& composition, const Texture& texture, const PixelRect& part, int left, int top);
  void lay_overlay(const Composition& composition);

  Program quad_;
  std::unique_ptr<VertexStream> corners_;  // GL wants a vertex array even when there are no vertices
  std::unique_ptr<Framebuffer> reader_;    // the picture is attached to it to be copied from
};

}  // namespace riskmap::gpu
