// The way of a camera to another place: out, across and in again, as short as it looks (van Wijk & Nuij 2003).
#pragma once
#include <algorithm>

#include "layers/raster/camera.h"

namespace riskmap {

class Flight {
 public:
  // Both of the same size; `start` in seconds of the clock that at() is asked by.
  Flight(const Camera& from, const Camera& to, double start);
  [[nodiscard]] Camera at(double seconds) const;  // from end() on the target itself
  [[nodiscard]] const Camera& target() const { return to_; }
  [[nodiscard]] double seconds() const { return seconds_; }  // at most 0.4; 0 = there is nothing to see
  [[nodiscard]] double end() const { return start_ + seconds_; }
  void end_by(double seconds) { seconds_ = std::clamp(seconds - start_, 0.0, seconds_); }  // faster, where need be
  [[nodiscard]] bool is_over(double seconds) const { return seconds >= end(); }

 private:
  Camera from_, to_;
  double start_, seconds_ = 0;
  double distance_ = 0;         // of the centres, map units
  double first_ = 0, way_ = 0;  // r₀ and S of the paper
};

}  // namespace riskmap
