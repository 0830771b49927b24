// Rings are cut in degrees, along meridians, and what projections bend far from their middle is cut in the view.
#include "layers/geo/view_window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <span>
#include <utility>

#include "layers/geo/longitudes.h"
#include "layers/geo/projection.h"
#include "layers/geo/quick_projection.h"

namespace riskmap {

namespace {

constexpr double circle = 360, near_degrees = 5e-11;  // PROJ lets a longitude overshoot by about as much
constexpr double longest_edge_degrees = 2;            // where meridians and parallels bend

// Keeps what lies on one side of a line: even-odd filling of all rings cut so is the cut of their filling.
template <typename Depth>
ViewRing cut_by(const ViewRing& ring, Depth depth) {
  ViewRing kept;
  for (std::size_t i = 0, before = ring.x.size() - 1; i < ring.x.size(); before = i++) {
    const double from = depth(ring.x[before], ring.y[before]), to = depth(ring.x[i], ring.y[i]);
    if ((from < 0) != (to < 0)) {
      const double share = from / (from - to);
      kept.x.push_back(ring.x[before] + (ring.x[i] - ring.x[before]) * share);
      kept.y.push_back(ring.y[before] + (ring.y[i] - ring.y[before]) * share);
    }
    if (to >= 0) kept.x.push_back(ring.x[i]), kept.y.push_back(ring.y[i]);
  }
  return kept;
}

// The stretches of a path on one side of a line.
template <typename Depth>
std::vector<ViewRing> stretches(const ViewRing& path, Depth depth) {
  std::vector<ViewRing> kept;
  bool goes_on = false;
  const auto take = [&](double x, double y) {
    if (!std::exchange(goes_on, true)) kept.emplace_back();
    kept.back().x.push_back(x), kept.back().y.push_back(y);
  };
  for (std::size_t i = 0; i < path.x.size(); ++i) {
    const double to = depth(path.x[i], path.y[i]);
    if (i > 0) {
      const double from = depth(path.x[i - 1], path.y[i - 1]), share = from / (from - to);
      if ((from < 0) != (to < 0))
        take(path.x[i - 1] + (path.x[i] - path.x[i - 1]) * share, path.y[i - 1] + (path.y[i] - path.y[i - 1]) * share);
    }
    if (to >= 0)
      take(path.x[i], path.y[i]);
    else
      goes_on = false;
  }
  return kept;
}

template <typename Depth>
std::vector<ViewRing> cut_all(const std::vector<ViewRing>& pieces, GeometryKind kind, Depth depth) {
  std::vector<ViewRing> kept;
  for (const auto& piece : pieces) {
    auto parts = kind == GeometryKind::polygons ? std::vector{cut_by(piece, depth)} : stretches(piece, depth);
    std::ranges::move(parts, std::back_inserter(kept));
  }
  const std::size_t least = kind == GeometryKind::polygons ? 3 : kind == GeometryKind::lines ? 2 : 1;
  std::erase_if(kept, [&](const ViewRing& piece) { return piece.x.size() < least; });
  return kept;
}

double length_degrees(double from_x, double from_y, double to_x, double to_y) {
  return std::max(std::abs(to_x - from_x), std::abs(to_y - from_y));
}

// The same places whichever way an edge is walked: neighbours share them.
ViewRing with_short_edges(const ViewRing& ring, GeometryKind kind) {
  ViewRing out;
  for (std::size_t i = 0; i < ring.x.size(); ++i) {
    out.x.push_back(ring.x[i]), out.y.push_back(ring.y[i]);
    if (kind == GeometryKind::points || (kind == GeometryKind::lines && i + 1 == ring.x.size())) continue;
    const std::size_t next = (i + 1) % ring.x.size();
    const bool is_turned = std::pair{ring.x[next], ring.y[next]} < std::pair{ring.x[i], ring.y[i]};
    const std::size_t from = is_turned ? next : i, to = is_turned ? i : next;
    const double steps =
        std::ceil(length_degrees(ring.x[from], ring.y[from], ring.x[to], ring.y[to]) / longest_edge_degrees);
    for (double step = 1; step < steps; ++step) {
      const double share = (is_turned ? steps - step : step) / steps;
      out.x.push_back(ring.x[from] + (ring.x[to] - ring.x[from]) * share);
      out.y.push_back(ring.y[from] + (ring.y[to] - ring.y[from]) * share);
    }
  }
  return out;
}

bool has_long_edge(std::span<const double> lon, std::span<const double> lat, GeometryKind kind) {
  for (std::size_t i = kind == GeometryKind::polygons ? 0 : 1; i < lon.size(); ++i) {
    const std::size_t before = i > 0 ? i - 1 : lon.size() - 1;
    if (length_degrees(lon[before], lat[before], lon[i], lat[i]) > longest_edge_degrees) return true;
  }
  return false;
}

// A ring around a pole that does not go to it.
bool holds_pole(std::span<const double> lon, std::span<const double> lat, GeometryKind kind) {
  constexpr double at_pole = 89.9;
  return kind == GeometryKind::polygons && std::abs(turns_around(lon)) == 1 &&
         std::ranges::none_of(lat, [](double value) { return std::abs(value) > at_pole; });
}

// Once around the Earth from its first place, then to the pole and back along it.
void lead_to_pole(ViewRing& ring) {
  const double around = circle * turns_around(ring.x), first = ring.x.front();
  const double pole = std::accumulate(ring.y.begin(), ring.y.end(), 0.0) < 0 ? -90 : 90;
  double turned = 0;
  for (std::size_t i = 1; i < ring.x.size(); ++i) {
    const double step = ring.x[i] + turned - ring.x[i - 1];
    if (std::abs(step) > longest_way_degrees) turned -= std::copysign(circle, step);
    ring.x[i] += turned;
  }
  ring.x.insert(ring.x.end(), {first + around, first + around, first});
  ring.y.insert(ring.y.end(), {ring.y.front(), pole, pole});
}

bool is_inside(std::span<const double> x, std::span<const double> y, const ViewWindow& window) {
  if (!std::isfinite(window.radius)) return true;
  const double square = window.radius * window.radius;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - window.middle.x, dy = y[i] - window.middle.y;
    if (!(dx * dx + dy * dy <= square)) return false;
  }
  return true;
}

// An edge right across the view means that the ring passes the far side of the Earth, where neighbours lie apart.
bool is_torn(const ViewRing& ring, double radius, GeometryKind kind) {
  for (std::size_t i = kind == GeometryKind::polygons ? 0 : 1; i < ring.x.size(); ++i) {
    const std::size_t before = i > 0 ? i - 1 : ring.x.size() - 1;
    if (std::hypot(ring.x[i] - ring.x[before], ring.y[i] - ring.y[before]) > radius) return true;
  }
  return false;
}

class RingCutter {
 public:
  RingCutter(const ViewWindow& window, const Projection& projection, GeometryKind kind)
      : window_{window}, projection_{projection}, kind_{kind} {}

  // Whether a ring, in degrees and as projected, can stay as it stands.
  [[nodiscard]] bool is_plain(std::span<const double> lon, std::span<const double> lat, std::span<const double> x,
                              std::span<const double> y) const {
    // What is no place on Earth gets none by a cut.
    if (!std::ranges::all_of(lon, [](double value) { return std::abs(value) <= 2 * circle; })) return true;
    const auto [west, east] = std::ranges::minmax(lon);
    if (west < window_.west - near_degrees || east > window_.east + near_degrees) return false;
    if (!is_inside(x, y, window_) || (window_.bends && has_long_edge(lon, lat, kind_))) return false;
    if (east - west <= longest_way_degrees) return true;
    std::vector<double> unrolled{lon.begin(), lon.end()};
    return !unroll(unrolled, kind_) && !holds_pole(lon, lat, kind_);
  }

  // `is_cut`: a part was lost.
  [[nodiscard]] std::vector<ViewRing> pieces(ViewRing lonlat, bool& is_cut) const {
    if (holds_pole(lonlat.x, lonlat.y, kind_))
      lead_to_pole(lonlat);
    else
      unroll(lonlat.x, kind_);
    const auto [west, east] = std::ranges::minmax(lonlat.x);
    const double turn = circle * std::round(((window_.west + window_.east) / 2 - (west + east) / 2) / circle);
    std::vector<ViewRing> kept;
    for (const double shift : {turn - circle, turn, turn + circle}) {
      if (east + shift < window_.west || west + shift > window_.east) continue;
      ViewRing moved = lonlat;
      for (double& lon : moved.x) lon += shift;
      const bool is_whole = west + shift >= window_.west && east + shift <= window_.east;
      auto parts = is_whole ? std::vector{std::move(moved)} : between_meridians(std::move(moved));
      std::ranges::move(parts, std::back_inserter(kept));
    }
    const bool shows_all_longitudes = window_.east - window_.west >= circle - near_degrees;
    is_cut = !shows_all_longitudes && (west + turn < window_.west || east + turn > window_.east);
    return projected(std::move(kept), is_cut);
  }

 private:
  [[nodiscard]] std::vector<ViewRing> between_meridians(ViewRing ring) const {
    std::vector<ViewRing> one;
    one.push_back(std::move(ring));
    one = cut_all(one, kind_, [&](double lon, double) { return lon - window_.west; });
    return cut_all(one, kind_, [&](double lon, double) { return window_.east - lon; });
  }

  [[nodiscard]] std::vector<ViewRing> projected(std::vector<ViewRing> pieces, bool& is_cut) const {
    std::vector<ViewRing> shown;
    for (const ViewRing& lonlat : pieces) {
      ViewRing piece = with_short_edges(lonlat, kind_);
      projection_.forward(piece.x, piece.y);
      if (!std::ranges::all_of(piece.x, [](double x) { return std::isfinite(x); }) ||
          is_torn(piece, window_.radius, kind_)) {
        is_cut = true;
        continue;
      }
      if (is_inside(piece.x, piece.y, window_)) {
        shown.push_back(std::move(piece));
        continue;
      }
      is_cut = true;
      auto parts = inside_radius(std::move(piece));
      std::ranges::move(parts, std::back_inserter(shown));
    }
    return shown;
  }

  [[nodiscard]] std::vector<ViewRing> inside_radius(ViewRing piece) const {
    constexpr int sides = 64;
    std::vector<ViewRing> kept;
    kept.push_back(std::move(piece));
    for (int side = 0; side < sides && !kept.empty(); ++side) {
      const double angle = 2 * std::numbers::pi * side / sides, across = std::cos(angle), up = std::sin(angle);
      kept = cut_all(kept, kind_, [&](double x, double y) {
        return window_.radius - (x - window_.middle.x) * across - (y - window_.middle.y) * up;
      });
    }
    return kept;
  }

  const ViewWindow& window_;
  const Projection& projection_;
  GeometryKind kind_;
};

// Vertices in degrees, where the layer is not known to lie in the window as it stands; empty = it does.
Result<ViewRing> degrees_of(const FeatureTable& features, const std::string& own_crs, const ViewWindow& window) {
  const Box& own = features.extent;
  if (features.is_geographic && own.min_x >= window.west && own.max_x <= window.east &&
      own.width() <= longest_way_degrees && !window.bends)
    return ViewRing{};
  if (features.is_geographic) return ViewRing{features.x, features.y};
  const auto extent = lonlat_extent(features);
  if (!extent) return std::unexpected{extent.error()};
  constexpr double reliable_degrees = 60;  // what the corners of a box say of what lies between them
  const bool is_inside = extent->min_x >= window.west && extent->max_x <= window.east;
  if (is_inside && extent->width() < reliable_degrees && extent->height() < reliable_degrees) return ViewRing{};
  const auto to_lonlat = Projection::between(own_crs, "EPSG:4326");
  if (!to_lonlat) return std::unexpected{to_lonlat.error()};
  ViewRing lonlat{features.x, features.y};
  to_lonlat->forward(lonlat.x, lonlat.y);
  return lonlat;
}

}  // namespace

Result<ViewRings> project_rings(const FeatureTable& features, const std::string& view_crs) {
  const std::string& own_crs = features.crs_wkt.empty() ? features.crs_name : features.crs_wkt;
  if (own_crs.empty()) return fail(ErrorCode::no_crs, "the layer names no coordinate system", features.layer_name);
  const auto projection = Projection::between(own_crs, view_crs);
  if (!projection) return std::unexpected{projection.error()};
  ViewRings rings{features.x, features.y, {}, 0};
  project_vertices(*projection, features, rings.x, rings.y);
  const auto window = view_window(view_crs);
  if (!window || own_crs == view_crs) return rings;
  const auto lonlat = degrees_of(features, own_crs, *window);
  if (!lonlat) return std::unexpected{lonlat.error()};
  if (lonlat->x.empty()) return rings;
  const auto from_degrees = Projection::between(features.is_geographic ? own_crs : "EPSG:4326", view_crs);
  if (!from_degrees) return std::unexpected{from_degrees.error()};
  const RingCutter cutter{*window, *from_degrees, features.kind};
  for (std::uint32_t ring = 0; ring + 1 < features.vertex_offset.size(); ++ring) {
    const std::size_t first = features.vertex_offset[ring], count = features.vertex_offset[ring + 1] - first;
    if (count == 0) continue;
    const auto lon = std::span{lonlat->x}.subspan(first, count), lat = std::span{lonlat->y}.subspan(first, count);
    if (cutter.is_plain(lon, lat, std::span{rings.x}.subspan(first, count), std::span{rings.y}.subspan(first, count)))
      continue;
    bool is_cut = false;
    rings.replaced.push_back({ring, cutter.pieces({{lon.begin(), lon.end()}, {lat.begin(), lat.end()}}, is_cut)});
    if (is_cut && !rings.replaced.back().pieces.empty()) ++rings.cut_rings;
  }
  return rings;
}

}  // namespace riskmap
