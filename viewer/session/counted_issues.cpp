#include "viewer/session/counted_issues.h"

#include <algorithm>
#include <array>

namespace riskmap {

namespace {
constexpr std::array levels{AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district};

bool is_in(const RowMask& mask, std::size_t row) {
  return row < mask.size() && mask[row] != 0;
}
}  // namespace

std::vector<Row> rows_that_differ(const RowMask& before, const RowMask& after) {
  std::vector<Row> rows;
  for (std::size_t row = 0; row < std::max(before.size(), after.size()); ++row)
    if (is_in(before, row) != is_in(after, row)) rows.push_back(static_cast<Row>(row));
  return rows;
}

void CountedIssues::take_out(const RegisterSnapshot& snapshot, const IssueFactTable& facts,
                             std::span<const Row> touched) {
  if (!book_) return;
  book_->take_out({snapshot, facts, counted_}, touched);
  for (const Row row : touched)
    if (row < counted_.size()) counted_[row] = 0;
}

const TallyBook& CountedIssues::count(const IssueSource& source) {
  if (book_) {
    const auto moved = rows_that_differ(counted_, source.selected);
    const auto counted =
        static_cast<std::size_t>(std::ranges::count_if(source.selected, [](auto is) { return is != 0; }));
    if (moved.size() > counted) {
      forget();
    } else {
      // What has left is no longer selected, what has come is not counted yet: each finds its own.
      std::vector<Row> left, come;
      for (const Row row : moved) (is_in(counted_, row) ? left : come).push_back(row);
      book_->take_out({source.snapshot, source.facts, counted_}, left);
      book_->add(source, come);
    }
  }
  if (!book_) book_.emplace(source, levels);
  counted_ = source.selected;
  return *book_;
}

}  // namespace riskmap
