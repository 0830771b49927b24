// The shape that every evaluation of a filter shares: and, or, not, over whatever a record is.
#pragma once
#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "layers/model/filter.h"

namespace riskmap {

// Turns a tree into one test; `leaf` makes the tests of compare, flag, measure and appeal nodes.
template <typename Record>
std::function<bool(Record)> tree_test(const FilterNode& node,
                                      const std::function<std::function<bool(Record)>(const FilterNode&)>& leaf) {
  using Kind = FilterNode::Kind;
  std::vector<std::function<bool(Record)>> parts;
  if (node.kind == Kind::all_of || node.kind == Kind::any_of || node.kind == Kind::negated)
    for (const auto& part : node.parts) parts.push_back(tree_test<Record>(part, leaf));
  const auto holds = [](Record record) { return [record](const auto& part) { return part(record); }; };
  switch (node.kind) {
    case Kind::everything:
      return [](Record) { return true; };
    case Kind::all_of:
      return [parts = std::move(parts), holds](Record record) { return std::ranges::all_of(parts, holds(record)); };
    case Kind::any_of:
      return [parts = std::move(parts), holds](Record record) { return std::ranges::any_of(parts, holds(record)); };
    case Kind::negated:
      return [parts = std::move(parts), holds](Record record) { return std::ranges::none_of(parts, holds(record)); };
    default:
      return leaf(node);
  }
}

}  // namespace riskmap
