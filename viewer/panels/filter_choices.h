// The kinds of filter and the choices of each, as a chip's menu or the menu of all other filters shows them.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "viewer/panels/bars.h"

namespace riskmap::ui {

struct FilterChoice {
  std::string name, title, summary;             // summary: what is chosen, empty = nothing
  float menu_width = 0;                         // logical
  std::function<void(bool has_opened)> choose;  // draws the choices, which have just opened or not; changes the filter
  [[nodiscard]] std::string menu() const { return name + ".menu"; }
};
// In the order of the bar. The arguments must outlive what is returned.
std::vector<FilterChoice> filter_choices(FilterState& filter, ChipBarState& state, const Session& session);
FilterChoice expression_choice(FilterState& filter, ChipBarState& state, const Session& session);
void expression_field(FilterState& filter, ChipBarState& state, const Session& session);

}  // namespace riskmap::ui
