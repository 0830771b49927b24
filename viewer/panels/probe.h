// What stands on the screen, by name: every widget reports its place, text and value here, for scripts and tests.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace riskmap::ui {

struct Rect {  // pixels of the window, top left to bottom right
  float left = 0, top = 0, right = 0, bottom = 0;
  [[nodiscard]] float width() const { return right - left; }
  [[nodiscard]] float height() const { return bottom - top; }
  [[nodiscard]] float centre_x() const { return (left + right) / 2; }
  [[nodiscard]] float centre_y() const { return (top + bottom) / 2; }
  [[nodiscard]] bool contains(float x, float y) const { return x >= left && x < right && y >= top && y < bottom; }
};

struct ProbeEntry {
  std::string name{};      // "panel.widget" or "panel.widget.id", English and stable
  Rect rect{}, visible{};  // visible: what is left after clipping; empty = scrolled out of sight
  std::string text{};      // as drawn
  std::string value{};     // "on", "off", the chosen id, the number, the text of a field
  bool is_enabled = true;
  bool is_focused = false;
  bool may_be_shortened = false;        // the design allows an ellipsis here (long titles in narrow columns)
  float text_width = 0, text_room = 0;  // pixels; the text is cut when it needs more than it has
  [[nodiscard]] bool is_visible() const { return visible.width() > 0 && visible.height() > 0; }
  [[nodiscard]] bool is_cut() const { return !may_be_shortened && text_width > text_room + 0.5F; }
};

// The registry of one frame. Switched off (as in daily use) it costs one test per widget.
class Probe {
 public:
  void enable(bool is_enabled) { is_enabled_ = is_enabled; }
  [[nodiscard]] bool is_enabled() const { return is_enabled_; }
  void start_frame();  // forgets the frame before
  void record(ProbeEntry entry);
  [[nodiscard]] const ProbeEntry* find(std::string_view name) const;
  [[nodiscard]] const std::vector<ProbeEntry>& entries() const { return entries_; }
  [[nodiscard]] const std::vector<std::string>& duplicates() const { return duplicates_; }  // a name used twice: a bug

 private:
  bool is_enabled_ = false;
  std::vector<ProbeEntry> entries_;
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::string> duplicates_;
};

}  // namespace riskmap::ui
