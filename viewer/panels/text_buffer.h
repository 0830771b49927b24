// A text being edited: characters, caret, selection, undo. Knows nothing of the screen but where lines break.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/text_edit.h"

namespace riskmap::ui {

class TextBuffer {
 public:
  enum class Select { no, yes };  // whether a move of the caret takes the selection along

  void set_text(std::string_view utf8);
  [[nodiscard]] const std::u32string& text() const { return text_; }
  [[nodiscard]] std::string utf8() const;

  [[nodiscard]] std::size_t caret() const { return caret_; }
  [[nodiscard]] std::size_t selection_begin() const { return std::min(caret_, anchor_); }
  [[nodiscard]] std::size_t selection_end() const { return std::max(caret_, anchor_); }
  [[nodiscard]] bool has_selection() const { return caret_ != anchor_; }
  [[nodiscard]] std::u32string selected() const;

  void move_to(std::size_t position, Select select);
  void select_all();
  void select_word_at(std::size_t position);
  [[nodiscard]] std::size_t word_left(std::size_t from) const;
  [[nodiscard]] std::size_t word_right(std::size_t from) const;

  void insert(std::u32string_view characters);  // replaces the selection; one undo step per word typed
  void erase_left();                            // Backspace
  void erase_right();                           // Delete
  bool undo();
  bool redo();

 private:
  struct State {
    std::u32string text;
    std::size_t caret, anchor;
  };
  enum class Step { typing, erasing, other };
  void remember(Step step);
  void erase_selection();
  void restore(std::vector<State>& from, std::vector<State>& to);

  std::u32string text_;
  std::size_t caret_ = 0, anchor_ = 0;
  std::vector<State> done_, undone_;
  Step last_step_ = Step::other;
};

std::u32string utf32_from(std::string_view utf8);
std::string utf8_from(std::u32string_view characters);

}  // namespace riskmap::ui
