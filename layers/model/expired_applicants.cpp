#include "layers/model/expired_applicants.h"

#include <algorithm>
#include <tuple>

#include "layers/model/applicant.h"

namespace riskmap {

std::vector<ExpiredApplicant> expired_applicants(const RegisterSnapshot& snapshot, const AppealBook& book,
                                                 std::span<const std::string> with_applicant, Date today) {
  std::vector<ExpiredApplicant> expired;
  for (const auto& uuid : with_applicant) {
    const auto* appeal = book.find(uuid);
    const auto until = appeal == nullptr ? std::nullopt : kept_until(snapshot, *appeal);
    if (until && *until < today) expired.push_back({uuid, appeal->reg_no, *until});
  }
  std::ranges::sort(expired, {}, [](const ExpiredApplicant& one) { return std::tie(one.until, one.reg_no); });
  return expired;
}

}  // namespace riskmap
