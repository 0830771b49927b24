// Which map labels are shown and where: greedy by priority, no two collide, none leaves its polygon.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "layers/core/units.h"
#include "layers/mesh/label.h"
#include "layers/mesh/rings.h"

namespace riskmap {

// Compared in this order; larger wins; equal requests keep the order they came in.
struct LabelPriority {
  bool is_selected = false;
  int rank = 0;  // of the layer: town over rural district over settlement
  double value = 0;
  double population = 0;
};

struct LabelRequest {
  std::uint32_t feature = 0;  // the caller's row, handed back
  LabelText text;             // max_width_px is set by the placement for polygons
  LabelPriority priority{};
  MapPoint anchor{};            // of the place's symbol; ignored for polygons without one
  double symbol_radius_px = 0;  // of the place's own symbol, which the label keeps clear of
  // The label stays inside it; with a symbol of its own it stands beside that, inside where it fits.
  std::optional<FeatureRings> polygon{};
  std::string shorter_name{};  // in a polygon: where the whole name has no room
  bool shares_names = false;   // in a polygon: shown with its name only if nearly all requests so marked can be
  // A point's own cell, which its name does not leave: near the point, else wherever there is room in it.
  std::optional<FeatureRings> home{};
  // A little smaller or in two lines before a word is parted, a line or the name is left out; beside a point also
  // elsewhere, to make room for another.
  bool may_shrink = false;
  bool may_cover = false;  // symbols, before a name is left out; what is selected always may
};

// Something already on the map that labels keep off: a symbol, a mark.
struct LabelObstacle {
  MapPoint place;
  double radius_px = 0;
  bool has_name = false;  // a name nearer to it than to its own symbol would be read as the obstacle's
};

struct PlacedLabel {
  std::size_t request = 0;  // index in the requests
  std::uint32_t feature = 0;
  std::shared_ptr<const LabelImage> image;
  MapPoint anchor;     // stays where it is while the map moves
  ScreenPoint offset;  // image's top left corner from the anchor's screen point, whole pixels
};

struct PlacementView {
  double metres_per_pixel = 1;
  Box region;  // map; only requests anchored in it are placed. See label_region().
  std::stop_token stop{};
};

// A shape larger than a screen bears its name once more in every part that has room for it, whatever else is there: a
// drawer shows the first of a request's labels that is whole in the picture.
// The result depends on the requests, the scale and the region alone, never on where the camera looks inside the
// region: panning moves placed labels and changes none. The most important come first. Unfinished where `view.stop` was
// requested.
std::vector<PlacedLabel> place_labels(std::span<const LabelRequest> requests, std::span<const LabelObstacle> obstacles,
                                      const PlacementView& view, LabelPainter& painter);

// The visible map box, grown and snapped to large blocks of this scale: the region to place labels in.
Box label_region(const Box& visible, double metres_per_pixel);

}  // namespace riskmap
