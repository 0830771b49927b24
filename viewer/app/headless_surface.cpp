// EGL_MESA_platform_surfaceless.
#include "viewer/app/headless_surface.h"

#include <epoxy/egl.h>

#include <chrono>

namespace riskmap {

struct HeadlessSurface::Display {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;

  Display() = default;
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
  ~Display() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    eglTerminate(display);
  }
};

namespace {

constexpr EGLint context_attributes[] = {
    EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};

// epoxy aborts the process when a function is missing: ask for the extension before calling it.
bool has_surfaceless_platform() {
  return epoxy_has_egl() && epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_EXT_platform_base") &&
         epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless");
}

}  // namespace

Result<std::unique_ptr<HeadlessSurface>> HeadlessSurface::create(ImageSize size) {
  const auto refuse = [](const char* what) { return fail(ErrorCode::no_graphics, what); };
  if (!has_surfaceless_platform()) return refuse("EGL has no surfaceless platform");
  auto made = std::make_unique<Display>();
  made->display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (made->display == EGL_NO_DISPLAY || !eglInitialize(made->display, nullptr, nullptr)) {
    made->display = EGL_NO_DISPLAY;
    return refuse("EGL could not be started");
  }
  if (!eglBindAPI(EGL_OPENGL_API)) return refuse("EGL offers no OpenGL");
  made->context = eglCreateContext(made->display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, context_attributes);
  if (made->context == EGL_NO_CONTEXT) return refuse("no OpenGL 3.3 core context");
  if (!eglMakeCurrent(made->display, EGL_NO_SURFACE, EGL_NO_SURFACE, made->context))
    return refuse("the context cannot be used");
  std::unique_ptr<HeadlessSurface> surface{new HeadlessSurface{std::move(made)}};
  surface->target_ = gpu::Framebuffer{size};
  return surface;
}

HeadlessSurface::HeadlessSurface(std::unique_ptr<Display> display) : display_(std::move(display)) {}

// The framebuffer first, while there is still a context to release it in.
HeadlessSurface::~HeadlessSurface() {
  target_ = gpu::Framebuffer{};
}

// Sixty turns are a second, however long they took.
void HeadlessSurface::poll() {
  seconds_ += 1.0 / 60;
  const std::lock_guard lock{mutex_};
  is_woken_ = false;
}

// Real time passes only while there is work elsewhere to wait for; the clock of the frames jumps over the rest.
void HeadlessSurface::wait(double seconds) {
  std::unique_lock lock{mutex_};
  woken_.wait_for(lock, std::chrono::milliseconds{20}, [&] { return is_woken_; });
  if (!is_woken_ && seconds > 0) seconds_ += seconds;
  is_woken_ = false;
}

void HeadlessSurface::wake() {
  {
    const std::lock_guard lock{mutex_};
    is_woken_ = true;
  }
  woken_.notify_one();
}

ColourImage HeadlessSurface::picture() const {
  return {size(), gpu::read_pixels(target_.id(), size())};
}

}  // namespace riskmap
