// Editing without a screen. Texts here are a few hundred characters: an undo step is a copy.
#include "viewer/panels/text_buffer.h"

#include <algorithm>

namespace riskmap::ui {
namespace {

constexpr std::size_t most_undo_steps = 200;

bool is_space(char32_t c) {
  return c == U' ' || c == U'\n' || c == U'\u00A0' || c == U'\t';
}

}  // namespace

std::u32string utf32_from(std::string_view utf8) {
  std::u32string characters;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length && at + i < utf8.size(); ++i)
      c = c << 6 | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    characters += c;
    at += length;
  }
  return characters;
}

std::string utf8_from(std::u32string_view characters) {
  std::string utf8;
  const auto add = [&](char32_t byte) { utf8 += static_cast<char>(static_cast<unsigned char>(byte)); };
  for (const char32_t c : characters) {
    if (c < 0x80)
      add(c);
    else if (c < 0x800)
      add(0xC0 | c >> 6), add(0x80 | (c & 0x3F));
    else if (c < 0x10000)
      add(0xE0 | c >> 12), add(0x80 | (c >> 6 & 0x3F)), add(0x80 | (c & 0x3F));
    else
      add(0xF0 | c >> 18), add(0x80 | (c >> 12 & 0x3F)), add(0x80 | (c >> 6 & 0x3F)), add(0x80 | (c & 0x3F));
  }
  return utf8;
}

void TextBuffer::set_text(std::string_view utf8) {
  text_ = utf32_from(utf8);
  caret_ = anchor_ = text_.size();
  done_.clear(), undone_.clear();
  last_step_ = Step::other;
}

std::string TextBuffer::utf8() const {
  return utf8_from(text_);
}

std::u32string TextBuffer::selected() const {
  return text_.substr(selection_begin(), selection_end() - selection_begin());
}

void TextBuffer::move_to(std::size_t position, Select select) {
  caret_ = std::min(position, text_.size());
  if (select == Select::no) anchor_ = caret_;
  last_step_ = Step::other;
}

void TextBuffer::select_all() {
  anchor_ = 0, caret_ = text_.size();
  last_step_ = Step::other;
}

void TextBuffer::select_word_at(std::size_t position) {
  position = std::min(position, text_.size());
  anchor_ = caret_ = position;
  while (anchor_ > 0 && !is_space(text_[anchor_ - 1])) --anchor_;
  while (caret_ < text_.size() && !is_space(text_[caret_])) ++caret_;
}

std::size_t TextBuffer::word_left(std::size_t from) const {
  while (from > 0 && is_space(text_[from - 1])) --from;
  while (from > 0 && !is_space(text_[from - 1])) --from;
  return from;
}

std::size_t TextBuffer::word_right(std::size_t from) const {
  while (from < text_.size() && !is_space(text_[from])) ++from;
  while (from < text_.size() && is_space(text_[from])) ++from;
  return from;
}

void TextBuffer::insert(std::u32string_view characters) {
  if (characters.empty()) return;
  remember(characters.size() == 1 && !is_space(characters[0]) && !has_selection() ? Step::typing : Step::other);
  erase_selection();
  text_.insert(caret_, characters);
  caret_ += characters.size();
  anchor_ = caret_;
}

void TextBuffer::erase_left() {
  if (!has_selection() && caret_ == 0) return;
  remember(has_selection() ? Step::other : Step::erasing);
  if (has_selection()) return erase_selection();
  text_.erase(--caret_, 1);
  anchor_ = caret_;
}

void TextBuffer::erase_right() {
  if (!has_selection() && caret_ == text_.size()) return;
  remember(has_selection() ? Step::other : Step::erasing);
  if (has_selection()) return erase_selection();
  text_.erase(caret_, 1);
}

bool TextBuffer::undo() {
  if (done_.empty()) return false;
  restore(done_, undone_);
  return true;
}

bool TextBuffer::redo() {
  if (undone_.empty()) return false;
  restore(undone_, done_);
  return true;
}

void TextBuffer::remember(Step step) {
  undone_.clear();
  if (step == last_step_ && step != Step::other && !done_.empty()) return;
  done_.push_back({text_, caret_, anchor_});
  if (done_.size() > most_undo_steps) done_.erase(done_.begin());
  last_step_ = step;
}

void TextBuffer::erase_selection() {
  const std::size_t from = selection_begin();
  text_.erase(from, selection_end() - from);
  caret_ = anchor_ = from;
}

void TextBuffer::restore(std::vector<State>& from, std::vector<State>& to) {
  to.push_back({std::move(text_), caret_, anchor_});
  text_ = std::move(from.back().text);
  caret_ = from.back().caret, anchor_ = from.back().anchor;
  from.pop_back();
  last_step_ = Step::other;
}

}  // namespace riskmap::ui
