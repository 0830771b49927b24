#include "layers/analysis/indicator_passport.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "layers/geo/geodesic.h"

namespace riskmap {

namespace {
const LeafCode* leaf_of(const StoredRecord& record) {
  if (record.entity != Entity::indicator_value) return nullptr;
  const auto leaves = passport_leaves();
  const auto found = std::ranges::find(leaves, text_of(field(record.fields, "indicator")), &LeafCode::code);
  return found == leaves.end() ? nullptr : &*found;
}

void measure_way_to_centre(const RegisterSnapshot& snapshot, std::vector<RiskLeaves>& passports) {
  const auto centre = std::ranges::find_if(snapshot.settlements, [](const Settlement& settlement) {
    return settlement.id && settlement.is_district_centre && settlement.point;
  });
  if (centre == snapshot.settlements.end()) return;
  for (std::size_t row = 0; row < passports.size(); ++row) {
    const Settlement& settlement = snapshot.settlements[row];
    if (settlement.id && settlement.point && !passports[row].centre_km)
      passports[row].centre_km = geodesic_metres(*settlement.point, *centre->point) / 1000;
  }
}
}  // namespace

bool has_passport(const RegisterSnapshot& snapshot) {
  return std::ranges::any_of(snapshot.others, [](const StoredRecord& record) { return leaf_of(record) != nullptr; });
}

std::vector<RiskLeaves> passports_of(const RegisterSnapshot& snapshot) {
  std::vector<RiskLeaves> passports(snapshot.settlements.size());
  std::map<std::pair<Row, std::string_view>, std::string> newest;  // day of the figure taken, ISO text
  for (const StoredRecord& record : snapshot.others) {
    const LeafCode* leaf = leaf_of(record);
    if (!leaf) continue;
    const Row row = snapshot.find_settlement(text_of(field(record.fields, "settlement")));
    if (row == no_row) continue;
    const auto day = text_of(field(record.fields, "as_of"));
    auto& taken = newest[{row, leaf->code}];
    if (!taken.empty() && day <= taken) continue;
    taken = day;
    passports[row].*(leaf->leaf) = real_of(field(record.fields, "value"));
  }
  measure_way_to_centre(snapshot, passports);
  return passports;
}

}  // namespace riskmap
