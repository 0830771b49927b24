// The map of a sheet: areas as vectors, and what stands on them on any canvas.
#pragma once
#include <chrono>
#include <stop_token>

#include "layers/exchange/map_scene.h"
#include "layers/exchange/scene_context.h"
#include "layers/exchange/sheet_canvas.h"
#include "layers/raster/camera.h"
#include "layers/style/palette.h"

namespace riskmap {

struct MapFrame {
  Camera camera;
  double pixel_scale = 1;
  Theme theme = Theme::light;
  Box label_room;           // labels that would reach beyond it are left out
  double symbol_scale = 1;  // see symbol_size.h
};

// Fills, hatches and borders; pixels have them from the raster instead.
void draw_areas(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame);
// A feature's rings on the screen, cut to what a canvas can hold.
std::vector<Ring> screen_shape(const FeatureRings& feature, const Camera& camera);
// The context layers of one side; soon after `stop` is requested the rest is left out.
void draw_context(SheetCanvas& canvas, const SceneContext& context, ContextSide side, const MapFrame& frame,
                  const std::stop_token& stop = {});
// The pictures of the ground over what is there. `view_crs` is the scene's; what cannot be read stays as it was.
// Tiles that are still to come from a server are waited for until then.
// Rows of a picture so wide: a power of two, some eight million pixels at most where that leaves 32 rows.
int strip_unit(int width);
using Deadline = std::chrono::steady_clock::time_point;
// The frame is the whole picture's; a strip begins at a multiple of strip_unit().
void lay_pictures(ImageStrip strip, const SceneContext& context, const std::string& view_crs, const MapFrame& frame,
                  const std::stop_token& stop = {}, Deadline until = {});
void draw_symbol(SheetCanvas& canvas, const SceneSymbol& symbol, const MapFrame& frame);
// Outlines, symbols, labels.
void draw_overlay(SheetCanvas& canvas, const MapScene& scene, const MapFrame& frame);

}  // namespace riskmap
