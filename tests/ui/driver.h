// A person without a window: clicks widgets by name, types UTF-8, reads what stands on the screen.
//
//   Driver driver;
//   driver.show([&] { is_pressed |= ui::button("form.save", "Save"); });
//   driver.click("form.save");
//   CHECK(is_pressed);
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/compat.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

class Driver {
 public:
  explicit Driver(const Look& look = {.has_motion = false}, float width = 1280, float height = 720);
  ~Driver();

  // What every frame builds: bare widgets get a window of their own, panels bring theirs. Runs until the layout stands.
  void show(std::function<void()> widgets);
  void show_panels(std::function<void()> panels);
  void frames(int count);
  void wait(double seconds);  // in frames of 1/60 s
  void set_look(const Look& look);

  void move_to(float x, float y);
  void hover(std::string_view name);
  void click(std::string_view name);  // the middle of its visible part
  void double_click(std::string_view name);
  void right_click(std::string_view name);
  void drag(std::string_view name, float dx, float dy);
  void drag_between(std::string_view from, std::string_view to);
  void scroll(std::string_view name, float notches);  // positive = up
  void key(std::string_view chord);                   // "Ctrl+K", "Tab", "Shift+Tab"
  void type(std::string_view utf8);

  [[nodiscard]] bool has(std::string_view name) const;                  // built and in sight
  [[nodiscard]] const ProbeEntry& widget(std::string_view name) const;  // throws, naming what there is instead
  [[nodiscard]] std::string text(std::string_view name) const { return widget(name).text; }
  [[nodiscard]] std::string value(std::string_view name) const { return widget(name).value; }
  [[nodiscard]] bool is_enabled(std::string_view name) const { return widget(name).is_enabled; }
  [[nodiscard]] bool is_focused(std::string_view name) const { return widget(name).is_focused; }
  [[nodiscard]] std::string focused() const;                 // the name that has the keyboard, or nothing
  [[nodiscard]] std::vector<std::string> cut_texts() const;  // "name: text", where a text does not fit its widget
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const Probe& probe() const { return context_->kit().probe; }
  [[nodiscard]] double next_frame_after() const { return context_->next_frame_after(); }
  [[nodiscard]] Context& context() { return *context_; }
  void set_clipboard(std::string text) { clipboard_ = std::move(text); }
  [[nodiscard]] const std::string& clipboard() const { return clipboard_; }

 private:
  void frame();
  void press_button(int button);

  std::unique_ptr<Context> context_;
  float width_, height_;
  std::function<void()> build_;
  std::string clipboard_;
};

}  // namespace riskmap::ui
