// Between which scales something is shown.
#pragma once

namespace riskmap {

// Denominators of 1 : N, at 96 pixels an inch; 0 = no limit.
struct ScaleRange {
  double closest = 0, farthest = 0;
  [[nodiscard]] bool contains(double denominator) const {
    return denominator >= closest && (farthest <= 0 || denominator <= farthest);
  }
  friend bool operator==(const ScaleRange&, const ScaleRange&) = default;
};

}  // namespace riskmap
