// The papers for a reception day: what was promised last time and what came of it, what is open and late, who sits
// there, and forms for new appeals. A4, in the current language. No applicant's name on it.
#pragma once
#include <string>

#include "layers/analysis/indicator_summary.h"
#include "layers/core/result.h"
#include "layers/model/receptions.h"

namespace riskmap {

struct ReceptionPack {
  const Reception& reception;
  const ReceptionJournal& journal;
  const AppealBook& appeals;
  const IssueFactTable& facts;
};

inline constexpr int blank_forms = 4;  // two a page

// The bytes of a PDF. Errors: not_enough_memory.
Result<std::string> reception_pack(const RegisterSnapshot& snapshot, const ReceptionPack& pack, Language language);

}  // namespace riskmap
