// Conditions on programmes and appeals, which the snapshot keeps as stored, and on the records of plain files.
#include <algorithm>
#include <functional>
#include <unordered_map>

#include "layers/core/text.h"
#include "layers/model/filter_fields.h"
#include "layers/model/filter_tree.h"
#include "layers/model/filter_values.h"

namespace riskmap {

namespace {
using Op = FilterNode::Op;
using RecordTest = std::function<bool(const StoredRecord*)>;

RecordTest field_test(const FilterNode& node, Date today) {
  const auto* spec = find_field(spec_of(Entity::appeal), node.field);
  if (spec == nullptr) return [](const StoredRecord*) { return false; };
  const auto text_in = [name = node.field](const StoredRecord& record) { return text_of(field(record.fields, name)); };
  switch (spec->type) {
    case FieldType::integer:
    case FieldType::real:
    case FieldType::flag:
      return [test = number_test(node), name = node.field](const StoredRecord* record) {
        const auto value = field(record->fields, name);
        return test(is_none(value) ? std::nullopt : std::optional{real_of(value)});
      };
    case FieldType::date:
      return [test = date_test(node, today), text_in](const StoredRecord* record) {
        return test(parse_iso_date(text_in(*record)));
      };
    case FieldType::code:
    case FieldType::link:
      return [test = code_test(node), text_in](const StoredRecord* record) { return test(text_in(*record)); };
    default:
      return [test = text_test(node), text_in](const StoredRecord* record) { return test(text_in(*record)); };
  }
}

// open: not answered; overdue: not answered in time.
RecordTest flag_test(const FilterNode& node, Date today) {
  const bool is_overdue = node.field == "overdue";
  if (!is_overdue && node.field != "open") return [](const StoredRecord*) { return false; };
  return [is_overdue, today](const StoredRecord* record) {
    if (!is_none(field(record->fields, "answered_on"))) return false;
    const auto extended = parse_iso_date(text_of(field(record->fields, "extended_to")));
    const auto due = extended ? extended : parse_iso_date(text_of(field(record->fields, "due_on")));
    return !is_overdue || (due && *due < today);
  };
}

// A settlement of an appeal may be named as everywhere else.
RecordTest settlement_record_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  const bool accepts_none = code_test(node).accepts_none && node.op == Op::equal;
  return [evaluation, mask = named_settlements(evaluation->snapshot, node), op = node.op,
          accepts_none](const StoredRecord* record) {
    const Row row = evaluation->snapshot.find_settlement(text_of(field(record->fields, "settlement")));
    return row == no_row ? accepts_none : holds_for_named(op, mask[row] != 0);
  };
}

// Rows of issues with what is linked to them through records of one kind.
template <typename Linked>
using ByIssue = std::unordered_map<Row, std::vector<Linked>>;
}  // namespace

RowTest programme_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  auto programmes = std::make_shared<ByIssue<std::string>>();
  for (const auto& record : evaluation->snapshot.others)
    if (record.entity == Entity::issue_programme)
      (*programmes)[evaluation->snapshot.find_issue(text_of(field(record.fields, "issue")))].push_back(
          text_of(field(record.fields, "programme")));
  return [programmes, test = code_test(node)](Row row) {
    const auto found = programmes->find(row);
    if (found == programmes->end()) return test("");
    const auto holds = [&test](const auto& code) { return test(code); };
    return test.op == Op::not_equal ? std::ranges::all_of(found->second, holds)
                                    : std::ranges::any_of(found->second, holds);
  };
}

RowTest appeal_test(const EvaluationPointer& evaluation, const FilterNode& inner) {
  auto appeals = std::make_shared<ByIssue<const StoredRecord*>>();
  const auto& snapshot = evaluation->snapshot;
  for (const auto& link : snapshot.others) {
    if (link.entity != Entity::appeal_issue) continue;
    const auto* appeal = snapshot.find_other(text_of(field(link.fields, "appeal")));
    const Row issue = snapshot.find_issue(text_of(field(link.fields, "issue")));
    if (appeal != nullptr && issue != no_row) (*appeals)[issue].push_back(appeal);
  }
  const auto leaf = [&evaluation](const FilterNode& node) -> RecordTest {
    if (node.kind == FilterNode::Kind::flag) return flag_test(node, evaluation->today);
    if (node.kind != FilterNode::Kind::compare) return [](const StoredRecord*) { return false; };
    return node.field == "settlement" ? settlement_record_test(evaluation, node) : field_test(node, evaluation->today);
  };
  return [appeals, test = tree_test<const StoredRecord*>(inner, leaf)](Row row) {
    const auto found = appeals->find(row);
    return found != appeals->end() && std::ranges::any_of(found->second, std::cref(test));
  };
}

namespace {
// A column of a plain file has no declared meaning: both sides are numbers, or both days, or else texts.
bool compares(const FilterNode& node, const Value& value, Date today) {
  if (is_none(value) || text_of(value).empty()) return text_test(node)("");
  if (node.op == Op::contains) return text_test(node)(text_of(value));
  const bool is_number = !std::holds_alternative<std::string>(value);
  if (is_number) return number_test(node)(real_of(value));
  const auto all_are = [&node](auto&& reads) {
    return std::ranges::all_of(node.values, [&](const auto& text) { return is_none_word(node, text) || reads(text); });
  };
  const auto text = text_of(value);
  const auto day = parse_iso_date(std::string_view{text}.substr(0, 10));
  if (day && all_are([&](const auto& word) { return filter_date(node, word, today).has_value(); }))
    return date_test(node, today)(day);
  const auto number = filter_number(text);
  const bool is_order = node.op != Op::equal && node.op != Op::not_equal;
  if (is_order && number && all_are([](const auto& word) { return filter_number(word).has_value(); }))
    return number_test(node)(number);
  return text_test(node)(text);
}

bool lies_within(const FilterNode& node, const FieldSource& record) {
  bool is_inside = false;
  for (const auto& region : node.values) {
    const auto within = record.is_within(region);
    if (!within) return node.op == Op::equal && is_none_word(node, region);
    is_inside = is_inside || *within;
  }
  return holds_for_named(node.op, is_inside);
}
}  // namespace

std::optional<bool> FieldSource::is_within(const std::string&) const {
  return std::nullopt;
}

bool selects(const FilterNode& filter, const FieldSource& record, Date today) {
  using Kind = FilterNode::Kind;
  const auto part_holds = [&](const FilterNode& part) { return selects(part, record, today); };
  switch (filter.kind) {
    case Kind::everything:
      return true;
    case Kind::all_of:
      return std::ranges::all_of(filter.parts, part_holds);
    case Kind::any_of:
      return std::ranges::any_of(filter.parts, part_holds);
    case Kind::negated:
      return std::ranges::none_of(filter.parts, part_holds);
    case Kind::compare:
      if (filter.field == "within" && !record.has_field(filter.field)) return lies_within(filter, record);
      return record.has_field(filter.field) && compares(filter, record.value_of(filter.field), today);
    default:
      return false;
  }
}

}  // namespace riskmap
