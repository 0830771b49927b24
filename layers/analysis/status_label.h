// What a state of a problem is called.
#pragma once
#include <string>

#include "layers/model/status.h"

namespace riskmap {

std::string status_label(Status status);

}  // namespace riskmap
