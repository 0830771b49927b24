#include "layers/analysis/border_contact.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

namespace {
constexpr double flat_angle = 20;  // lines that part by less than 1 in 20 count as running along one another

// A line seen from another one: `along` and `left` of the other's start, by unit of its own length.
struct SeenFrom {
  double along, left, along_step, left_step, other_length, length;

  SeenFrom(const StraightLine& line, const StraightLine& other) {
    const double ox = other.end.x - other.start.x, oy = other.end.y - other.start.y;
    const double dx = line.end.x - line.start.x, dy = line.end.y - line.start.y;
    const double px = line.start.x - other.start.x, py = line.start.y - other.start.y;
    other_length = std::sqrt(ox * ox + oy * oy);
    length = std::sqrt(dx * dx + dy * dy);
    along = (px * ox + py * oy) / other_length;
    left = (ox * py - oy * px) / other_length;
    along_step = (dx * ox + dy * oy) / (other_length * length);
    left_step = (ox * dy - oy * dx) / (other_length * length);
  }
  [[nodiscard]] double along_at(double t) const { return along + t * along_step; }
  [[nodiscard]] double left_at(double t) const { return left + t * left_step; }
};

// Where low <= value + t * step <= high.
Stretch where_between(double value, double step, double low, double high) {
  if (step == 0) return value >= low && value <= high ? Stretch{-HUGE_VAL, HUGE_VAL} : Stretch{};
  const double a = (low - value) / step, b = (high - value) / step;
  return {std::min(a, b), std::max(a, b)};
}

Stretch both(const Stretch& a, const Stretch& b) {
  return {std::max(a.from, b.from), std::min(a.to, b.to)};
}

Stretch around(const Stretch& a, const Stretch& b) {
  if (a.is_empty()) return b;
  if (b.is_empty()) return a;
  return {std::min(a.from, b.from), std::max(a.to, b.to)};
}

// Within `distance` of the point of the other line that lies `at` along it.
Stretch within_circle(const SeenFrom& seen, double at, double distance) {
  const double along = seen.along - at;
  const double half = along * seen.along_step + seen.left * seen.left_step;
  // How far the point lies beside the line: of the difference of two squares only rounding would be left where the line
  // is long against the distance.
  const double aside = along * seen.left_step - seen.left * seen.along_step;
  const double inside = distance * distance - aside * aside;
  if (inside < 0) return {};
  const double root = std::sqrt(inside);
  return {-half - root, -half + root};
}

Stretch stretch_of(const SeenFrom& seen, double distance) {
  const auto beside = both(where_between(seen.left, seen.left_step, -distance, distance),
                           where_between(seen.along, seen.along_step, 0, seen.other_length));
  const auto ends = around(within_circle(seen, 0, distance), within_circle(seen, seen.other_length, distance));
  return both(around(beside, ends), {0, seen.length});
}

// The line leaves the neighbourhood of the other one's middle towards its left, where the other one's area lies; or it
// runs along it with its own area on the same side.
bool enters_left(const SeenFrom& seen, const Stretch& near, double tolerance) {
  if (near.is_empty()) return false;
  const auto goes_left_at = [&](double t) {
    const double along = seen.along_at(t);
    return seen.left_at(t) > 0 && along > tolerance && along < seen.other_length - tolerance;
  };
  const double slack = 1e-6 * tolerance;
  if (near.to < seen.length - slack && goes_left_at(near.to)) return true;
  if (near.from > slack && goes_left_at(near.from)) return true;
  return seen.along_step > 0 && near.length() > 2 * tolerance + slack;
}

StraightLine line_of(const BorderPiece& piece) {
  return {piece.start, piece.end};
}

// Both begin (or both end) in one point and part by a flat angle only.
bool run_together(const BorderPiece& a, const BorderPiece& b, double tolerance) {
  const double ax = a.end.x - a.start.x, ay = a.end.y - a.start.y;
  const double bx = b.end.x - b.start.x, by = b.end.y - b.start.y;
  const double lengths = std::sqrt((ax * ax + ay * ay) * (bx * bx + by * by));
  const double shortest = std::sqrt(std::min(ax * ax + ay * ay, bx * bx + by * by));
  return ax * bx + ay * by > 0 && std::abs(ax * by - ay * bx) * flat_angle <= lengths &&
         shortest > flat_angle * tolerance;
}

BorderContact contact_in_corner(const BorderPiece& a, const BorderPiece& b, const BorderTolerance& tolerance) {
  BorderContact contact{.is_near = true, .is_exact = true};
  const bool is_same = a.start == b.start && a.end == b.end, is_opposite = a.start == b.end && a.end == b.start;
  contact.runs_exactly = is_same || is_opposite;
  if (!is_opposite)
    contact.hints_overlap =
        is_same || ((a.start == b.start || a.end == b.end) && run_together(a, b, tolerance.distance));
  if (!tolerance.measures_stretches) return contact;
  const SeenFrom a_from_b{line_of(a), line_of(b)}, b_from_a{line_of(b), line_of(a)};
  contact.on_a = stretch_of(a_from_b, tolerance.distance);
  contact.on_b = stretch_of(b_from_a, tolerance.distance);
  if (!contact.runs_exactly)
    contact.runs_exactly = stretch_of(a_from_b, tolerance.rounding).length() > flat_angle * tolerance.rounding;
  return contact;
}
}  // namespace

Stretch stretch_within(const StraightLine& line, const StraightLine& other, double distance) {
  return stretch_of(SeenFrom{line, other}, distance);
}

BorderContact contact_between(const BorderPiece& a, const BorderPiece& b, const BorderTolerance& tolerance) {
  if (a.start == b.end || a.end == b.start || a.start == b.start || a.end == b.end)
    return contact_in_corner(a, b, tolerance);
  const SeenFrom a_from_b{line_of(a), line_of(b)};
  BorderContact contact;
  contact.on_a = stretch_of(a_from_b, tolerance.distance);
  if (contact.on_a.is_empty()) return contact;
  const SeenFrom b_from_a{line_of(b), line_of(a)};
  contact.on_b = stretch_of(b_from_a, tolerance.distance);
  contact.is_near = true;
  const auto exact = stretch_of(a_from_b, tolerance.rounding);
  contact.is_exact = !exact.is_empty();
  contact.runs_exactly = exact.length() > flat_angle * tolerance.rounding;
  contact.hints_overlap = enters_left(a_from_b, contact.on_a, tolerance.distance) ||
                          enters_left(b_from_a, contact.on_b, tolerance.distance);
  return contact;
}

}  // namespace riskmap
