// Reading and comparing the values of a filter.
#include "layers/model/filter_values.h"

#include <charconv>
#include <cmath>

#include "layers/core/text.h"
#include "layers/model/filter_words.h"

namespace riskmap {

namespace {
using Op = FilterNode::Op;

template <typename Test>
Test test_with_none(const FilterNode& node) {
  Test test;
  test.op = node.op;
  test.accepts_none =
      std::ranges::any_of(node.values, [&node](const auto& value) { return is_none_word(node, value); });
  return test;
}

bool contains_part(std::string_view text, std::string_view part) {
  const auto is_same = [](char a, char b) { return is_same_word({&a, 1}, {&b, 1}); };
  return part.empty() || std::ranges::search(text, part, is_same).begin() != text.end();
}

// ~ looks for the word "none" like for any other.
bool is_value(const FilterNode& node, const std::string& value) {
  return node.op == Op::contains || !is_none_word(node, value);
}
}  // namespace

bool is_none_word(const FilterNode& node, std::string_view value) {
  return !node.is_quoted && is_same_word(value, "none");
}

std::optional<double> filter_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // "nan" and "inf" are read too: nothing is equal to one, and everything below the other.
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<Date> filter_date(const FilterNode& node, std::string_view text, Date today) {
  if (const auto day = parse_iso_date(text)) return day;
  constexpr std::string_view word = "today";
  if (node.is_quoted || text.size() < word.size() || !is_same_word(text.substr(0, word.size()), word))
    return std::nullopt;
  const auto shift = text.substr(word.size());
  if (shift.empty()) return today;
  if (shift.size() < 3 || shift.size() > 7 || (shift.front() != '+' && shift.front() != '-') || shift.back() != 'd')
    return std::nullopt;
  int days = 0;
  const auto digits = shift.substr(1, shift.size() - 2);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), days);
  if (error != std::errc{} || end != digits.data() + digits.size() || days < 0) return std::nullopt;
  return today + std::chrono::days{shift.front() == '-' ? -days : days};
}

ValueTest<double> number_test(const FilterNode& node) {
  auto test = test_with_none<ValueTest<double>>(node);
  for (const auto& value : node.values)
    if (const auto number = filter_number(value)) test.values.push_back(*number);
  return test;
}

ValueTest<Date> date_test(const FilterNode& node, Date today) {
  auto test = test_with_none<ValueTest<Date>>(node);
  for (const auto& value : node.values)
    if (const auto day = filter_date(node, value, today)) test.values.push_back(*day);
  return test;
}

TextTest text_test(const FilterNode& node) {
  auto test = test_with_none<TextTest>(node);
  for (const auto& value : node.values) {
    if (!is_value(node, value)) continue;
    test.spellings.push_back(value);
    test.folds.push_back(fold(value));
  }
  return test;
}

CodeTest code_test(const FilterNode& node) {
  auto test = test_with_none<CodeTest>(node);
  for (const auto& value : node.values)
    if (is_value(node, value)) test.codes.push_back(value);
  return test;
}

bool TextTest::operator()(std::string_view subject) const {
  if (subject.empty()) return accepts_none && op == Op::equal;
  if (op == Op::equal && std::ranges::find(spellings, subject) != spellings.end()) return true;
  return holds_for_fold(fold(subject));
}

bool TextTest::holds_for_fold(std::string_view subject) const {
  if (op == Op::contains)
    return std::ranges::any_of(folds,
                               [subject](const auto& part) { return subject.find(part) != std::string_view::npos; });
  return ValueTest<std::string_view>{op, false, {folds.begin(), folds.end()}}(subject);
}

bool CodeTest::operator()(std::string_view subject) const {
  if (subject.empty()) return accepts_none && op == Op::equal;
  if (op == Op::contains)
    return std::ranges::any_of(codes, [subject](const auto& part) { return contains_part(subject, part); });
  const bool is_named = std::ranges::any_of(codes, [subject](const auto& code) { return is_same_word(code, subject); });
  return op == Op::equal ? is_named : op == Op::not_equal && !is_named;
}

}  // namespace riskmap
