#include "layers/analysis/chosen_places.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "layers/text/translate.h"

namespace riskmap {

bool chooses_places(const FilterNode& filter) {
  constexpr std::array<std::string_view, 5> fields = {"settlement", "rural_district", "district", "region", "within"};
  const bool names_place =
      filter.kind == FilterNode::Kind::compare && std::ranges::find(fields, filter.field) != fields.end();
  return names_place || std::ranges::any_of(filter.parts, chooses_places);
}

std::string chosen_places_words() {
  return tr("The filter keeps the problems of some places; the others count as 0. What stands out may be its choice.");
}

}  // namespace riskmap
