// What the selected problems of each place come to, by the columns of their index: neighbours are counted together,
// where issue_tally.h asks each problem for all that it is.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/issue_tally.h"
#include "layers/model/issue_index.h"

namespace riskmap {

// money_missing() of every issue that lacks money, 0 of the others; by row.
std::vector<std::int64_t> all_money_missing(const RegisterSnapshot& snapshot, const IssueFactTable& facts);

// An index with stages, and what all_money_missing gives.
struct IssueColumns {
  const IssueIndex& index;
  std::span<const std::int64_t> money_missing;
};

// The same as TallyBook{source, levels}. `selected`: positions of `source.selected` in the index.
TallyBook tally_by_columns(const IssueSource& source, const IssueColumns& columns, const RowBitmap& selected,
                           std::span<const AreaLevel> levels);

}  // namespace riskmap
