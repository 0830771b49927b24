// The problems of a register as columns of codes and bitmaps: a filter becomes and, or, not over words of 64 problems
// (`performance.md` §5). Selects exactly what select_issues selects; only faster.
//
// A condition on one column has the same answer for all problems with the same value, so it is asked once a value and
// its positions are remembered as a bitmap. Other conditions (texts, most dates, measures) are asked of the problems
// that the conditions beside them have left.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "layers/model/coded_column.h"
#include "layers/model/facts.h"
#include "layers/model/filter.h"
#include "layers/model/filter_fields.h"

namespace riskmap {

enum class IndexedColumn {
  place,  // settlement and area; of several places: odd
  category,
  responsible,
  status,
  severity,
  level,
  lateness,
  no_plan,
  no_responsible,
  no_money,
  stale,
  registered_on,
  column_count
};
// The key in `registered_on` of a problem without such a day; the others are days since 1970.
inline constexpr CodedColumn::Key no_day = ~CodedColumn::Key{0};

// Positions are rows in order of their settlements, so that the problems of a settlement lie side by side and are
// counted 64 at a time. A problem that is new or has moved stands behind them until the next rebuild.
class IssueIndex {
 public:
  // `facts` of every issue row, as of `today`.
  IssueIndex(Snapshot snapshot, std::span<const IssueFacts> facts, Date today);
  // To a later snapshot of the same register on the same day. `touched`: rows that may differ, new ones included.
  void update(Snapshot snapshot, std::span<const IssueFacts> facts, std::span<const Row> touched);

  [[nodiscard]] RowBitmap select(const FilterNode& filter);  // positions
  [[nodiscard]] RowMask mask_of(const RowBitmap& selected) const;
  // By settlement row; a problem of several places counts once at each.
  [[nodiscard]] std::vector<int> count_by_settlement(const RowBitmap& selected) const;

  // The issues of a settlement, those that also concern it included, by row.
  [[nodiscard]] std::vector<Row> rows_at(Row settlement) const;

  [[nodiscard]] std::size_t issue_count() const { return live_.count(); }
  [[nodiscard]] const CodedColumn& column(IndexedColumn which) const {
    return columns_[static_cast<std::size_t>(which)];
  }
  [[nodiscard]] std::size_t bytes() const;  // remembered conditions included

 private:
  using Keys = std::array<CodedColumn::Key, static_cast<std::size_t>(IndexedColumn::column_count)>;
  struct Condition {
    RowBitmap positions;
    std::vector<unsigned char> accepted;  // by code
    std::uint64_t stamp = 0;              // of its column
    Snapshot asked_of;
    std::uint64_t used = 0;  // the last select that needed it
  };

  void build(std::span<const IssueFacts> facts);
  void put(Row row, const IssueFacts& facts);
  void place_row(Row row, std::size_t position, const IssueFacts& facts);
  void vacate(std::size_t position);
  [[nodiscard]] bool is_at_home(std::size_t position, Row settlement) const;
  [[nodiscard]] Keys keys_of(const IssueCore& issue, const IssueFacts& facts) const;

  // issue_index_select.cpp
  RowBitmap kept(const FilterNode& filter, RowBitmap candidates, const EvaluationPointer& evaluation);
  const RowBitmap& condition(const FilterNode& leaf, IndexedColumn which, const EvaluationPointer& evaluation);
  void ask(Condition& condition, const FilterNode& leaf, IndexedColumn which,
           const EvaluationPointer& evaluation) const;
  RowBitmap kept_one_by_one(const FilterNode& leaf, RowBitmap candidates, const EvaluationPointer& evaluation) const;
  void forget_conditions();

  Snapshot snapshot_;
  Date today_{};
  std::array<CodedColumn, static_cast<std::size_t>(IndexedColumn::column_count)> columns_;
  RowBitmap live_;
  std::vector<std::uint32_t> position_of_;  // by row; no_row = an empty slot
  std::vector<Row> row_at_;                 // by position; no_row = vacated
  std::vector<std::size_t> first_of_;       // by settlement row at the last build: its first position; then the rest's
  std::size_t sorted_end_ = 0;
  std::map<std::string, Condition, std::less<>> conditions_;  // by their text
  std::uint64_t selects_ = 0;
};

// Rows whose issue or measures differ between two snapshots of one register, in their order.
std::vector<Row> touched_issues(const RegisterSnapshot& before, const RegisterSnapshot& after);

}  // namespace riskmap
