// What the chips above the map would leave, and when the first problem was registered, from the index of problems.
#pragma once
#include "layers/model/issue_index.h"
#include "viewer/session/derived.h"

namespace riskmap {

ChipCounts chip_counts(const RegisterSnapshot& snapshot, const IssueIndex& index);
std::optional<Date> first_registered(const IssueIndex& index);

}  // namespace riskmap
