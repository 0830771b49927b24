// Paints ImGui's drawing into the interface's texture: one-channel glyphs, only inside the part that changed. ImGui's
// own renderer draws bottom row first and whole windows only; both cost a third of a frame on software GL.
#pragma once
#include "layers/core/result.h"
#include "viewer/gpu/gl_objects.h"

struct ImDrawData;

namespace riskmap {

class UiPainter {
 public:
  static Result<UiPainter> create();
  ~UiPainter();
  UiPainter(UiPainter&& other) noexcept;
  UiPainter& operator=(UiPainter&&) = delete;

  // Takes over the current context's font atlas; after every rebuild of the fonts.
  void take_fonts();
  // Clears the part and paints what the drawing has there.
  void paint(const gpu::Framebuffer& target, const gpu::PixelRect& part, const ImDrawData& drawing);

 private:
  explicit UiPainter(gpu::Program program);

  gpu::Program program_;
  unsigned atlas_ = 0, array_ = 0, vertices_ = 0, indices_ = 0;
};

}  // namespace riskmap
