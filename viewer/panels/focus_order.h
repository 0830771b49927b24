// The keyboard's way through the widgets: Tab and Shift+Tab inside a panel or dialog, F6 from panel to panel.
// ImGui 1.86 stops at text fields only, and 1.90 differs; here both behave alike.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace riskmap::ui {

class FocusOrder {
 public:
  void start_frame();  // decides where Tab or F6 of this frame leads, from the order of the frame before
  void end_frame();

  // Called by every tab stop before it is submitted; true = it is the one that gets the keyboard now.
  bool visit(std::string_view name, bool is_tab_stop);
  // By the widget that has the keyboard. ImGui gives it to the first widget of a new window by itself: until the person
  // has touched it, by mouse or key, the first Tab goes to it and not past it.
  void set_focused(std::string_view name, bool is_touched);
  [[nodiscard]] const std::string& focused() const { return focused_; }
  [[nodiscard]] const std::string& focused_before() const { return focused_before_; }
  [[nodiscard]] bool is_stop(std::string_view name) const;  // submitted in this frame, so far
  // From anywhere in a frame: a widget that stands above gets it in the next one.
  void ask_for(std::string_view name) { wanted_ = name, is_wanted_met_ = false, first_of_ = 0; }
  void ask_for_first(unsigned root) { first_of_ = root; }  // the first tab stop submitted in that window
  // Who asks for a group of widgets means this one of it.
  void pass_on(std::string_view group, std::string_view name) {
    if (wanted_ == group) wanted_ = name;
  }
  void ask_for_next_after(std::string_view name);  // the same, after another one
  void add_panel(std::string_view window_name, unsigned root);

 private:
  struct Stop {
    std::string name;
    unsigned root;
  };
  struct PanelEntry {
    std::string window_name;
    unsigned root;
  };
  void step(int direction);
  void next_panel(int direction);

  std::vector<Stop> order_, last_order_;
  std::vector<PanelEntry> panels_, last_panels_;
  std::string focused_, focused_before_, wanted_, next_after_;
  bool was_focused_this_frame_ = false, is_next_wanted_ = false;
  unsigned first_of_ = 0;       // 0 = of none
  bool is_wanted_met_ = false;  // the wanted one has been submitted since it was asked for
  std::string touched_;
  std::string last_focused_;  // outlives the moment in which a field lets go of the keyboard
};

}  // namespace riskmap::ui
