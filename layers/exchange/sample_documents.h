// The sample's letters: those its steps tell of, with the answers they were given, and two that wait for one.
#pragma once
#include <vector>

#include "layers/exchange/sample_records.h"

namespace riskmap {

// `issues` are numbered. A step that is a letter was sent when it began and was answered when it was done.
SampleTable document_table(const SampleFacts& facts, const std::vector<SampleIssue>& issues);

}  // namespace riskmap
