// What a field is called in forms, tables, facts and history.
#include <algorithm>
#include <iterator>

#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Ids only: field_label() translates them. An empty entity = every entity that has no line of its own.
struct Label {
  std::string_view entity, field;
  const char* id;
};
constexpr Label labels[] = {{"issue", "reg_no", "Registration number"},
                            {"issue", "area", "Rural district or district"},
                            {"issue", "title", "Summary"},
                            {"issue", "occurred_on", "Arose on"},
                            {"issue", "due_on", "Deadline"},
                            {"document", "number", "Document number"},
                            {"document", "dated_on", "Date of the document"},
                            {"document", "from_party", "Sender"},
                            {"document", "to_party", "Addressee"},
                            {"document", "due_on", "An answer is due on"},
                            {"document", "answers", "Answers the letter"},
                            {"measure", "text", "Measure"},
                            {"measure", "kind", "Kind of measure"},
                            {"measure", "start_on", "Start date"},
                            {"settlement", "geom", "Coordinates"},
                            {"", "active", "In use"},
                            {"", "address", "Address"},
                            {"", "affected_households", "Households affected"},
                            {"", "affected_people", "People affected"},
                            {"", "area_code", "Area code"},
                            {"", "beneficiaries", "Beneficiaries"},
                            {"", "beneficiary_unit", "Beneficiaries are"},
                            {"", "budget_kzt", "Budget, KZT"},
                            {"", "cancel_reason", "Reason for cancelling"},
                            {"", "category", "Category"},
                            {"", "channel", "Channel"},
                            {"", "closed_on", "Closed on"},
                            {"", "code", "Code"},
                            {"", "constituency", "Constituency"},
                            {"", "curator", "Supervising deputy"},
                            {"", "description", "Description"},
                            {"", "done_on", "Completed on"},
                            {"", "due_extended_on", "Extended deadline"},
                            {"", "due_on", "Deadline"},
                            {"", "duplicate_of", "Duplicate of"},
                            {"", "email", "E-mail"},
                            {"", "escalated_on", "Escalated on"},
                            {"", "escalated_to", "Escalated to"},
                            {"", "escalation", "Escalation level"},
                            {"", "executor", "Executor"},
                            {"", "extension_reason", "Reason for the extension"},
                            {"", "forwarded_to", "Forwarded to"},
                            {"", "funding", "Funding source"},
                            {"", "geom", "Location"},
                            {"", "is_approx", "Approximate figures"},
                            {"", "is_district_centre", "District centre"},
                            {"", "is_schematic", "Schematic boundary"},
                            {"", "issue", "Problem"},
                            {"", "kato", "KATO code"},
                            {"", "kind", "Kind"},
                            {"", "lang", "Language of the record"},
                            {"", "level", "Level"},
                            {"", "likelihood", "Likelihood"},
                            {"", "location_accuracy", "Accuracy of the location"},
                            {"", "name_en", "Name in English"},
                            {"", "name_kk", "Name in Kazakh"},
                            {"", "name_ru", "Name in Russian"},
                            {"", "note", "Note"},
                            {"", "other_names", "Other names"},
                            {"", "outcome", "Outcome"},
                            {"", "parent_code", "Belongs to"},
                            {"", "person_name", "Name of the person"},
                            {"", "phone", "Phone"},
                            {"", "programme", "Programme or project"},
                            {"", "progress", "Progress, %"},
                            {"", "quantity", "Quantity"},
                            {"", "registered_on", "Registered on"},
                            {"", "reopen_count", "Times reopened"},
                            {"", "reopened_on", "Reopened on"},
                            {"", "resolved_on", "Resolved on"},
                            {"", "responsible", "Responsible"},
                            {"", "result", "Result"},
                            {"", "review_on", "Look again on"},
                            {"", "rural_district", "Rural district"},
                            {"", "sensitivity", "Confidentiality level"},
                            {"", "settlement", "Settlement"},
                            {"", "severity", "Severity"},
                            {"", "source", "Source"},
                            {"", "spent_kzt", "Spent, KZT"},
                            {"", "start_on", "Start date"},
                            {"", "status", "Status"},
                            {"", "status_reason", "Reason"},
                            {"", "step_no", "Step"},
                            {"", "sub_area", "Part of the settlement"},
                            {"", "target_text", "Who is helped"},
                            {"", "term_from", "Term from"},
                            {"", "term_to", "Term to"},
                            {"", "text", "Text"},
                            {"", "title", "Title"},
                            {"", "unit", "Unit"},
                            {"", "unit_amount_kzt", "Amount per unit, KZT"},
                            {"", "weight", "Share of the whole work"}};
}  // namespace

std::string field_label(std::string_view entity, std::string_view field) {
  for (const std::string_view owner : {entity, std::string_view{}}) {
    const auto found =
        std::ranges::find_if(labels, [&](const Label& label) { return label.entity == owner && label.field == field; });
    if (found != std::end(labels)) return tr(found->id);
  }
  return std::string{field};
}

}  // namespace riskmap
