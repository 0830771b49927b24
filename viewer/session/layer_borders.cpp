#include "viewer/session/layer_borders.h"

#include <algorithm>
#include <cmath>

#include "layers/raster/detail.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/session/ground_scale.h"

namespace riskmap {

namespace {
std::vector<LonLat> places_of(const std::vector<BorderPlace>& places, MapPoint anchor, const Projection& to_view) {
  std::vector<LonLat> out;
  for (const auto& place : places) out.push_back(to_view.inverse(MapPoint{anchor.x + place.x, anchor.y + place.y}));
  return out;
}

// Two digits that tell: 0.0034 m, 0.15 m, 12 m.
std::string short_length(double metres) {
  const int decimals = metres > 0 ? std::clamp(1 - static_cast<int>(std::floor(std::log10(metres))), 0, 6) : 0;
  return format_number(metres, decimals) + "\u00A0" + tr("m");
}
}  // namespace

std::optional<LayerBorders> on_ground(const LayerGeometry& geometry, const BorderReport& report,
                                      const std::string& view_crs) {
  if (geometry.kind != GeometryKind::polygons || geometry.size() < 2 || geometry.extent.is_empty()) return {};
  const auto to_view = Projection::between("EPSG:4326", view_crs);
  if (!to_view) return {};
  const auto middle = to_view->inverse(MapPoint{geometry.extent.centre_x(), geometry.extent.centre_y()});
  const double scale = units_per_metre(*to_view, middle);
  if (!(scale > 0)) return {};
  return LayerBorders{.snap_m = report.snap / scale,
                      .most_moved_m = report.most_moved / scale,
                      .moved_vertices = report.moved_vertices,
                      .shared_share = report.shared_share,
                      .differing = places_of(report.differing, geometry.grid.anchor, *to_view),
                      .crowded = places_of(report.crowded, geometry.grid.anchor, *to_view)};
}

std::optional<LayerBorders> find_borders(const FileLayer& layer) {
  const auto& geometry = *layer.geometry;
  if (geometry.kind != GeometryKind::polygons) return {};
  const auto x = offsets_of(geometry.x, geometry.grid), y = offsets_of(geometry.y, geometry.grid);
  const RingView rings{x, y, geometry.ring_offset};
  const auto topology = find_topology(rings, {}, {});
  return on_ground(geometry, report_borders(rings, *topology), layer.view_crs);
}

std::string text_of(const LayerBorders& borders) {
  auto text =
      fill(tr("Borders that areas share: {share} of their length. Vertices less than {snap} apart count as one."),
           {{"share", format_percent(borders.shared_share)}, {"snap", short_length(borders.snap_m)}});
  if (borders.moved_vertices > 0)
    text += ' ' + fill(trn("{n} vertex was moved, by {most}.", "{n} vertices were moved, by {most} at most.",
                           static_cast<std::int64_t>(borders.moved_vertices)),
                       {{"most", short_length(borders.most_moved_m)}});
  if (const auto n = static_cast<std::int64_t>(borders.differing.size()); n > 0)
    text += ' ' + trn("{n} border is drawn differently by the two areas it parts.",
                      "{n} borders are drawn differently by the two areas they part.", n);
  if (const auto n = static_cast<std::int64_t>(borders.crowded.size()); n > 0)
    text += ' ' + trn("{n} border belongs to more than two areas: they overlap.",
                      "{n} borders belong to more than two areas: they overlap.", n);
  return text;
}

}  // namespace riskmap
