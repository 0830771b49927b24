// Running a filter over the problems of a register.
#include <algorithm>
#include <functional>

#include "layers/model/filter_fields.h"
#include "layers/model/filter_tree.h"

namespace riskmap {

namespace {
bool never(Row) {
  return false;
}

bool has_flag(const IssueFacts& facts, std::string_view flag) {
  if (flag == "open") return facts.is_open;
  if (flag == "overdue") return facts.lateness >= Lateness::overdue;
  if (flag == "badly_overdue") return facts.lateness == Lateness::badly_overdue;
  if (flag == "due_soon") return facts.lateness == Lateness::due_soon;
  if (flag == "no_plan") return facts.no_plan;
  if (flag == "no_responsible") return facts.no_responsible;
  if (flag == "no_money") return facts.lacks_money;
  return flag == "stale" && facts.is_stale;
}

// Of a measure: open = to be done, overdue = past its deadline, no_responsible = without an executor.
bool has_flag(const Measure& measure, std::string_view flag, Date today) {
  if (flag == "open") return measure.is_pending();
  if (flag == "overdue") return is_overdue(measure, today);
  if (flag == "no_responsible") return measure.executor == no_row;
  return flag == "no_money" && measure.funding == "NOT_FOUND";
}

RowTest compare_test(const EvaluationPointer& evaluation, std::span<const FilterField> fields, const FilterNode& node) {
  const auto* field_here = find_filter_field(fields, node.field);
  return field_here != nullptr ? field_here->test(evaluation, node) : RowTest{never};
}

RowTest measure_test(const EvaluationPointer& evaluation, const FilterNode& inner) {
  const auto leaf = [&evaluation](const FilterNode& node) -> RowTest {
    if (node.kind == FilterNode::Kind::compare) return compare_test(evaluation, measure_filter_fields(), node);
    if (node.kind != FilterNode::Kind::flag) return never;
    return [evaluation, flag = node.field](Row row) {
      return has_flag(evaluation->snapshot.measures[row], flag, evaluation->today);
    };
  };
  return [evaluation, test = tree_test<Row>(inner, leaf)](Row row) {
    return std::ranges::any_of(evaluation->snapshot.measures_of(row), std::cref(test));
  };
}

RowTest issue_test(const EvaluationPointer& evaluation, const FilterNode& filter) {
  return tree_test<Row>(filter, [&evaluation](const FilterNode& leaf) { return issue_leaf_test(evaluation, leaf); });
}
}  // namespace

RowTest issue_leaf_test(const EvaluationPointer& evaluation, const FilterNode& leaf) {
  using Kind = FilterNode::Kind;
  const auto& inner = leaf.parts.empty() ? FilterNode{} : leaf.parts.front();
  if (leaf.kind == Kind::measure) return measure_test(evaluation, inner);
  if (leaf.kind == Kind::appeal) return appeal_test(evaluation, inner);
  if (leaf.kind == Kind::compare) return compare_test(evaluation, issue_filter_fields(), leaf);
  return [evaluation, flag = leaf.field](Row row) { return has_flag(evaluation->facts(row), flag); };
}

RowMask select_issues(const FilterNode& filter, const RegisterSnapshot& snapshot, Date today) {
  const auto test = issue_test(std::make_shared<Evaluation>(snapshot, today), filter);
  RowMask mask(snapshot.issues.size(), 0);
  for (Row row = 0; row < mask.size(); ++row) mask[row] = snapshot.issues.core(row).id && test(row) ? 1 : 0;
  return mask;
}

bool selects(const FilterNode& filter, const RegisterSnapshot& snapshot, Row issue, Date today) {
  if (!snapshot.issues.core(issue).id) return false;
  return issue_test(std::make_shared<Evaluation>(snapshot, today), filter)(issue);
}

}  // namespace riskmap
