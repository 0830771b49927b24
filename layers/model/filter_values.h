// A comparison's values, read once and then asked of many records. A missing subject satisfies only `field=none`.
#pragma once
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/filter.h"

namespace riskmap {

// Alternatives of one ordered type: numbers, dates, risk levels, states.
template <typename T>
struct ValueTest {
  FilterNode::Op op = FilterNode::Op::equal;
  bool accepts_none = false;
  std::vector<T> values;

  bool operator()(const std::optional<T>& subject) const {
    using Op = FilterNode::Op;
    if (!subject) return accepts_none && op == Op::equal;
    const auto any = [this](auto&& holds) { return std::ranges::any_of(values, holds); };
    switch (op) {
      case Op::equal:
        return any([&](const T& value) { return *subject == value; });
      case Op::not_equal:
        return !any([&](const T& value) { return *subject == value; });
      case Op::less:
        return any([&](const T& value) { return *subject < value; });
      case Op::less_equal:
        return any([&](const T& value) { return *subject <= value; });
      case Op::greater:
        return any([&](const T& value) { return *subject > value; });
      case Op::greater_equal:
        return any([&](const T& value) { return *subject >= value; });
      case Op::contains:
        return false;
    }
    return false;
  }
};

// Texts as people compare them: folded, and in the order of their folds. An empty text is a missing one.
struct TextTest {
  FilterNode::Op op = FilterNode::Op::equal;
  bool accepts_none = false;
  std::vector<std::string> spellings, folds;  // as written, and folded

  bool operator()(std::string_view subject) const;
  [[nodiscard]] bool holds_for_fold(std::string_view folded_subject) const;
};

// Codes as machines compare them: the case of ASCII letters aside, exactly; ~ looks for a part.
struct CodeTest {
  FilterNode::Op op = FilterNode::Op::equal;
  bool accepts_none = false;
  std::vector<std::string> codes;

  bool operator()(std::string_view subject) const;
};

bool is_none_word(const FilterNode& node, std::string_view value);  // none, unquoted
std::optional<double> filter_number(std::string_view text);         // finite
// ISO day, or today±Nd when the node's values are not quoted.
std::optional<Date> filter_date(const FilterNode& node, std::string_view text, Date today);

ValueTest<double> number_test(const FilterNode& node);
ValueTest<Date> date_test(const FilterNode& node, Date today);
TextTest text_test(const FilterNode& node);
CodeTest code_test(const FilterNode& node);

}  // namespace riskmap
