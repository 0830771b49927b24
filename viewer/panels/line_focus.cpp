#include "viewer/panels/line_focus.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {

namespace {
struct LineFocus {
  std::string line;  // that had the keyboard last; empty = none of them
  std::string next;  // who gets it when that line is gone
  std::string stop;  // ".review": which of its widgets; empty = the line itself
};

// Whether the widget is the line itself or one of its parts.
bool is_of(std::string_view widget, std::string_view line) {
  return widget.starts_with(line) && (widget.size() == line.size() || widget[line.size()] == '.');
}

std::optional<std::size_t> line_with(std::string_view widget, std::span<const std::string> lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (is_of(widget, lines[i])) return i;
  return std::nullopt;
}

// Not every line has every widget.
void go_to(const std::string& line, std::string_view stop) {
  const auto there = line + std::string{stop};
  focus_widget(kit().focus->is_stop(there) ? there : line);
}

void move_by_arrows(std::size_t at, std::string_view stop, std::span<const std::string> lines) {
  const auto pressed = [](Key key) { return is_chord_pressed({.key = key}, Repeat::yes); };
  const bool goes_down = pressed(Key::down), goes_up = pressed(Key::up);
  if (!goes_down && !goes_up) return;
  if (goes_up && at == 0) return;  // to what stands above the list
  keep_focus_from_arrows();
  if (goes_up)
    go_to(lines[at - 1], stop);
  else if (at + 1 < lines.size())
    go_to(lines[at + 1], stop);
}
}  // namespace

void follow_lines(std::string_view list, std::span<const std::string> lines) {
  auto& kept = kit().drafts->editing_of<LineFocus>("list." + std::string{list});
  if (open_popup_count() > 0) return;  // a dialog about the line; the keyboard comes back
  const auto& focused = kit().focus->focused();
  const auto at = line_with(focused, lines);
  const bool is_gone = !kept.line.empty() && std::ranges::find(lines, kept.line) == lines.end();
  if (at && is_highlight_visible()) {
    const auto& line = lines[*at];
    kept = {line,
            *at + 1 < lines.size() ? lines[*at + 1]
            : *at > 0              ? lines[*at - 1]
                                   : std::string{},
            focused.substr(line.size())};
    move_by_arrows(*at, kept.stop, lines);
  } else if (!at && is_gone && focused_root_window() == current_root_window()) {
    if (line_with(kept.next, lines)) go_to(kept.next, kept.stop);
    kept = {};
  } else if (!at && kit().focus->is_stop(focused)) {
    kept = {};
  }
}

}  // namespace riskmap::ui
