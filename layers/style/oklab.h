// OKLab (Ottosson 2020): equal steps look equal, so that a ramp between two of its colours stays even.
#pragma once
#include "layers/core/colour.h"

namespace riskmap {

struct OkLab {
  double lightness, a, b;
};
OkLab oklab_of(Colour colour);
Colour colour_of(const OkLab& lab);  // the nearest there is
double linear(double channel);       // 0…1, as light adds up

}  // namespace riskmap
