// How many days the law or the office gives for something (sla_rule in the register), and which of the rules holds.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/edit.h"

namespace riskmap {

// The days that hold now. Those of the law are APPC art. 76 and 65.
struct LegalTerms {
  int answer = 15;     // working days: to an appeal, from the day it is registered
  int forwarding = 3;  // working days: of an appeal that belongs to another body
  int plan = 10;       // working days: an open problem without a measure stands out after them
  int stale = 30;      // calendar days: an open problem on which nothing has happened
  friend bool operator==(const LegalTerms&, const LegalTerms&) = default;
};

struct LegalTerm {
  std::string uuid;
  std::string subject;  // "APPEAL"
  int days = 0;
  bool in_workdays = false, is_general = false;  // general: of no single category or kind of appeals
  std::string valid_from;                        // ISO day
  std::int64_t fid = 0;
};
LegalTerm legal_term_of(const StoredRecord& record);

// What the program asks about: "APPEAL", "FORWARD", "ISSUE_NO_PLAN", "ISSUE_STALE".
std::span<const std::string_view> term_subjects();
// Of several about one subject the one that holds since the latest day; null = none. Another kind of days than the
// program reckons in, and more than a year of them, are not of these.
const LegalTerm* term_in_force(std::span<const LegalTerm> terms, std::string_view subject);
LegalTerms terms_in_force(std::span<const LegalTerm> terms);

}  // namespace riskmap
