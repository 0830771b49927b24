// The numbered slip that an applicant takes home: A6, one page, in the current language. No applicant's name on it.
#pragma once
#include <string>

#include "layers/core/result.h"
#include "layers/model/appeals.h"

namespace riskmap {

// The bytes of a PDF. Errors: not_enough_memory.
Result<std::string> appeal_slip(const RegisterSnapshot& snapshot, const Appeal& appeal, Language language);

}  // namespace riskmap
