// The sums over a selection of problems, which move along with the register and with the selection.
#pragma once
#include <optional>
#include <span>

#include "layers/analysis/issue_tally.h"

namespace riskmap {

class CountedIssues {
 public:
  // Before `touched` become something else: they no longer count until the next count().
  void take_out(const RegisterSnapshot& snapshot, const IssueFactTable& facts, std::span<const Row> touched);
  // Brought to the selection of `source`; every issue that is counted already is as it was then.
  const TallyBook& count(const IssueSource& source);
  void forget() { book_.reset(); }

 private:
  std::optional<TallyBook> book_;
  RowMask counted_;
};

// Rows in which two selections differ; what lies beyond the end of one is not selected there.
std::vector<Row> rows_that_differ(const RowMask& before, const RowMask& after);

}  // namespace riskmap
