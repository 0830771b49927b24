#include "layers/analysis/chosen_places.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "layers/core/text.h"
#include "layers/model/filter_fields.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
bool is_in(const Names& names, const std::string& key) {
  return std::ranges::any_of(std::array{&names.kk, &names.ru, &names.en},
                             [&](const auto* name) { return latin_key(*name).contains(key); });
}

bool is_called(const RegisterSnapshot& snapshot, const std::string& word) {
  const auto key = latin_key(word);
  const auto is_so = [&](const auto& place) { return place.id && is_in(place.names, key); };
  return !key.empty() &&
         (std::ranges::any_of(snapshot.settlements, is_so) || std::ranges::any_of(snapshot.areas, is_so));
}
}  // namespace

bool chooses_places(const FilterNode& filter, const RegisterSnapshot& snapshot) {
  constexpr std::array<std::string_view, 5> fields = {"settlement", "rural_district", "district", "region", "within"};
  if (filter.kind == FilterNode::Kind::compare) {
    if (std::ranges::find(fields, filter.field) != fields.end()) return true;
    return filter.field == search_field &&
           std::ranges::any_of(filter.values, [&](const auto& word) { return is_called(snapshot, word); });
  }
  return std::ranges::any_of(filter.parts, [&](const auto& part) { return chooses_places(part, snapshot); });
}

std::string chosen_places_words() {
  return tr("The filter keeps the problems of some places; the others count as 0. What stands out may be its choice.");
}

}  // namespace riskmap
