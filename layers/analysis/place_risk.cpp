#include "layers/analysis/place_risk.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "layers/analysis/issue_tally.h"
#include "layers/analysis/place_background.h"
#include "layers/geo/geodesic.h"

namespace riskmap {

namespace {
void measure_way_to_centre(const RegisterSnapshot& snapshot, std::vector<RiskLeaves>& leaves) {
  const auto centre = std::ranges::find_if(snapshot.settlements, [](const Settlement& settlement) {
    return settlement.id && settlement.is_district_centre && settlement.point;
  });
  if (centre == snapshot.settlements.end()) return;
  for (std::size_t row = 0; row < leaves.size(); ++row) {
    const Settlement& settlement = snapshot.settlements[row];
    if (settlement.id && settlement.point && !leaves[row].centre_km)
      leaves[row].centre_km = geodesic_metres(*settlement.point, *centre->point) / 1000;
  }
}

std::vector<RiskLeaves> leaves_in(const RegisterSnapshot& snapshot, const Passports& passports) {
  std::vector<RiskLeaves> leaves(snapshot.settlements.size());
  for (const auto& [code, leaf] : passport_leaves())
    if (const auto position = passports.find(code))
      for (Row row = 0; row < leaves.size(); ++row)
        if (const double value = passports.at(row, *position).value; std::isfinite(value)) leaves[row].*leaf = value;
  measure_way_to_centre(snapshot, leaves);
  return leaves;
}

double worst_of(std::span<const int> open_by_score) {
  for (std::size_t score = open_by_score.size(); score-- > 1;)
    if (open_by_score[score] > 0) return issue_risk(static_cast<int>(score), 1);
  return 0;
}

void add_problems(const IssueTally& tally, RiskLeaves& leaves) {
  const int open = tally.summary.open;
  if (open == 0) return;
  leaves.worst_social = worst_of(tally.open_by_score[0]);
  leaves.worst_infrastructure = worst_of(tally.open_by_score[1]);
  leaves.overdue_share = static_cast<double>(tally.summary.overdue) / open;
  leaves.no_plan_share = static_cast<double>(tally.neglected) / open;
}

std::vector<RiskIndex> indexes_of(const RegisterSnapshot& snapshot, const PassportSource& source) {
  auto leaves = leaves_in(snapshot, source.known.passports);
  std::vector<RiskIndex> indexes;
  for (Row row = 0; row < leaves.size(); ++row) {
    add_problems(source.settlements.tallies[row], leaves[row]);
    indexes.push_back(risk_index(leaves[row]));
  }
  return indexes;
}

// The mean of what settlements have, weighted by residents; of a place with one settlement what that one has. Where it
// is not known how many live in one of them, it cannot be weighed, and without it the mean would be somebody else's.
class WeightedMean {
 public:
  void add(Leaf value, std::optional<std::int64_t> residents) {
    if (!value) return;
    ++count_, plain_ += *value;
    can_weigh_ = can_weigh_ && residents;
    const auto weight = static_cast<double>(residents.value_or(0));
    sum_ += *value * weight, residents_ += weight;
  }
  [[nodiscard]] double mean() const {
    if (count_ == 1) return plain_;
    return can_weigh_ && residents_ > 0 ? sum_ / residents_ : PlaceRisk::no_data;
  }
  [[nodiscard]] double shown() const { return std::round(mean() * 10) / 10; }
  // Of all settlements alike where they cannot be weighed.
  [[nodiscard]] double weighed_or_plain() const {
    if (count_ == 0) return 0;
    return std::isfinite(mean()) ? mean() : plain_ / count_;
  }

 private:
  double sum_ = 0, residents_ = 0, plain_ = 0;
  int count_ = 0;
  bool can_weigh_ = true;
};

struct RiskMeans {
  WeightedMean index, hazard, vulnerability, coping, completeness;
  [[nodiscard]] PlaceRisk risk() const {
    return {index.shown(), hazard.shown(), vulnerability.shown(), coping.shown(), completeness.weighed_or_plain()};
  }
};

void put_risk(const std::vector<RiskIndex>& indexes, const PassportSource& source, std::vector<PlaceSummary>& places) {
  std::vector<RiskMeans> means(places.size());
  for (Row row = 0; row < indexes.size(); ++row) {
    if (source.place_of[row] == no_row) continue;
    auto& mean = means[source.place_of[row]];
    const auto& index = indexes[row];
    const auto& residents = source.known.residents[row];
    mean.index.add(index.value, residents);
    mean.hazard.add(index.hazard, residents);
    mean.vulnerability.add(index.vulnerability, residents);
    mean.coping.add(index.coping, residents);
    mean.completeness.add(index.completeness, residents);
  }
  for (std::size_t place = 0; place < places.size(); ++place) places[place].risk = means[place].risk();
}
}  // namespace

bool has_risk_index(const RegisterSnapshot& snapshot) {
  const auto leaves = passport_leaves();
  return std::ranges::any_of(snapshot.others, [&](const StoredRecord& record) {
    return record.entity == Entity::indicator_value &&
           std::ranges::find(leaves, text_of(field(record.fields, "indicator")), &LeafCode::code) != leaves.end();
  });
}

void put_passports(const RegisterSnapshot& snapshot, const PassportSource& source, std::vector<PlaceSummary>& places) {
  const auto& known = source.known;
  auto sums = passport_sums(snapshot, known.passports, known.residents, source.place_of, places.size());
  for (std::size_t place = 0; place < places.size(); ++place) places[place].passport = std::move(sums[place]);
  if (known.has_risk_index) put_risk(indexes_of(snapshot, source), source, places);
}

}  // namespace riskmap
