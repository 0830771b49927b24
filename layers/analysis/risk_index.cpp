// INFORM: means inside a category, a scaled geometric mean across, the cube root of the three dimensions' product.
#include "layers/analysis/risk_index.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

namespace {
// Fixed bounds of `domain.md` §5.4: what counts as nothing and as the worst.
constexpr double low_income_high = 30, unemployed_high = 15, families_d_e_high = 20;
constexpr double large_families_high = 40, disabled_high = 10, lonely_elderly_high = 5;
constexpr double overdue_high = 0.5, no_plan_high = 0.5, missing_objects_high = 1, centre_km_high = 60;

constexpr std::array passport = {LeafCode{"low_income_percent", &RiskLeaves::low_income_percent},
                                 LeafCode{"unemployed_percent", &RiskLeaves::unemployed_percent},
                                 LeafCode{"families_d_e_percent", &RiskLeaves::families_d_e_percent},
                                 LeafCode{"large_families_percent", &RiskLeaves::large_families_percent},
                                 LeafCode{"disabled_percent", &RiskLeaves::disabled_percent},
                                 LeafCode{"lonely_elderly_percent", &RiskLeaves::lonely_elderly_percent},
                                 LeafCode{"missing_objects_share", &RiskLeaves::missing_objects_share},
                                 LeafCode{"centre_km", &RiskLeaves::centre_km}};

Leaf scaled(const Leaf& leaf, double high) {
  if (!leaf) return std::nullopt;
  return scaled_leaf(*leaf, 0, high);
}

Leaf mean_of(std::initializer_list<Leaf> leaves) {
  double sum = 0;
  int count = 0;
  for (const Leaf& leaf : leaves)
    if (leaf) sum += *leaf, ++count;
  if (count == 0) return std::nullopt;
  return sum / count;
}

Leaf vulnerability_of(const RiskLeaves& leaves) {
  const std::array categories = {
      mean_of({scaled(leaves.low_income_percent, low_income_high), scaled(leaves.unemployed_percent, unemployed_high),
               scaled(leaves.families_d_e_percent, families_d_e_high)}),
      mean_of({scaled(leaves.large_families_percent, large_families_high),
               scaled(leaves.disabled_percent, disabled_high),
               scaled(leaves.lonely_elderly_percent, lonely_elderly_high)})};
  return scaled_geometric_mean(categories);
}

Leaf coping_of(const RiskLeaves& leaves) {
  const std::array categories = {
      mean_of({scaled(leaves.overdue_share, overdue_high), scaled(leaves.no_plan_share, no_plan_high)}),
      mean_of({scaled(leaves.missing_objects_share, missing_objects_high), scaled(leaves.centre_km, centre_km_high)})};
  return scaled_geometric_mean(categories);
}

double completeness_of(const RiskLeaves& leaves) {
  int present = 2;  // the two hazard leaves follow from the register itself
  for (const auto& [code, leaf] : passport) present += leaves.*leaf ? 1 : 0;
  present += (leaves.overdue_share ? 1 : 0) + (leaves.no_plan_share ? 1 : 0);
  return present / (4.0 + static_cast<double>(passport.size()));
}
}  // namespace

std::optional<double> scaled_geometric_mean(std::span<const Leaf> values) {
  double logarithms = 0;
  int count = 0;
  for (const Leaf& value : values)
    if (value) logarithms += std::log((10 - *value) / 10 * 9 + 1), ++count;
  if (count == 0) return std::nullopt;
  return std::clamp((10 - std::exp(logarithms / count)) / 9 * 10, 0.0, 10.0);
}

double scaled_leaf(double value, double low, double high) {
  return std::clamp(10 * (value - low) / (high - low), 0.0, 10.0);
}

double issue_risk(int severity, int likelihood) {
  return (severity * likelihood - 1) / 24.0 * 10;
}

RiskIndexClass risk_index_class(double shown) {
  if (shown < 2) return RiskIndexClass::very_low;
  if (shown < 3.5) return RiskIndexClass::low;
  if (shown < 5) return RiskIndexClass::medium;
  return shown < 6.5 ? RiskIndexClass::high : RiskIndexClass::very_high;
}

RiskIndex risk_index(const RiskLeaves& leaves) {
  RiskIndex index;
  index.hazard = *scaled_geometric_mean(std::array<Leaf, 2>{leaves.worst_infrastructure, leaves.worst_social});
  index.vulnerability = vulnerability_of(leaves);
  index.coping = coping_of(leaves);
  index.completeness = completeness_of(leaves);
  if (index.vulnerability && index.coping) {
    index.value = std::cbrt(index.hazard * *index.vulnerability * *index.coping);
    index.shown = std::round(*index.value * 10) / 10;
    index.level = risk_index_class(*index.shown);
  }
  return index;
}

std::span<const LeafCode> passport_leaves() {
  return passport;
}

}  // namespace riskmap
