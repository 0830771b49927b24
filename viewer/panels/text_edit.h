// Text of several lines that wraps at words while it is typed (ImGui 1.86 cannot). Enter makes a new line.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/widgets_field.h"

namespace riskmap::ui {

struct TextEditOptions {
  int least_lines = 3, most_lines = 8;  // grows with the text, then scrolls
};
FieldResult text_edit(std::string_view name, std::string& value, const FieldOptions& options = {},
                      const TextEditOptions& edit = {});

// Where lines break: ranges of characters no wider than `width`, whole words where possible. `advance` measures one
// character. Always at least one line.
struct WrappedLine {
  std::size_t begin = 0, end = 0;
};  // end excludes the space or line feed the line broke at
std::vector<WrappedLine> wrap_lines(std::u32string_view text, float width, float (*advance)(char32_t));

}  // namespace riskmap::ui
