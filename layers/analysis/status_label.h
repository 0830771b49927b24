// What a state of a problem is called.
#pragma once
#include <string>

#include "layers/model/register_snapshot.h"
#include "layers/model/status.h"

namespace riskmap {

// As the office calls it.
std::string status_label(const RegisterSnapshot& snapshot, Status status);
// Where no register is at hand.
std::string status_label(Status status);

}  // namespace riskmap
