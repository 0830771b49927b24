// Of columns with few values the bits of each value are counted. Columns with many are walked once: how often each code
// occurs, and what its value means is asked once a place.
#include "layers/analysis/column_tally.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "layers/analysis/tally_slots.h"

namespace riskmap {

namespace {
using Code = CodedColumn::Code;
using Key = CodedColumn::Key;

template <typename Visit>
void for_each_value(const CodedColumn& column, Visit visit) {
  for (std::size_t i = CodedColumn::first_value; i < column.code_count(); ++i)
    if (const auto code = static_cast<Code>(i); column.count(code) > 0) visit(code, column.key_of(code));
}

template <typename Accepts>
RowBitmap positions_where(const CodedColumn& column, Accepts accepts) {
  std::vector<unsigned char> accepted(column.code_count(), 0);
  for_each_value(column, [&](Code code, Key key) { accepted[code] = accepts(key) ? 1 : 0; });
  return column.where(accepted);
}

// The days of a column, the earliest first.
std::vector<std::pair<Date, Code>> days_of(const CodedColumn& column) {
  std::vector<std::pair<Date, Code>> days;
  for_each_value(column, [&days](Code code, Key key) {
    if (key != no_day) days.emplace_back(Date{std::chrono::days{static_cast<std::int64_t>(key)}}, code);
  });
  std::ranges::sort(days);
  return days;
}

// How often each code of a column has been met since the last clear().
class CodeCounts {
 public:
  explicit CodeCounts(const CodedColumn& column) : column_{column}, counts_(column.code_count(), 0) {}
  void meet(std::size_t position) { ++counts_[column_[position]]; }
  [[nodiscard]] int operator[](Code code) const { return counts_[code]; }
  void clear() { std::ranges::fill(counts_, 0); }

 private:
  const CodedColumn& column_;
  std::vector<int> counts_;
};

constexpr std::array counted_columns = {
    IndexedColumn::place,    IndexedColumn::category,      IndexedColumn::status, IndexedColumn::level,
    IndexedColumn::lateness, IndexedColumn::no_plan,       IndexedColumn::stale,  IndexedColumn::no_responsible,
    IndexedColumn::no_money, IndexedColumn::registered_on, IndexedColumn::stage,  IndexedColumn::has_plan,
    IndexedColumn::score,    IndexedColumn::due,           IndexedColumn::done_on};

// Positions whose codes do not tell all that is counted.
RowBitmap untold(const IssueIndex& index) {
  auto positions = index.elsewhere();
  for (const auto which : counted_columns) positions.add(index.column(which).odd_positions());
  return positions;
}

// The selected problems by what they count as.
struct Chosen {
  Chosen(const IssueIndex& index, const RowBitmap& selected) : all{selected} {
    const auto& status = index.column(IndexedColumn::status);
    const auto is_so = [](Key key) { return key != 0; };
    open = positions_where(status, [](Key key) { return counts_as_open(static_cast<Status>(key)); });
    done = positions_where(status, [](Key key) { return group_of(static_cast<Status>(key)) == StatusGroup::done; });
    open.keep(selected), done.keep(selected);
    neglected = positions_where(index.column(IndexedColumn::no_plan), is_so);
    neglected.add(positions_where(index.column(IndexedColumn::no_responsible), is_so));
    neglected.keep(open);
    lacking_money = positions_where(index.column(IndexedColumn::no_money), is_so);
    lacking_money.keep(open);
  }
  RowBitmap all, open, done, neglected, lacking_money;
};

// Counts the problems of one range after another.
class RangeCounter {
 public:
  RangeCounter(const IssueSource& source, const IssueColumns& columns, const RowBitmap& selected)
      : snapshot_{source.snapshot},
        index_{columns.index},
        money_missing_{columns.money_missing},
        chosen_{columns.index, selected},
        slots_{source.snapshot, source.facts.today},
        nothing_{source.snapshot} {
    for_each_value(column(IndexedColumn::category), [this](Code code, Key row) {
      if (row != no_row) kind_of_[code] = snapshot_.categories[static_cast<Row>(row)].is_infrastructure ? 1 : 0;
    });
    for_each_value(column(IndexedColumn::score), [this](Code code, Key score) { score_of_[code] = score; });
  }

  IssueTally tally_of(std::size_t begin, std::size_t end) {
    begin_ = begin, end_ = end;
    IssueTally tally = nothing_;
    for_each_value(column(IndexedColumn::stage), [&](Code code, Key stage) {
      if (stage < solve_stage_count) tally.summary.by_stage[stage] += count(IndexedColumn::stage, code, chosen_.all);
    });
    walk(tally);
    count_open(tally);
    count_open_days(tally);
    count_done(tally.summary);
    count_registered(tally.summary);
    return tally;
  }

 private:
  [[nodiscard]] const CodedColumn& column(IndexedColumn which) const { return index_.column(which); }
  [[nodiscard]] int count(IndexedColumn which, Code code, const RowBitmap& among) const {
    return static_cast<int>(column(which).count(code, among, begin_, end_));
  }
  [[nodiscard]] int count(const RowBitmap& positions) const { return static_cast<int>(positions.count(begin_, end_)); }
  // Of a column of yes and no.
  [[nodiscard]] int count_open_with(IndexedColumn which) const {
    int sum = 0;
    for_each_value(column(which), [&](Code code, Key is_so) {
      if (is_so != 0) sum += count(which, code, chosen_.open);
    });
    return sum;
  }

  // Columns with many values, and the score by kind of category.
  void walk(IssueTally& tally) {
    for (auto* counts : {&open_since_, &due_, &categories_, &done_registered_, &done_on_}) counts->clear();
    const auto &category = column(IndexedColumn::category), &score = column(IndexedColumn::score);
    chosen_.open.for_each_in(begin_, end_, [&](std::size_t position) {
      open_since_.meet(position), due_.meet(position), categories_.meet(position);
      if (const auto kind = kind_of_[category[position]]; kind != no_kind)
        ++tally.open_by_score[kind][score_of_[score[position]]];
    });
    chosen_.done.for_each_in(begin_, end_,
                             [&](std::size_t position) { done_registered_.meet(position), done_on_.meet(position); });
  }

  void count_open(IssueTally& tally) const {
    auto& summary = tally.summary;
    summary.open = count(chosen_.open);
    for_each_value(column(IndexedColumn::lateness), [&](Code code, Key key) {
      const auto lateness = static_cast<Lateness>(key);
      if (lateness < Lateness::overdue) return;
      const int late = count(IndexedColumn::lateness, code, chosen_.open);
      summary.overdue += late;
      if (lateness == Lateness::badly_overdue) summary.badly_overdue += late;
    });
    summary.no_plan = count_open_with(IndexedColumn::no_plan);
    summary.no_responsible = count_open_with(IndexedColumn::no_responsible);
    summary.stale = count_open_with(IndexedColumn::stale);
    summary.with_plan = count_open_with(IndexedColumn::has_plan);
    tally.neglected = count(chosen_.neglected);
    for_each_value(column(IndexedColumn::level), [&](Code code, Key level) {
      tally.open_by_level[level] += count(IndexedColumn::level, code, chosen_.open);
    });
    chosen_.lacking_money.for_each_in(
        begin_, end_, [&](std::size_t position) { summary.money_missing += money_missing_[index_.row_at(position)]; });
    for_each_value(column(IndexedColumn::category), [&](Code code, Key key) {
      const auto row = static_cast<Row>(key);
      if (row == no_row) return;
      summary.open_by_category[row] += categories_[code];
      if (const auto group = slots_.group_of(row)) summary.open_by_group[*group] += categories_[code];
    });
  }

  void count_open_days(IssueTally& tally) const {
    const auto told = [](const std::vector<std::pair<Date, Code>>& days, const CodeCounts& counts) {
      std::vector<std::pair<Date, int>> met;
      for (const auto& [day, code] : days)
        if (counts[code] > 0) met.emplace_back(day, counts[code]);
      return DayCounts{std::move(met)};
    };
    tally.open_since = told(registered_days_, open_since_);
    tally.deadlines = told(due_days_, due_);
  }

  void count_done(PlaceSummary& summary) const {
    summary.done = count(chosen_.done);
    for (const auto& [day, code] : done_days_) {
      if (done_on_[code] == 0) continue;
      if (slots_.is_this_year(day)) summary.done_this_year += done_on_[code];
      if (const auto month = slots_.month_of(day)) summary.resolved_by_month[*month] += done_on_[code];
    }
  }

  void count_registered(PlaceSummary& summary) const {
    for (const auto& [day, code] : registered_days_) {
      const int problems = open_since_[code] + done_registered_[code];
      if (problems == 0) continue;
      if (const auto month = slots_.month_of(day)) summary.registered_by_month[*month] += problems;
      if (const auto quarter = slots_.quarter_of(day)) summary.registered_by_quarter[*quarter] += problems;
      if (slots_.is_within_30_days(day)) summary.registered_last_30_days += problems;
    }
  }

  static constexpr unsigned char no_kind = 2;

  const RegisterSnapshot& snapshot_;
  const IssueIndex& index_;
  std::span<const std::int64_t> money_missing_;
  Chosen chosen_;
  TallySlots slots_;
  IssueTally nothing_;
  std::size_t begin_ = 0, end_ = 0;
  CodeCounts open_since_{column(IndexedColumn::registered_on)}, done_registered_{column(IndexedColumn::registered_on)};
  CodeCounts due_{column(IndexedColumn::due)}, done_on_{column(IndexedColumn::done_on)};
  CodeCounts categories_{column(IndexedColumn::category)};
  std::vector<std::pair<Date, Code>> registered_days_{days_of(column(IndexedColumn::registered_on))};
  std::vector<std::pair<Date, Code>> due_days_{days_of(column(IndexedColumn::due))};
  std::vector<std::pair<Date, Code>> done_days_{days_of(column(IndexedColumn::done_on))};
  std::vector<unsigned char> kind_of_ =
      std::vector<unsigned char>(column(IndexedColumn::category).code_count(), no_kind);
  std::vector<std::size_t> score_of_ = std::vector<std::size_t>(column(IndexedColumn::score).code_count(), 0);
};
}  // namespace

std::vector<std::int64_t> all_money_missing(const RegisterSnapshot& snapshot, const IssueFactTable& facts) {
  std::vector<std::int64_t> missing(facts.facts.size(), 0);
  for (Row row = 0; row < missing.size(); ++row)
    if (facts.facts[row].lacks_money) missing[row] = money_missing(snapshot, row);
  return missing;
}

TallyBook tally_by_columns(const IssueSource& source, const IssueColumns& columns, const RowBitmap& selected,
                           std::span<const AreaLevel> levels) {
  const auto& index = columns.index;
  TallyBook book{source.snapshot, levels};
  auto one_by_one = untold(index);
  one_by_one.keep(selected);
  std::vector<Row> rows;
  one_by_one.for_each([&](std::size_t position) { rows.push_back(index.row_at(position)); });
  book.add(source, rows);
  auto told = selected;
  told.take_away(one_by_one);
  RangeCounter counter{source, columns, told};
  for (const auto& range : index.place_ranges()) {
    if (told.count(range.begin, range.end) == 0) continue;
    IssueCore place;
    place.settlement = range.settlement, place.area = range.area;
    book.add(place, counter.tally_of(range.begin, range.end));
  }
  return book;
}

}  // namespace riskmap
