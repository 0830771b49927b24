// From a filter tree back to text.
#include <algorithm>
#include <utility>

#include "layers/model/filter_words.h"

namespace riskmap {

namespace {
using Kind = FilterNode::Kind;

// Every problem has a status, so this selects none.
constexpr std::string_view nothing = "status=none";

std::string enclosed(std::string_view text, char mark) {
  std::string result{mark};
  for (const char c : text) {
    if (c == mark || c == '\\') result += '\\';
    result += c;
  }
  return result + mark;
}

std::string comparison_text(const FilterNode& node) {
  std::string result = field_text(node.field);
  result += std::ranges::find(filter_operators, node.op, &std::pair<std::string_view, FilterNode::Op>::second)->first;
  for (std::size_t i = 0; i < node.values.size(); ++i) {
    const auto& value = node.values[i];
    if (i > 0) result += '|';
    result += node.is_quoted || !is_plain_word(value) ? enclosed(value, '"') : value;
  }
  return result;
}

bool selects_everything(const FilterNode& node) {
  if (node.kind == Kind::all_of) return std::ranges::all_of(node.parts, selects_everything);
  if (node.kind == Kind::any_of) return std::ranges::any_of(node.parts, selects_everything);
  return node.kind == Kind::everything;
}

// A list of one is that one, and not not is nothing.
const FilterNode& unwrapped(const FilterNode& node) {
  if (node.kind == Kind::negated && node.parts.size() == 1) {
    const auto& inner = unwrapped(node.parts.front());
    return inner.kind == Kind::negated && inner.parts.size() == 1 ? unwrapped(inner.parts.front()) : node;
  }
  const bool is_list = node.kind == Kind::all_of || node.kind == Kind::any_of;
  if (!is_list || selects_everything(node)) return node;
  const auto counts = [](const FilterNode& part) { return !selects_everything(part); };
  if (std::ranges::count_if(node.parts, counts) != 1) return node;
  return unwrapped(*std::ranges::find_if(node.parts, counts));
}

bool needs_parentheses(const FilterNode& part, Kind outside) {
  const bool is_list = (part.kind == Kind::all_of || part.kind == Kind::any_of) && part.parts.size() > 1;
  return is_list && (outside == Kind::negated || part.kind != outside);
}

std::string list_text(const FilterNode& node) {
  std::string result;
  for (const auto& listed : node.parts) {
    if (selects_everything(listed)) continue;  // an `or` of everything never comes here
    const auto& part = unwrapped(listed);
    auto text = text_of(part);
    if (needs_parentheses(part, node.kind)) text = "(" + text + ")";
    result += (result.empty() ? "" : node.kind == Kind::all_of ? " and " : " or ") + text;
  }
  return result.empty() ? std::string{nothing} : result;
}

// The inside of measure(…) and appeal(…): any linked record will do for "everything".
std::string linked_text(std::string_view word, std::string_view any_record, const FilterNode& node) {
  const bool is_any = node.parts.empty() || selects_everything(node.parts.front());
  return std::string{word} + "(" + (is_any ? std::string{any_record} : text_of(node.parts.front())) + ")";
}
}  // namespace

std::string field_text(const std::string& name) {
  return is_plain_word(name) ? name : enclosed(name, '`');
}

std::string text_of(const FilterNode& whole) {
  const auto& filter = unwrapped(whole);
  if (selects_everything(filter)) return {};
  switch (filter.kind) {
    case Kind::everything:
      return {};
    case Kind::all_of:
    case Kind::any_of:
      return list_text(filter);
    case Kind::compare:
      return filter.values.empty() ? std::string{nothing} : comparison_text(filter);
    case Kind::flag:
      return filter.field;
    case Kind::measure:
      return linked_text("measure", "kind!=none", filter);
    case Kind::appeal:
      return linked_text("appeal", "kind!=none", filter);
    case Kind::negated:
      break;
  }
  if (filter.parts.empty() || selects_everything(filter.parts.front())) return std::string{nothing};
  const auto& inner = unwrapped(filter.parts.front());
  const auto text = text_of(inner);
  return needs_parentheses(inner, Kind::negated) ? "not (" + text + ")" : "not " + text;
}

}  // namespace riskmap
