#include "viewer/session/flight.h"

#include <cmath>

namespace riskmap {

namespace {
constexpr double rho = 1.42;  // the paper's: how far out one goes to come across
constexpr double seconds_of_way = 0.14, shortest_seconds = 0.12, longest_seconds = 0.4;
constexpr double nothing_to_see = 1e-3;  // of a way, and of the window's width that is crossed

double width_of(const Camera& camera) {
  return camera.metres_per_pixel * camera.size.width;
}

// Slow, fast, slow.
double eased(double share) {
  return share * share * (3 - 2 * share);
}
}  // namespace

Flight::Flight(const Camera& from, const Camera& to, double start) : from_{from}, to_{to}, start_{start} {
  const double from_width = width_of(from), to_width = width_of(to);
  distance_ = std::hypot(to.centre.x - from.centre.x, to.centre.y - from.centre.y);
  if (distance_ < nothing_to_see * std::min(from_width, to_width)) distance_ = 0;
  if (distance_ == 0) {
    way_ = std::abs(std::log(to_width / from_width)) / rho;
  } else {
    const double square = rho * rho, across = square * square * distance_ * distance_;
    const double change = to_width * to_width - from_width * from_width;
    const double b0 = (change + across) / (2 * from_width * square * distance_);
    const double b1 = (change - across) / (2 * to_width * square * distance_);
    first_ = -std::asinh(b0);
    way_ = (-std::asinh(b1) - first_) / rho;
  }
  if (way_ > nothing_to_see && std::isfinite(way_))
    seconds_ = std::clamp(way_ * seconds_of_way, shortest_seconds, longest_seconds);
}

Camera Flight::at(double seconds) const {
  if (is_over(seconds)) return to_;
  const double share = eased(std::clamp((seconds - start_) / seconds_, 0.0, 1.0));
  Camera camera = to_;
  if (distance_ == 0) {
    camera.metres_per_pixel = from_.metres_per_pixel * std::pow(to_.metres_per_pixel / from_.metres_per_pixel, share);
    camera.centre.x = std::lerp(from_.centre.x, to_.centre.x, share);
    camera.centre.y = std::lerp(from_.centre.y, to_.centre.y, share);
    return camera;
  }
  const double here = rho * way_ * share + first_;
  camera.metres_per_pixel = from_.metres_per_pixel * std::cosh(first_) / std::cosh(here);
  const double gone =
      width_of(from_) / (rho * rho) * (std::cosh(first_) * std::tanh(here) - std::sinh(first_)) / distance_;
  camera.centre.x = std::lerp(from_.centre.x, to_.centre.x, gone);
  camera.centre.y = std::lerp(from_.centre.y, to_.centre.y, gone);
  return camera;
}

}  // namespace riskmap
