// What a running text tells of the person who wrote it, taken out of the text.
#pragma once
#include <string>

#include "layers/model/value.h"

namespace riskmap {

// full_name, phone, email, handle, link, iin. Each found one leaves `text`; of several phones the first is kept and all
// leave.
Fields take_person(std::string& text);

}  // namespace riskmap
