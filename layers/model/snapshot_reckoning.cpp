// What a register reckons with, out of its records: the entries of its lists, the stations of the life cycle, the risk
// matrix, the free and worked days, the legal terms.
#include <algorithm>
#include <tuple>

#include "layers/model/register_snapshot.h"

namespace riskmap {

namespace {
constexpr std::string_view states = "status";  // the list of the life cycle

std::optional<std::size_t> cell_of(const StoredRecord& record) {
  const auto step = [&record](std::string_view name) { return integer_of(field(record.fields, name)); };
  const auto severity = step("severity"), likelihood = step("likelihood");
  if (severity < 1 || severity > 5 || likelihood < 1 || likelihood > 5) return std::nullopt;
  return static_cast<std::size_t>((severity - 1) * 5 + likelihood - 1);
}

std::optional<Date> day_of(const StoredRecord& record) {
  return parse_iso_date(text_of(field(record.fields, "day")));
}

CodeValue entry_of(const StoredRecord& record) {
  const auto words = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
  return {words("code"),
          {words("kk"), words("ru"), words("en")},
          static_cast<int>(integer_of(field(record.fields, "sort"))),
          integer_of(field(record.fields, "active"), 1) != 0,
          record.uuid};
}
}  // namespace

void RegisterSnapshot::join_entry(std::string_view list, const StoredRecord& record) {
  auto& entries = codes[std::string{list}];
  auto entry = entry_of(record);
  const auto place = [](const CodeValue& value) { return std::tie(value.sort, value.code); };
  const auto at = std::ranges::upper_bound(entries, place(entry), {}, place);
  entries.insert(at, std::move(entry));
}

void RegisterSnapshot::part_entry(std::string_view list, std::string_view uuid) {
  const auto entries = codes.find(list);
  if (entries == codes.end()) return;
  std::erase_if(entries->second, [uuid](const CodeValue& value) { return value.uuid == uuid; });
}

void RegisterSnapshot::join_reckoning(const StoredRecord& record) {
  if (record.entity == Entity::code_value) join_entry(text_of(field(record.fields, "domain")), record);
  if (record.entity == Entity::status_def) join_entry(states, record);
  if (record.entity == Entity::risk_matrix)
    if (const auto cell = cell_of(record))
      risk_matrix[*cell] = risk_level_of(text_of(field(record.fields, "level"))).value_or(RiskLevel::none);
  if (record.entity == Entity::calendar_day)
    if (const auto day = day_of(record)) calendar.set(*day, integer_of(field(record.fields, "is_workday")) != 0);
  if (record.entity == Entity::sla_rule) {
    legal_terms.push_back(legal_term_of(record));
    terms = terms_in_force(legal_terms);
  }
}

void RegisterSnapshot::part_reckoning(const StoredRecord& record) {
  if (record.entity == Entity::code_value) part_entry(text_of(field(record.fields, "domain")), record.uuid);
  if (record.entity == Entity::status_def) part_entry(states, record.uuid);
  if (record.entity == Entity::risk_matrix)
    if (const auto cell = cell_of(record)) risk_matrix[*cell] = RiskLevel::none;
  if (record.entity == Entity::calendar_day)
    if (const auto day = day_of(record)) calendar.forget(*day);
  if (record.entity == Entity::sla_rule) {
    std::erase_if(legal_terms, [&record](const LegalTerm& term) { return term.uuid == record.uuid; });
    terms = terms_in_force(legal_terms);
  }
}

}  // namespace riskmap
