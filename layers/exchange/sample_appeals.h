// The sample's receptions and appeals, made from its problems: who asked for what, when, and what they were answered.
#pragma once
#include <vector>

#include "layers/exchange/sample_records.h"

namespace riskmap {

// `issues` are numbered. Receptions follow from the problems that came up at them, and from a plan for the days to
// come.
std::vector<SampleTable> appeal_tables(const SampleFacts& facts, const std::vector<SampleIssue>& issues);

}  // namespace riskmap
