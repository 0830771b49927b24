// GL in memory, without a display server: EGL's surfaceless platform and a framebuffer object. The clock stands still
// but for the frames: the same script makes the same pictures every time.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>

#include "layers/core/result.h"
#include "layers/raster/colour_image.h"
#include "viewer/app/surface.h"
#include "viewer/gpu/gl_objects.h"

namespace riskmap {

class HeadlessSurface final : public Surface {
 public:
  // ErrorCode::no_graphics when there is no EGL or no driver.
  static Result<std::unique_ptr<HeadlessSurface>> create(ImageSize size);
  ~HeadlessSurface() override;
  HeadlessSurface(const HeadlessSurface&) = delete;
  HeadlessSurface& operator=(const HeadlessSurface&) = delete;

  [[nodiscard]] ImageSize size() const override { return target_.size(); }
  [[nodiscard]] double content_scale() const override { return 1; }
  [[nodiscard]] unsigned framebuffer() const override { return target_.id(); }
  [[nodiscard]] double seconds() const override { return seconds_; }
  void present() override {}
  void poll() override;
  void wait(double seconds) override;
  void wake() override;
  [[nodiscard]] bool take_damage() override { return false; }
  [[nodiscard]] bool take_close_request() override { return false; }
  void set_pointer(PointerShape) override {}
  void set_title(const std::string&) override {}
  [[nodiscard]] std::string clipboard() override { return clipboard_; }
  void set_clipboard(const std::string& text) override { clipboard_ = text; }

  [[nodiscard]] ColourImage picture() const;  // what was last drawn
  void pass(double seconds) { seconds_ += seconds; }

 private:
  struct Display;
  explicit HeadlessSurface(std::unique_ptr<Display> display);

  std::unique_ptr<Display> display_;
  gpu::Framebuffer target_;
  double seconds_ = 0;
  std::string clipboard_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool is_woken_ = false;
};

}  // namespace riskmap
