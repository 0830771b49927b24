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
constexpr Label labels[] = {{"area", "Area"},
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
                            {"comment", "Comment"},
                            {"indicator", "Indicator"},
                            {"indicator_value", "Passport figure"},
                            {"saved_view", "Saved view"},
                            {"setting", "Setting"},
                            {"hotspot_review", "Review"}};
}  // namespace

std::string entity_label(std::string_view entity) {
  const auto found = std::ranges::find(labels, entity, &Label::entity);
  return found == std::end(labels) ? std::string{entity} : tr(found->id);
}

}  // namespace riskmap
