// Running a filter over the index.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "layers/model/issue_index.h"

namespace riskmap {

namespace {
using Kind = FilterNode::Kind;

constexpr std::size_t most_conditions = 32;

// The column that alone decides this condition.
std::optional<IndexedColumn> column_of(const FilterNode& leaf) {
  using enum IndexedColumn;
  struct Named {
    std::string_view name;
    IndexedColumn column;
  };
  constexpr std::array fields = {Named{"settlement", place},
                                 Named{"rural_district", place},
                                 Named{"district", place},
                                 Named{"region", place},
                                 Named{"area", place},
                                 Named{"category", category},
                                 Named{"responsible", responsible},
                                 Named{"status", status},
                                 Named{"group", status},
                                 Named{"severity", severity},
                                 Named{"level", level},
                                 Named{"registered_on", registered_on}};
  constexpr std::array flags = {
      Named{"open", status},       Named{"overdue", lateness}, Named{"badly_overdue", lateness},
      Named{"due_soon", lateness}, Named{"no_plan", no_plan},  Named{"no_responsible", no_responsible},
      Named{"no_money", no_money}, Named{"stale", stale}};
  const auto find_in = [&leaf](const auto& names) -> std::optional<IndexedColumn> {
    const auto found = std::ranges::find(names, leaf.field, &Named::name);
    return found == names.end() ? std::nullopt : std::optional{found->column};
  };
  if (leaf.kind == Kind::compare) return find_in(fields);
  return leaf.kind == Kind::flag ? find_in(flags) : std::nullopt;
}

bool is_leaf(const FilterNode& node) {
  return node.kind == Kind::compare || node.kind == Kind::flag || node.kind == Kind::measure ||
         node.kind == Kind::appeal;
}

// Decided by columns from top to bottom.
bool is_quick(const FilterNode& node) {
  if (is_leaf(node)) return column_of(node).has_value();
  return std::ranges::all_of(node.parts, is_quick);
}
}  // namespace

RowBitmap IssueIndex::select(const FilterNode& filter) {
  ++selects_;
  auto selected = kept(filter, live_, std::make_shared<Evaluation>(*snapshot_, today_));
  forget_conditions();
  return selected;
}

RowBitmap IssueIndex::kept(const FilterNode& filter, RowBitmap candidates, const EvaluationPointer& evaluation) {
  if (filter.kind == Kind::everything) return candidates;
  if (is_leaf(filter)) {
    const auto which = column_of(filter);
    if (!which) return kept_one_by_one(filter, std::move(candidates), evaluation);
    candidates.keep(condition(filter, *which, evaluation));
    return candidates;
  }
  if (filter.kind == Kind::all_of) {
    for (const bool quick : {true, false})
      for (const auto& part : filter.parts)
        if (is_quick(part) == quick) candidates = kept(part, std::move(candidates), evaluation);
    return candidates;
  }
  // Any of the parts; negated: none of them.
  RowBitmap rest = candidates;
  for (const auto& part : filter.parts) rest.take_away(kept(part, rest, evaluation));
  if (filter.kind == Kind::negated) return rest;
  candidates.take_away(rest);
  return candidates;
}

const RowBitmap& IssueIndex::condition(const FilterNode& leaf, IndexedColumn which,
                                       const EvaluationPointer& evaluation) {
  auto& found = conditions_[text_of(leaf)];
  found.used = selects_;
  if (found.asked_of != snapshot_) ask(found, leaf, which, evaluation);
  return found.positions;
}

// What the values' records are called may have changed even where no problem has; then the answers tell.
void IssueIndex::ask(Condition& condition, const FilterNode& leaf, IndexedColumn which,
                     const EvaluationPointer& evaluation) const {
  const auto& values = column(which);
  const auto test = issue_leaf_test(evaluation, leaf);
  std::vector<unsigned char> accepted(values.code_count(), 0);
  for (std::size_t code = CodedColumn::first_value; code < accepted.size(); ++code) {
    const auto value = static_cast<CodedColumn::Code>(code);
    if (values.count(value) > 0) accepted[code] = test(row_at_[values.example_of(value)]) ? 1 : 0;
  }
  const bool has_odd = values.count(CodedColumn::odd) > 0;
  const bool holds = condition.asked_of && condition.stamp == values.stamp() && condition.accepted == accepted;
  condition.asked_of = snapshot_;
  if (holds && !has_odd) return;
  condition.positions = values.where(accepted);
  values.odd_positions().for_each([&](std::size_t position) {
    if (test(row_at_[position])) condition.positions.set(position);
  });
  condition.accepted = std::move(accepted);
  condition.stamp = values.stamp();
}

RowBitmap IssueIndex::kept_one_by_one(const FilterNode& leaf, RowBitmap candidates,
                                      const EvaluationPointer& evaluation) const {
  const auto test = issue_leaf_test(evaluation, leaf);
  RowBitmap found{candidates.size()};
  candidates.for_each([&](std::size_t position) {
    if (test(row_at_[position])) found.set(position);
  });
  return found;
}

// Keeps what the last filter needed, and the rest while there is little of it.
void IssueIndex::forget_conditions() {
  if (conditions_.size() <= most_conditions) return;
  std::erase_if(conditions_, [this](const auto& item) { return item.second.used != selects_; });
}

}  // namespace riskmap
