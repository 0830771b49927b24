// What a map shows beside its theme: the context layers as they are drawn, from the lowest up. Immutable and shared, so
// that workers can draw it while the scene goes on changing.
#pragma once
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/exchange/map_scene.h"
#include "layers/geo/raster_file.h"

namespace riskmap {

// The fills of the theme, for areas: lines and points lie above them in any case. Symbols and names of the theme stay
// on top of everything.
enum class ContextSide { below, above };

inline constexpr double context_area_fill = 0.42;  // of the layer's opacity: what lies under an area still reads

// Whether the layer that a row of the legend tells of is drawn at 1 : `denominator`.
bool is_shown_at(const LegendRow& row, double denominator);
// Of a picture whose interface scale is `pixel_scale`.
double scale_denominator(double metres_per_pixel, double pixel_scale);

struct SceneLayer {
  ContextSide side = ContextSide::above;
  Geometry geometry;
  std::vector<Colour> palette;           // with the layer's opacity
  std::vector<unsigned char> colour_of;  // by feature, an index into `palette`
  double width_px = 1.6;                 // of lines and of the edges of areas
  bool is_dashed = false;                // of lines
  double radius_px = 4;                  // of points
  SymbolKind symbol = SymbolKind::circle;
  ScaleRange scales;
  std::vector<SceneLabel> labels;
};

// Drawn below all layers, whatever their side.
struct ScenePicture {
  std::shared_ptr<const RasterFile> file;
  RasterLook look = RasterLook::colours;
  double opacity = 1;
  ScaleRange scales;
};

struct SceneContext {
  std::vector<ScenePicture> pictures;     // in drawing order
  std::vector<SceneLayer> layers;         // in drawing order
  std::vector<LegendRow> legend;          // the topmost first
  std::vector<std::string> attributions;  // of the pictures
  [[nodiscard]] bool has(ContextSide side) const;
  [[nodiscard]] bool is_waiting() const;  // a picture lacks tiles that are to come from a server
  [[nodiscard]] bool has_news() const;    // of those, some have come
  void wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) const;
};

// The names to place at a scale: the theme's, then those of the context layers shown there.
std::vector<SceneLabel> labels_at(const MapScene& scene, double metres_per_pixel, double pixel_scale);

}  // namespace riskmap
