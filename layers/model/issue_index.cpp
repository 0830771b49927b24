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

IssueIndex::IssueIndex(Snapshot snapshot, std::span<const IssueFacts> facts, Date today,
                       std::span<const SolveStage> stages)
    : snapshot_{std::move(snapshot)}, today_{today} {
  build({facts, stages});
}

// Nothing: not known at the last build.
std::optional<std::size_t> IssueIndex::bucket_of(const IssueCore& issue) const {
  if (issue.settlement != no_row)
    return issue.settlement < sorted_settlements_ ? std::optional<std::size_t>{issue.settlement} : std::nullopt;
  if (issue.area == no_row) return sorted_settlements_ + sorted_areas_;
  return issue.area < sorted_areas_ ? std::optional{sorted_settlements_ + issue.area} : std::nullopt;
}

void IssueIndex::build(const Known& known) {
  const auto& issues = snapshot_->issues;
  sorted_settlements_ = snapshot_->settlements.size(), sorted_areas_ = snapshot_->areas.size();
  columns_ = {};
  live_ = {};
  conditions_.clear();
  first_of_.assign(sorted_settlements_ + sorted_areas_ + 2, 0);
  for (Row row = 0; row < issues.size(); ++row)
    if (const auto issue = issues.core(row); issue.id) ++first_of_[*bucket_of(issue) + 1];
  std::partial_sum(first_of_.begin(), first_of_.end(), first_of_.begin());
  sorted_end_ = first_of_.back();
  position_of_.assign(issues.size(), no_row);
  row_at_.assign(sorted_end_, no_row);
  live_.resize(sorted_end_);
  for (auto& column : columns_) column.resize(sorted_end_);
  auto next = first_of_;
  for (Row row = 0; row < issues.size(); ++row)
    if (const auto issue = issues.core(row); issue.id) place_row(row, next[*bucket_of(issue)]++, known);
}

void IssueIndex::update(Snapshot snapshot, std::span<const IssueFacts> facts, std::span<const Row> touched,
                        std::span<const SolveStage> stages) {
  const Known known{facts, stages};
  const bool has_other_risks = snapshot->risk_matrix != snapshot_->risk_matrix;
  snapshot_ = std::move(snapshot);
  if (has_other_risks || snapshot_->issues.size() < position_of_.size()) return build(known);
  position_of_.resize(snapshot_->issues.size(), no_row);
  for (const Row row : touched) put(row, known);
  const std::size_t moved = row_at_.size() - sorted_end_;
  if (moved > few + sorted_end_ / 8) build(known);
}

void IssueIndex::put(Row row, const Known& known) {
  const auto issue = snapshot_->issues.core(row);
  const std::uint32_t before = position_of_[row];
  const bool stays = issue.id && before != no_row && is_at_home(before, issue);
  if (before != no_row && !stays) {
    vacate(before);
    position_of_[row] = no_row;
  }
  if (!issue.id) return;
  if (stays) return place_row(row, before, known);
  const std::size_t position = row_at_.size();
  row_at_.push_back(no_row);
  live_.resize(position + 1);
  for (auto& column : columns_) column.resize(position + 1);
  place_row(row, position, known);
}

// Behind the sorted positions every place is at home.
bool IssueIndex::is_at_home(std::size_t position, const IssueCore& issue) const {
  if (position >= sorted_end_) return true;
  const auto bucket = bucket_of(issue);
  return bucket && position >= first_of_[*bucket] && position < first_of_[*bucket + 1];
}

void IssueIndex::vacate(std::size_t position) {
  row_at_[position] = no_row;
  live_.clear(position);
  for (auto& column : columns_) column.set(position, CodedColumn::absent);
}

void IssueIndex::place_row(Row row, std::size_t position, const Known& known) {
  const auto issue = snapshot_->issues.core(row);
  const auto keys = keys_of(row, issue, known);
  position_of_[row] = static_cast<std::uint32_t>(position);
  row_at_[position] = row;
  live_.set(position);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool is_odd = i == static_cast<std::size_t>(IndexedColumn::place) && !issue.also_settlements.empty();
    columns_[i].set(position, is_odd ? CodedColumn::odd : columns_[i].code_of(keys[i]));
  }
}

IssueIndex::Keys IssueIndex::keys_of(Row row, const IssueCore& issue, const Known& known) const {
  const auto number = [](auto value) { return static_cast<CodedColumn::Key>(value); };
  const auto key_of_day = [&](const std::optional<Date>& day) {
    return day ? number(day->time_since_epoch().count()) : no_day;
  };
  const IssueFacts& facts = known.facts[row];
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
          key_of_day(issue.registered_on),
          facts.has_plan,
          number(row < known.stages.size() ? known.stages[row] : SolveStage::not_counted),
          number(std::clamp(issue.severity * issue.likelihood, 0, 25)),
          key_of_day(facts.due),
          key_of_day(issue.resolved_on ? issue.resolved_on : issue.closed_on)};
}

// Many are asked row by row: the bitmap lies closer by than the mask.
RowMask IssueIndex::mask_of(const RowBitmap& selected) const {
  RowMask mask(position_of_.size(), 0);
  if (selected.count() < position_of_.size() / 16) {
    selected.for_each([&](std::size_t position) { mask[row_at_[position]] = 1; });
    return mask;
  }
  const bool is_everything = selected.count() == live_.count();
  for (Row row = 0; row < mask.size(); ++row)
    if (const auto position = position_of_[row]; position != no_row)
      mask[row] = is_everything || selected[position] ? 1 : 0;
  return mask;
}

std::vector<int> IssueIndex::count_by_settlement(const RowBitmap& selected) const {
  std::vector<int> counts(snapshot_->settlements.size(), 0);
  for (std::size_t row = 0; row < sorted_settlements_; ++row)
    counts[row] = static_cast<int>(selected.count(first_of_[row], first_of_[row + 1]));
  const auto issue_at = [this](std::size_t position) { return snapshot_->issues.core(row_at_[position]); };
  // What has moved.
  selected.for_each(
      [&](std::size_t position) {
        if (const Row settlement = issue_at(position).settlement; settlement != no_row) ++counts[settlement];
      },
      sorted_end_);
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

std::vector<PlaceRange> IssueIndex::place_ranges() const {
  std::vector<PlaceRange> ranges;
  for (std::size_t bucket = 0; bucket + 1 < first_of_.size(); ++bucket) {
    PlaceRange range{.begin = first_of_[bucket], .end = first_of_[bucket + 1]};
    if (range.begin == range.end) continue;
    if (bucket < sorted_settlements_)
      range.settlement = static_cast<Row>(bucket);
    else if (bucket < sorted_settlements_ + sorted_areas_)
      range.area = static_cast<Row>(bucket - sorted_settlements_);
    ranges.push_back(range);
  }
  return ranges;
}

RowBitmap IssueIndex::elsewhere() const {
  const auto& places = column(IndexedColumn::place);
  std::vector<unsigned char> is_double(places.code_count(), 0);
  for (std::size_t code = CodedColumn::first_value; code < is_double.size(); ++code) {
    const auto key = places.key_of(static_cast<CodedColumn::Code>(code));
    is_double[code] = key >> 32 != no_row && static_cast<Row>(key) != no_row ? 1 : 0;
  }
  auto positions = places.where(is_double);
  positions.add(places.odd_positions());
  live_.for_each([&](std::size_t position) { positions.set(position); }, sorted_end_);
  return positions;
}

std::vector<Row> IssueIndex::rows_at(Row settlement) const {
  std::vector<Row> rows;
  const auto add = [&](std::size_t position) {
    if (row_at_[position] != no_row && snapshot_->issues.core(row_at_[position]).settlement == settlement)
      rows.push_back(row_at_[position]);
  };
  if (settlement < sorted_settlements_)
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
