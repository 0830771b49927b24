// A candidate is possible when its numbers come back from degrees as they were.
#include "layers/geo/crs_trial.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "layers/geo/geodesic.h"
#include "layers/geo/layer_crs.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {
constexpr std::size_t most_lines = 400, most_vertices = 8000;
// Coordinates of one vertex in so many may fail before the whole file is held for impossible.
constexpr std::size_t few = 20;

Box box_of_ring(const FeatureTable& features, std::size_t ring) {
  Box box;
  for (auto i = features.vertex_offset[ring]; i < features.vertex_offset[ring + 1]; ++i)
    box.include(features.x[i], features.y[i]);
  return box;
}

// The outer rings and lines, the longest first; of points all of them.
std::vector<std::size_t> rings_by_size(const FeatureTable& features) {
  std::vector<std::size_t> rings;
  for (std::size_t part = 0; part + 1 < features.ring_offset.size(); ++part)
    if (features.ring_offset[part] < features.ring_offset[part + 1]) rings.push_back(features.ring_offset[part]);
  if (features.kind == GeometryKind::points) return rings;
  std::vector<double> size(features.vertex_offset.size(), 0);
  for (const auto ring : rings) {
    const auto box = box_of_ring(features, ring);
    size[ring] = box.width() + box.height();
  }
  std::ranges::stable_sort(rings, std::ranges::greater{}, [&](std::size_t ring) { return size[ring]; });
  return rings;
}

bool are_degrees(const Box& box) {
  return box.min_x >= -180 && box.max_x <= 180 && box.min_y >= -90 && box.max_y <= 90;
}

// As degrees; nothing when too many of them are no places on the globe.
std::vector<LonLat> on_the_globe(const FileSketch& sketch, const Projection& projection, bool is_geographic) {
  auto lon = sketch.x, lat = sketch.y;
  projection.forward(lon, lat);
  auto x = lon, y = lat;
  projection.inverse(x, y);
  std::size_t lost = 0;
  std::vector<LonLat> vertices;
  for (std::size_t i = 0; i < lon.size(); ++i) {
    const double scale = std::max(std::abs(sketch.x[i]), std::abs(sketch.y[i]));
    const double slack = is_geographic ? 1e-6 : 1 + 1e-6 * scale;
    const bool comes_back = std::abs(x[i] - sketch.x[i]) < slack && std::abs(y[i] - sketch.y[i]) < slack;
    if (!comes_back || !(std::abs(lon[i]) <= 180 && std::abs(lat[i]) <= 90)) ++lost;
    vertices.push_back({lon[i], lat[i]});
  }
  if (lost * few > lon.size()) vertices.clear();
  return vertices;
}

void compare(CrsTrial& trial, std::span<const LonLat> places) {
  if (places.empty()) {
    trial.fall = CrsTrial::Fall::somewhere;
    return;
  }
  const LonLat middle{trial.extent.centre_x(), trial.extent.centre_y()};
  Box around;
  trial.away_km = std::numeric_limits<double>::infinity();
  for (const auto& place : places) {
    around.include(place.lon, place.lat);
    if (trial.extent.contains(place.lon, place.lat)) ++trial.places_within;
    trial.away_km = std::min(trial.away_km, geodesic_metres(middle, place) / 1000);
  }
  const bool is_among = trial.places_within > 0 || around.contains(middle.lon, middle.lat);
  trial.fall = is_among ? CrsTrial::Fall::inside : CrsTrial::Fall::away;
}
}  // namespace

FileSketch sketch_of(const FeatureTable& features) {
  FileSketch sketch{.extent = features.extent, .x = {}, .y = {}};
  sketch.is_closed = features.kind == GeometryKind::polygons;
  sketch.are_points = features.kind == GeometryKind::points;
  auto rings = rings_by_size(features);
  const auto limit = sketch.are_points ? most_vertices : most_lines;
  if (rings.size() > limit) rings.resize(limit);
  const auto vertices = std::accumulate(rings.begin(), rings.end(), std::size_t{0}, [&](std::size_t sum, auto ring) {
    return sum + features.vertex_offset[ring + 1] - features.vertex_offset[ring];
  });
  const auto stride = 1 + vertices / most_vertices;
  for (const auto ring : rings) {
    for (std::size_t i = features.vertex_offset[ring]; i < features.vertex_offset[ring + 1]; i += stride)
      sketch.x.push_back(features.x[i]), sketch.y.push_back(features.y[i]);
    sketch.line_offset.push_back(sketch.x.size());
  }
  return sketch;
}

Result<CrsTrial> tried(const FileSketch& sketch, const std::string& crs, std::span<const LonLat> places) {
  const auto named = named_crs(crs);
  if (!named) return std::unexpected{named.error()};
  CrsTrial trial;
  trial.title = named->title;
  trial.is_geographic = named->is_geographic;
  if (named->is_geographic && !are_degrees(sketch.extent)) return trial;
  const auto projection = Projection::between(named->wkt, "EPSG:4326");
  if (!projection) return std::unexpected{projection.error()};
  trial.vertices = on_the_globe(sketch, *projection, named->is_geographic);
  for (const auto& vertex : trial.vertices)
    if (std::isfinite(vertex.lon) && std::isfinite(vertex.lat)) trial.extent.include(vertex.lon, vertex.lat);
  if (!trial.extent.is_empty()) compare(trial, places);
  return trial;
}

}  // namespace riskmap
