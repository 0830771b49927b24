// Dates as people type them.
#pragma once
#include <string>

#include "layers/core/date_text.h"
#include "layers/core/number_text.h"

namespace riskmap::ui {

std::string numeric_date(Date day);  // 02.03.2025, in every language: the form that is typed

}  // namespace riskmap::ui
