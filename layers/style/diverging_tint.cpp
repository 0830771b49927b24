#include "layers/style/diverging_tint.h"

#include <algorithm>
#include <cmath>

#include "layers/style/oklab.h"

namespace riskmap {

namespace {
// The last class of a side is the brightest in the dark theme and the darkest in the light one.
struct Rule {
  double greyest;                // below it a colour has no side
  double lightness_at, by_side;  // beside the middle, and what the end of a side has more
};
constexpr Rule light_rule{0.02, 0.8, -0.35}, dark_rule{0.035, 0.5, 0.35};
constexpr double chroma_at = 0.12, chroma_by_side = 0.2;

double chroma_of(const OkLab& lab) {
  return std::hypot(lab.a, lab.b);
}
}  // namespace

std::vector<Colour> diverging_tints(std::vector<Colour> colours, Theme theme) {
  const Rule& rule = theme == Theme::light ? light_rule : dark_rule;
  double darkest = 1, brightest = 0;
  for (const Colour colour : colours) {
    const auto lab = oklab_of(colour);
    if (chroma_of(lab) <= rule.greyest) continue;
    darkest = std::min(darkest, lab.lightness), brightest = std::max(brightest, lab.lightness);
  }
  if (brightest <= darkest) return colours;
  for (Colour& colour : colours) {
    const auto lab = oklab_of(colour);
    const double chroma = chroma_of(lab);
    if (chroma <= rule.greyest) continue;
    const double bright = (lab.lightness - darkest) / (brightest - darkest);
    const double outwards = theme == Theme::light ? 1 - bright : bright;
    const double stronger = (chroma_at + chroma_by_side * outwards) / chroma;
    colour = colour_of(OkLab{rule.lightness_at + rule.by_side * outwards, lab.a * stronger, lab.b * stronger});
  }
  return colours;
}

}  // namespace riskmap
