// Contrast between colours by WCAG 2, and the ink of a text over any ground.
#pragma once
#include "layers/core/units.h"

namespace riskmap {

double relative_luminance(Colour colour);   // 0…1, alpha ignored
double contrast(Colour a, Colour b);        // 1…21
Colour blended(Colour over, Colour under);  // straight alpha over an opaque colour, opaque result

// A label's ink and halo over a fill: dark on a light halo above a luminance of 0.30, else light on a dark halo; the
// same in both themes (`ux.md` §1.4).
struct LabelColours {
  Colour text, halo;
};
LabelColours label_colours_on(Colour ground);

}  // namespace riskmap
