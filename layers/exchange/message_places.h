// Which settlement a running text speaks of.
#pragma once
#include <string_view>

#include "layers/model/register_snapshot.h"

namespace riskmap {

// no_row where none is named, or several equally well.
Row settlement_in_text(std::string_view text, const RegisterSnapshot& snapshot);

}  // namespace riskmap
