// What is around a map on a sheet: head, legend, scale bar, north arrow.
#pragma once
#include <string>

#include "layers/exchange/map_scene.h"
#include "layers/exchange/map_sheet.h"
#include "layers/exchange/sheet_canvas.h"
#include "layers/exchange/sheet_map.h"

namespace riskmap {

enum class LegendPlace { none, beside, below, strip };  // a strip where there is room for nothing else

// Where things stand, in pixels.
struct SheetPlan {
  Box head, map, legend;
  double pixel_scale = 1;
  LegendPlace legend_place = LegendPlace::beside;
};
SheetPlan plan_of(const SheetOptions& options, const Legend& legend);

void draw_head(SheetCanvas& canvas, const TextShaper& shaper, const SheetPlan& plan, const SheetOptions& options);
// For the map as `frame` shows it.
void draw_legend(SheetCanvas& canvas, const TextShaper& shaper, const SheetPlan& plan, const MapScene& scene,
                 const SheetOptions& options, const MapFrame& frame);
// The source, where no legend carries it.
void draw_source(SheetCanvas& canvas, const SheetPlan& plan, const SheetOptions& options);
// True in length at the middle of the map and pointing to true north there; nothing for a map in unknown units.
void draw_scale_and_north(SheetCanvas& canvas, const SheetPlan& plan, const MapScene& scene, const Camera& camera,
                          Theme theme);

}  // namespace riskmap
