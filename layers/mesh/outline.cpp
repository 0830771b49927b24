#include "layers/mesh/outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>

namespace riskmap {
namespace {

constexpr double least_ring_px = 1;

double distance(ScreenPoint a, ScreenPoint b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

// The part of a segment inside a box (Liang and Barsky), as parameters from its start.
std::optional<std::pair<double, double>> clipped(ScreenPoint from, ScreenPoint to, const Box& box) {
  double enter = 0, leave = 1;
  const auto cut = [&](double towards, double room) {
    if (towards == 0) return room >= 0;
    const double at = room / towards;
    if (towards < 0)
      enter = std::max(enter, at);
    else
      leave = std::min(leave, at);
    return enter <= leave;
  };
  const double dx = to.x - from.x, dy = to.y - from.y;
  if (cut(-dx, from.x - box.min_x) && cut(dx, box.max_x - from.x) && cut(-dy, from.y - box.min_y) &&
      cut(dy, box.max_y - from.y))
    return std::pair{enter, leave};
  return std::nullopt;
}

// Collects segments into polylines; a segment that does not start where the last one ended begins a new polyline.
class LineCollector {
 public:
  LineCollector(std::vector<Polyline>& lines, const Box& frame) : lines_{lines}, frame_{frame} {}

  void segment(ScreenPoint from, ScreenPoint to) {
    const auto part = clipped(from, to, frame_);
    if (!part) return interrupt();
    const auto along = [&](double t) {
      return ScreenPoint{from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
    };
    if (part->first > 0) interrupt();
    if (line_.points.empty()) line_.points.push_back(along(part->first));
    line_.points.push_back(along(part->second));
    if (part->second < 1) interrupt();
  }
  void interrupt() {
    was_cut_ = true;
    if (line_.points.size() > 1) lines_.push_back(std::move(line_));
    line_ = {};
  }
  void finish(bool is_path) {
    if (!is_path && !was_cut_ && line_.points.size() > 3) {
      line_.points.pop_back();
      line_.is_closed = true;
    }
    interrupt();
    was_cut_ = false;
  }

 private:
  std::vector<Polyline>& lines_;
  Box frame_;
  Polyline line_;
  bool was_cut_ = false;
};

std::vector<ScreenPoint> thinned_ring(const FeatureRings& rings, std::size_t ring, const ScreenMapping& mapping,
                                      double tolerance) {
  std::vector<ScreenPoint> points;
  for (std::size_t i = rings.ring_offset[ring]; i < rings.ring_offset[ring + 1]; ++i) {
    const ScreenPoint point = mapping.screen_from_map(rings.vertex(i));
    if (points.empty() || distance(points.back(), point) >= tolerance) points.push_back(point);
  }
  while (!rings.is_path && points.size() > 1 && distance(points.back(), points.front()) < tolerance) points.pop_back();
  return points;
}

// An edge of a layer, the same in both directions: neighbours share exactly these vertices.
using EdgeKey = std::array<std::uint32_t, 4>;
struct EdgeHash {
  std::size_t operator()(const EdgeKey& key) const {
    std::uint64_t hash = 0x9E3779B97F4A7C15;
    for (const std::uint32_t part : key) hash = (hash ^ part) * 0xFF51AFD7ED558CCD, hash ^= hash >> 32;
    return static_cast<std::size_t>(hash);
  }
};
EdgeKey edge_key(const FeatureRings& rings, std::size_t a, std::size_t b) {
  const auto bits = [](std::int32_t value) { return static_cast<std::uint32_t>(value); };
  const EdgeKey key{bits(rings.x[a]), bits(rings.y[a]), bits(rings.x[b]), bits(rings.y[b])};
  const EdgeKey turned{key[2], key[3], key[0], key[1]};
  return std::min(key, turned);
}

Box screen_box(const FeatureRings& rings, std::size_t ring, const ScreenMapping& mapping) {
  const std::size_t first = rings.ring_offset[ring], count = rings.ring_offset[ring + 1] - first;
  const auto [left, right] = std::ranges::minmax(rings.x.subspan(first, count));
  const auto [low, high] = std::ranges::minmax(rings.y.subspan(first, count));
  const auto top_left = mapping.screen_from_map(rings.grid.point(left, high)),
             bottom_right = mapping.screen_from_map(rings.grid.point(right, low));
  return {top_left.x, top_left.y, bottom_right.x, bottom_right.y};
}

// Splits a ring where an edge was seen before and hands over the new stretches, thinned.
class NewStretches {
 public:
  // `is_shared`: edges may be seen more than once at all.
  NewStretches(const ScreenMapping& mapping, double tolerance, bool is_shared)
      : mapping_{mapping}, tolerance_{tolerance}, is_shared_{is_shared} {}

  template <typename Take>
  void walk(const FeatureRings& rings, std::size_t ring, Take take) {
    const std::size_t begin = rings.ring_offset[ring], end = rings.ring_offset[ring + 1];
    const std::size_t edges = end - begin - (rings.is_path ? 1 : 0);
    if (end - begin < 2) return;
    std::vector<ScreenPoint> stretch;
    for (std::size_t i = 0; i < edges; ++i) {
      const std::size_t from = begin + i, to = i + 1 == end - begin ? begin : from + 1;
      if (is_shared_ && !seen_.insert(edge_key(rings, from, to)).second) {
        finish(stretch, take);
        continue;
      }
      if (stretch.empty()) stretch.push_back(mapping_.screen_from_map(rings.vertex(from)));
      last_ = mapping_.screen_from_map(rings.vertex(to));
      if (distance(stretch.back(), last_) >= tolerance_) stretch.push_back(last_);
    }
    finish(stretch, take);
  }

 private:
  template <typename Take>
  void finish(std::vector<ScreenPoint>& stretch, Take take) {
    if (stretch.empty()) return;
    if (stretch.back() != last_) stretch.push_back(last_);
    take(stretch);
    stretch.clear();
  }
  ScreenMapping mapping_;
  double tolerance_;
  bool is_shared_;
  std::unordered_set<EdgeKey, EdgeHash> seen_;
  ScreenPoint last_;
};

Box frame_of(const ScreenMapping& mapping, double margin) {
  return {-margin, -margin, mapping.size.width + margin, mapping.size.height + margin};
}

// Two vertices of the strip on either side of a point, `side` = unit normal stretched for a mitre.
struct StripWriter {
  std::vector<StrokeVertex>& strip;
  double half_width;
  bool starts_piece = true;

  void cross(ScreenPoint at, ScreenPoint side, double along) {
    const auto vertex = [&](double sign) {
      return StrokeVertex{static_cast<float>(at.x + sign * half_width * side.x),
                          static_cast<float>(at.y + sign * half_width * side.y), static_cast<float>(sign * half_width),
                          static_cast<float>(along)};
    };
    if (starts_piece && !strip.empty()) {
      strip.push_back(strip.back());
      strip.push_back(vertex(1));
    }
    starts_piece = false;
    strip.push_back(vertex(1));
    strip.push_back(vertex(-1));
  }
};

ScreenPoint normal(ScreenPoint from, ScreenPoint to) {
  const double length = distance(from, to);
  return {-(to.y - from.y) / length, (to.x - from.x) / length};
}

// A mitre up to twice the half width; beyond that a bevel, so that sharp corners grow no spikes.
void write_corner(StripWriter& writer, ScreenPoint at, ScreenPoint before, ScreenPoint after, double along) {
  const double dot = before.x * after.x + before.y * after.y;
  if (dot > -0.5) {
    const double stretch = 1 / (1 + dot);
    writer.cross(at, {(before.x + after.x) * stretch, (before.y + after.y) * stretch}, along);
    return;
  }
  writer.cross(at, before, along);
  writer.cross(at, after, along);
}

void write_line(StripWriter& writer, const Polyline& line) {
  std::vector<ScreenPoint> points;
  for (const ScreenPoint point : line.points)
    if (points.empty() || distance(points.back(), point) > 1e-6) points.push_back(point);
  const bool is_closed = line.is_closed && points.size() > 2;
  if (is_closed && distance(points.back(), points.front()) <= 1e-6) points.pop_back();
  if (points.size() < 2) return;
  const std::size_t count = points.size(), crossings = is_closed ? count + 1 : count;
  writer.starts_piece = true;
  double along = 0;
  for (std::size_t i = 0; i < crossings; ++i) {
    const ScreenPoint at = points[i % count];
    const ScreenPoint& previous = points[(i + count - 1) % count];
    const ScreenPoint& next = points[(i + 1) % count];
    if (i > 0) along += distance(previous, at);
    if (!is_closed && i == 0)
      writer.cross(at, normal(at, next), along);
    else if (!is_closed && i + 1 == count)
      writer.cross(at, normal(previous, at), along);
    else
      write_corner(writer, at, normal(previous, at), normal(at, next), along);
  }
}

}  // namespace

std::vector<Polyline> outlines(const FeatureRings& rings, const ScreenMapping& mapping, const OutlineOptions& options) {
  std::vector<Polyline> lines;
  LineCollector collector{lines, frame_of(mapping, options.margin_px)};
  for (std::size_t ring = 0; ring < rings.ring_count(); ++ring) {
    const std::vector<ScreenPoint> points = thinned_ring(rings, ring, mapping, options.tolerance_px);
    if (points.size() < 2) continue;
    for (std::size_t i = 1; i < points.size(); ++i) collector.segment(points[i - 1], points[i]);
    if (!rings.is_path) collector.segment(points.back(), points.front());
    collector.finish(rings.is_path);
  }
  return lines;
}

std::vector<Polyline> shared_outlines(std::span<const FeatureRings> features, const ScreenMapping& mapping,
                                      const OutlineOptions& options) {
  std::vector<Polyline> lines;
  const Box frame = frame_of(mapping, options.margin_px);
  LineCollector collector{lines, frame};
  NewStretches stretches{mapping, options.tolerance_px, features.size() > 1};
  // Thousands of holes of less than a pixel would be a blot; a feature's first ring stays, for a small one's mark.
  const auto is_seen = [&](const FeatureRings& rings, std::size_t ring) {
    if (rings.ring_offset[ring] == rings.ring_offset[ring + 1]) return false;
    const Box box = screen_box(rings, ring, mapping);
    const bool is_tiny = std::max(box.width(), box.height()) < least_ring_px;
    return box.intersects(frame) && (ring == 0 || !is_tiny);
  };
  for (const FeatureRings& rings : features)
    for (std::size_t ring = 0; ring < rings.ring_count(); ++ring)
      if (is_seen(rings, ring))
        stretches.walk(rings, ring, [&](const std::vector<ScreenPoint>& points) {
          for (std::size_t i = 1; i < points.size(); ++i) collector.segment(points[i - 1], points[i]);
          collector.finish(points.front() != points.back());
        });
  return lines;
}

std::vector<StrokeVertex> stroke_strip(std::span<const Polyline> lines, double width_px) {
  std::vector<StrokeVertex> strip;
  // Half a pixel more on either side is where the edge fades out.
  StripWriter writer{strip, width_px / 2 + 0.5};
  for (const Polyline& line : lines) write_line(writer, line);
  return strip;
}

}  // namespace riskmap
