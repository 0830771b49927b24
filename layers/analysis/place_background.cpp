#include "layers/analysis/place_background.h"

#include "layers/analysis/place_risk.h"

namespace riskmap {

PlaceBackground::PlaceBackground(const RegisterSnapshot& snapshot, Date today)
    : residents{residents_on(snapshot, today)},
      passports{passports_on(snapshot, today)},
      has_risk_index{riskmap::has_risk_index(snapshot)},
      voices{voice_records(snapshot, today)} {}

}  // namespace riskmap
