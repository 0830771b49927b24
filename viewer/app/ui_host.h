// The interface's texture: ImGui's drawing, painted again only where it differs from the frame before. On software GL a
// whole window of panels costs 25 ms, a hovered button a tenth of one.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "viewer/app/surface.h"
#include "viewer/app/ui_damage.h"
#include "viewer/app/ui_painter.h"
#include "viewer/gpu/gl_objects.h"
#include "viewer/panels/theme.h"

namespace riskmap {

class UiHost {
 public:
  // `surface` must outlive the host and have the current GL context.
  static Result<std::unique_ptr<UiHost>> create(std::unique_ptr<ui::Context> context, Surface& surface);
  ~UiHost();
  UiHost(const UiHost&) = delete;
  UiHost& operator=(const UiHost&) = delete;

  void set_look(const ui::Look& look);
  [[nodiscard]] ui::Context& context() { return *context_; }
  // Builds one frame and paints what changed. `seconds` = since the frame before.
  void frame(ImageSize size, double seconds, const std::function<void()>& build);
  [[nodiscard]] const gpu::PixelRect& painted() const {
    return painted_;
  }  // of the last frame; empty = nothing changed
  [[nodiscard]] double paint_ms() const { return paint_ms_; }

  [[nodiscard]] const gpu::Framebuffer& texture() const { return texture_; }
  // Where the texture has something: parts that hide the map wholly, and parts the map shines through.
  [[nodiscard]] const std::vector<gpu::PixelRect>& opaque() const { return opaque_; }
  [[nodiscard]] const std::vector<gpu::PixelRect>& translucent() const { return translucent_; }

 private:
  UiHost(std::unique_ptr<ui::Context> context, UiPainter painter, Surface& surface);
  void sort_parts(ImageSize size);
  void follow_pointer();

  Surface& surface_;
  std::unique_ptr<ui::Context> context_;
  UiPainter painter_;
  gpu::Framebuffer texture_;
  UiDamage damage_;
  gpu::PixelRect painted_;
  std::vector<gpu::PixelRect> opaque_, translucent_;
  std::string clipboard_;  // ImGui wants a pointer that lives on
  double paint_ms_ = 0;
  bool has_new_fonts_ = true;
};

}  // namespace riskmap
