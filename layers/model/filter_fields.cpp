// The table of filter fields: one line each.
#include "layers/model/filter_fields.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "layers/core/text.h"
#include "layers/model/filter_values.h"
#include "layers/model/filter_words.h"

namespace riskmap {

namespace {
using Kind = FilterKind;

template <typename Member>
struct RecordOfMember;
template <typename Record, typename Value>
struct RecordOfMember<Value Record::*> {
  using Type = Record;
};
template <auto member>
using RecordOf = typename RecordOfMember<decltype(member)>::Type;

template <typename Record>
Record record_at(const RegisterSnapshot& snapshot, Row row) {
  if constexpr (std::is_same_v<Record, IssueCore>)
    return snapshot.issues.core(row);
  else if constexpr (std::is_same_v<Record, MeasureCore>)
    return snapshot.measures.core(row);
  else if constexpr (std::is_same_v<Record, Issue>)
    return snapshot.issues[row];
  else
    return snapshot.measures[row];
}

template <typename Number>
std::optional<double> as_number(const Number& number) {
  if constexpr (std::is_arithmetic_v<Number>)
    return static_cast<double>(number);
  else
    return number ? std::optional{static_cast<double>(*number)} : std::nullopt;
}

template <auto member>
constexpr FilterField number(std::string_view name) {
  return {name, Kind::number, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = number_test(node)](Row row) {
              return test(as_number(record_at<RecordOf<member>>(evaluation->snapshot, row).*member));
            };
          }};
}

template <auto member>
constexpr FilterField day(std::string_view name) {
  return {name, Kind::date, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = date_test(node, evaluation->today)](Row row) {
              return test(record_at<RecordOf<member>>(evaluation->snapshot, row).*member);
            };
          }};
}

template <auto member>
constexpr FilterField text(std::string_view name) {
  return {name, Kind::text, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = text_test(node)](Row row) {
              return test(record_at<RecordOf<member>>(evaluation->snapshot, row).*member);
            };
          }};
}

template <auto member>
constexpr FilterField code(std::string_view name, std::string_view domain) {
  return {name, Kind::code, domain, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = code_test(node)](Row row) {
              return test(record_at<RecordOf<member>>(evaluation->snapshot, row).*member);
            };
          }};
}

template <auto member>
constexpr FilterField states(std::string_view name, Kind kind, std::string_view domain) {
  return {name, kind, domain, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = code_test(node)](Row row) {
              return test(code_of(record_at<RecordOf<member>>(evaluation->snapshot, row).*member));
            };
          }};
}

// A link to a record that a value may name in several ways; `named` finds those once.
template <auto member, auto named>
constexpr FilterField linked(std::string_view name, Kind kind) {
  return {name, kind, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            const bool accepts_none = code_test(node).accepts_none && node.op == FilterNode::Op::equal;
            return [evaluation, mask = named(evaluation->snapshot, node), op = node.op, accepts_none](Row row) {
              const Row target = record_at<RecordOf<member>>(evaluation->snapshot, row).*member;
              return target == no_row ? accepts_none : holds_for_named(op, mask[target] != 0);
            };
          }};
}

template <AreaLevel level>
constexpr FilterField inside(std::string_view name) {
  return {name, Kind::place, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) {
            return area_test(evaluation, node, level);
          }};
}

// Fields of an issue kept as stored: links by uuid.
constexpr FilterField kept(std::string_view name) {
  return {name, Kind::text, {}, [](const EvaluationPointer& evaluation, const FilterNode& node) -> RowTest {
            return [evaluation, test = code_test(node), field_name = node.field](Row row) {
              const auto rest = evaluation->snapshot.issues[row].rest;
              const auto found = rest.find(field_name);
              return test(found == rest.end() ? std::string{} : text_of(found->second));
            };
          }};
}

RowTest search_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = text_test(node)](Row row) { return test.holds_for_fold(evaluation->searched_text(row)); };
}

RowTest group_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = code_test(node)](Row row) {
    return test(code_of(group_of(evaluation->snapshot.issues.core(row).status)));
  };
}

RowTest stage_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = code_test(node)](Row row) {
    return test(code_of(stage_of(evaluation->snapshot, row, evaluation->today)));
  };
}

RowTest level_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  const auto words = code_test(node);
  ValueTest<RiskLevel> test{node.op, words.accepts_none, {}};
  for (const auto level : {RiskLevel::low, RiskLevel::medium, RiskLevel::high, RiskLevel::critical})
    if (std::ranges::any_of(words.codes, [level](const auto& word) { return is_same_word(word, code_of(level)); }))
      test.values.push_back(level);
  return [evaluation, test](Row row) {
    const auto level = evaluation->snapshot.level_of(evaluation->snapshot.issues.core(row));
    return test(level == RiskLevel::none ? std::nullopt : std::optional{level});
  };
}

RowTest geometry_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = code_test(node)](Row row) {
    return test(evaluation->snapshot.issues.core(row).point ? "present" : "");
  };
}

RowTest touched_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = date_test(node, evaluation->today)](Row row) {
    return test(evaluation->snapshot.touched_on(row));
  };
}

RowTest due_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = date_test(node, evaluation->today)](Row row) { return test(evaluation->facts(row).due); };
}

template <int IssueFacts::* fact>
RowTest fact_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = number_test(node)](Row row) {
    return test(static_cast<double>(evaluation->facts(row).*fact));
  };
}

RowTest deadline_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  return [evaluation, test = date_test(node, evaluation->today)](Row row) {
    return test(evaluation->snapshot.measures.core(row).deadline());
  };
}

RowTest measure_settlement_test(const EvaluationPointer& evaluation, const FilterNode& node) {
  const auto accepts_none = code_test(node).accepts_none && node.op == FilterNode::Op::equal;
  return [evaluation, mask = named_settlements(evaluation->snapshot, node), op = node.op, accepts_none](Row row) {
    const Row settlement = evaluation->snapshot.find_settlement(evaluation->snapshot.measures[row].settlement);
    return settlement == no_row ? accepts_none : holds_for_named(op, mask[settlement] != 0);
  };
}

constexpr std::array issue_fields = {FilterField{"text", Kind::search, {}, search_test},
                                     FilterField{search_field, Kind::search, {}, search_everywhere_test},
                                     FilterField{"settlement", Kind::place, {}, settlement_test},
                                     FilterField{"within", Kind::region, {}, within_test},
                                     linked<&Issue::area, named_areas>("area", Kind::place),
                                     inside<AreaLevel::rural_district>("rural_district"),
                                     inside<AreaLevel::district>("district"),
                                     inside<AreaLevel::region>("region"),
                                     linked<&Issue::category, named_categories>("category", Kind::category),
                                     linked<&Issue::responsible, named_parties>("responsible", Kind::party),
                                     linked<&Issue::curator, named_parties>("curator", Kind::party),
                                     states<&Issue::status>("status", Kind::status, "status"),
                                     FilterField{"group", Kind::group, {}, group_test},
                                     FilterField{"level", Kind::level, {}, level_test},
                                     FilterField{"stage", Kind::stage, {}, stage_test},
                                     number<&Issue::severity>("severity"),
                                     number<&Issue::likelihood>("likelihood"),
                                     number<&Issue::affected_people>("affected_people"),
                                     number<&Issue::affected_households>("affected_households"),
                                     number<&Issue::reopen_count>("reopen_count"),
                                     number<&Issue::sensitivity>("sensitivity"),
                                     FilterField{"days_over", Kind::number, {}, fact_test<&IssueFacts::days_over>},
                                     FilterField{"progress", Kind::number, {}, fact_test<&IssueFacts::progress>},
                                     FilterField{"due", Kind::date, {}, due_test},
                                     day<&Issue::occurred_on>("occurred_on"),
                                     day<&Issue::registered_on>("registered_on"),
                                     day<&Issue::due_on>("due_on"),
                                     day<&Issue::resolved_on>("resolved_on"),
                                     day<&Issue::closed_on>("closed_on"),
                                     day<&Issue::reopened_on>("reopened_on"),
                                     day<&Issue::review_on>("review_on"),
                                     day<&Issue::escalated_on>("escalated_on"),
                                     FilterField{"touched_on", Kind::date, {}, touched_test},
                                     code<&Issue::escalation>("escalation", "level"),
                                     code<&Issue::outcome>("outcome", "outcome"),
                                     code<&Issue::channel>("channel", "channel"),
                                     code<&Issue::lang>("lang", "lang"),
                                     code<&Issue::accuracy>("location_accuracy", "accuracy"),
                                     code<&Issue::uuid>("uuid", {}),
                                     code<&Issue::duplicate_of>("duplicate_of", {}),
                                     text<&Issue::reg_no>("reg_no"),
                                     text<&Issue::title>("title"),
                                     text<&Issue::description>("description"),
                                     text<&Issue::result>("result"),
                                     text<&Issue::status_reason>("status_reason"),
                                     text<&Issue::address>("address"),
                                     kept("sub_area"),
                                     kept("escalated_to"),
                                     kept("forwarded_to"),
                                     FilterField{"programme", Kind::code, {}, programme_test},
                                     FilterField{"geom", Kind::presence, {}, geometry_test}};

constexpr std::array measure_fields = {states<&Measure::status>("status", Kind::code, "measure_status"),
                                       linked<&Measure::executor, named_parties>("executor", Kind::party),
                                       code<&Measure::kind>("kind", "measure_kind"),
                                       code<&Measure::funding>("funding", "funding"),
                                       code<&Measure::programme>("programme", {}),
                                       code<&Measure::beneficiary_unit>("beneficiary_unit", "beneficiary_unit"),
                                       code<&Measure::uuid>("uuid", {}),
                                       code<&Measure::area_code>("area_code", {}),
                                       FilterField{"settlement", Kind::place, {}, measure_settlement_test},
                                       text<&Measure::text>("text"),
                                       text<&Measure::target_text>("target_text"),
                                       text<&Measure::result>("result"),
                                       text<&Measure::unit>("unit"),
                                       text<&Measure::extension_reason>("extension_reason"),
                                       text<&Measure::cancel_reason>("cancel_reason"),
                                       day<&Measure::start_on>("start_on"),
                                       day<&Measure::due_on>("due_on"),
                                       day<&Measure::due_extended_on>("due_extended_on"),
                                       FilterField{"deadline", Kind::date, {}, deadline_test},
                                       day<&Measure::done_on>("done_on"),
                                       number<&Measure::step_no>("step_no"),
                                       number<&Measure::progress>("progress"),
                                       number<&Measure::weight>("weight"),
                                       number<&Measure::budget_kzt>("budget_kzt"),
                                       number<&Measure::spent_kzt>("spent_kzt"),
                                       number<&Measure::unit_amount_kzt>("unit_amount_kzt"),
                                       number<&Measure::beneficiaries>("beneficiaries"),
                                       number<&Measure::quantity>("quantity"),
                                       number<&Measure::is_approx>("is_approx")};
}  // namespace

const IssueFacts& Evaluation::facts(Row issue) {
  if (facts_row_ != issue) facts_ = facts_of(snapshot, issue, today);
  facts_row_ = issue;
  return facts_;
}

const std::string& Evaluation::searched_text(Row issue) {
  if (text_row_ != issue) {
    const auto record = snapshot.issues[issue];
    text_ = fold(record.title) + '\n' + fold(record.description) + '\n' + fold(record.reg_no);
  }
  text_row_ = issue;
  return text_;
}

std::span<const FilterField> issue_filter_fields() {
  return issue_fields;
}
std::span<const FilterField> measure_filter_fields() {
  return measure_fields;
}

const FilterField* find_filter_field(std::span<const FilterField> fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &FilterField::name);
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace riskmap
