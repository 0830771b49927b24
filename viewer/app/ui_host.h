// The interface's texture: ImGui's drawing, painted again only where it differs from the frame before. On software GL a
// whole window of panels costs 25 ms, a hovered button a tenth of one.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "layers/core/result.h"
#include "viewer/app/surface.h"
#include "viewer/gpu/gl_objects.h"
#include "viewer/panels/theme.h"

namespace riskmap {

class UiHost {
 public:
  static Result<std::unique_ptr<UiHost>> create(const ui::Look& look, Surface& surface);
  ~UiHost();
  UiHost(const UiHost&) = delete;
  UiHost& operator=(const UiHost&) = delete;

  void set_look(const ui::Look& look);
  [[nodiscard]] ui::Context& context() { return *context_; }
  // Builds one frame. What changed on the screen is painted; returns the share of the window that was.
  double frame(ImageSize size, double seconds, const std::function<void()>& build);
  [[nodiscard]] double paint_ms() const { return paint_ms_; }   // of the last frame
  [[nodiscard]] const gpu::Framebuffer& texture() const { return texture_; }
  // Where the texture has something: parts that hide the map wholly, and parts the map shines through.
  [[nodiscard]] const std::vector<gpu::PixelRect>& opaque() const { return opaque_; }
  [[nodiscard]] const std::vector<gpu::PixelRect>& translucent() const { return translucent_; }

 private:
  struct Drawn { std::uint64_t hash; gpu::PixelRect extent; };
  UiHost(std::unique_ptr<ui::Context> context, Surface& surface);
  gpu::PixelRect changed_part();
  void paint(const gpu::PixelRect& part);
  void sort_parts(const gpu::PixelRect& window);
  void follow_pointer();

  Surface& surface_;
  std::unique_ptr<ui::Context> context_;
  gpu::Framebuffer texture_;
  std::vector<Drawn> drawn_;                 // one per draw list of the last frame
  std::vector<gpu::PixelRect> opaque_, translucent_;
  std::string clipboard_;
  double paint_ms_ = 0;
  bool has_new_fonts_ = true;
};

}  // namespace riskmap
