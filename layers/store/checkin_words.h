// What a checkin has done, in the words that the window and the command line say.
#pragma once
#include <string>

#include "layers/store/checkin.h"

namespace riskmap {

// Of a report without conflicts: what was brought, what came back into the lists for it, what stays in spite of it.
std::string brought_words(const CheckinReport& report);

}  // namespace riskmap
