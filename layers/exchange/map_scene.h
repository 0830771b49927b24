// What one map picture shows, before anybody draws it: the viewer's painters, the PNG, SVG and PDF sheet and the
// goldens all draw the same scene. Positions are in the view CRS, sizes in pixels at scale 1 (the drawer multiplies).
#pragma once
#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/mesh/label_placement.h"
#include "layers/mesh/symbol.h"
#include "layers/model/records.h"
#include "layers/raster/density.h"
#include "layers/raster/layer_geometry.h"
#include "layers/raster/resolve.h"
#include "layers/style/legend.h"
#include "layers/style/palette.h"
#include "layers/style/scale_range.h"

namespace riskmap {

// Outlines of whole features, above the fills.
struct SceneOutline {
  Geometry geometry;
  std::vector<std::uint32_t> features;  // of the geometry
  Colour colour;
  double width_px = 1.8;
  double glow_px = 0;  // a soft band of `glow` below the line; 0 = none
  Colour glow{0, 0, 0, 0};
  bool is_dashed = false;
  ScaleRange scales{};
};

// A symbol with its own colours; with shares it is drawn as a ring cut into them (ways to solve).
// What symbol.feature is a row of. A cluster is several places or problems; marks are not picked.
enum class SymbolRole : unsigned char { place, issue, mark, cluster };
inline constexpr double issue_radius_px = 4.5;  // of one problem's point
struct SceneSymbol {
  Symbol symbol;
  SymbolRole role = SymbolRole::place;
  AreaLevel level = AreaLevel::settlement;  // of a place's row
  double radius_map = 0;                    // when > 0: the radius in view CRS units, so that it grows with the map
  Colour fill, stroke, number_colour;
  std::string number;                             // drawn inside when it fits
  std::vector<std::pair<Colour, double>> shares;  // colour and part of the whole, clockwise from the top
  Box members{};                                  // of a cluster: where its points lie
  double opacity = 1;                             // of its casing; its colours have it already
  ScaleRange scales{};
};

struct SceneLabel {
  LabelRequest request;
  Colour ground;                        // the fill below, which decides the ink
  std::optional<std::size_t> symbol{};  // the place's own, in scene.symbols
};

// How densely points lie, above the fills.
struct SceneHeat {
  std::vector<MapPoint> points;
  DensityKernel kernel;
  double top = 0;               // per km²: it takes the last colour
  std::vector<Colour> colours;  // from none up
};

// Points that are drawn as clusters wherever they crowd at a scale; see scene_clusters.h.
struct SceneClusters {
  std::vector<MapPoint> places;
  std::vector<std::uint32_t> features;  // of each place
  std::vector<unsigned char> ranks;     // of each place, into `colours`: the highest gives a circle its colour
  std::vector<SymbolColours> colours;
  SymbolRole role = SymbolRole::place;  // of one alone
  double radius_px = 4;                 // of one alone
};

struct SceneContext;
struct SceneSwarm;

struct MapScene {
  std::string view_crs;
  Box extent;  // what "show everything" shows
  Colour ground;
  Geometry areas;                             // may be null: points only
  std::shared_ptr<const FeatureStyle> style;  // one entry per feature of `areas`
  double veil = 1;                            // what is left of the fills where a layer lies below them
  std::vector<unsigned char> visible;         // of `areas`; empty = all
  ResolveOptions resolve;
  std::shared_ptr<const SceneClusters> clusters;  // null = none
  double cluster_opacity = 1;
  ScaleRange cluster_scales;
  std::shared_ptr<const SceneHeat> heat;                                // null = none
  std::shared_ptr<const SceneSwarm> swarm;                              // points, below the outlines; null = none
  std::vector<SceneOutline> outlines;                                   // in drawing order
  std::vector<SceneSymbol> symbols;                                     // in drawing order
  std::size_t unmarked_outlines = 0, unmarked_symbols = 0;              // of a plain file: without its marks
  double full_symbols_until = std::numeric_limits<double>::infinity();  // metres per pixel; see symbol_size.h
  std::vector<SceneLabel> labels;
  std::shared_ptr<const SceneContext> context;  // what lies beside the theme; null = nothing
  Legend legend;
  bool has_graticule = false;
  bool is_schematic = false;  // said on the picture
  bool is_to_scale = true;    // false for tiles, where lengths and north mean nothing
};

}  // namespace riskmap
