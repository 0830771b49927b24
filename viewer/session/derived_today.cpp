// The day's work: one walk over the facts, of which each list keeps the first few.
#include <algorithm>
#include <tuple>

#include "viewer/session/derived_inputs.h"

namespace riskmap {

namespace {
// A heap of those that come before all others so far, the last of them on top.
template <typename KeyOf>
void put(TodayList& list, Row row, KeyOf key_of) {
  const auto is_before = [&key_of](Row a, Row b) { return std::pair{key_of(a), a} < std::pair{key_of(b), b}; };
  ++list.count;
  auto& first = list.first;
  if (first.size() == most_today_problems) {
    if (!is_before(row, first.front())) return;
    std::ranges::pop_heap(first, is_before);
    first.pop_back();
  }
  first.push_back(row);
  std::ranges::push_heap(first, is_before);
}

template <typename KeyOf>
void put_in_order(TodayList& list, KeyOf key_of) {
  std::ranges::sort(list.first, {}, [&key_of](Row row) { return std::pair{key_of(row), row}; });
}
}  // namespace

std::int64_t late_or_due_soon(const IssueIndex& index) {
  const auto& lateness = index.column(IndexedColumn::lateness);
  std::int64_t sum = 0;
  for (CodedColumn::Code code = CodedColumn::first_value; code < lateness.code_count(); ++code)
    if (lateness.key_of(code) >= static_cast<CodedColumn::Key>(Lateness::due_soon))
      sum += static_cast<std::int64_t>(lateness.count(code));
  return sum;
}

void DerivedGraph::list_today(const RegisterSnapshot& snapshot, Date today) {
  auto& index = *inputs_->index;
  const auto& facts = derived_.facts.facts;
  const auto gravity = [&facts](Row row) {
    return std::pair{-static_cast<int>(facts[row].level), -facts[row].days_over};
  };
  const auto due = [&facts](Row row) { return facts[row].due.value_or(Date::max()); };
  const auto age = [&](Row row) { return days_between(*snapshot.issues.core(row).registered_on, today); };
  const auto first_day = today - std::chrono::days{today_new_days - 1};
  const auto is_fresh = index.mask_of(
      index.select(*parse_filter("registered_on>=" + iso_date(first_day) + " and registered_on<=" + iso_date(today))));
  auto& lists = derived_.today = {};
  for (Row row = 0; row < derived_.selected.size(); ++row) {
    if (derived_.selected[row] == 0) continue;
    if (facts[row].lateness >= Lateness::overdue) put(lists.late, row, gravity);
    if (facts[row].lateness == Lateness::due_soon) put(lists.due_soon, row, due);
    if (is_fresh[row] != 0) put(lists.fresh, row, age);
  }
  put_in_order(lists.late, gravity);
  put_in_order(lists.due_soon, due);
  put_in_order(lists.fresh, age);
}

}  // namespace riskmap
