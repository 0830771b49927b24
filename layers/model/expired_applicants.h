// Whose data have been kept for as long as they may be, and are to be erased (`domain.md` §7, 10).
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/appeals.h"

namespace riskmap {

struct ExpiredApplicant {
  std::string appeal;  // uuid
  std::string reg_no;  // of the appeal
  Date until;          // the last day on which the data might be kept
};

// Of the appeals with an applicant (ApplicantStore::appeals_with_applicant); the longest overdue first.
std::vector<ExpiredApplicant> expired_applicants(const RegisterSnapshot& snapshot, const AppealBook& book,
                                                 std::span<const std::string> with_applicant, Date today);

}  // namespace riskmap
