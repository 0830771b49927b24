// Whether a party still holds its office, by one rule for forms, edits and imports.
#pragma once
#include "layers/core/date.h"
#include "layers/model/records.h"

namespace riskmap {

enum class OfficeTerm { runs, is_over, was_left };  // left: no longer in office, as its form says

OfficeTerm office_term(const Party& party, Date today);

}  // namespace riskmap
