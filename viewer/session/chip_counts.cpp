#include "viewer/session/chip_counts.h"

#include <algorithm>
#include <chrono>

namespace riskmap {

namespace {
// Every value of a column and how many problems have it.
template <typename Take>
void for_each_value(const IssueIndex& index, IndexedColumn which, Take take) {
  const auto& column = index.column(which);
  for (std::size_t i = CodedColumn::first_value; i < column.code_count(); ++i)
    if (const auto code = static_cast<CodedColumn::Code>(i); column.count(code) > 0)
      take(column.key_of(code), static_cast<int>(column.count(code)));
}

// Of a column of yes and no.
int count_of(const IssueIndex& index, IndexedColumn which) {
  int count = 0;
  for_each_value(index, which, [&](CodedColumn::Key is_so, int issues) { count += is_so != 0 ? issues : 0; });
  return count;
}
}  // namespace

ChipCounts chip_counts(const RegisterSnapshot& snapshot, const IssueIndex& index) {
  ChipCounts counts;
  for_each_value(index, IndexedColumn::status, [&](CodedColumn::Key status, int issues) {
    counts.groups[group_of(static_cast<Status>(status))] += issues;
  });
  for_each_value(index, IndexedColumn::severity, [&](CodedColumn::Key severity, int issues) {
    counts.severities[static_cast<int>(severity)] += issues;
  });
  for_each_value(index, IndexedColumn::category, [&](CodedColumn::Key row, int issues) {
    if (row == no_row) return;
    const auto& category = snapshot.categories[row];
    counts.categories[category.code] += issues;
    if (!category.parent.empty()) counts.categories[category.parent] += issues;
  });
  for_each_value(index, IndexedColumn::lateness, [&](CodedColumn::Key lateness, int issues) {
    if (static_cast<Lateness>(lateness) >= Lateness::overdue) counts.overdue += issues;
  });
  counts.no_plan = count_of(index, IndexedColumn::no_plan);
  counts.no_responsible = count_of(index, IndexedColumn::no_responsible);
  counts.stale = count_of(index, IndexedColumn::stale);
  return counts;
}

std::optional<Date> first_registered(const IssueIndex& index) {
  std::optional<Date> first;
  for_each_value(index, IndexedColumn::registered_on, [&first](CodedColumn::Key key, int) {
    if (key == no_day) return;
    const Date day{std::chrono::days{static_cast<std::int64_t>(key)}};
    first = first ? std::min(*first, day) : day;
  });
  return first;
}

}  // namespace riskmap
