#include "layers/store/salvaged_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace riskmap {

namespace {
class Salvage {
 public:
  Salvage(const Connection& damaged, std::string table, const std::vector<std::string>& columns, const TakeRow& take)
      : damaged_(damaged), table_(std::move(table)), columns_(columns), take_(take), values_(columns.size()) {}

  SalvagedRows read(RowRange all) {
    std::vector<RowRange> open{all};
    while (!open.empty()) {
      const auto range = open.back();
      open.pop_back();
      const auto next = read_until_broken(range);
      if (next > range.last) continue;
      if (next == range.last) {
        read_in_part(next);
        continue;
      }
      const auto middle = next + (range.last - next) / 2;
      open.push_back({middle + 1, range.last});
      open.push_back({next, middle});
    }
    return std::move(rows_);
  }

 private:
  // The first number that was not read; beyond the range = all of it was.
  std::int64_t read_until_broken(RowRange range) {
    std::string list = "rowid";
    for (const auto& column : columns_) list += ", " + column;
    auto rows = damaged_.prepare(fmt::format("SELECT {} FROM {} NOT INDEXED WHERE rowid BETWEEN {} AND {}", list,
                                             table_, range.first, range.last));
    if (!rows) return range.first;
    for (auto next = range.first;;) {
      const auto row = rows->step();
      if (!row) return next;
      if (!*row) return range.last + 1;
      const auto number = rows->integer(0);
      if (number < next || number > range.last) return next;  // pages that point at each other
      for (std::size_t i = 0; i < columns_.size(); ++i) values_[i] = rows->value(static_cast<int>(i) + 1);
      take_(number, values_);
      ++rows_.whole;
      next = number + 1;
    }
  }

  // A row whose long values lie on other pages may be readable but for those.
  void read_in_part(std::int64_t number) {
    std::size_t found = 0;
    bool is_there = false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      values_[i] = {};
      auto cell =
          damaged_.prepare(fmt::format("SELECT {} FROM {} NOT INDEXED WHERE rowid = {}", columns_[i], table_, number));
      const auto row = cell ? cell->step() : Result<bool>{false};
      is_there = is_there || !row || *row;
      if (!row || !*row) continue;
      values_[i] = cell->value(0);
      ++found;
    }
    if (found > 0) {
      take_(number, values_);
      ++rows_.partial;
    } else if (is_there) {
      lose(number);
    }
  }

  void lose(std::int64_t number) {
    auto& lost = rows_.unreadable;
    if (!lost.empty() && lost.back().last + 1 == number)
      lost.back().last = number;
    else
      lost.push_back({number, number});
  }

  const Connection& damaged_;
  std::string table_;
  const std::vector<std::string>& columns_;
  const TakeRow& take_;
  std::vector<SqlValue> values_;
  SalvagedRows rows_;
};
}  // namespace

SalvagedRows salvage_rows(const Connection& damaged, const std::string& table, const std::vector<std::string>& columns,
                          std::int64_t last, const TakeRow& take) {
  return Salvage{damaged, table, columns, take}.read({1, last});
}

}  // namespace riskmap
