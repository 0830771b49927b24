// How two straight pieces of border lie to one another.
#pragma once
#include "layers/analysis/border_pieces.h"

namespace riskmap {

// Between two distances along a straight line, from its start; empty when from > to.
struct Stretch {
  double from = 0, to = -1;
  [[nodiscard]] bool is_empty() const { return from > to; }
  [[nodiscard]] double length() const { return is_empty() ? 0 : to - from; }
};

struct StraightLine {
  PlanePoint start{}, end{};
};

// The part of `line` that lies within `distance` of `other`: one stretch, since the distance to a segment is convex.
Stretch stretch_within(const StraightLine& line, const StraightLine& other, double distance);

struct BorderTolerance {
  double distance = 0;
  double rounding = 0;
  bool measures_stretches = true;  // false where only the meeting counts: quicker
};

struct BorderContact {
  bool is_near = false;        // within the tolerance
  bool is_exact = false;       // within the rounding
  bool hints_overlap = false;  // the ground to the left of both may be the same: to be looked at more closely
  Stretch on_a{}, on_b{};      // what lies within the tolerance of the other piece
  bool runs_exactly = false;   // the pieces lie on one another along more than a point
};
BorderContact contact_between(const BorderPiece& a, const BorderPiece& b, const BorderTolerance& tolerance);

}  // namespace riskmap
