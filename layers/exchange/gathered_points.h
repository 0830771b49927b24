// Problems, or the points of a plain file, shown together: as a heat map or as circles with their number. Only those
// are used that lie where something is, and only where they are enough (`decisions.md` 49).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/exchange/map_scene.h"
#include "layers/style/layer_spec.h"

namespace riskmap {

struct PointCloud {
  std::vector<MapPoint> places;         // view CRS
  std::vector<std::uint32_t> features;  // of each place: a problem's row, or a feature
  std::vector<unsigned char> ranks;     // of each place: a problem's RiskLevel, else 0
  SymbolRole role = SymbolRole::place;  // of one place
  std::int64_t all = 0;                 // those without a place of their own counted too
};
// Open problems whose place is exact or a street's. Of `selected`; empty = of all.
PointCloud cloud_of_issues(const RegisterSnapshot& snapshot, const IssueFactTable& facts, const RowMask& selected,
                           const std::string& view_crs);
// Every point of the features of `selected`; empty = of all.
PointCloud cloud_of_points(const LayerGeometry& geometry, const RowMask& selected);

// Why points are shown one by one all the same.
enum class PointDoubt { none, too_few, too_few_placed, no_ground };

struct GatheredPoints {
  PointLook look = PointLook::each;  // as asked for
  PointDoubt doubt = PointDoubt::none;
  std::int64_t used = 0, all = 0;
  double bandwidth_m = 0, fitting_bandwidth_m = 0;
  std::shared_ptr<const SceneHeat> heat;  // null = none
  std::shared_ptr<const SceneClusters> clusters;
  [[nodiscard]] bool is_shown() const { return look != PointLook::each && doubt == PointDoubt::none; }
};
// `whole`: before any filter. It alone decides the bandwidth that suits, so that a filter moves the heat and not what
// it is measured with.
GatheredPoints gather(const PointCloud& cloud, const PointCloud& whole, const LayerSpec& spec,
                      const std::string& view_crs, Theme theme);
// A sentence for people; "" where there is no doubt.
std::string doubt_in_words(const GatheredPoints& points);
// The same for points that a person wants together; "" where they are.
std::string why_one_by_one(const GatheredPoints& points);
// "230 of 417 used".
std::string use_in_words(const GatheredPoints& points);

// The bandwidths to choose from, metres.
std::span<const double> bandwidths();

// The scene of points shown together, in place of the points: its heat and its legend. `what` is counted per km² over
// land of the colour `ground`.
void show_gathered(MapScene& scene, const GatheredPoints& points, const std::string& what, Colour ground);

}  // namespace riskmap
