// The field tables (source: `domain.md` §3 and `decisions.md` 37–42).
#include "layers/model/entity.h"

#include <algorithm>
#include <array>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
using enum FieldType;
constexpr bool required = true;

constexpr FieldSpec code_value_fields[] = {{"domain", text, {}, required, 40},
                                           {"code", text, {}, required, 40},
                                           {"kk", text, {}, required, 200},
                                           {"ru", text, {}, required, 200},
                                           {"en", text, {}, required, 200},
                                           {"sort", integer, {}, false, 0, 0, 1e6},
                                           {"active", flag}};
constexpr FieldSpec status_def_fields[] = {
    {"code", text, {}, required, 40},          {"grp", text, {}, required, 20}, {"counts_as_open", flag},
    {"kk", text, {}, required, 200},           {"ru", text, {}, required, 200}, {"en", text, {}, required, 200},
    {"sort", integer, {}, required, 0, 0, 1e6}};
constexpr FieldSpec risk_matrix_fields[] = {{"severity", integer, {}, required, 0, 1, 5},
                                            {"likelihood", integer, {}, required, 0, 1, 5},
                                            {"level", code, "risk_level", required}};
constexpr FieldSpec calendar_day_fields[] = {
    {"day", date, {}, required}, {"is_workday", flag}, {"note", text, {}, false, 300}};
constexpr FieldSpec area_fields[] = {{"code", text, {}, required, 40},
                                     {"level", code, "area_level", required},
                                     {"parent_code", text, {}, false, 40},
                                     {"name_kk", text, {}, false, 200},
                                     {"name_ru", text, {}, false, 200},
                                     {"name_en", text, {}, false, 200},
                                     {"source", text, {}, false, 300},
                                     {"is_schematic", flag},
                                     {"geom", geometry}};
constexpr FieldSpec settlement_fields[] = {{"kato", text, {}, false, 40},
                                           {"kind", code, "settlement_kind", required},
                                           {"name_kk", text, {}, required, 200},
                                           {"name_ru", text, {}, false, 200},
                                           {"name_en", text, {}, false, 200},
                                           {"other_names", text, {}, false, 1000},
                                           {"rural_district", text, {}, false, 40},
                                           {"is_district_centre", flag},
                                           {"status", code, "settlement_status", required},
                                           {"note", text, {}, false, 2000},
                                           {"geom", geometry}};
constexpr FieldSpec sub_area_fields[] = {{"settlement", link, "settlement", required},
                                         {"kind", code, "sub_area_kind", required},
                                         {"name_kk", text, {}, required, 200},
                                         {"name_ru", text, {}, false, 200},
                                         {"name_en", text, {}, false, 200},
                                         {"population", integer, {}, false, 0, 0, 1e9},
                                         {"geom", geometry}};
constexpr FieldSpec category_fields[] = {{"code", text, {}, required, 80},
                                         {"parent", text, {}, false, 80},
                                         {"num", text, {}, required, 20},
                                         {"kk", text, {}, required, 200},
                                         {"ru", text, {}, required, 200},
                                         {"en", text, {}, required, 200},
                                         {"pillar", code, "pillar", required},
                                         {"sensitivity", integer, {}, required, 0, 0, 2},
                                         {"default_days", integer, {}, false, 0, 1, 3650},
                                         {"default_owner", code, "party_kind"},
                                         {"active", flag}};
constexpr FieldSpec sla_rule_fields[] = {{"applies_to", text, {}, required, 40},
                                         {"category", code, "category"},
                                         {"appeal_kind", code, "appeal_kind"},
                                         {"n_days", integer, {}, required, 0, 1, 366},
                                         {"workdays", flag},
                                         {"valid_from", date, {}, required},
                                         {"source", text, {}, false, 500}};
constexpr FieldSpec party_fields[] = {{"kind", code, "party_kind", required},
                                      {"name_kk", text, {}, required, 300},
                                      {"name_ru", text, {}, false, 300},
                                      {"name_en", text, {}, false, 300},
                                      {"person_name", text, {}, false, 200},
                                      {"level", code, "level"},
                                      {"constituency", text, {}, false, 200},
                                      {"term_from", date},
                                      {"term_to", date},
                                      {"phone", text, {}, false, 60},
                                      {"email", text, {}, false, 120},
                                      {"active", flag}};
constexpr FieldSpec party_area_fields[] = {
    {"party", link, "party", required}, {"code", text, {}, required, 40}, {"sub_area", link, "sub_area"}};
constexpr FieldSpec programme_fields[] = {{"code", text, {}, required, 80},
                                          {"kk", text, {}, required, 300},
                                          {"ru", text, {}, false, 300},
                                          {"en", text, {}, false, 300},
                                          {"kind", code, "programme_kind", required},
                                          {"parent", text, {}, false, 80},
                                          {"date_from", date},
                                          {"date_to", date},
                                          {"active", flag}};
constexpr FieldSpec issue_fields[] = {{"reg_no", text, {}, false, 40},
                                      {"settlement", link, "settlement"},
                                      {"area", link, "area"},
                                      {"sub_area", link, "sub_area"},
                                      {"category", code, "category", required},
                                      {"title", text, {}, required, 200},
                                      {"description", text, {}, false, 10000},
                                      {"lang", code, "lang"},
                                      {"severity", integer, {}, required, 0, 1, 5},
                                      {"likelihood", integer, {}, required, 0, 1, 5},
                                      {"affected_people", integer, {}, false, 0, 0, 1e9},
                                      {"affected_households", integer, {}, false, 0, 0, 1e9},
                                      {"escalation", code, "level"},
                                      {"escalated_on", date},
                                      {"escalated_to", link, "party"},
                                      {"status", code, "status", required},
                                      {"outcome", code, "outcome"},
                                      {"result", text, {}, false, 4000},
                                      {"status_reason", text, {}, false, 2000},
                                      {"review_on", date},
                                      {"forwarded_to", link, "party"},
                                      {"channel", code, "channel"},
                                      {"occurred_on", date},
                                      {"registered_on", date, {}, required},
                                      {"due_on", date},
                                      {"resolved_on", date},
                                      {"closed_on", date},
                                      {"reopened_on", date},
                                      {"reopen_count", integer, {}, false, 0, 0, 1000},
                                      {"responsible", link, "party"},
                                      {"curator", link, "party"},
                                      {"duplicate_of", link, "issue"},
                                      {"sensitivity", integer, {}, required, 0, 0, 2},
                                      {"address", text, {}, false, 300},
                                      {"location_accuracy", code, "accuracy"},
                                      {"geom", geometry}};
constexpr FieldSpec issue_place_fields[] = {
    {"issue", link, "issue", required}, {"settlement", link, "settlement"}, {"area", link, "area"}};
constexpr FieldSpec issue_programme_fields[] = {{"issue", link, "issue", required},
                                                {"programme", code, "programme", required}};
constexpr FieldSpec measure_fields[] = {{"issue", link, "issue"},
                                        {"settlement", link, "settlement"},
                                        {"area_code", text, {}, false, 40},
                                        {"target_text", text, {}, false, 300},
                                        {"step_no", integer, {}, required, 0, 1, 1000},
                                        {"kind", code, "measure_kind", required},
                                        {"text", text, {}, required, 2000},
                                        {"executor", link, "party"},
                                        {"start_on", date},
                                        {"due_on", date},
                                        {"due_extended_on", date},
                                        {"extension_reason", text, {}, false, 1000},
                                        {"done_on", date},
                                        {"status", code, "measure_status", required},
                                        {"progress", integer, {}, required, 0, 0, 100},
                                        {"weight", real, {}, false, 0, 0.001, 1000},
                                        {"budget_kzt", integer, {}, false, 0, 0, 9e18},
                                        {"spent_kzt", integer, {}, false, 0, 0, 9e18},
                                        {"unit_amount_kzt", integer, {}, false, 0, 0, 9e18},
                                        {"funding", code, "funding"},
                                        {"programme", code, "programme"},
                                        {"quantity", real, {}, false, 0, 0, 1e15},
                                        {"unit", text, {}, false, 60},
                                        {"beneficiaries", integer, {}, false, 0, 0, 1e9},
                                        {"beneficiary_unit", code, "beneficiary_unit"},
                                        {"is_approx", flag},
                                        {"result", text, {}, false, 4000},
                                        {"cancel_reason", text, {}, false, 1000}};
constexpr FieldSpec measure_party_fields[] = {{"measure", link, "measure", required},
                                              {"party", link, "party", required},
                                              {"role", code, "measure_role", required}};
constexpr FieldSpec reception_fields[] = {{"kind", code, "reception_kind", required},
                                          {"status", code, "reception_status", required},
                                          {"planned_on", date, {}, required},
                                          {"held_on", date},
                                          {"settlement", link, "settlement"},
                                          {"area_code", text, {}, false, 40},
                                          {"place", text, {}, false, 300},
                                          {"cancel_reason", text, {}, false, 1000},
                                          {"plan_document", link, "document"},
                                          {"note", text, {}, false, 4000}};
constexpr FieldSpec reception_person_fields[] = {{"reception", link, "reception", required},
                                                 {"party", link, "party", required},
                                                 {"role", code, "reception_role", required}};
constexpr FieldSpec appeal_fields[] = {{"reg_no", text, {}, false, 40},
                                       {"external_no", text, {}, false, 80},
                                       {"external_system", text, {}, false, 80},
                                       {"kind", code, "appeal_kind", required},
                                       {"channel", code, "channel", required},
                                       {"reception", link, "reception"},
                                       {"received_on", date, {}, required},
                                       {"registered_on", date},
                                       {"due_on", date},
                                       {"extended_to", date},
                                       {"forwarded_on", date},
                                       {"answered_on", date},
                                       {"answer_text", text, {}, false, 4000},
                                       {"answer_channel", code, "channel"},
                                       {"satisfied", code, "satisfied"},
                                       {"collective_count", integer, {}, false, 0, 1, 1e6},
                                       {"summary", text, {}, required, 2000},
                                       {"settlement", link, "settlement"},
                                       {"sub_area", link, "sub_area"},
                                       {"category", code, "category"},
                                       {"is_anonymous", flag},
                                       {"repeat_of", link, "appeal"}};
constexpr FieldSpec appeal_issue_fields[] = {{"appeal", link, "appeal", required}, {"issue", link, "issue", required}};
constexpr FieldSpec document_fields[] = {{"owner_entity", text, {}, required, 40},
                                         {"owner", text, {}, required, 36},
                                         {"kind", code, "document_kind", required},
                                         {"number", text, {}, false, 80},
                                         {"dated_on", date},
                                         {"from_party", link, "party"},
                                         {"to_party", link, "party"},
                                         {"due_on", date},
                                         {"answers", link, "document"},
                                         {"attachment", text, {}, false, 36},
                                         {"note", text, {}, false, 2000}};
// owner: the record it belongs to; sha256: of the bytes, which the store keeps under it.
constexpr FieldSpec attachment_fields[] = {{"owner_entity", text, {}, required, 40},
                                           {"owner", text, {}, required, 36},
                                           {"file_name", text, {}, required, 255},
                                           {"mime", text, {}, required, 80},
                                           {"size_bytes", integer, {}, required, 0, 1, 20971520},
                                           {"sha256", text, {}, required, 64},
                                           {"caption", text, {}, false, 500},
                                           {"taken_on", date},
                                           {"is_public", flag}};
constexpr FieldSpec comment_fields[] = {{"issue", link, "issue", required},
                                        {"author", text, {}, required, 200},
                                        {"at", timestamp, {}, required},
                                        {"text", text, {}, required, 4000},
                                        {"is_public", flag}};
constexpr FieldSpec indicator_fields[] = {{"code", text, {}, required, 80},
                                          {"kk", text, {}, required, 200},
                                          {"ru", text, {}, required, 200},
                                          {"en", text, {}, required, 200},
                                          {"unit", text, {}, required, 40},
                                          {"dimension", code, "dimension"},
                                          {"component", text, {}, false, 80},
                                          {"min_bound", real},
                                          {"max_bound", real},
                                          {"higher_is_worse", flag}};
constexpr FieldSpec indicator_value_fields[] = {{"settlement", link, "settlement", required},
                                                {"indicator", text, {}, required, 80},
                                                {"as_of", date, {}, required},
                                                {"value", real, {}, required},
                                                {"source", text, {}, false, 300}};
constexpr FieldSpec saved_view_fields[] = {{"name", text, {}, required, 120}, {"json", text, {}, required, 100000}};
constexpr FieldSpec setting_fields[] = {{"key", text, {}, required, 120}, {"value", text, {}, false, 4000}};
constexpr FieldSpec hotspot_review_fields[] = {{"subject", text, {}, required, 200},
                                               {"reason", text, {}, required, 80},
                                               {"state", code, "review_state", required},
                                               {"note", text, {}, false, 2000},
                                               {"assigned_to", link, "party"},
                                               {"reviewed_by", text, {}, false, 200},
                                               {"reviewed_on", date}};

constexpr std::array specs = {EntitySpec{Entity::code_value, "code_value", code_value_fields},
                              EntitySpec{Entity::status_def, "status_def", status_def_fields},
                              EntitySpec{Entity::risk_matrix, "risk_matrix", risk_matrix_fields},
                              EntitySpec{Entity::calendar_day, "calendar_day", calendar_day_fields},
                              EntitySpec{Entity::area, "area", area_fields},
                              EntitySpec{Entity::settlement, "settlement", settlement_fields},
                              EntitySpec{Entity::sub_area, "sub_area", sub_area_fields},
                              EntitySpec{Entity::category, "category", category_fields},
                              EntitySpec{Entity::sla_rule, "sla_rule", sla_rule_fields},
                              EntitySpec{Entity::party, "party", party_fields},
                              EntitySpec{Entity::party_area, "party_area", party_area_fields},
                              EntitySpec{Entity::programme, "programme", programme_fields},
                              EntitySpec{Entity::issue, "issue", issue_fields},
                              EntitySpec{Entity::issue_place, "issue_place", issue_place_fields},
                              EntitySpec{Entity::issue_programme, "issue_programme", issue_programme_fields},
                              EntitySpec{Entity::measure, "measure", measure_fields},
                              EntitySpec{Entity::measure_party, "measure_party", measure_party_fields},
                              EntitySpec{Entity::reception, "reception", reception_fields},
                              EntitySpec{Entity::reception_person, "reception_person", reception_person_fields},
                              EntitySpec{Entity::appeal, "appeal", appeal_fields},
                              EntitySpec{Entity::appeal_issue, "appeal_issue", appeal_issue_fields},
                              EntitySpec{Entity::document, "document", document_fields},
                              EntitySpec{Entity::attachment, "attachment", attachment_fields},
                              EntitySpec{Entity::comment, "comment", comment_fields},
                              EntitySpec{Entity::indicator, "indicator", indicator_fields},
                              EntitySpec{Entity::indicator_value, "indicator_value", indicator_value_fields},
                              EntitySpec{Entity::saved_view, "saved_view", saved_view_fields},
                              EntitySpec{Entity::setting, "setting", setting_fields},
                              EntitySpec{Entity::hotspot_review, "hotspot_review", hotspot_review_fields}};
}  // namespace

std::span<const EntitySpec> all_entities() {
  return specs;
}

const EntitySpec& spec_of(Entity entity) {
  const auto& spec = specs[static_cast<std::size_t>(entity)];
  RISKMAP_REQUIRE(spec.entity == entity);
  return spec;
}

std::optional<Entity> entity_named(std::string_view name) {
  const auto found = std::ranges::find(specs, name, &EntitySpec::name);
  if (found == specs.end()) return std::nullopt;
  return found->entity;
}

const FieldSpec* find_field(const EntitySpec& spec, std::string_view name) {
  const auto found = std::ranges::find(spec.fields, name, &FieldSpec::name);
  return found == spec.fields.end() ? nullptr : &*found;
}

}  // namespace riskmap
