// What the colours of the problems' points mean: as many keys in a line as it holds.
#pragma once
#include "layers/style/legend.h"
#include "viewer/panels/layout.h"

namespace riskmap::ui {

float points_height(const Legend& legend, float room);  // logical, with the heading; `room`: of a line, window pixels
void point_keys(const Legend& legend, const Rect& place, float& y);  // from y on, between the place's sides

}  // namespace riskmap::ui
