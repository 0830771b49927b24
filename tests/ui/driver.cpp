// One event a frame, as a slow and careful person would.
#include "tests/ui/driver.h"

#include <imgui.h>

#include <cfloat>
#include <stdexcept>

#include "viewer/panels/focus_order.h"
#include "viewer/panels/text_buffer.h"

namespace riskmap::ui {
namespace {

constexpr double frame_seconds = 1.0 / 60;

const char* clipboard_of(void* driver) {
  return static_cast<Driver*>(driver)->clipboard().c_str();
}
void set_clipboard_of(void* driver, const char* text) {
  static_cast<Driver*>(driver)->set_clipboard(text);
}

}  // namespace

Driver::Driver(const Look& look, float width, float height) : width_(width), height_(height) {
  auto context = Context::create(look);
  if (!context) throw std::runtime_error{context.error().detail};
  context_ = std::move(*context);
  context_->kit().probe.enable(true);
  ImGuiIO& io = ImGui::GetIO();
  io.ClipboardUserData = this;
  io.GetClipboardTextFn = clipboard_of;
  io.SetClipboardTextFn = set_clipboard_of;
  feed_mouse_position(-FLT_MAX, -FLT_MAX);
}

Driver::~Driver() = default;

void Driver::show(std::function<void()> widgets) {
  show_panels([this, widgets = std::move(widgets)] {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width_, height_});
    ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    widgets();
    ImGui::End();
  });
}

void Driver::show_panels(std::function<void()> panels) {
  build_ = std::move(panels);
  frames(3);
}

void Driver::frame() {
  context_->frame(width_, height_, frame_seconds, build_);
}

void Driver::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

void Driver::wait(double seconds) {
  frames(static_cast<int>(seconds / frame_seconds) + 1);
}

void Driver::set_look(const Look& look) {
  context_->set_look(look);
  frames(3);
}

void Driver::move_to(float x, float y) {
  context_->make_current();
  feed_mouse_position(x, y);
  frames(2);
}

void Driver::hover(std::string_view name) {
  const ProbeEntry& entry = widget(name);
  if (!entry.is_visible()) throw std::runtime_error{"out of sight: " + std::string{name}};
  move_to(entry.visible.centre_x(), entry.visible.centre_y());
}

void Driver::press_button(int button) {
  feed_mouse_button(button, true);
  frame();
  feed_mouse_button(button, false);
  frame();
}

void Driver::click(std::string_view name) {
  hover(name);
  press_button(0);
  frames(2);
  wait(0.35);  // the next click is not the second half of a double click
}

void Driver::double_click(std::string_view name) {
  hover(name);
  press_button(0);
  press_button(0);
  frames(2);
}

void Driver::right_click(std::string_view name) {
  hover(name);
  press_button(1);
  frames(2);
}

void Driver::drag(std::string_view name, float dx, float dy) {
  hover(name);
  const ProbeEntry entry = widget(name);
  feed_mouse_button(0, true);
  frame();
  constexpr int steps = 6;
  for (int i = 1; i <= steps; ++i) {
    const float share = static_cast<float>(i) / steps;
    feed_mouse_position(entry.visible.centre_x() + dx * share, entry.visible.centre_y() + dy * share);
    frame();
  }
  feed_mouse_button(0, false);
  frames(2);
}

void Driver::drag_between(std::string_view from, std::string_view to) {
  const Rect a = widget(from).visible, b = widget(to).visible;
  drag(from, b.centre_x() - a.centre_x(), b.centre_y() - a.centre_y());
}

void Driver::scroll(std::string_view name, float notches) {
  hover(name);
  feed_mouse_wheel(0, notches);
  frames(3);
}

void Driver::key(std::string_view text) {
  const auto chord = chord_from(text);
  if (!chord) throw std::runtime_error{"no such key: " + std::string{text}};
  context_->make_current();
  feed_modifiers(chord->ctrl, chord->shift, chord->alt);
  feed_key(chord->key, true);
  frame();
  feed_key(chord->key, false);
  frame();
  feed_modifiers(false, false, false);
  frames(2);
}

void Driver::type(std::string_view utf8) {
  context_->make_current();
  for (const char32_t c : utf32_from(utf8)) {
    feed_character(c);
    frame();
  }
  frame();
}

bool Driver::has(std::string_view name) const {
  const ProbeEntry* entry = probe().find(name);
  return entry && entry->is_visible();
}

const ProbeEntry& Driver::widget(std::string_view name) const {
  if (const ProbeEntry* entry = probe().find(name)) return *entry;
  std::string there;
  for (const std::string& other : names()) there += " " + other;
  throw std::runtime_error{"no widget " + std::string{name} + "; there are:" + there};
}

std::string Driver::focused() const {
  return context_->kit().focus->focused();
}

std::vector<std::string> Driver::cut_texts() const {
  std::vector<std::string> cut;
  for (const ProbeEntry& entry : probe().entries())
    if (entry.is_cut()) cut.push_back(entry.name + ": " + entry.text);
  return cut;
}

std::vector<std::string> Driver::names() const {
  std::vector<std::string> names;
  for (const ProbeEntry& entry : probe().entries()) names.push_back(entry.name);
  return names;
}

}  // namespace riskmap::ui
