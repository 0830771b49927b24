// Tab order: the order of submission, which is the order of reading.
#include "viewer/panels/focus_order.h"

#include <algorithm>
#include <utility>

#include "viewer/panels/compat.h"

namespace riskmap::ui {

void FocusOrder::start_frame() {
  last_order_.swap(order_);
  order_.clear();
  last_panels_.swap(panels_);
  panels_.clear();
  focused_before_ = focused_;
  was_focused_this_frame_ = false;
  if (!next_after_.empty()) focused_ = last_focused_ = touched_ = std::exchange(next_after_, {});
  if (is_next_wanted_ || is_chord_pressed({.key = Key::tab}, Repeat::yes)) step(+1);
  is_next_wanted_ = false;
  if (is_chord_pressed({.key = Key::tab, .shift = true}, Repeat::yes)) step(-1);
  if (is_chord_pressed({.key = Key::f6})) next_panel(+1);
  if (is_chord_pressed({.key = Key::f6, .shift = true})) next_panel(-1);
}

void FocusOrder::end_frame() {
  if (!was_focused_this_frame_) focused_.clear();
  if (is_wanted_met_) wanted_.clear();
  is_wanted_met_ = false;
}

bool FocusOrder::visit(std::string_view name, bool is_tab_stop) {
  const unsigned root = current_root_window();
  if (is_tab_stop) order_.push_back({std::string{name}, root});
  if (is_tab_stop && first_of_ != 0 && root == first_of_) ask_for(name);
  const bool is_wanted = !wanted_.empty() && name == wanted_;
  if (is_wanted && is_tab_stop) is_wanted_met_ = true;
  return is_wanted;
}

void FocusOrder::set_focused(std::string_view name, bool is_touched) {
  if (is_touched) touched_ = name;
  focused_ = last_focused_ = name;
  was_focused_this_frame_ = true;
}

bool FocusOrder::is_stop(std::string_view name) const {
  return std::ranges::find(order_, name, &Stop::name) != order_.end();
}

void FocusOrder::ask_for_next_after(std::string_view name) {
  next_after_ = name;
  is_next_wanted_ = true;
}

void FocusOrder::add_panel(std::string_view window_name, unsigned root) {
  panels_.push_back({std::string{window_name}, root});
}

void FocusOrder::step(int direction) {
  const unsigned root = focused_root_window();
  std::vector<const Stop*> stops;
  for (const Stop& stop : last_order_)
    if (stop.root == root) stops.push_back(&stop);
  // At the start the keyboard is in a window without stops, such as a splitter's: then the way begins at the first
  // stop.
  if (stops.empty() && open_popup_count() == 0)
    for (const Stop& stop : last_order_) stops.push_back(&stop);
  if (stops.empty()) return;
  const std::string& from_name = focused_.empty() ? last_focused_ : focused_;
  const auto here = std::ranges::find(stops, from_name, [](const Stop* stop) { return stop->name; });
  const auto count = static_cast<int>(stops.size());
  int from = here == stops.end() ? (direction > 0 ? -1 : 0) : static_cast<int>(here - stops.begin());
  if (direction > 0 && here != stops.end() && (*here)->name != touched_) --from;
  wanted_ = stops[static_cast<std::size_t>((from + direction + count) % count)]->name;
}

void FocusOrder::next_panel(int direction) {
  if (last_panels_.empty()) return;
  const auto count = static_cast<int>(last_panels_.size());
  const auto here = std::ranges::find(last_panels_, focused_root_window(), &PanelEntry::root);
  const int from =
      here == last_panels_.end() ? (direction > 0 ? -1 : 0) : static_cast<int>(here - last_panels_.begin());
  // A panel without tab stops is passed over.
  for (int step = 1; step <= count; ++step) {
    const PanelEntry& panel = last_panels_[static_cast<std::size_t>((from + direction * step + count * step) % count)];
    const auto first = std::ranges::find(last_order_, panel.root, &Stop::root);
    if (first == last_order_.end()) continue;
    focus_window(panel.window_name.c_str());
    wanted_ = first->name;
    return;
  }
}

}  // namespace riskmap::ui
