// Colours that run into each other, with their figures: the key of a heat map.
#pragma once
#include "layers/style/legend.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

inline constexpr float ramp_height = 48;                              // with its figures, logical
void draw_ramp(const LegendRamp& ramp, const Rect& place, float& y);  // from the place's top; y goes on below it
void draw_ramp_bar(const LegendRamp& ramp, const Rect& bar);          // the colours alone

}  // namespace riskmap::ui
