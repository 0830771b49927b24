// The fields that a filter may name, each with its kind and the way to a test of one record.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "layers/model/facts.h"
#include "layers/model/filter.h"

namespace riskmap {

enum class FilterKind {
  text,
  search,
  code,
  category,
  number,
  date,
  status,
  group,
  level,
  stage,
  place,
  party,
  region,
  presence
};

// True for the record in this row (of issues or of measures).
using RowTest = std::function<bool(Row)>;

// One evaluation: what it reads, and the facts of the row it is at, which several conditions may ask for.
class Evaluation {
 public:
  Evaluation(const RegisterSnapshot& register_snapshot, Date today_is) : snapshot{register_snapshot}, today{today_is} {}
  const RegisterSnapshot& snapshot;
  const Date today;

  const IssueFacts& facts(Row issue);
  const std::string& searched_text(Row issue);  // title, description and number, folded; a line each

 private:
  Row facts_row_ = no_row, text_row_ = no_row;
  IssueFacts facts_;
  std::string text_;
};
using EvaluationPointer = std::shared_ptr<Evaluation>;

struct FilterField {
  std::string_view name;
  FilterKind kind;
  std::string_view domain;  // code: the domain of its values
  RowTest (*test)(const EvaluationPointer&, const FilterNode&);
};

std::span<const FilterField> issue_filter_fields();
std::span<const FilterField> measure_filter_fields();
const FilterField* find_filter_field(std::span<const FilterField> fields,
                                     std::string_view name);  // null = no such field

// filter_places.cpp: tests that first find the records a value names. They look at the issue's main place and at those
// also concerned (`decisions.md` 39: shown at each place).
RowTest settlement_test(const EvaluationPointer& evaluation, const FilterNode& node);
RowTest within_test(const EvaluationPointer& evaluation, const FilterNode& node);
RowTest area_test(const EvaluationPointer& evaluation, const FilterNode& node, AreaLevel level);
// any~: what text~ finds, and the names of places, of the category and of who answers, however they are spelt.
inline constexpr std::string_view search_field = "any";
RowTest search_everywhere_test(const EvaluationPointer& evaluation, const FilterNode& node);
// Which rows of areas, settlements, categories or parties a comparison names; by row, 1 = named.
RowMask named_areas(const RegisterSnapshot& snapshot, const FilterNode& node);
RowMask named_settlements(const RegisterSnapshot& snapshot, const FilterNode& node);
RowMask named_categories(const RegisterSnapshot& snapshot, const FilterNode& node);
RowMask named_parties(const RegisterSnapshot& snapshot, const FilterNode& node);

// filter_others.cpp: conditions on records that are kept as stored.
RowTest programme_test(const EvaluationPointer& evaluation, const FilterNode& node);
// appeal(expr): an appeal joined to the issue satisfies the whole expression.
RowTest appeal_test(const EvaluationPointer& evaluation, const FilterNode& inner);

// filter_select.cpp: one condition on an issue: compare, flag, measure(…) or appeal(…).
RowTest issue_leaf_test(const EvaluationPointer& evaluation, const FilterNode& leaf);

// True when the comparison holds for a subject that is there and is, or is not, among the named.
constexpr bool holds_for_named(FilterNode::Op op, bool is_named) {
  return op == FilterNode::Op::not_equal ? !is_named : is_named;
}

}  // namespace riskmap
