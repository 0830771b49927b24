#include "viewer/panels/legend_title.h"

#include <vector>

#include "viewer/panels/flowing_text.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr std::size_t most_lines = 2;
constexpr float line_height_of_title = 20;

// Only what two lines do not hold is cut.
std::vector<std::string_view> title_lines(std::string_view what, float width) {
  auto lines = lines_of(what, width, TextStyle::semi);
  if (lines.size() <= most_lines) return lines;
  const auto from = static_cast<std::size_t>(lines[most_lines - 1].data() - what.data());
  lines.resize(most_lines);
  lines.back() = what.substr(from);
  return lines;
}
}  // namespace

float title_height(std::string_view what, float width) {
  return static_cast<float>(title_lines(what, width).size()) * line_height_of_title;
}

void draw_title(std::string_view what, float left, float top, float width) {
  for (const auto line : title_lines(what, width)) {
    draw_text_in({left, top, left + width, top + px(line_height_of_title)}, line, TextStyle::semi, tokens().text);
    top += px(line_height_of_title);
  }
}

}  // namespace riskmap::ui
