// EGL's surfaceless platform.
#include "tests/unit/gpu/egl_context.h"

#include <doctest/doctest.h>
#include <epoxy/egl.h>

#include "tests/without_graphics.h"

namespace riskmap {

struct EglContext::State {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
};

EglContext::EglContext() : state_(std::make_unique<State>()) {
  if (!epoxy_has_egl() || !epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless")) {
    test::skip_without_graphics("no surfaceless EGL");
    return;
  }
  constexpr EGLint attributes[] = {
      EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
      EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  state_->display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (!eglInitialize(state_->display, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API)) {
    test::skip_without_graphics("EGL does not start");
    return;
  }
  state_->context = eglCreateContext(state_->display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes);
  is_current_ = eglMakeCurrent(state_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, state_->context);
  if (!is_current_) test::skip_without_graphics("no OpenGL 3.3");
}

EglContext::~EglContext() {
  if (state_->display == EGL_NO_DISPLAY) return;
  eglMakeCurrent(state_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (state_->context != EGL_NO_CONTEXT) eglDestroyContext(state_->display, state_->context);
  eglTerminate(state_->display);
}

}  // namespace riskmap
