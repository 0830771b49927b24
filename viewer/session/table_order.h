// The problem table's rows in the order its header asks for.
#pragma once
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/model/filter.h"
#include "viewer/session/view_state.h"

namespace riskmap {

// Texts sort by the Kazakh alphabet; missing dates and names come last either way; ties keep the number's order.
std::vector<Row> table_order(const RegisterSnapshot& snapshot, const IssueFactTable& facts, const RowMask& selected,
                             const TableState& table, Language language);

}  // namespace riskmap
