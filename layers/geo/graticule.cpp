#include "layers/geo/graticule.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace riskmap {

namespace {
constexpr double minute = 1.0 / 60, second = 1.0 / 3600;
constexpr std::array steps = {1 * second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second,
                              1 * minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute,
                              1.0,        2.0,        5.0,        10.0,        15.0,        30.0};
constexpr int pieces = 48;  // of a line: none is seen to have corners

// Of what a view shows, from a grid of its points; longitudes run on beyond 180 where the view crosses the
// antimeridian.
Box degrees_within(const Projection& to_view, const Box& visible) {
  constexpr int side = 16;
  std::vector<double> lons, lats;
  for (int row = 0; row <= side; ++row)
    for (int column = 0; column <= side; ++column) {
      lons.push_back(visible.min_x + visible.width() * column / side);
      lats.push_back(visible.min_y + visible.height() * row / side);
    }
  to_view.inverse(lons, lats);
  Box degrees, turned;
  for (std::size_t i = 0; i < lons.size(); ++i)
    if (std::isfinite(lons[i]) && std::isfinite(lats[i])) {
      degrees.include(lons[i], lats[i]);
      turned.include(lons[i] < 0 ? lons[i] + 360 : lons[i], lats[i]);
    }
  const auto& narrower = turned.width() < degrees.width() ? turned : degrees;
  if (narrower.is_empty()) return narrower;
  const double lon_margin = narrower.width() / side, lat_margin = narrower.height() / side;
  return {narrower.min_x - lon_margin, std::max(narrower.min_y - lat_margin, -90.0), narrower.max_x + lon_margin,
          std::min(narrower.max_y + lat_margin, 90.0)};
}

double turned_back(double lon) {
  return lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
}

// Adds one line, in parts where it leaves the projection or jumps across the map.
void trace(Graticule& graticule, const Projection& to_view, GraticuleLine line, std::pair<LonLat, LonLat> ends,
           double longest_jump) {
  std::vector<double> x, y;
  for (int i = 0; i <= pieces; ++i) {
    x.push_back(turned_back(std::lerp(ends.first.lon, ends.second.lon, static_cast<double>(i) / pieces)));
    y.push_back(std::lerp(ends.first.lat, ends.second.lat, static_cast<double>(i) / pieces));
  }
  to_view.forward(x, y);
  const auto finish = [&] {
    if (line.points.size() > 1) graticule.lines.push_back(line);
    line.points.clear();
  };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool is_there = std::isfinite(x[i]) && std::isfinite(y[i]);
    const bool jumps = is_there && !line.points.empty() &&
                       std::hypot(x[i] - line.points.back().x, y[i] - line.points.back().y) > longest_jump;
    if (!is_there || jumps) finish();
    if (is_there) line.points.push_back({x[i], y[i]});
  }
  finish();
}
}  // namespace

Graticule graticule_of(const Projection& to_view, const Box& visible, int most_lines) {
  Graticule graticule;
  const Box degrees = visible.is_empty() ? Box{} : degrees_within(to_view, visible);
  if (degrees.is_empty()) return graticule;
  const double widest = std::max(degrees.width(), degrees.height());
  const auto* const step = std::ranges::find_if(steps, [&](double one) { return widest / one <= most_lines; });
  graticule.step = step == steps.end() ? steps.back() : *step;
  const double jump = std::hypot(visible.width(), visible.height());
  // Counted in steps, so that the tenth line stands where ten steps end.
  const auto each = [&](double from, double to, auto&& draw) {
    for (auto i = std::llround(std::ceil(from / graticule.step)); static_cast<double>(i) * graticule.step <= to; ++i)
      draw(static_cast<double>(i) * graticule.step);
  };
  each(degrees.min_x, std::min(degrees.max_x, degrees.min_x + 360), [&](double lon) {
    trace(graticule, to_view, {true, turned_back(lon), {}}, {{lon, degrees.min_y}, {lon, degrees.max_y}}, jump);
  });
  each(degrees.min_y, degrees.max_y, [&](double lat) {
    trace(graticule, to_view, {false, lat, {}}, {{degrees.min_x, lat}, {degrees.max_x, lat}}, jump);
  });
  return graticule;
}

}  // namespace riskmap
