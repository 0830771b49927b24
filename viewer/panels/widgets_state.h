// What widgets remember between frames, by name: half-typed values, open lists, the tooltip's clock.
#pragma once
#include <any>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace riskmap::ui {

struct Draft {
  std::string text;  // as typed, while it differs from the value
  std::string error;
  bool is_told = false;         // the error is shown even while the keyboard is in the field
  bool is_active = false;       // the keyboard was in the field in the last frame
  bool was_changed = false;     // since the keyboard came
  bool is_at_top = true;        // of a dialog's body: it has been shown from its top
  int cursor = 0;               // row of an open list
  int month = 0;                // of an open calendar: year * 12 + month - 1
  float height = 0, width = 0;  // measured in the last frame, where layout needs it before it is known
};

class Drafts {
 public:
  Draft& of(std::string_view name) { return drafts_[std::string{name}]; }
  // A state only its widget knows, kept under the widget's name.
  template <typename State>
  State& editing_of(std::string_view name) {
    std::any& kept = kept_[std::string{name}];
    if (!kept.has_value()) kept.emplace<State>();
    return std::any_cast<State&>(kept);
  }
  // The fields of this dialog whose text is no value, in the order they stand in. Cleared by its frame.
  void add_wrong(std::string_view name) { wrong_.emplace_back(name); }
  std::vector<std::string> take_wrong() { return std::exchange(wrong_, {}); }
  // The fields of this dialog that the register has refused, likewise.
  void add_refused(std::string_view name) { refused_.emplace_back(name); }
  std::vector<std::string> take_refused() { return std::exchange(refused_, {}); }
  // A grey line below the field of this name, whatever else is said there.
  void set_remark(const std::string& name, std::string remark) { remarks_.insert_or_assign(name, std::move(remark)); }
  [[nodiscard]] std::string_view remark_of(std::string_view name) const {
    const auto found = remarks_.find(std::string{name});
    return found == remarks_.end() ? std::string_view{} : std::string_view{found->second};
  }
  void forget_remarks() { remarks_.clear(); }
  // What was typed, not what was measured: a dialog that opens starts with fields as its record has them.
  void forget_typed();
  // The right edge (window pixels) of the innermost card or column being filled. Windows and popups start without one.
  void push_right_edge(float x);
  void pop_right_edge();
  [[nodiscard]] std::optional<float> right_edge() const;

 private:
  struct Edge {
    float x;
    unsigned window;
  };
  std::unordered_map<std::string, Draft> drafts_;
  std::unordered_map<std::string, std::any> kept_;
  std::unordered_map<std::string, std::string> remarks_;
  std::vector<Edge> edges_;
  std::vector<std::string> wrong_, refused_;
};

struct TooltipState {
  std::string owner;                   // the item the pointer rests on
  double since = 0, last_shown = -10;  // ImGui's clock, seconds
  int seen_in_frame = -1;
};

}  // namespace riskmap::ui
