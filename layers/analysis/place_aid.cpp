#include "layers/analysis/place_aid.h"

#include <cmath>

namespace riskmap {

namespace {
constexpr std::string_view family = "FAMILY";

// The place of this level where aid arrived.
Row place_of(const RegisterSnapshot& snapshot, const Measure& measure, AreaLevel level) {
  if (!measure.settlement.empty()) {
    const Row row = snapshot.find_settlement(measure.settlement);
    if (row == no_row || level == AreaLevel::settlement) return row;
    return area_of_settlement(snapshot, row, level);
  }
  if (measure.area_code.empty() || level == AreaLevel::settlement) return no_row;
  for (const auto of_area : {AreaLevel::rural_district, AreaLevel::district, AreaLevel::region})
    if (const Row row = snapshot.find_area(measure.area_code, of_area); row != no_row)
      return area_of_area(snapshot, row, level);
  return no_row;
}

bool was_given(const MeasureCore& measure, Date today, const Period& period) {
  return measure.status == MeasureStatus::done && measure.done_on && *measure.done_on <= today &&
         period.contains(*measure.done_on);
}
}  // namespace

std::int64_t given_by(const MeasureCore& measure) {
  if (measure.unit_amount_kzt) {
    if (measure.beneficiaries) return *measure.unit_amount_kzt * *measure.beneficiaries;
    if (measure.quantity) return std::llround(static_cast<double>(*measure.unit_amount_kzt) * *measure.quantity);
  }
  return measure.spent_kzt ? *measure.spent_kzt : measure.budget_kzt.value_or(0);
}

void count_aid(const RegisterSnapshot& snapshot, Date today, const Period& period, AreaLevel level,
               std::vector<PlaceSummary>& places) {
  for (const Row row : snapshot.aid()) {
    const auto measure = snapshot.measures[row];
    if (!was_given(measure, today, period)) continue;
    const Row place = place_of(snapshot, measure, level);
    if (place == no_row) continue;
    places[place].aid_tenge += given_by(measure);
    if (measure.beneficiary_unit == family) places[place].aid_families += measure.beneficiaries.value_or(0);
  }
}

}  // namespace riskmap
