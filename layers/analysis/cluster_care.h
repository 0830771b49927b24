// How the problems behind a cluster are cared for: how many are late or left lying, and who answers for most of them.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

struct PartyCount {
  Row party = no_row;
  int count = 0;
  friend bool operator==(const PartyCount&, const PartyCount&) = default;
};

struct ClusterCare {
  int overdue = 0, no_plan = 0, no_responsible = 0;
  std::vector<PartyCount> parties{};  // who is responsible, most first
};
ClusterCare care_of(const RegisterSnapshot& snapshot, const IssueFactTable& facts, std::span<const Row> issues);

// "Overdue – 4, no measures for long – 2." What is 0 is left out; "" where all of it is.
std::string care_words(const ClusterCare& care);
// "Answering: Akim's office – 5, Water utility – 3, others – 2."; "" where nobody is responsible.
std::string parties_words(const RegisterSnapshot& snapshot, const ClusterCare& care);

}  // namespace riskmap
