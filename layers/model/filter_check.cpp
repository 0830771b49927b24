// What a filter names must exist and fit its field.
#include <algorithm>
#include <array>

#include "layers/model/entity.h"
#include "layers/model/filter_fields.h"
#include "layers/model/filter_values.h"
#include "layers/model/filter_words.h"
#include "layers/model/region.h"

namespace riskmap {

namespace {
using Kind = FilterNode::Kind;
using Op = FilterNode::Op;

// What the conditions are about, from outside in.
enum class Subject { issue, measure, appeal };

struct Asked {
  FilterKind kind;
  std::string_view domain;
};

std::optional<Asked> asked_field(Subject subject, std::string_view name) {
  if (subject != Subject::appeal) {
    const auto* found =
        find_filter_field(subject == Subject::issue ? issue_filter_fields() : measure_filter_fields(), name);
    return found != nullptr ? std::optional{Asked{found->kind, found->domain}} : std::nullopt;
  }
  const auto* spec = find_field(spec_of(Entity::appeal), name);
  if (spec == nullptr) return std::nullopt;
  switch (spec->type) {
    case FieldType::integer:
    case FieldType::real:
    case FieldType::flag:
      return Asked{FilterKind::number, {}};
    case FieldType::date:
      return Asked{FilterKind::date, {}};
    case FieldType::code:
      return Asked{FilterKind::code, spec->domain == "category" ? std::string_view{} : spec->domain};
    case FieldType::link:
      return Asked{spec->domain == "settlement" ? FilterKind::place : FilterKind::code, {}};
    default:
      return Asked{FilterKind::text, {}};
  }
}

bool fits_operator(FilterKind kind, Op op) {
  const bool is_order = op != Op::equal && op != Op::not_equal && op != Op::contains;
  switch (kind) {
    case FilterKind::search:
      return op == Op::contains;
    case FilterKind::number:
    case FilterKind::date:
    case FilterKind::level:
      return op != Op::contains;
    case FilterKind::text:
      return true;
    case FilterKind::region:
    case FilterKind::presence:
      return op == Op::equal || op == Op::not_equal;
    default:
      return !is_order;
  }
}

bool is_any_named(const RowMask& mask) {
  return std::ranges::count(mask, 1) > 0;
}

FilterNode with_value(const FilterNode& node, const std::string& value) {
  FilterNode one = node;
  one.values = {value};
  return one;
}

std::unexpected<Error> mistake(const FilterNode& node, ErrorCode code, std::string detail, const std::string& word) {
  return fail(code, std::move(detail), std::to_string(node.position + 1), word);
}

Result<void> unknown(const FilterNode& node, ErrorCode code) {
  return mistake(node, code, "no such " + node.field, node.values.front());
}

// `one` has one value.
Result<void> check_word(const FilterNode& one, Asked asked, const RegisterSnapshot& snapshot) {
  const auto& value = one.values.front();
  switch (asked.kind) {
    case FilterKind::number:
      return filter_number(value) ? Result<void>{} : mistake(one, ErrorCode::number_format, "no number", text_of(one));
    case FilterKind::date:
      return filter_date(one, value, Date{}) ? Result<void>{} : unknown(one, ErrorCode::date_format);
    case FilterKind::status:
      return status_of(value) ? Result<void>{} : unknown(one, ErrorCode::code_unknown);
    case FilterKind::group:
      return group_named(value) ? Result<void>{} : unknown(one, ErrorCode::code_unknown);
    case FilterKind::level: {
      const auto is_it = [&value](RiskLevel level) { return is_same_word(value, code_of(level)); };
      const bool is_known =
          is_it(RiskLevel::low) || is_it(RiskLevel::medium) || is_it(RiskLevel::high) || is_it(RiskLevel::critical);
      return is_known ? Result<void>{} : unknown(one, ErrorCode::code_unknown);
    }
    case FilterKind::stage: {
      constexpr std::array stages = {SolveStage::no_plan, SolveStage::planned_without_money, SolveStage::money_found,
                                     SolveStage::works_going, SolveStage::done_this_quarter};
      const auto is_it = [&value](SolveStage stage) { return is_same_word(value, code_of(stage)); };
      return std::ranges::any_of(stages, is_it) ? Result<void>{} : unknown(one, ErrorCode::code_unknown);
    }
    case FilterKind::category:
      return is_any_named(named_categories(snapshot, one)) ? Result<void>{} : unknown(one, ErrorCode::category_unknown);
    case FilterKind::party:
      return is_any_named(named_parties(snapshot, one)) ? Result<void>{} : unknown(one, ErrorCode::name_unknown);
    case FilterKind::place: {
      const bool is_known =
          is_any_named(one.field == "settlement" ? named_settlements(snapshot, one) : named_areas(snapshot, one));
      return is_known ? Result<void>{} : unknown(one, ErrorCode::name_unknown);
    }
    case FilterKind::code: {
      const auto values = snapshot.codes.find(asked.domain);
      if (asked.domain.empty() || values == snapshot.codes.end()) return {};
      const auto is_it = [&value](const CodeValue& known) { return is_same_word(known.code, value); };
      return std::ranges::any_of(values->second, is_it) ? Result<void>{} : unknown(one, ErrorCode::code_unknown);
    }
    case FilterKind::region:
      return region_from(value) ? Result<void>{}
                                : mistake(one, ErrorCode::filter_syntax, "neither corners nor a circle", value);
    case FilterKind::presence:
      return mistake(one, ErrorCode::filter_syntax, "only none can be asked of this field", value);
    default:
      return {};
  }
}

Result<void> check_comparison(const FilterNode& node, Subject subject, const RegisterSnapshot& snapshot) {
  const auto asked = asked_field(subject, node.field);
  if (!asked) return mistake(node, ErrorCode::unknown_field, "no such field in a filter", node.field);
  if (!fits_operator(asked->kind, node.op))
    return mistake(node, ErrorCode::filter_syntax, "this operator does not fit the field", text_of(node));
  // ~ looks for any part of a word, so every word will do.
  if (node.op == Op::contains) return {};
  for (const auto& value : node.values) {
    if (is_none_word(node, value)) continue;
    if (auto checked = check_word(with_value(node, value), *asked, snapshot); !checked) return checked;
  }
  return {};
}

bool knows_flag(Subject subject, std::string_view flag) {
  if (subject == Subject::issue) return is_filter_flag(flag);
  const bool is_common = flag == "open" || flag == "overdue";
  return is_common || (subject == Subject::measure && (flag == "no_responsible" || flag == "no_money"));
}

Result<void> check(const FilterNode& node, Subject subject, const RegisterSnapshot& snapshot) {
  if (node.kind == Kind::compare) return check_comparison(node, subject, snapshot);
  if (node.kind == Kind::flag && !knows_flag(subject, node.field))
    return mistake(node, ErrorCode::unknown_field, "no such flag here", node.field);
  const bool is_linked = node.kind == Kind::measure || node.kind == Kind::appeal;
  if (is_linked && subject != Subject::issue)
    return mistake(node, ErrorCode::filter_syntax, "measure(…) and appeal(…) do not stand inside one another",
                   text_of(node));
  const auto inner = node.kind == Kind::measure  ? Subject::measure
                     : node.kind == Kind::appeal ? Subject::appeal
                                                 : subject;
  for (const auto& part : node.parts)
    if (auto checked = check(part, inner, snapshot); !checked) return checked;
  return {};
}
}  // namespace

Result<void> check_filter(const FilterNode& filter, const RegisterSnapshot& snapshot) {
  return check(filter, Subject::issue, snapshot);
}

}  // namespace riskmap
