// A few choices one below the other, each with its explanation: one stop of Tab.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "viewer/panels/widgets_button.h"

namespace riskmap::ui {

// The arrows and the digits 1–9 choose, Enter chooses and goes on to the next field. Rows are reported as NAME.1,
// NAME.2 …, or by their ids; `chosen` = rows.size() while nothing is. True when it changed.
bool choice_rows(std::string_view name, std::span<const ChoiceRow> rows, std::size_t& chosen);

}  // namespace riskmap::ui
