#include "viewer/session/counted_issues.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace riskmap {

namespace {
constexpr std::size_t most_one_by_one = 2000;  // more are counted sooner by columns
constexpr std::array levels{AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district};

bool is_in(const RowMask& mask, std::size_t row) {
  return row < mask.size() && mask[row] != 0;
}
}  // namespace

std::optional<std::vector<Row>> few_that_differ(const RowMask& before, const RowMask& after, std::size_t most) {
  constexpr std::size_t stride = 512;
  std::vector<Row> rows;
  const std::size_t both = std::min(before.size(), after.size()), all = std::max(before.size(), after.size());
  for (std::size_t begin = 0; begin < all; begin += stride) {
    const std::size_t end = std::min(begin + stride, all);
    if (end <= both && std::memcmp(before.data() + begin, after.data() + begin, end - begin) == 0) continue;
    for (std::size_t row = begin; row < end; ++row)
      if (is_in(before, row) != is_in(after, row)) rows.push_back(static_cast<Row>(row));
    if (rows.size() > most) return std::nullopt;
  }
  return rows;
}

void CountedIssues::take_out(const RegisterSnapshot& snapshot, const IssueFactTable& facts,
                             std::span<const Row> touched) {
  if (!book_) return;
  book_->take_out({snapshot, facts, counted_}, touched);
  for (const Row row : touched)
    if (row < counted_.size()) counted_[row] = 0;
}

const TallyBook& CountedIssues::count(const IssueSource& source, const IssueColumns& columns,
                                      const RowBitmap& positions) {
  const auto moved = book_ ? few_that_differ(counted_, source.selected, most_one_by_one) : std::nullopt;
  if (moved && moved->empty()) return *book_;
  if (moved) {
    // What has left is no longer selected, what has come is not counted yet: each finds its own.
    std::vector<Row> left, come;
    for (const Row row : *moved) (is_in(counted_, row) ? left : come).push_back(row);
    book_->take_out({source.snapshot, source.facts, counted_}, left);
    book_->add(source, come);
  } else {
    book_ = tally_by_columns(source, columns, positions, levels);
  }
  counted_ = source.selected;
  return *book_;
}

}  // namespace riskmap
