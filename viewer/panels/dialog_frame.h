// The frame of every dialog: scrim, title, scrolling body, footer with buttons. Shown as long as it is constructed each
// frame; stop constructing it and it is gone. A dialog above a dialog is constructed inside the lower one's body.
//
//   ui::DialogFrame dialog{"issue_form", tr("New problem")};
//   if (dialog.body()) { fields }
//   dialog.footer(tr("Ctrl+Enter saves and starts a new one"));
//   if (dialog.button("cancel", tr("Cancel"), ButtonKind::secondary)) …
//   if (dialog.button("save", tr("Save"), ButtonKind::primary)) …
//   if (dialog.is_dismissed()) …                       // Escape or the cross: ask before throwing a draft away
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "viewer/panels/widgets_button.h"

namespace riskmap::ui {

struct DialogOptions {
  float width = 640, height = 0;  // logical; height 0 = as high as the body, at most the window less 48
  bool has_close = true;
  bool is_kept_by_fields = true;  // Escape in a text field leaves the field first; false = it closes at once
};

class DialogFrame {
 public:
  DialogFrame(std::string_view name, std::string_view title, const DialogOptions& options = {});
  ~DialogFrame();
  DialogFrame(const DialogFrame&) = delete;
  DialogFrame& operator=(const DialogFrame&) = delete;

  bool body();  // starts the scrolling middle; false when nothing can be drawn
  // Before footer(): what has just succeeded, said instead of its note. Reported as NAME.done.
  void set_done(std::string text) { done_ = std::move(text); }
  void footer(std::string_view note = {}, std::string_view error = {});  // ends the body; buttons follow, right-aligned
  // In the order they stand from left to right; `id` is reported as NAME.ID.
  bool button(std::string_view id, std::string_view text, ButtonKind kind, bool is_enabled = true);
  // Something typed in the body is no value. Known after footer().
  [[nodiscard]] bool has_wrong_field() const { return !wrong_field_.empty(); }
  void go_to_wrong_field() const;    // the keyboard goes there, and what is wrong is said
  void go_to_refused_field() const;  // the first whose value the register has refused
  [[nodiscard]] bool is_dismissed() const { return is_dismissed_; }

 private:
  std::string name_;
  DialogOptions options_;
  std::string wrong_field_, refused_field_, done_;
  void draw_header(std::string_view title);
  void draw_footer(std::string_view note, std::string_view error);
  void draw_error(std::string_view error, const Rect& room);
  void draw_close();

  bool is_open_ = false, is_in_body_ = false, is_in_footer_ = false, has_buttons_ = false, is_dismissed_ = false;
  bool is_measuring_ = false;            // the first frame, before the body's height is known, is not shown
  float height_ = 0, buttons_left_ = 0;  // window pixels
};

struct Question {
  std::string_view title, text, yes, no{};  // no = "Cancel" when empty
  bool is_danger = false;
};
enum class Answer { none, yes, no };
Answer ask(std::string_view name, const Question& question);  // a small dialog: NAME.yes, NAME.no

}  // namespace riskmap::ui
