// Which part of the interface differs from the frame before, down to the triangles, and which parts hide the map.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "viewer/gpu/gl_objects.h"
#include "viewer/panels/probe.h"

struct ImDrawData;

namespace riskmap {

class UiDamage {
 public:
  UiDamage();
  ~UiDamage();
  UiDamage(const UiDamage&) = delete;
  UiDamage& operator=(const UiDamage&) = delete;

  // The smallest rectangle outside of which this drawing equals the last one seen; empty = they are equal.
  gpu::PixelRect update(const ImDrawData& drawing);
  void forget();  // the next update is all damage

 private:
  struct List;
  std::vector<std::unique_ptr<List>> lists_;  // copies of the last frame's
};

// Tiles of 64 pixels that the drawing touches outside of the solid panels, joined to rectangles.
std::vector<gpu::PixelRect> touched_parts(const ImDrawData& drawing, ImageSize window,
                                          std::span<const gpu::PixelRect> solid);

}  // namespace riskmap
