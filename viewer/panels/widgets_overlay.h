// What lies above: tooltips, toasts, menus, popovers, progress, empty states.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/icons.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

// After any ImGui item: shown after 400 ms of rest on it, and at once for the next within 300 ms. Items of ours have it
// in their options.
void tooltip_here(std::string_view text);

enum class ToastKind { success, information, warning, error };
struct Toast {
  ToastKind kind = ToastKind::information;
  std::string text;
  std::string action{};     // "Undo"
  std::string action_id{};  // given back when pressed
  std::string detail{};     // "Show list": a second action, always possible
  std::string detail_id{};
};
// Errors stay until closed, the others 6 s (longer while the pointer is on them). Also kept in a log of 200.
class Toasts {
 public:
  void add(Toast toast);
  [[nodiscard]] const std::vector<Toast>& log() const { return log_; }
  // Draws the newest three, bottom centre of `area`; returns the action pressed, if any. An action goes for good once
  // it is no longer possible. Names: "toast.N", "toast.N.action", "toast.N.detail".
  std::optional<std::string> draw(const Rect& area,
                                  const std::function<bool(const std::string& action_id)>& is_possible = {});

 private:
  struct Shown {
    Toast toast;
    double seconds_left;
    unsigned number;
    bool is_new;
  };
  std::vector<Shown> shown_;
  std::vector<Toast> log_;
  unsigned next_number_ = 0;
};
void toast(Toast toast);  // adds to the kit's toasts

struct MenuItem {
  std::string_view name, text;  // reported as NAME
  Icon icon = Icon::none;
  std::string_view chord{};  // shown at the right
  bool is_enabled = true, is_on = false, is_danger = false;
};
// A menu under the last item or at the pointer. open_popup() when the button is pressed, then every frame:
//   if (Popup menu{"top.file"}) { if (menu.item({...})) … }
class Popup {
 public:
  enum class Place { below, at_pointer, right_aligned };
  explicit Popup(std::string_view name, Place place = Place::below, float width = 0);
  ~Popup();
  Popup(const Popup&) = delete;
  Popup& operator=(const Popup&) = delete;
  explicit operator bool() const { return is_open_; }
  bool item(const MenuItem& item);  // true when chosen; the menu closes
  void separator();
  void heading(std::string_view text);
  void close();

 private:
  bool is_open_;
};
void open_popup(std::string_view name);
bool is_popup_open(std::string_view name);

struct ProgressOptions {
  float width = 110;
  bool can_be_cancelled = false;  // a cross, NAME.cancel
  bool has_percent = true;
};
// share < 0: not known, a moving bar. True when cancelled.
bool progress(std::string_view name, double share, const ProgressOptions& options = {});

struct EmptyState {
  Icon icon;
  std::string_view title, text{}, action{};
};
// In the middle of what is left of the window; true when its action was pressed (NAME.action).
bool empty_state(std::string_view name, const EmptyState& state);

// A quiet line with icon over the whole width: read-only file, conflict, schematic boundaries.
enum class BannerKind { information, warning, error };
bool banner(std::string_view name, BannerKind kind, std::string_view text, std::string_view action = {});

}  // namespace riskmap::ui
