// Files at appeals, as they were attached, described and removed on a laptop, against those that the register has.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "layers/store/applicant_store.h"
#include "layers/store/checkin.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

struct AppealFilePlan {
  std::vector<AppealFileChange> changes;
  std::vector<CheckinConflict> conflicts;
  std::set<CheckinQuestion> asked;  // with a choice or without
  std::vector<std::string> people;
  std::size_t added = 0, changed = 0, removed = 0;
};

// `appeals`: those that the register has, or gets with this checkin. An appeal whose data the office has erased gets no
// file. Errors: unsupported if there is something to bring and the register keeps no files of appeals.
Result<AppealFilePlan> plan_appeal_files(ApplicantStore* keeping, const Connection& office, const Connection& copy,
                                         const std::set<std::string>& appeals, const CheckinRequest& request);

}  // namespace riskmap
