// WCAG 2 relative luminance and contrast (w3.org/TR/WCAG21, "relative luminance", "contrast ratio").
#include "layers/core/colour.h"

#include <cmath>

namespace riskmap {

namespace {
double linear(unsigned char channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}
}  // namespace

double relative_luminance(Colour colour) {
  return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast(Colour a, Colour b) {
  const double light = std::max(relative_luminance(a), relative_luminance(b));
  const double dark = std::min(relative_luminance(a), relative_luminance(b));
  return (light + 0.05) / (dark + 0.05);
}

Colour blended(Colour over, Colour under) {
  const auto mix = [&](unsigned char top, unsigned char bottom) {
    return static_cast<unsigned char>((top * over.a + bottom * (255 - over.a) + 127) / 255);
  };
  return {mix(over.r, under.r), mix(over.g, under.g), mix(over.b, under.b), 255};
}

LabelColours label_colours_on(Colour ground) {
  if (relative_luminance(ground) > 0.30) return {rgb(0x17212A), rgb(0xFFFFFF, 204)};
  return {rgb(0xFFFFFF), rgb(0x10171D, 158)};
}

}  // namespace riskmap
