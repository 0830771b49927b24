#include "layers/store/salvaged_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <utility>

namespace riskmap {

namespace {
// Of ranges at whose beginning nothing can be read. What is still open then counts as unreadable: numbers may be
// thinly spread, and a destroyed end of the table reaches up to the last of them. Few, where not one of some numbers
// all over the table can be reached: its root is gone.
constexpr int most_attempts = 4'000'000, most_attempts_without_root = 100'000;

class Salvage {
 public:
  Salvage(const Connection& damaged, std::string table, const std::vector<std::string>& columns, const TakeRow& take)
      : damaged_(damaged), table_(std::move(table)), columns_(columns), take_(take), values_(columns.size()) {}

  // Large ranges first: whatever can be read is read before single numbers are tried.
  SalvagedRows read(RowRange all) {
    auto rows = damaged_.prepare(fmt::format("SELECT rowid, {} FROM {} NOT INDEXED WHERE rowid BETWEEN ?1 AND ?2",
                                             fmt::join(columns_, ", "), table_));
    reach_ = damaged_.prepare(fmt::format("SELECT rowid FROM {} NOT INDEXED WHERE rowid = ?1", table_));
    const int most = can_reach_any(all.last) ? most_attempts : most_attempts_without_root;
    std::deque<RowRange> open{all};
    for (int attempts = 0; rows && !open.empty() && attempts < most; ++attempts) {
      const auto range = open.front();
      open.pop_front();
      const auto next = read_until_broken(*rows, range);
      if (next > range.last) continue;
      if (next == range.last) {
        read_in_part(next);
        continue;
      }
      const auto middle = next + (range.last - next) / 2;
      open.push_back({next, middle});
      open.push_back({middle + 1, range.last});
    }
    for (const auto& range : open) lose(range);
    join_lost();
    return std::move(rows_);
  }

 private:
  // The first number that was not read; beyond the range = all of it was.
  std::int64_t read_until_broken(Statement& rows, RowRange range) {
    rows.reset();
    rows.bind(1, range.first).bind(2, range.last);
    for (auto next = range.first;;) {
      const auto row = rows.step();
      if (!row) return next;
      if (!*row) return range.last + 1;
      const auto number = rows.integer(0);
      if (number < next || number > range.last) return next;  // pages that point at each other
      for (std::size_t i = 0; i < columns_.size(); ++i) values_[i] = rows.value(static_cast<int>(i) + 1);
      take_(number, values_);
      ++rows_.whole;
      if (number == range.last) return range.last + 1;
      next = number + 1;
    }
  }

  // Whether the way to a number is whole; `is_there`: and a row stands at its end.
  bool can_reach(std::int64_t number, bool& is_there) {
    if (!reach_) return false;
    reach_->reset();
    reach_->bind(1, number);
    const auto row = reach_->step();
    is_there = row && *row;
    return row.has_value();
  }
  bool can_reach_any(std::int64_t last) {
    bool ignored = false;
    for (std::int64_t number = 1; number <= last; number += std::max<std::int64_t>(1, number / 8))
      if (can_reach(number, ignored)) return true;
    return false;
  }

  // A row whose long values lie on other pages may be readable but for those.
  void read_in_part(std::int64_t number) {
    bool is_there = false;
    if (!can_reach(number, is_there)) return lose({number, number});
    if (!is_there) return;
    std::size_t found = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      values_[i] = {};
      auto cell =
          damaged_.prepare(fmt::format("SELECT {} FROM {} NOT INDEXED WHERE rowid = {}", columns_[i], table_, number));
      const auto row = cell ? cell->step() : Result<bool>{false};
      if (!row || !*row) continue;
      values_[i] = cell->value(0);
      ++found;
    }
    if (found == 0) return lose({number, number});
    take_(number, values_);
    ++rows_.partial;
  }

  void lose(RowRange range) { rows_.unreadable.push_back(range); }
  void join_lost() {
    auto& lost = rows_.unreadable;
    std::ranges::sort(lost, {}, &RowRange::first);
    std::vector<RowRange> joined;
    for (const auto& range : lost)
      if (!joined.empty() && joined.back().last + 1 == range.first)
        joined.back().last = range.last;
      else
        joined.push_back(range);
    lost = std::move(joined);
  }

  const Connection& damaged_;
  std::string table_;
  const std::vector<std::string>& columns_;
  const TakeRow& take_;
  std::vector<SqlValue> values_;
  Result<Statement> reach_ = fail(ErrorCode::internal, "not prepared");
  SalvagedRows rows_;
};
}  // namespace

SalvagedRows salvage_rows(const Connection& damaged, const std::string& table, const std::vector<std::string>& columns,
                          std::int64_t last, const TakeRow& take) {
  return Salvage{damaged, table, columns, take}.read({1, last});
}

}  // namespace riskmap
