// The settlement risk index, 0–10, by the INFORM method (`domain.md` §5.4). Pure functions of numbers.
#pragma once
#include <array>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "layers/model/status.h"

namespace riskmap {

inline constexpr std::string_view risk_index_method = "INFORM-2026.1";  // written in exports

using Leaf = std::optional<double>;  // nothing = missing: skipped

// Scaled geometric mean of values 0–10 (missing ones skipped), clamped to 0–10; nothing when none is present.
std::optional<double> scaled_geometric_mean(std::span<const Leaf> values);
// Minimum–maximum scaling to 0–10 with fixed bounds, clamped.
double scaled_leaf(double value, double low, double high);
// A problem's score on 0–10: (severity × likelihood − 1) / 24 · 10.
double issue_risk(int severity, int likelihood);

// The passport figures of a settlement; shares in per cent where the name says so.
struct RiskLeaves {
  double worst_infrastructure = 0, worst_social = 0;  // highest issue_risk of an open problem; 0 = none open
  Leaf low_income_percent, unemployed_percent, families_d_e_percent;
  Leaf large_families_percent, disabled_percent, lonely_elderly_percent;
  Leaf overdue_share, no_plan_share, missing_objects_share;  // 0–1
  Leaf centre_km;
};

enum class RiskIndexClass { very_low, low, medium, high, very_high };

struct RiskIndex {
  double hazard = 0;
  std::optional<double> vulnerability, coping, value;  // nothing = a dimension without a single leaf
  std::optional<double> shown;                         // one decimal, half away from zero
  std::optional<RiskIndexClass> level;                 // of the shown value
  double completeness = 0;  // present leaves / all leaves, the two hazard leaves always present
};
RiskIndex risk_index(const RiskLeaves& leaves);
RiskIndexClass risk_index_class(double shown);

// Of a place, each to a decimal as it is shown; NaN = a dimension without a single leaf.
struct PlaceRisk {
  static constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
  double index = no_data, hazard = no_data, vulnerability = no_data, coping = no_data;
  double completeness = 0;
};

// Codes of the register's `indicator` records that feed the leaves.
struct LeafCode {
  std::string_view code;
  Leaf RiskLeaves::* leaf;
};
std::span<const LeafCode> passport_leaves();

}  // namespace riskmap
