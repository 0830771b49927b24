// The sums over a selection of problems, which move along with the register and with the selection.
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "layers/analysis/column_tally.h"

namespace riskmap {

class CountedIssues {
 public:
  // Before `touched` become something else: they no longer count until the next count().
  void take_out(const RegisterSnapshot& snapshot, const IssueFactTable& facts, std::span<const Row> touched);
  // Brought to the selection of `source`, `positions` in its index; every issue that is counted already is as it was
  // then.
  const TallyBook& count(const IssueSource& source, const IssueColumns& columns, const RowBitmap& positions);
  void forget() { book_.reset(); }

 private:
  std::optional<TallyBook> book_;
  RowMask counted_;
};

// Rows in which two selections differ; what lies beyond the end of one is not selected there. Nothing: more than
// `most`.
std::optional<std::vector<Row>> few_that_differ(const RowMask& before, const RowMask& after, std::size_t most);

}  // namespace riskmap
