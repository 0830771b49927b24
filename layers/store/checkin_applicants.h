// Who brought appeals, as it was written down on a laptop, against what the register knows of them.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "layers/store/applicant_store.h"
#include "layers/store/checkin.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

struct ApplicantPlan {
  std::vector<ApplicantChange> changes;
  std::vector<std::string> erased;  // appeals; an erasure wins on either side
  std::vector<CheckinConflict> conflicts;
  std::set<CheckinQuestion> asked;  // with a choice or without
  std::vector<std::string> people;
};

// `appeals`: those that the register has, or gets with this checkin. `office` is null where the register keeps no
// applicants: err.unsupported if there is something to bring.
Result<ApplicantPlan> plan_applicants(ApplicantStore* office, const Connection& copy,
                                      const std::set<std::string>& appeals, const CheckinRequest& request);

}  // namespace riskmap
