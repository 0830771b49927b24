// A copy for a laptop on its way back into its register, while a person decides.
#pragma once
#include <vector>

#include "layers/store/checkin.h"

namespace riskmap {

struct LaptopReturn {
  CheckinRequest request;
  std::vector<CheckinConflict> conflicts{};
  bool must_leave_applicants = false;  // the register keeps none, and the copy has new ones
};

}  // namespace riskmap
