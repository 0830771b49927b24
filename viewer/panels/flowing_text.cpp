// Breaking lines at spaces.
#include "viewer/panels/flowing_text.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"

namespace riskmap::ui {

namespace {
// Bytes of the longest beginning that fits, at least one character.
std::size_t fitting_bytes(std::string_view word, float width, TextStyle style) {
  std::size_t fits = 1, too_many = length_in_characters(word);
  while (too_many - fits > 1) {
    const std::size_t middle = (fits + too_many) / 2;
    (text_width(first_characters(word, middle), style) <= width ? fits : too_many) = middle;
  }
  return first_characters(word, fits).size();
}

// Where the first line of `text` ends.
std::size_t end_of_line(std::string_view text, float width, TextStyle style) {
  std::size_t end = 0;
  while (end < text.size()) {
    const auto space = text.find(' ', end == 0 ? 0 : end + 1);
    const auto candidate = std::min(space, text.size());
    if (text_width(text.substr(0, candidate), style) > width) break;
    end = candidate;
  }
  if (end > 0) return end;
  return fitting_bytes(text.substr(0, text.find(' ')), width, style);
}
}  // namespace

std::vector<std::string_view> lines_of(std::string_view text, float width, TextStyle style) {
  std::vector<std::string_view> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const auto feed = std::min(text.find('\n', from), text.size());
    auto paragraph = text.substr(from, feed - from);
    do {
      const auto end = end_of_line(paragraph, width, style);
      lines.push_back(paragraph.substr(0, end));
      paragraph.remove_prefix(end);
      if (paragraph.starts_with(' ')) paragraph.remove_prefix(1);
    } while (!paragraph.empty());
    from = feed + 1;
  }
  return lines;
}

void flowing_text(std::string_view text, const TextOptions& options) {
  if (text.empty()) return;
  const float room = std::max(options.width > 0 ? px(options.width) : left_of_line(), 1.0F);
  const auto lines = lines_of(text, room, options.style);
  const float height = line_height(options.style);
  const auto at = ImGui::GetCursorScreenPos();
  const auto colour = options.colour.value_or(colour_of(options.ink));
  float widest = 0, y = at.y;
  for (const auto line : lines) {
    draw_text_at(at.x, y, line, options.style, colour);
    widest = std::max(widest, text_width(line, options.style));
    y += height;
  }
  ImGui::Dummy({widest, y - at.y});
  report(options.name, {at.x, at.y, at.x + widest, y}, {.text = text, .text_width = widest, .text_room = room});
}

}  // namespace riskmap::ui
