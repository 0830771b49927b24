#include "layers/text/entity_labels.h"

#include <algorithm>
#include <iterator>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
// Ids only: entity_label() translates them.
struct Label {
  std::string_view entity;
  const char* id;
};
constexpr Label labels[] = {{"code_value", "Entry of a list"},
                            {"status_def", "State of a problem"},
                            {"risk_matrix", "Cell of the risk matrix"},
                            {"calendar_day", "Day of the calendar"},
                            {"sla_rule", "Legal term"},
                            {"area", "Area"},
                            {"settlement", "Settlement"},
                            {"sub_area", "Part of a settlement"},
                            {"category", "Category"},
                            {"party", "Responsible party"},
                            {"party_area", "Place of a responsible party"},
                            {"programme", "Programme"},
                            {"issue", "Problem"},
                            {"issue_place", "Place of a problem"},
                            {"issue_programme", "Programme of a problem"},
                            {"measure", "Measure"},
                            {"measure_party", "Party to a measure"},
                            {"reception", "Reception"},
                            {"reception_person", "Person at a reception"},
                            {"appeal", "Appeal"},
                            {"appeal_issue", "Problem of an appeal"},
                            {"document", "Document"},
                            {"attachment", "Attached file"},
                            {"comment", "Comment"},
                            {"indicator", "Indicator"},
                            {"indicator_value", "Passport figure"},
                            {"saved_view", "Saved view"},
                            {"setting", "Setting"},
                            {"hotspot_review", "Review"}};

// Of those that name other records.
constexpr Label many[] = {{"area", "Areas"},
                          {"settlement", "Settlements"},
                          {"sub_area", "Parts of settlements"},
                          {"category", "Categories"},
                          {"party", "Responsible parties"},
                          {"party_area", "Places of responsible parties"},
                          {"programme", "Programmes"},
                          {"issue", "Problems"},
                          {"issue_place", "Places of problems"},
                          {"issue_programme", "Programmes of problems"},
                          {"measure", "Measures"},
                          {"measure_party", "Parties to measures"},
                          {"reception", "Receptions"},
                          {"reception_person", "People at receptions"},
                          {"appeal", "Appeals"},
                          {"appeal_issue", "Problems of appeals"},
                          {"document", "Documents"},
                          {"attachment", "Attached files"},
                          {"indicator", "Indicators"},
                          {"indicator_value", "Passport figures"},
                          {"hotspot_review", "Reviews"}};

// What an office keeps lists of.
constexpr Label lists[] = {{"category", "Categories of problems"},
                           {"programme", "Programmes and projects"},
                           {"indicator", "Passport indicators"},
                           {"status_def", "States of a problem"},
                           {"risk_matrix", "Risk matrix"},
                           {"calendar_day", "Working calendar"},
                           {"sla_rule", "Legal terms"},
                           {"accuracy", "Accuracy of a location"},
                           {"appeal_kind", "Kinds of appeals"},
                           {"area_level", "Levels of areas"},
                           {"beneficiary_unit", "Recipients of aid"},
                           {"channel", "Channels of appeals"},
                           {"dimension", "Parts of the risk index"},
                           {"document_kind", "Kinds of documents"},
                           {"funding", "Sources of funding"},
                           {"lang", "Languages of records"},
                           {"level", "Levels of authority"},
                           {"likelihood", "Grades of likelihood"},
                           {"measure_kind", "Kinds of measures"},
                           {"measure_role", "Roles in a measure"},
                           {"measure_status", "States of a measure"},
                           {"outcome", "Outcomes of problems"},
                           {"party_kind", "Kinds of responsible parties"},
                           {"pillar", "Spheres of categories"},
                           {"programme_kind", "Kinds of programmes"},
                           {"reception_kind", "Kinds of receptions"},
                           {"reception_role", "Roles at a reception"},
                           {"reception_status", "States of a reception"},
                           {"review_state", "States of a review"},
                           {"risk_level", "Risk levels"},
                           {"satisfied", "Satisfaction with the answer"},
                           {"settlement_kind", "Kinds of settlements"},
                           {"settlement_status", "States of settlements"},
                           {"severity", "Grades of severity"},
                           {"sub_area_kind", "Kinds of parts of a settlement"}};

constexpr Label terms[] = {{"APPEAL", "Answer to an appeal"},
                           {"FORWARD", "Passing an appeal on to another body"},
                           {"ISSUE_NO_PLAN", "Planning the first measure of a problem"},
                           {"ISSUE_STALE", "The longest pause in work on a problem"}};
}  // namespace

std::string term_label(std::string_view subject) {
  const auto found = std::ranges::find(terms, subject, &Label::entity);
  return found == std::end(terms) ? std::string{subject} : tr(found->id);
}

std::string list_label(std::string_view list) {
  const auto found = std::ranges::find(lists, list, &Label::entity);
  return found == std::end(lists) ? std::string{list} : tr(found->id);
}

std::string entities_label(std::string_view entity) {
  const auto found = std::ranges::find(many, entity, &Label::entity);
  return found == std::end(many) ? entity_label(entity) : tr(found->id);
}

std::string entity_label(std::string_view entity) {
  const auto found = std::ranges::find(labels, entity, &Label::entity);
  return found == std::end(labels) ? std::string{entity} : tr(found->id);
}

}  // namespace riskmap
