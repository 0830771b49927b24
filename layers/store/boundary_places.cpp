// Settlements carry their points; an area is where its settlements are.
#include "layers/store/boundary_places.h"

#include <algorithm>
#include <array>
#include <utility>

#include "layers/core/text.h"

namespace riskmap {

namespace {
// Words for the kind of a place, folded (see fold()); "с.о.", "г." and "р-н" go with all words of one letter.
constexpr std::array<std::string_view, 19> kind_words = {
    "ауданы", "аудан", "раион", "ауылдык", "округи",  "округ", "сельскии", "каласы",  "кала",   "город",
    "ауылы",  "ауыл",  "аул",   "село",    "поселок", "кент",  "кенти",    "область", "областы"};

bool says_only_what_kind(std::string_view word) {
  return length_in_characters(word) == 1 || std::ranges::find(kind_words, word) != kind_words.end();
}

void add_key(std::vector<std::string>& keys, std::string_view name) {
  auto key = place_key(name);
  if (!key.empty() && std::ranges::find(keys, key) == keys.end()) keys.push_back(std::move(key));
}

std::vector<LonLat> points_where(const RegisterSnapshot& snapshot, const auto& wanted) {
  std::vector<LonLat> points;
  for (const auto& settlement : snapshot.settlements)
    if (settlement.id && settlement.point && wanted(settlement)) points.push_back(*settlement.point);
  return points;
}

BoundaryPlace place_of(const RegisterSnapshot& snapshot, const Settlement& settlement) {
  BoundaryPlace place{settlement.kato.empty() ? settlement.uuid : settlement.kato,
                      settlement.rural_district,
                      settlement.names,
                      {},
                      {},
                      {}};
  for (const auto* name : {&settlement.names.kk, &settlement.names.ru, &settlement.names.en})
    add_key(place.keys, *name);
  for (const auto& name : settlement.other_names) add_key(place.keys, name);
  if (settlement.point) place.own_points.push_back(*settlement.point);
  place.near_points = points_where(snapshot, [&](const Settlement& other) {
    return !settlement.rural_district.empty() && other.rural_district == settlement.rural_district;
  });
  return place;
}

BoundaryPlace place_of(const RegisterSnapshot& snapshot, const Area& area) {
  BoundaryPlace place{area.code, area.parent_code, area.names, {}, {}, {}};
  for (const auto* name : {&area.names.kk, &area.names.ru, &area.names.en}) add_key(place.keys, *name);
  // A register is a district or a region: all its settlements lie in its areas of these levels.
  place.own_points = points_where(snapshot, [&](const Settlement& settlement) {
    return area.level != AreaLevel::rural_district || settlement.rural_district == area.code;
  });
  if (area.level == AreaLevel::district) {
    const auto count = std::ranges::count_if(
        snapshot.areas, [](const Area& other) { return other.id && other.level == AreaLevel::district; });
    if (count > 1) place.own_points.clear();
  }
  place.near_points = place.own_points;
  return place;
}
}  // namespace

std::vector<BoundaryPlace> boundary_places(const RegisterSnapshot& snapshot, AreaLevel level) {
  std::vector<BoundaryPlace> places;
  if (level == AreaLevel::settlement) {
    for (const auto& settlement : snapshot.settlements)
      if (settlement.id) places.push_back(place_of(snapshot, settlement));
    return places;
  }
  for (const auto& area : snapshot.areas)
    if (area.id && area.level == level) places.push_back(place_of(snapshot, area));
  return places;
}

std::string place_key(std::string_view name) {
  const auto words = folded_words(fold(name));
  std::string key, whole;
  for (const auto& word : words) {
    whole += word;
    if (!says_only_what_kind(word)) key += word;
  }
  return key.empty() ? whole : key;
}

}  // namespace riskmap
