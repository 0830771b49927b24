// Text in as many lines as it needs, broken at spaces only: dates, sums and numbers stay whole. (ImGui's own wrapping,
// which wrapped_text uses, also breaks after full stops and commas: "20." / "12.2024".)
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {

void flowing_text(std::string_view text, const TextOptions& options = {});

// The lines for `width` window pixels. A word longer than a line is cut wherever the line ends; a no-break space never
// is. Joined again with their spaces and line feeds, they are the text.
std::vector<std::string_view> lines_of(std::string_view text, float width, TextStyle style);

}  // namespace riskmap::ui
