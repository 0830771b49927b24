// What the legend is of, over its rows: a long name goes on below, in two lines at most.
#pragma once
#include <string_view>

namespace riskmap::ui {

float title_height(std::string_view what, float width);  // logical; `width` in window pixels
void draw_title(std::string_view what, float left, float top, float width);

}  // namespace riskmap::ui
