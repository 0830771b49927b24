// What stands before a row of the legend: its colour as the map shows it.
#pragma once
#include "layers/style/legend.h"
#include "viewer/panels/layout.h"

namespace riskmap::ui {

void swatch(const Rect& rect, const LegendRow& row);

}  // namespace riskmap::ui
