// The multi-line field: our own editor, because ImGui's cannot wrap.
#include "viewer/panels/text_edit.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "layers/core/text.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/text_buffer.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

using Select = TextBuffer::Select;

float advance_of(char32_t c) {
  constexpr char32_t unknown = 0xFFFD;
  const ImFont* font = kit().fonts.text[static_cast<std::size_t>(TextStyle::body)];
  if (c == U'\r') return 0;  // ImGui draws none
  return font->GetCharAdvance(static_cast<ImWchar>(c > 0xFFFF ? unknown : c));
}

float width_of(std::u32string_view characters) {
  float width = 0;
  for (const char32_t c : characters) width += advance_of(c);
  return width;
}

// The lines on the screen and the way between a position in the text and a place in the box.
struct Layout {
  const std::u32string& text;
  std::vector<WrappedLine> lines;
  float left, top, line;  // window pixels, scrolled

  [[nodiscard]] std::size_t line_of(std::size_t position) const {
    std::size_t index = 0;
    while (index + 1 < lines.size() && lines[index + 1].begin <= position) ++index;
    return index;
  }
  [[nodiscard]] float x_of(std::size_t position) const {
    const WrappedLine& line_here = lines[line_of(position)];
    const std::size_t end = std::clamp(position, line_here.begin, std::max(line_here.begin, line_here.end));
    return left + width_of(std::u32string_view{text}.substr(line_here.begin, end - line_here.begin));
  }
  [[nodiscard]] std::size_t nearest(std::size_t line_index, float x) const {
    const WrappedLine& line_here = lines[line_index];
    float at = left;
    for (std::size_t i = line_here.begin; i < line_here.end; ++i) {
      const float width = advance_of(text[i]);
      if (x < at + width / 2) return i;
      at += width;
    }
    return line_here.end;
  }
  [[nodiscard]] std::size_t at(float x, float y) const {
    const auto index = static_cast<int>(std::floor((y - top) / line));
    return nearest(static_cast<std::size_t>(std::clamp(index, 0, static_cast<int>(lines.size()) - 1)), x);
  }
};

void edit_by_mouse(TextBuffer& buffer, const Layout& layout, const TextSurface& surface) {
  if (!surface.is_active) return;
  const ImVec2 mouse = ImGui::GetMousePos();
  if (surface.is_hovered && ImGui::IsMouseDoubleClicked(0)) return buffer.select_word_at(layout.at(mouse.x, mouse.y));
  if (surface.is_hovered && ImGui::IsMouseClicked(0))
    return buffer.move_to(layout.at(mouse.x, mouse.y), ImGui::GetIO().KeyShift ? Select::yes : Select::no);
  if (ImGui::IsMouseDragging(0, 3)) buffer.move_to(layout.at(mouse.x, mouse.y), Select::yes);
}

void move_by_keys(TextBuffer& buffer, const Layout& layout) {
  const auto pressed = [](Key key, bool ctrl, bool shift) {
    return is_chord_pressed({.key = key, .ctrl = ctrl, .shift = shift}, Repeat::yes);
  };
  for (const Select select : {Select::no, Select::yes}) {
    const bool shift = select == Select::yes;
    const std::size_t caret = buffer.caret(), line = layout.line_of(caret);
    const auto go = [&](std::size_t to) { buffer.move_to(to, select); };
    if (pressed(Key::left, false, shift))
      go(buffer.has_selection() && !shift ? buffer.selection_begin() : caret - std::min<std::size_t>(caret, 1));
    if (pressed(Key::right, false, shift)) go(buffer.has_selection() && !shift ? buffer.selection_end() : caret + 1);
    if (pressed(Key::left, true, shift)) go(buffer.word_left(caret));
    if (pressed(Key::right, true, shift)) go(buffer.word_right(caret));
    if (pressed(Key::up, false, shift)) go(line == 0 ? 0 : layout.nearest(line - 1, layout.x_of(caret)));
    if (pressed(Key::down, false, shift))
      go(line + 1 == layout.lines.size() ? buffer.text().size() : layout.nearest(line + 1, layout.x_of(caret)));
    if (pressed(Key::home, false, shift)) go(layout.lines[line].begin);
    if (pressed(Key::end, false, shift)) go(layout.lines[line].end);
    if (pressed(Key::home, true, shift)) go(0);
    if (pressed(Key::end, true, shift)) go(buffer.text().size());
  }
}

void copy_selection(const TextBuffer& buffer) {
  if (buffer.has_selection()) ImGui::SetClipboardText(utf8_from(buffer.selected()).c_str());
}

void insert_what_fits(TextBuffer& buffer, std::u32string_view characters) {
  const std::size_t kept = buffer.text().size() - (buffer.selection_end() - buffer.selection_begin());
  buffer.insert(characters.substr(0, most_typed_characters - std::min(kept, most_typed_characters)));
}

// True when the text may have changed.
bool edit_by_keys(TextBuffer& buffer) {
  const auto pressed = [](Chord chord) { return is_chord_pressed(chord, Repeat::yes); };
  if (pressed({.key = Key::a, .ctrl = true})) buffer.select_all();
  if (pressed({.key = Key::c, .ctrl = true})) copy_selection(buffer);
  if (pressed({.key = Key::x, .ctrl = true})) {
    copy_selection(buffer);
    if (buffer.has_selection()) return buffer.erase_left(), true;
  }
  if (pressed({.key = Key::v, .ctrl = true}))
    if (const char* clip = ImGui::GetClipboardText(); clip && is_valid_utf8(clip))
      return insert_what_fits(buffer, utf32_from(clip)), true;
  if (pressed({.key = Key::z, .ctrl = true})) return buffer.undo();
  if (pressed({.key = Key::y, .ctrl = true}) || pressed({.key = Key::z, .ctrl = true, .shift = true}))
    return buffer.redo();
  if (pressed({.key = Key::backspace})) return buffer.erase_left(), true;
  if (pressed({.key = Key::backspace, .ctrl = true})) {
    if (!buffer.has_selection()) buffer.move_to(buffer.word_left(buffer.caret()), Select::yes);
    return buffer.erase_left(), true;
  }
  if (pressed({.key = Key::erase})) return buffer.erase_right(), true;
  if (pressed({.key = Key::enter}) || pressed({.key = Key::keypad_enter})) return buffer.insert(U"\n"), true;
  return false;
}

bool edit_by_typing(TextBuffer& buffer) {
  std::u32string typed = take_typed_characters();
  std::erase_if(typed, [](char32_t c) { return c < 0x20 || c == 0x7F; });
  if (typed.empty()) return false;
  for (const char32_t c : typed) insert_what_fits(buffer, std::u32string_view{&c, 1});
  return true;
}

void draw_selection(const TextBuffer& buffer, const Layout& layout) {
  if (!buffer.has_selection()) return;
  const Colour colour = mixed(tokens().surface, tokens().accent, 0.35);
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const WrappedLine& line = layout.lines[i];
    const std::size_t from = std::max(buffer.selection_begin(), line.begin),
                      to = std::min(buffer.selection_end(), line.end);
    if (from > to || buffer.selection_begin() > line.end || buffer.selection_end() < line.begin) continue;
    const float left = layout.left + width_of(std::u32string_view{layout.text}.substr(line.begin, from - line.begin));
    const float width = width_of(std::u32string_view{layout.text}.substr(from, to - from));
    const float top = layout.top + layout.line * static_cast<float>(i);
    fill_rect({left, top, left + std::max(width, px(3)), top + layout.line}, colour);
  }
}

void draw_lines(const Layout& layout, Colour ink) {
  for (std::size_t i = 0; i < layout.lines.size(); ++i) {
    const WrappedLine& line = layout.lines[i];
    const std::string utf8 = utf8_from(std::u32string_view{layout.text}.substr(line.begin, line.end - line.begin));
    draw_text_at(layout.left, layout.top + layout.line * static_cast<float>(i), utf8, TextStyle::body, ink);
  }
}

void draw_caret(const TextBuffer& buffer, const Layout& layout) {
  const bool is_on = !kit().look.has_motion || std::fmod(ImGui::GetTime(), 1.06) < 0.53;
  if (kit().look.has_motion) request_frame_after(0.3);
  if (!is_on) return;
  const float x = std::round(layout.x_of(buffer.caret()));
  const float top = layout.top + layout.line * static_cast<float>(layout.line_of(buffer.caret()));
  fill_rect({x, top, x + std::max(1.0F, px(1.3F)), top + layout.line}, tokens().text);
}

// Keeps the caret's line inside the box; `scroll` is in lines.
int scrolled(int scroll, const Layout& layout, std::size_t caret, int visible_lines) {
  const auto line = static_cast<int>(layout.line_of(caret)), count = static_cast<int>(layout.lines.size());
  if (line < scroll) scroll = line;
  if (line >= scroll + visible_lines) scroll = line - visible_lines + 1;
  return std::clamp(scroll, 0, std::max(0, count - visible_lines));
}

struct Editing {
  TextBuffer buffer;
  bool was_changed = false;
  int first_line = 0;
};

bool edit(Editing& editing, const TextSurface& surface, const Layout& layout, const FieldOptions& options) {
  edit_by_mouse(editing.buffer, layout, surface);
  if (is_chord_pressed({.key = Key::escape})) return leave_text_surface(), false;
  move_by_keys(editing.buffer, layout);
  if (options.is_read_only) return false;
  const bool is_keyed = edit_by_keys(editing.buffer);
  return edit_by_typing(editing.buffer) || is_keyed;
}

}  // namespace

std::vector<WrappedLine> wrap_lines(std::u32string_view text, float width, float (*advance)(char32_t)) {
  std::vector<WrappedLine> lines;
  std::size_t begin = 0, last_space = std::u32string_view::npos;
  float used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\n') {
      lines.push_back({begin, i});
      begin = i + 1, used = 0, last_space = std::u32string_view::npos;
      continue;
    }
    const float next = advance(text[i]);
    if (text[i] == U' ')
      last_space = i;  // a space may hang over the edge
    else if (used + next > width && i > begin) {
      const bool has_word_break = last_space != std::u32string_view::npos;
      lines.push_back({begin, has_word_break ? last_space : i});
      begin = has_word_break ? last_space + 1 : i;
      last_space = std::u32string_view::npos;
      used = 0;
      for (std::size_t k = begin; k < i; ++k) used += advance(text[k]);
    }
    used += next;
  }
  lines.push_back({begin, text.size()});
  return lines;
}

FieldResult text_edit(std::string_view name, std::string& value, const FieldOptions& options,
                      const TextEditOptions& edit_options) {
  Editing& editing = kit().drafts->editing_of<Editing>(name);
  Draft& draft = kit().drafts->of(name);
  if (!draft.is_active && editing.buffer.utf8() != value) editing.buffer.set_text(value);
  ImGui::BeginGroup();
  field_label_line(options.label, options.is_required);
  const float width = field_width(options), line = std::round(line_height(TextStyle::body) * 1.15F), inset = px(10);
  const std::vector<WrappedLine> lines = wrap_lines(editing.buffer.text(), width - 2 * inset, advance_of);
  const int visible = std::clamp(static_cast<int>(lines.size()), edit_options.least_lines, edit_options.most_lines);
  ImGui::BeginDisabled(!options.is_enabled);
  before_foreign_item(name, options.is_enabled);
  const TextSurface surface = text_surface(name, width, line * static_cast<float>(visible) + px(16));
  after_foreign_item(name, {.is_enabled = options.is_enabled});
  const Rect frame{surface.left, surface.top, surface.right, surface.bottom};
  FieldResult result;
  if (surface.has_come) editing.was_changed = false;
  Layout layout{editing.buffer.text(), lines, frame.left + inset,
                frame.top + px(8) - line * static_cast<float>(editing.first_line), line};
  if (surface.is_active && edit(editing, surface, layout, options) && editing.buffer.utf8() != value) {
    value = editing.buffer.utf8();
    result.is_changed = editing.was_changed = true;
  }
  layout.lines = wrap_lines(editing.buffer.text(), width - 2 * inset, advance_of);
  if (surface.is_active) editing.first_line = scrolled(editing.first_line, layout, editing.buffer.caret(), visible);
  layout.top = frame.top + px(8) - line * static_cast<float>(editing.first_line);
  const std::string error = text_error(value, options);
  const bool is_wrong = !error.empty() || !options.error.empty();
  draw_box(frame, is_wrong             ? BoxState::wrong
                  : surface.is_active  ? BoxState::active
                  : surface.is_hovered ? BoxState::hovered
                                       : BoxState::normal);
  ImGui::PushClipRect({frame.left + 1, frame.top + 1}, {frame.right - 1, frame.bottom - 1}, true);
  if (surface.is_active) draw_selection(editing.buffer, layout);
  if (value.empty() && !surface.is_active)
    draw_text_at(layout.left, layout.top, options.placeholder, TextStyle::body, tokens().text3);
  draw_lines(layout, tokens().text);
  if (surface.is_active) draw_caret(editing.buffer, layout);
  ImGui::PopClipRect();
  ImGui::EndDisabled();
  draft.is_active = surface.is_active;
  result.is_done = surface.has_gone && editing.was_changed;
  report(name, frame,
         {.text = options.label, .value = value, .is_enabled = options.is_enabled, .is_focused = surface.is_active});
  text_foot_line(name, options, error);
  ImGui::EndGroup();
  return result;
}

}  // namespace riskmap::ui
