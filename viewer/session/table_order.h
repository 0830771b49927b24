// The problem table's rows in the order its header asks for.
#pragma once
#include <span>
#include <vector>

#include "layers/analysis/issue_tally.h"
#include "viewer/session/view_state.h"

namespace riskmap {

// Texts sort by the Kazakh alphabet; missing dates and names come last either way; ties keep the number's order.
std::vector<Row> table_order(const IssueSource& source, const TableState& table, Language language);
// `rows` as table_order gave them for the register and the selection before, which have changed at no other issues than
// `touched`: what table_order would give now.
void reorder_touched(std::vector<Row>& rows, const IssueSource& source, const TableState& table, Language language,
                     std::span<const Row> touched);

}  // namespace riskmap
