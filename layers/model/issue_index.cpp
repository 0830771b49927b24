// Building the index and keeping it at the newest snapshot.
#include "layers/model/issue_index.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace riskmap {

namespace {
constexpr std::size_t few = 64;  // and an eighth of the register may have moved until the next rebuild

CodedColumn::Key key_of(Row settlement, Row area) {
  return CodedColumn::Key{settlement} << 32 | area;
}
}  // namespace

IssueIndex::IssueIndex(Snapshot snapshot, std::span<const IssueFacts> facts, Date today)
    : snapshot_{std::move(snapshot)}, today_{today} {
  build(facts);
}

void IssueIndex::build(std::span<const IssueFacts> facts) {
  const auto& issues = snapshot_->issues;
  const std::size_t settlements = snapshot_->settlements.size();
  const auto bucket_of = [&](const IssueCore& issue) { return std::min<std::size_t>(issue.settlement, settlements); };
  columns_ = {};
  live_ = {};
  conditions_.clear();
  first_of_.assign(settlements + 2, 0);
  for (Row row = 0; row < issues.size(); ++row)
    if (const auto issue = issues.core(row); issue.id) ++first_of_[bucket_of(issue) + 1];
  std::partial_sum(first_of_.begin(), first_of_.end(), first_of_.begin());
  sorted_end_ = first_of_.back();
  position_of_.assign(issues.size(), no_row);
  row_at_.assign(sorted_end_, no_row);
  live_.resize(sorted_end_);
  for (auto& column : columns_) column.resize(sorted_end_);
  auto next = first_of_;
  for (Row row = 0; row < issues.size(); ++row)
    if (const auto issue = issues.core(row); issue.id) place_row(row, next[bucket_of(issue)]++, facts[row]);
}

void IssueIndex::update(Snapshot snapshot, std::span<const IssueFacts> facts, std::span<const Row> touched) {
  const bool has_other_risks = snapshot->risk_matrix != snapshot_->risk_matrix;
  snapshot_ = std::move(snapshot);
  if (has_other_risks || snapshot_->issues.size() < position_of_.size()) return build(facts);
  position_of_.resize(snapshot_->issues.size(), no_row);
  for (const Row row : touched) put(row, facts[row]);
  const std::size_t moved = row_at_.size() - sorted_end_;
  if (moved > few + sorted_end_ / 8) build(facts);
}

void IssueIndex::put(Row row, const IssueFacts& facts) {
  const auto issue = snapshot_->issues.core(row);
  const std::uint32_t before = position_of_[row];
  const bool stays = issue.id && before != no_row && is_at_home(before, issue.settlement);
  if (before != no_row && !stays) {
    vacate(before);
    position_of_[row] = no_row;
  }
  if (!issue.id) return;
  if (stays) return place_row(row, before, facts);
  const std::size_t position = row_at_.size();
  row_at_.push_back(no_row);
  live_.resize(position + 1);
  for (auto& column : columns_) column.resize(position + 1);
  place_row(row, position, facts);
}

// Behind the sorted positions every settlement is at home.
bool IssueIndex::is_at_home(std::size_t position, Row settlement) const {
  if (position >= sorted_end_) return true;
  const auto bucket = std::min<std::size_t>(settlement, first_of_.size() - 2);
  return position >= first_of_[bucket] && position < first_of_[bucket + 1];
}

void IssueIndex::vacate(std::size_t position) {
  row_at_[position] = no_row;
  live_.clear(position);
  for (auto& column : columns_) column.set(position, CodedColumn::absent);
}

void IssueIndex::place_row(Row row, std::size_t position, const IssueFacts& facts) {
  const auto issue = snapshot_->issues.core(row);
  const auto keys = keys_of(issue, facts);
  position_of_[row] = static_cast<std::uint32_t>(position);
  row_at_[position] = row;
  live_.set(position);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool is_odd = i == static_cast<std::size_t>(IndexedColumn::place) && !issue.also_settlements.empty();
    columns_[i].set(position, is_odd ? CodedColumn::odd : columns_[i].code_of(keys[i]));
  }
}

IssueIndex::Keys IssueIndex::keys_of(const IssueCore& issue, const IssueFacts& facts) const {
  const auto number = [](auto value) { return static_cast<CodedColumn::Key>(value); };
  return {key_of(issue.settlement, issue.area),
          issue.category,
          issue.responsible,
          number(issue.status),
          number(issue.severity),
          number(facts.level),
          number(facts.lateness),
          facts.no_plan,
          facts.no_responsible,
          facts.lacks_money,
          facts.is_stale,
          issue.registered_on ? number(issue.registered_on->time_since_epoch().count()) : no_day};
}

RowMask IssueIndex::mask_of(const RowBitmap& selected) const {
  RowMask mask(position_of_.size(), 0);
  selected.for_each([&](std::size_t position) { mask[row_at_[position]] = 1; });
  return mask;
}

std::vector<int> IssueIndex::count_by_settlement(const RowBitmap& selected) const {
  std::vector<int> counts(snapshot_->settlements.size(), 0);
  const std::size_t sorted_settlements = first_of_.size() - 2;
  for (std::size_t row = 0; row < sorted_settlements; ++row)
    counts[row] = static_cast<int>(selected.count(first_of_[row], first_of_[row + 1]));
  const auto issue_at = [this](std::size_t position) { return snapshot_->issues.core(row_at_[position]); };
  // What has moved, and what lay in no settlement of the last build.
  selected.for_each(
      [&](std::size_t position) {
        if (const Row settlement = issue_at(position).settlement; settlement != no_row) ++counts[settlement];
      },
      first_of_[sorted_settlements]);
  auto elsewhere = column(IndexedColumn::place).odd_positions();
  elsewhere.keep(selected);
  elsewhere.for_each([&](std::size_t position) {
    const auto issue = issue_at(position);
    const auto& also = issue.also_settlements;
    for (auto place = also.begin(); place != also.end(); ++place)
      if (*place != issue.settlement && std::find(also.begin(), place, *place) == place) ++counts[*place];
  });
  return counts;
}

std::vector<Row> IssueIndex::rows_at(Row settlement) const {
  std::vector<Row> rows;
  const auto add = [&](std::size_t position) {
    if (row_at_[position] != no_row && snapshot_->issues.core(row_at_[position]).settlement == settlement)
      rows.push_back(row_at_[position]);
  };
  if (settlement + std::size_t{2} < first_of_.size())
    for (std::size_t position = first_of_[settlement]; position < first_of_[settlement + 1]; ++position) add(position);
  for (std::size_t position = sorted_end_; position < row_at_.size(); ++position) add(position);
  column(IndexedColumn::place).odd_positions().for_each([&](std::size_t position) {
    const auto issue = snapshot_->issues.core(row_at_[position]);
    const auto& also = issue.also_settlements;
    if (issue.settlement != settlement && std::ranges::find(also, settlement) != also.end())
      rows.push_back(row_at_[position]);
  });
  std::ranges::sort(rows);
  return rows;
}

std::size_t IssueIndex::bytes() const {
  std::size_t bytes = live_.bytes() + position_of_.capacity() * sizeof(std::uint32_t) +
                      row_at_.capacity() * sizeof(Row) + first_of_.capacity() * sizeof(std::size_t);
  for (const auto& column : columns_) bytes += column.bytes();
  for (const auto& [text, condition] : conditions_) bytes += condition.positions.bytes() + text.capacity();
  return bytes;
}

namespace {
// The rows at which two revisions of a table differ, those of the longer one only included.
template <typename Record, typename Visit>
void visit_changed(const PackedTable<Record>& before, const PackedTable<Record>& after, Visit visit) {
  constexpr auto block = PackedTable<Record>::block_rows;
  const auto both = std::min(before.size(), after.size());
  for (std::size_t first = 0; first < std::max(before.size(), after.size()); first += block) {
    if (after.shares_block(before, first)) continue;
    for (std::size_t row = first; row < std::min(first + block, std::max(before.size(), after.size())); ++row)
      if (row >= both || before[row] != after[row]) visit(static_cast<Row>(row));
  }
}
}  // namespace

std::vector<Row> touched_issues(const RegisterSnapshot& before, const RegisterSnapshot& after) {
  std::vector<Row> rows;
  visit_changed(before.issues, after.issues, [&](Row row) {
    if (row < after.issues.size()) rows.push_back(row);
  });
  visit_changed(before.measures, after.measures, [&](Row row) {
    for (const auto* measures : {&before.measures, &after.measures}) {
      const Row issue = row < measures->size() ? measures->core(row).issue : no_row;
      if (issue < after.issues.size()) rows.push_back(issue);
    }
  });
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
  return rows;
}

}  // namespace riskmap
