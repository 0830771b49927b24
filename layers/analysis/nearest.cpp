#include "layers/analysis/nearest.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>

#include "layers/analysis/point_tree.h"

namespace riskmap {

namespace {
// WGS 84 in space. A chord is never longer than the geodesic above it, and the geodesic never longer than the arc over
// that chord with the smallest radius of curvature that the ellipsoid has (at the equator, along a meridian).
constexpr double equator_radius = 6378137.0, flattening = 1 / 298.257223563;
constexpr double least_curvature_radius = equator_radius * (1 - flattening) * (1 - flattening);

SpacePoint on_ellipsoid(double lon, double lat) {
  constexpr double eccentricity = flattening * (2 - flattening);
  const double l = lon * std::numbers::pi / 180, b = lat * std::numbers::pi / 180;
  const double normal = equator_radius / std::sqrt(1 - eccentricity * std::sin(b) * std::sin(b));
  return {normal * std::cos(b) * std::cos(l), normal * std::cos(b) * std::sin(l),
          normal * (1 - eccentricity) * std::sin(b)};
}

double longest_above(double chord) {
  return 2 * least_curvature_radius * std::asin(std::min(1.0, chord / (2 * least_curvature_radius)));
}

// Places as points in space, where straight distances bound the real ones from below.
class PlaceSearch {
  using Rank = std::tuple<double, double, double>;  // distance in steps of rounding, x, y

 public:
  explicit PlaceSearch(const Places& places)
      : places_{places}, rounding_{places.rounding()}, points_{points_of(places)}, tree_{points_, rows_of(places)} {}

  // The `count` nearest by distance, then by where the points are, and all that share the last one's point.
  void nearest(std::uint32_t row, std::size_t count, std::vector<std::uint32_t>& found) const {
    const double chord = std::sqrt(tree_.squared_reach(row, count));
    const double reach = places_.is_planar || std::isinf(chord) ? chord : longest_above(chord);
    collect(row, reach + 2 * rounding_, points_.size(), found);
    if (found.size() > count) keep_nearest(row, count, found);
  }

  void within(std::uint32_t row, double distance, std::size_t most, std::vector<std::uint32_t>& found) const {
    collect(row, distance, most, found);
    if (places_.is_planar) return;
    std::erase_if(found, [&](std::uint32_t other) {
      const double chord = std::sqrt(squared_distance(points_[row], points_[other]));
      return longest_above(chord) > distance && places_.distance(row, other) > distance;
    });
  }

 private:
  static std::vector<SpacePoint> points_of(const Places& places) {
    std::vector<SpacePoint> points;
    points.reserve(places.size());
    for (std::size_t row = 0; row < places.size(); ++row)
      points.push_back(places.is_planar ? SpacePoint{places.x[row], places.y[row], 0}
                                        : on_ellipsoid(places.x[row], places.y[row]));
    return points;
  }
  static std::vector<std::uint32_t> rows_of(const Places& places) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < places.size(); ++row)
      if (places.has(row)) rows.push_back(row);
    return rows;
  }

  void collect(std::uint32_t row, double reach, std::size_t most, std::vector<std::uint32_t>& found) const {
    found.clear();
    tree_.collect(row, reach * reach, most, found);
  }

  void keep_nearest(std::uint32_t row, std::size_t count, std::vector<std::uint32_t>& found) const {
    std::vector<Rank> ranks;
    ranks.reserve(found.size());
    for (const auto other : found) {
      const double distance = points_[row] == points_[other] ? 0 : places_.distance(row, other);
      ranks.emplace_back(std::round(distance / rounding_), places_.x[other], places_.y[other]);
    }
    auto sorted = ranks;
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(count) - 1;
    std::ranges::nth_element(sorted, last);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found.size(); ++i)
      if (ranks[i] <= *last) found[kept++] = found[i];
    found.resize(kept);
  }

  const Places& places_;
  double rounding_;
  std::vector<SpacePoint> points_;
  PointTree tree_;
};

// Those on one point are neighbours of one another, however few are asked for.
double links_on_one_point(const Places& places) {
  std::vector<std::pair<double, double>> points;
  for (std::size_t row = 0; row < places.size(); ++row)
    if (places.has(row)) points.emplace_back(places.x[row], places.y[row]);
  std::ranges::sort(points);
  double links = 0;
  for (std::size_t i = 0; i < points.size();) {
    std::size_t end = i;
    while (end < points.size() && points[end] == points[i]) ++end;
    const auto here = static_cast<double>(end - i);
    links += here * (here - 1), i = end;
  }
  return links;
}

template <typename Find>
Result<Neighbours> neighbours_by(const Places& places, const std::stop_token& stop, Find&& find) {
  Neighbours neighbours;
  std::vector<std::uint32_t> found;
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    if (stop.stop_requested()) return fail(ErrorCode::cancelled, "neighbours");
    found.clear();
    if (places.has(row)) find(row, most_links - neighbours.links.size(), found);
    if (neighbours.links.size() + found.size() >= most_links)
      return fail(ErrorCode::too_large, "more links than fit into memory");
    std::ranges::sort(found);
    neighbours.links.insert(neighbours.links.end(), found.begin(), found.end());
    neighbours.offset.push_back(neighbours.links.size());
  }
  return neighbours;
}
}  // namespace

Result<Neighbours> nearest_neighbours(const Places& places, std::size_t count, const std::stop_token& stop) {
  if (links_on_one_point(places) > static_cast<double>(most_links))
    return fail(ErrorCode::too_large, "more links than fit into memory");
  const PlaceSearch search{places};
  return neighbours_by(places, stop, [&](std::uint32_t row, std::size_t, std::vector<std::uint32_t>& found) {
    search.nearest(row, count, found);
  });
}

Result<Neighbours> neighbours_within(const Places& places, double distance, const std::stop_token& stop) {
  constexpr double hair = 1e-12;  // of the distance: what its square root lost when it was measured
  const PlaceSearch search{places};
  return neighbours_by(places, stop, [&](std::uint32_t row, std::size_t most, std::vector<std::uint32_t>& found) {
    search.within(row, distance * (1 + hair), most, found);
  });
}

}  // namespace riskmap
