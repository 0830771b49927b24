// A core begins with the uuid as sixteen bytes, all zero where it is spelled otherwise and stands among the texts.
#include "layers/model/record_packing.h"

#include <array>

namespace riskmap {

namespace {
constexpr std::size_t uuid_bytes = sizeof(UuidBits);

template <typename Core, typename Each>
void visit_days(Core& issue, Each& each) {
  each(issue.occurred_on), each(issue.registered_on), each(issue.due_on), each(issue.resolved_on);
  each(issue.closed_on), each(issue.reopened_on), each(issue.review_on), each(issue.escalated_on);
}

template <typename Core, typename Each, typename Words>
  requires std::is_base_of_v<IssueCore, std::remove_const_t<Core>>
void visit_core(Core& issue, Each& each, Words& words) {
  each(issue.id.value), each(issue.version);
  each(issue.settlement, no_row), each(issue.area, no_row), each(issue.also_settlements);
  each(issue.category, no_row), each(issue.responsible, no_row), each(issue.curator, no_row);
  each(issue.status, Status::registered), each(issue.severity, 1), each(issue.likelihood, 5);
  each(issue.reopen_count), each(issue.sensitivity);
  visit_days(issue, each);
  each.word(issue.escalation, words), each.word(issue.outcome, words);
  each.word(issue.channel, words), each.word(issue.accuracy, words);
  each(issue.affected_people), each(issue.affected_households), each(issue.point);
  each(issue.duplicate_of);
}

template <typename Core, typename Each, typename Words>
  requires std::is_base_of_v<MeasureCore, std::remove_const_t<Core>>
void visit_core(Core& measure, Each& each, Words& words) {
  each(measure.id.value), each(measure.version);
  each(measure.issue, no_row), each(measure.step_no), each(measure.executor, no_row);
  each(measure.start_on), each(measure.due_on), each(measure.due_extended_on), each(measure.done_on);
  each(measure.status, MeasureStatus::planned), each(measure.progress), each(measure.weight, 1.0);
  each.word(measure.kind, words), each.word(measure.funding, words);
  each(measure.budget_kzt), each(measure.spent_kzt), each(measure.unit_amount_kzt), each(measure.beneficiaries);
  each(measure.quantity), each(measure.is_approx);
}

template <typename Record, typename Each>
  requires std::is_same_v<std::remove_const_t<Record>, Issue>
void visit_texts(Record& issue, Each& each) {
  each(issue.reg_no), each(issue.title), each(issue.description), each(issue.lang), each(issue.result);
  each(issue.status_reason), each(issue.address), each(issue.rest);
}

template <typename Record, typename Each>
  requires std::is_same_v<std::remove_const_t<Record>, Measure>
void visit_texts(Record& measure, Each& each) {
  each(measure.settlement), each(measure.area_code), each(measure.target_text), each(measure.text);
  each(measure.extension_reason), each(measure.cancel_reason), each(measure.result), each(measure.programme);
  each(measure.unit), each(measure.beneficiary_unit), each(measure.rest);
}

template <typename Record>
PackedRow packed_record(const Record& record, PackedWords& words) {
  if (record == Record{}) return {};
  const auto uuid = uuid_bits(record.uuid);
  const UuidBits bits = uuid.value_or(UuidBits{});
  std::array<char, uuid_bytes> head{};
  std::memcpy(head.data(), &bits, head.size());
  PackWriter core, texts;
  visit_core(record, core, words);
  texts(uuid ? std::string{} : record.uuid);
  visit_texts(record, texts);
  return {std::string{head.data(), head.size()} + core.taken(), texts.taken()};
}

template <typename Core>
void unpack_core(std::string_view bytes, const PackedWords& words, Core& core) {
  if (bytes.empty()) return;
  PackReader reader{bytes.substr(uuid_bytes)};
  visit_core(core, reader, words);
}

template <typename Record>
void unpack_record(std::string_view core, std::string_view texts, const PackedWords& words, Record& record) {
  if (core.empty()) return;
  unpack_core(core, words, record);
  PackReader reader{texts};
  reader(record.uuid);
  visit_texts(record, reader);
  if (const auto bits = uuid_in(core); bits != UuidBits{}) record.uuid = text_of(bits);
}
}  // namespace

PackedRow packed(const Issue& issue, PackedWords& words) {
  return packed_record(issue, words);
}
PackedRow packed(const Measure& measure, PackedWords& words) {
  return packed_record(measure, words);
}
void unpack(std::string_view core, const PackedWords& words, IssueCore& issue) {
  unpack_core(core, words, issue);
}
void unpack(std::string_view core, const PackedWords& words, MeasureCore& measure) {
  unpack_core(core, words, measure);
}
void unpack(std::string_view core, std::string_view texts, const PackedWords& words, Issue& issue) {
  unpack_record(core, texts, words, issue);
}
void unpack(std::string_view core, std::string_view texts, const PackedWords& words, Measure& measure) {
  unpack_record(core, texts, words, measure);
}

UuidBits uuid_in(std::string_view core) {
  UuidBits bits;
  if (!core.empty()) std::memcpy(&bits, core.data(), sizeof bits);
  return bits;
}

}  // namespace riskmap
