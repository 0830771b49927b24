// GLFW 3.3 and 3.4, X11 and Wayland.
#include "viewer/app/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <array>
#include <optional>
#include <utility>

namespace riskmap {

struct Window::State {
  GLFWwindow* window = nullptr;
  std::array<GLFWcursor*, 5> pointers{};
  PointerShape pointer = PointerShape::arrow;
  std::string title;
  Surface* surface = nullptr;
  bool is_damaged = true, is_close_asked = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    for (GLFWcursor* pointer_shape : pointers)
      if (pointer_shape) glfwDestroyCursor(pointer_shape);
    if (window) glfwDestroyWindow(window);
    glfwTerminate();
  }

  static State& of(GLFWwindow* window) { return *static_cast<State*>(glfwGetWindowUserPointer(window)); }
  void push(const InputEvent& event) { surface->input().push(event); }
};

namespace {

struct KeyPair {
  int glfw;
  ui::Key key;
};
constexpr KeyPair named_keys[] = {{GLFW_KEY_TAB, ui::Key::tab},
                                  {GLFW_KEY_LEFT, ui::Key::left},
                                  {GLFW_KEY_RIGHT, ui::Key::right},
                                  {GLFW_KEY_UP, ui::Key::up},
                                  {GLFW_KEY_DOWN, ui::Key::down},
                                  {GLFW_KEY_PAGE_UP, ui::Key::page_up},
                                  {GLFW_KEY_PAGE_DOWN, ui::Key::page_down},
                                  {GLFW_KEY_HOME, ui::Key::home},
                                  {GLFW_KEY_END, ui::Key::end},
                                  {GLFW_KEY_INSERT, ui::Key::insert},
                                  {GLFW_KEY_DELETE, ui::Key::erase},
                                  {GLFW_KEY_BACKSPACE, ui::Key::backspace},
                                  {GLFW_KEY_SPACE, ui::Key::space},
                                  {GLFW_KEY_ENTER, ui::Key::enter},
                                  {GLFW_KEY_KP_ENTER, ui::Key::keypad_enter},
                                  {GLFW_KEY_ESCAPE, ui::Key::escape},
                                  {GLFW_KEY_MINUS, ui::Key::minus},
                                  {GLFW_KEY_EQUAL, ui::Key::equal},
                                  {GLFW_KEY_KP_SUBTRACT, ui::Key::minus},
                                  {GLFW_KEY_KP_ADD, ui::Key::equal},
                                  {GLFW_KEY_COMMA, ui::Key::comma},
                                  {GLFW_KEY_PERIOD, ui::Key::period},
                                  {GLFW_KEY_SLASH, ui::Key::slash}};

// GLFW names keys by their place on an American keyboard: Ctrl+K is the same key under a Kazakh layout.
ui::Key key_of(int glfw) {
  const auto in_row = [&](int first, ui::Key key) {
    return static_cast<ui::Key>(static_cast<int>(key) + glfw - first);
  };
  if (glfw >= GLFW_KEY_A && glfw <= GLFW_KEY_Z) return in_row(GLFW_KEY_A, ui::Key::a);
  if (glfw >= GLFW_KEY_0 && glfw <= GLFW_KEY_9) return in_row(GLFW_KEY_0, ui::Key::digit_0);
  if (glfw >= GLFW_KEY_F1 && glfw <= GLFW_KEY_F12) return in_row(GLFW_KEY_F1, ui::Key::f1);
  for (const KeyPair& pair : named_keys)
    if (pair.glfw == glfw) return pair.key;
  return ui::Key::none;
}

void push_modifiers(Window::State& state, GLFWwindow* window) {
  const auto is_down = [&](int left, int right) {
    return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
  };
  state.push(ModifiersChanged{is_down(GLFW_KEY_LEFT_CONTROL, GLFW_KEY_RIGHT_CONTROL),
                              is_down(GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT),
                              is_down(GLFW_KEY_LEFT_ALT, GLFW_KEY_RIGHT_ALT)});
}

void on_key(GLFWwindow* window, int glfw, int, int action, int) {
  auto& state = Window::State::of(window);
  push_modifiers(state, window);
  const ui::Key key = key_of(glfw);
  // A repeated press changes nothing but wakes the loop, in which ImGui counts repetitions by its own clock.
  if (key != ui::Key::none) state.push(KeyChanged{key, action != GLFW_RELEASE});
}

// Window units to framebuffer pixels: they differ under Wayland.
double pixels_per_unit(GLFWwindow* window) {
  int width = 0, pixels = 0;
  glfwGetWindowSize(window, &width, nullptr);
  glfwGetFramebufferSize(window, &pixels, nullptr);
  return width > 0 ? static_cast<double>(pixels) / width : 1;
}

void set_callbacks(GLFWwindow* window) {
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(
      window, [](GLFWwindow* w, unsigned c) { Window::State::of(w).push(CharacterTyped{static_cast<char32_t>(c)}); });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    const double scale = pixels_per_unit(w);
    Window::State::of(w).push(PointerMoved{static_cast<float>(x * scale), static_cast<float>(y * scale)});
  });
  glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int is_inside) {
    if (!is_inside) Window::State::of(w).push(PointerLeft{});
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int) {
    if (button > 2) return;
    push_modifiers(Window::State::of(w), w);
    Window::State::of(w).push(ButtonChanged{button, action == GLFW_PRESS});
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double x, double y) {
    Window::State::of(w).push(WheelTurned{static_cast<float>(x), static_cast<float>(y)});
  });
  glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int is_focused) {
    auto& state = Window::State::of(w);
    state.push(ModifiersChanged{false, false, false});  // a key let go elsewhere is never reported
    state.push(FocusChanged{is_focused == GLFW_TRUE});
  });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** files) {
    Window::State::of(w).surface->drop({files, files + count});
  });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { Window::State::of(w).is_damaged = true; });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { Window::State::of(w).is_damaged = true; });
  glfwSetWindowContentScaleCallback(window,
                                    [](GLFWwindow* w, float, float) { Window::State::of(w).is_damaged = true; });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
    Window::State::of(w).is_close_asked = true;
    glfwSetWindowShouldClose(w, GLFW_FALSE);
  });
}

void set_hints(const WindowOptions& options) {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
  // Nothing here needs depth or several samples; software GL pays for both.
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, options.window_class.c_str());
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, options.window_class.c_str());
#ifdef GLFW_WAYLAND_APP_ID
  glfwWindowHintString(GLFW_WAYLAND_APP_ID, options.window_class.c_str());
#endif
}

std::string last_complaint() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "no reason given";
}

}  // namespace

Result<std::unique_ptr<Window>> Window::create(const WindowOptions& options) {
  if (!glfwInit()) return fail(ErrorCode::no_graphics, last_complaint());
  auto state = std::make_unique<State>();
  set_hints(options);
  state->window = glfwCreateWindow(options.size.width, options.size.height, options.title.c_str(), nullptr, nullptr);
  if (!state->window) return fail(ErrorCode::no_graphics, last_complaint());
  state->title = options.title;
  glfwSetWindowSizeLimits(state->window, options.least.width, options.least.height, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(state->window);
  glfwSwapInterval(1);
  glfwSetWindowUserPointer(state->window, state.get());
  constexpr std::array shapes{GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HAND_CURSOR, GLFW_HRESIZE_CURSOR,
                              GLFW_VRESIZE_CURSOR};
  for (std::size_t i = 0; i < shapes.size(); ++i) state->pointers[i] = glfwCreateStandardCursor(shapes[i]);
  std::unique_ptr<Window> window{new Window{std::move(state)}};
  window->state_->surface = window.get();
  set_callbacks(window->state_->window);
  return window;
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}
Window::~Window() = default;

ImageSize Window::size() const {
  ImageSize size;
  glfwGetFramebufferSize(state_->window, &size.width, &size.height);
  return size;
}

double Window::content_scale() const {
  float scale = 1;
  glfwGetWindowContentScale(state_->window, &scale, nullptr);
  return static_cast<double>(scale);
}

double Window::seconds() const {
  return glfwGetTime();
}
void Window::present() {
  glfwSwapBuffers(state_->window);
}
void Window::poll() {
  glfwPollEvents();
}

void Window::wait(double seconds) {
  if (seconds < 0)
    glfwWaitEvents();
  else
    glfwWaitEventsTimeout(seconds);
}

void Window::wake() {
  glfwPostEmptyEvent();
}
bool Window::take_damage() {
  return std::exchange(state_->is_damaged, false);
}
bool Window::take_close_request() {
  return std::exchange(state_->is_close_asked, false);
}

void Window::set_pointer(PointerShape shape) {
  if (shape == state_->pointer) return;
  state_->pointer = shape;
  glfwSetCursor(state_->window, state_->pointers[static_cast<std::size_t>(shape)]);
}

void Window::set_title(const std::string& title) {
  if (title == state_->title) return;
  state_->title = title;
  glfwSetWindowTitle(state_->window, title.c_str());
}

std::string Window::clipboard() {
  const char* text = glfwGetClipboardString(state_->window);
  return text ? text : "";
}

void Window::set_clipboard(const std::string& text) {
  glfwSetClipboardString(state_->window, text.c_str());
}

}  // namespace riskmap
