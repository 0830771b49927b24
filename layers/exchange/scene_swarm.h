// Points too many for symbols of their own: discs of one size that look like symbols, painted into the picture in one
// pass (layers/raster/point_splat.h).
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/core/job.h"
#include "layers/exchange/map_scene.h"
#include "layers/model/filter.h"
#include "layers/raster/camera.h"
#include "layers/raster/image_strip.h"
#include "layers/raster/point_splat.h"

namespace riskmap {

// So many are drawn as symbols.
inline constexpr std::size_t most_point_symbols = 4000;

// Where the points lie and whose they are: made once per data, whatever is filtered.
struct SwarmPlaces {
  PointSet points;
  std::vector<std::uint32_t> features;  // of each point: a feature, or a problem's row
};

struct SceneSwarm {
  std::shared_ptr<const SwarmPlaces> places;
  std::vector<unsigned char> classes;  // of each point, into look.classes; see hidden_point
  SplatLook look;                      // at pixel scale 1
  SymbolRole role = SymbolRole::place;
  [[nodiscard]] std::size_t shown_count() const;
};

// Every vertex of a layer of points; null where symbols can show them all.
std::shared_ptr<const SwarmPlaces> swarm_places(const LayerGeometry& geometry);
// Every problem with a point of its own; null where symbols can show them all.
std::shared_ptr<const SwarmPlaces> swarm_places(const RegisterSnapshot& snapshot, const std::string& view_crs);
// The same for a later snapshot that differs from the one of `places` at no other issues than `touched` (ascending):
// `places` themselves where none of those has moved.
std::shared_ptr<const SwarmPlaces> swarm_places_after(std::shared_ptr<const SwarmPlaces> places,
                                                      const RegisterSnapshot& before, const RegisterSnapshot& after,
                                                      const std::string& view_crs, std::span<const Row> touched);

// The points of the selected features in the colours of their features; null where symbols can show what is left.
std::shared_ptr<const SceneSwarm> feature_swarm(std::shared_ptr<const SwarmPlaces> places,
                                                const std::vector<Colour>& fills, const RowMask& selected,
                                                double radius_px, Theme theme);
// By row, what the point of a problem is drawn as: its level while it is open, hidden_point else.
std::vector<unsigned char> point_classes(const IssueFactTable& facts);
unsigned char point_class_of(const IssueFacts& facts);
// Open problems of the selected ones. `classes` as from point_classes.
std::shared_ptr<const SceneSwarm> issue_swarm(std::shared_ptr<const SwarmPlaces> places,
                                              std::span<const unsigned char> classes, const RowMask& selected,
                                              Theme theme);
std::shared_ptr<const SceneSwarm> issue_swarm(std::shared_ptr<const SwarmPlaces> places, const IssueFactTable& facts,
                                              const RowMask& selected, Theme theme);

// The same where all of it is opaque, or where there is none.
std::shared_ptr<const SceneSwarm> paler(std::shared_ptr<const SceneSwarm> swarm, double opacity);

// Points of the swarm whose edge is nearer to a point of the screen than `reach_px`; the topmost first.
struct SwarmHit {
  std::uint32_t feature;
  double gap_px;  // from the edge of the disc, negative inside
};
std::vector<SwarmHit> swarm_hits(const SceneSwarm& swarm, const Camera& camera, double pixel_scale, ScreenPoint point,
                                 double reach_px);

// Keeps what it has painted: a picture laid together anew over the same points takes it again.
class SwarmDrawer {
 public:
  void draw(ImageStrip strip, const std::shared_ptr<const SceneSwarm>& swarm, const Camera& camera, double pixel_scale,
            JobPool& pool);

 private:
  PointSplatter splatter_;
  std::shared_ptr<const SceneSwarm> swarm_;
  Camera camera_;
  double pixel_scale_ = 0;
  int first_row_ = 0;
};

}  // namespace riskmap
