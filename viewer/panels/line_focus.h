// The keyboard's way through a list of lines that hold several widgets each: Up and Down lead from line to line.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace riskmap::ui {

// Called once a frame after the lines of `list` were drawn, by their names in the order they stand in. Up and Down go
// to the same widget of the line before or after, or to the line itself where it has none. When the line that has the
// keyboard is gone, because it was reviewed, the one after it gets it, at the end of the list the one before.
void follow_lines(std::string_view list, std::span<const std::string> lines);

}  // namespace riskmap::ui
