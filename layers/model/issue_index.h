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
#include <optional>
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
  // What no filter asks for, but the sums over places.
  has_plan,
  stage,    // SolveStage
  score,    // severity × likelihood, 0 to 25
  due,      // IssueFacts::due
  done_on,  // resolved_on, or else closed_on
  column_count
};
// The key of a problem without such a day; the others are days since 1970.
inline constexpr CodedColumn::Key no_day = ~CodedColumn::Key{0};

// Problems that lie side by side, because they lie in one place: a settlement, or an area as a whole, or none.
struct PlaceRange {
  Row settlement = no_row, area = no_row;
  std::size_t begin = 0, end = 0;  // positions
};

// Positions are rows in order of their settlements and areas, so that the problems of a settlement lie side by side and
// are counted 64 at a time. A problem that is new or has moved stands behind them until the next rebuild.
class IssueIndex {
 public:
  // `facts` of every issue row, as of `today`; so are `stages`, where they are counted.
  IssueIndex(Snapshot snapshot, std::span<const IssueFacts> facts, Date today, std::span<const SolveStage> stages = {});
  // To a later snapshot of the same register on the same day. `touched`: rows that may differ, new ones included.
  void update(Snapshot snapshot, std::span<const IssueFacts> facts, std::span<const Row> touched,
              std::span<const SolveStage> stages = {});

  [[nodiscard]] RowBitmap select(const FilterNode& filter);  // positions
  [[nodiscard]] const RowBitmap& everything() const { return live_; }
  [[nodiscard]] RowMask mask_of(const RowBitmap& selected) const;
  // By settlement row; a problem of several places counts once at each.
  [[nodiscard]] std::vector<int> count_by_settlement(const RowBitmap& selected) const;

  // The issues of a settlement, those that also concern it included, by row.
  [[nodiscard]] std::vector<Row> rows_at(Row settlement) const;

  // Every position of a problem lies in one of these, or in `elsewhere`, or in both.
  [[nodiscard]] std::vector<PlaceRange> place_ranges() const;
  // Problems that count at other places than that of their range, and those that have moved since it was made.
  [[nodiscard]] RowBitmap elsewhere() const;
  [[nodiscard]] Row row_at(std::size_t position) const { return row_at_[position]; }

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

  struct Known {
    std::span<const IssueFacts> facts;
    std::span<const SolveStage> stages;
  };

  void build(const Known& known);
  void put(Row row, const Known& known);
  void place_row(Row row, std::size_t position, const Known& known);
  void vacate(std::size_t position);
  [[nodiscard]] std::optional<std::size_t> bucket_of(const IssueCore& issue) const;
  [[nodiscard]] bool is_at_home(std::size_t position, const IssueCore& issue) const;
  [[nodiscard]] Keys keys_of(Row row, const IssueCore& issue, const Known& known) const;

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
  // Of the last build: where the problems of each settlement begin, then of each area, then the rest.
  std::vector<std::size_t> first_of_;
  std::size_t sorted_settlements_ = 0, sorted_areas_ = 0;
  std::size_t sorted_end_ = 0;
  std::map<std::string, Condition, std::less<>> conditions_;  // by their text
  std::uint64_t selects_ = 0;
};

// Rows whose issue or measures differ between two snapshots of one register, in their order.
std::vector<Row> touched_issues(const RegisterSnapshot& before, const RegisterSnapshot& after);

}  // namespace riskmap
