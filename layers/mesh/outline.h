// Outlines of features on the screen: clipped and thinned polylines, and the same as antialiased strips for GL.
#pragma once
#include <span>
#include <vector>

#include "layers/core/units.h"
#include "layers/mesh/rings.h"

namespace riskmap {

struct Polyline {
  std::vector<ScreenPoint> points;
  bool is_closed = false;  // the last point is joined to the first
};

struct OutlineOptions {
  double margin_px = 16;      // kept beyond the picture's edge, so that no cut end shows
  double tolerance_px = 0.3;  // vertices closer than this to the one before are left out
};
std::vector<Polyline> outlines(const FeatureRings& rings, const ScreenMapping& mapping,
                               const OutlineOptions& options = {});
// The borders of several features of one layer, every shared edge once: dashes stay dashes, translucent lines even.
std::vector<Polyline> shared_outlines(std::span<const FeatureRings> features, const ScreenMapping& mapping,
                                      const OutlineOptions& options = {});

// One triangle strip; pieces are joined by triangles without area.
// Coverage of a fragment = clamp(half width + 0.5 − |distance|, 0, 1).
struct StrokeVertex {
  float x = 0, y = 0;  // screen pixels
  float distance = 0;  // signed, from the middle of the line, pixels
  float along = 0;     // from the start of the polyline, pixels: for dashes
};
std::vector<StrokeVertex> stroke_strip(std::span<const Polyline> lines, double width_px);

}  // namespace riskmap
