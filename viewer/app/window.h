// The real window (GLFW). Everything is in framebuffer pixels, whatever the system's scale.
#pragma once
#include <memory>

#include "layers/core/result.h"
#include "viewer/app/surface.h"

namespace riskmap {

struct WindowOptions {
  ImageSize size{1440, 900};  // screen units
  ImageSize least{1280, 720};
  std::string title = "Risk Map";
  std::string window_class = "riskmap";  // X11 class and Wayland application id: the desktop file's name
};

class Window final : public Surface {
 public:
  static Result<std::unique_ptr<Window>> create(const WindowOptions& options);
  ~Window() override;
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] ImageSize size() const override;
  [[nodiscard]] double content_scale() const override;
  [[nodiscard]] unsigned framebuffer() const override { return 0; }
  [[nodiscard]] double seconds() const override;
  void present() override;
  void poll() override;
  void wait(double seconds) override;
  void wake() override;
  [[nodiscard]] bool take_damage() override;
  [[nodiscard]] bool take_close_request() override;
  void set_pointer(PointerShape shape) override;
  void set_title(const std::string& title) override;
  [[nodiscard]] std::string clipboard() override;
  void set_clipboard(const std::string& text) override;

  struct State;  // GLFW's side, for the callbacks in window.cpp

 private:
  explicit Window(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
