#include "layers/raster/map_room.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace riskmap {

namespace {
constexpr std::size_t bands = 64;            // horizontal slices of the content
constexpr int lattice = 24;                  // positions tried along each side
constexpr double smallest_share = 1 / 16.0;  // of the scale that fills the frame: below it nothing is readable
constexpr double precision = 1.005;          // of the scale

struct Interval {
  double from = std::numeric_limits<double>::infinity(), to = -std::numeric_limits<double>::infinity();
  void include(double x) { from = std::min(from, x), to = std::max(to, x); }
};

class Bands {
 public:
  explicit Bands(const Box& extent) : extent_{extent}, height_{extent.height() / bands} {}

  void add_ring(const LayerGeometry& geometry, std::size_t begin, std::size_t end) {
    std::array<Interval, bands> ring;
    for (auto i = begin; i < end; ++i) {
      const auto previous = i > begin ? i - 1 : geometry.kind == GeometryKind::polygons ? end - 1 : i;
      add_edge(ring, geometry.vertex(previous), geometry.vertex(i));
    }
    for (std::size_t band = 0; band < bands; ++band)
      if (ring[band].from <= ring[band].to) intervals_[band].push_back(ring[band]);
  }
  [[nodiscard]] std::vector<Box> merged() {
    std::vector<Box> pieces;
    for (std::size_t band = 0; band < bands; ++band) {
      auto& intervals = intervals_[band];
      std::ranges::sort(intervals, {}, &Interval::from);
      const double low = extent_.min_y + height_ * static_cast<double>(band);
      const auto first = pieces.size();
      for (const auto& [from, to] : intervals)
        if (pieces.size() > first && from <= pieces.back().max_x)
          pieces.back().max_x = std::max(pieces.back().max_x, to);
        else
          pieces.push_back({from, low, to, low + height_});
    }
    return pieces;
  }

 private:
  [[nodiscard]] std::size_t band_of(double y) const {
    const double band = height_ > 0 ? (y - extent_.min_y) / height_ : 0;
    return static_cast<std::size_t>(std::clamp(band, 0.0, static_cast<double>(bands - 1)));
  }
  void add_edge(std::array<Interval, bands>& ring, MapPoint a, MapPoint b) const {
    if (a.y > b.y) std::swap(a, b);
    const auto first = band_of(a.y), last = band_of(b.y);
    for (auto band = first; band <= last; ++band) {
      // The part of the edge inside the band; a flat edge lies in one band whole.
      const auto x_at = [&](double y) { return a.x + (b.x - a.x) * std::clamp((y - a.y) / (b.y - a.y), 0.0, 1.0); };
      const double low = extent_.min_y + height_ * static_cast<double>(band);
      ring[band].include(first == last ? a.x : x_at(low));
      ring[band].include(first == last ? b.x : x_at(low + height_));
    }
  }

  Box extent_;
  double height_;
  std::array<std::vector<Interval>, bands> intervals_;
};

// Pixels from the frame's top left corner to the content's, nearest to the middle first.
std::vector<ScreenPoint> positions(double slack_x, double slack_y) {
  std::vector<ScreenPoint> all;
  for (int y = 0; y <= lattice; ++y)
    for (int x = 0; x <= lattice; ++x) all.push_back({slack_x * x / lattice, slack_y * y / lattice});
  std::ranges::stable_sort(all, {}, [&](ScreenPoint at) { return std::hypot(at.x - slack_x / 2, at.y - slack_y / 2); });
  return all;
}

std::optional<Camera> placed_at(const MapContent& content, ImageSize size, const Box& frame,
                                std::span<const Box> covers, double metres_per_pixel) {
  const auto& extent = content.extent;
  const double slack_x = std::max(0.0, frame.width() - extent.width() / metres_per_pixel),
               slack_y = std::max(0.0, frame.height() - extent.height() / metres_per_pixel);
  for (const ScreenPoint at : positions(slack_x, slack_y)) {
    const double left = frame.min_x + at.x, top = frame.min_y + at.y;
    const bool is_free = std::ranges::none_of(content.pieces, [&](const Box& piece) {
      const Box shown{left + (piece.min_x - extent.min_x) / metres_per_pixel,
                      top + (extent.max_y - piece.max_y) / metres_per_pixel,
                      left + (piece.max_x - extent.min_x) / metres_per_pixel,
                      top + (extent.max_y - piece.min_y) / metres_per_pixel};
      return std::ranges::any_of(covers, [&](const Box& cover) { return cover.intersects(shown); });
    });
    if (is_free)
      return Camera{.centre = {extent.min_x + (size.width / 2.0 - left) * metres_per_pixel,
                               extent.max_y - (size.height / 2.0 - top) * metres_per_pixel},
                    .metres_per_pixel = metres_per_pixel,
                    .size = size};
  }
  return std::nullopt;
}
}  // namespace

MapContent content_of(const LayerGeometry& geometry) {
  MapContent content{geometry.extent, {}};
  if (content.extent.is_empty()) return content;
  Bands slices{content.extent};
  for (std::size_t ring = 0; ring + 1 < geometry.ring_offset.size(); ++ring)
    slices.add_ring(geometry, geometry.ring_offset[ring], geometry.ring_offset[ring + 1]);
  content.pieces = slices.merged();
  return content;
}

MapContent content_of(const Box& box) {
  return {box, {box}};
}

std::optional<Camera> fit_among(const MapContent& content, ImageSize size, const Box& frame,
                                std::span<const Box> covers) {
  const auto& extent = content.extent;
  if (extent.is_empty() || frame.width() <= 0 || frame.height() <= 0) return std::nullopt;
  const double filling = std::max({extent.width() / frame.width(), extent.height() / frame.height(), 0.05});
  if (auto whole = placed_at(content, size, frame, covers, filling)) return whole;
  double too_large = filling, fitting = filling;
  std::optional<Camera> best;
  while (!best && fitting < filling / smallest_share) {
    too_large = std::exchange(fitting, fitting * 1.25);
    best = placed_at(content, size, frame, covers, fitting);
  }
  while (best && fitting / too_large > precision) {
    const double middle = std::sqrt(too_large * fitting);
    if (auto closer = placed_at(content, size, frame, covers, middle))
      best = closer, fitting = middle;
    else
      too_large = middle;
  }
  return best;
}

}  // namespace riskmap
