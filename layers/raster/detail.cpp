// From the importance of points to copies of the rings.
#include "layers/raster/detail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace riskmap {

namespace {

// A level is worth its memory when it has at most this part of the vertices of the one before.
constexpr double worth_keeping = 0.7;
constexpr double resting_error_px = 0.125, hurried_error_px = 0.2, moving_error_px = 0.25;
constexpr std::size_t most_vertices_in_full = 3'000'000;  // in view while the map moves
constexpr std::size_t most_vertices_at_rest = 2'000'000;  // in view, with the smaller error
constexpr int finest_grade = -60, grades = 120;           // grade g: borders moved by up to 2^(g/2)

double moved_by(int grade) {
  return std::exp2(grade / 2.0);
}

// The first grade that leaves out a point of this importance.
int grade_of(float importance) {
  if (!(importance > 0)) return finest_grade;
  int exponent = 0;
  const double mantissa = std::frexp(static_cast<double>(importance), &exponent);  // in [½, 1)
  const int grade = exponent * 2 - (mantissa <= 0.5 ? 2 : mantissa <= std::numbers::sqrt2 / 2 ? 1 : 0);
  return std::clamp(grade, finest_grade, finest_grade + grades - 1);
}

// A level to be: its grade, and how many vertices stay at most.
struct Step {
  int grade = 0;
  std::size_t vertices = 0;
};

std::vector<Step> worthy_steps(const std::vector<float>& importance, const Topology& topology) {
  std::array<std::size_t, grades> leaving{};
  for (const std::uint32_t point : topology.point_of)
    if (std::isfinite(importance[point]))
      ++leaving[static_cast<std::size_t>(grade_of(importance[point]) - finest_grade)];
  std::vector<Step> chosen;
  std::size_t left = topology.point_of.size(), last_left = left;
  for (int i = 0; i < grades; ++i) {
    left -= leaving[static_cast<std::size_t>(i)];
    if (static_cast<double>(left) > worth_keeping * static_cast<double>(last_left)) continue;
    chosen.push_back({finest_grade + i, left});
    last_left = left;
  }
  return chosen;
}

// Copies what is more important than `moved`; rings that collapse are left out.
class LevelBuilder {
 public:
  LevelBuilder(const LayerGeometry& geometry, const Topology& topology, const std::vector<float>& importance)
      : geometry_{geometry}, topology_{topology}, importance_{importance} {}

  [[nodiscard]] DetailLevel build(const Step& step) const {
    const double left_out = moved_by(step.grade);
    DetailLevel level{.moved = left_out + 2 * topology_.report.snap, .rings = {}};  // once for what floats tell apart
    level.rings.grid = geometry_.grid;
    level.rings.x.reserve(step.vertices);
    level.rings.y.reserve(step.vertices);
    for (std::size_t feature = 0; feature < geometry_.size(); ++feature) {
      for (auto ring = geometry_.feature_offset[feature]; ring < geometry_.feature_offset[feature + 1]; ++ring)
        add_ring(ring, static_cast<float>(left_out), level.rings);
      level.rings.feature_offset.push_back(static_cast<std::uint32_t>(level.rings.ring_offset.size() - 1));
    }
    level.rings.find_block_boxes();
    return level;
  }

 private:
  void add_ring(std::uint32_t ring, float left_out, LayerRings& rings) const {
    const std::size_t first = rings.x.size();
    std::uint32_t first_point = 0, last_point = 0;
    for (auto vertex = geometry_.ring_offset[ring]; vertex < geometry_.ring_offset[ring + 1]; ++vertex) {
      const std::uint32_t point = topology_.point_of[vertex];
      if (importance_[point] <= left_out) continue;
      if (rings.x.size() == first)
        first_point = point;
      else if (point == last_point)
        continue;
      last_point = point;
      rings.x.push_back(geometry_.x[topology_.first_vertex[point]]);
      rings.y.push_back(geometry_.y[topology_.first_vertex[point]]);
    }
    if (rings.x.size() > first + 1 && last_point == first_point) rings.x.pop_back(), rings.y.pop_back();
    if (rings.x.size() < first + 3) {
      rings.x.resize(first), rings.y.resize(first);
      return;
    }
    rings.ring_offset.push_back(static_cast<std::uint32_t>(rings.x.size()));
  }

  const LayerGeometry& geometry_;
  const Topology& topology_;
  const std::vector<float>& importance_;
};

// A vertex that was snapped may lie a little outside the box of its feature.
std::vector<LocalBox> boxes_with_snapped(const LayerGeometry& geometry, const Topology& topology) {
  auto boxes = geometry.local_boxes;
  if (topology.report.snapped_vertices == 0) return boxes;
  for (std::size_t feature = 0; feature < geometry.size(); ++feature) {
    LocalBox& box = boxes[feature];
    const auto first = geometry.ring_offset[geometry.feature_offset[feature]];
    const auto last = geometry.ring_offset[geometry.feature_offset[feature + 1]];
    for (auto vertex = first; vertex < last; ++vertex) {
      const std::uint32_t place = topology.first_vertex[topology.point_of[vertex]];
      box.min_x = std::min(box.min_x, geometry.x[place]), box.max_x = std::max(box.max_x, geometry.x[place]);
      box.min_y = std::min(box.min_y, geometry.y[place]), box.max_y = std::max(box.max_y, geometry.y[place]);
    }
  }
  return boxes;
}

bool has_more_in_view(const LayerGeometry& geometry, const LayerRings& rings, const Camera& camera, std::size_t most) {
  if (rings.x.size() <= most) return false;
  const Box view = camera.visible();
  std::size_t vertices = 0;
  for (std::size_t feature = 0; feature < geometry.size() && vertices <= most; ++feature) {
    const Box& box = geometry.boxes[feature];
    if (box.max_x < view.min_x || box.min_x > view.max_x || box.max_y < view.min_y || box.min_y > view.max_y) continue;
    vertices += rings.ring_offset[rings.feature_offset[feature + 1]] - rings.ring_offset[rings.feature_offset[feature]];
  }
  return vertices > most;
}

}  // namespace

const DetailLevel* LayerDetail::level(double allowed) const {
  const auto finer = std::ranges::upper_bound(levels, allowed, {}, &DetailLevel::moved);
  return finer == levels.begin() ? nullptr : &*(finer - 1);
}

std::size_t LayerDetail::bytes() const {
  std::size_t sum = local_boxes.capacity() * sizeof(LocalBox);
  for (const auto& [moved, rings] : levels) sum += rings.bytes();
  return sum;
}

DrawnLayer DrawnLayer::at_rest(const LayerGeometry& whole, const LayerDetail* detail, const Camera& camera) {
  const DrawnLayer fine{whole, detail, resting_error_px * camera.metres_per_pixel};
  if (!has_more_in_view(whole, fine.rings, camera, most_vertices_at_rest)) return fine;
  return {whole, detail, hurried_error_px * camera.metres_per_pixel};
}

DrawnLayer DrawnLayer::moving(const LayerGeometry& whole, const LayerDetail* detail, const Camera& camera) {
  if (detail == nullptr || !has_more_in_view(whole, whole, camera, most_vertices_in_full)) return whole;
  return {whole, detail, moving_error_px * camera.metres_per_pixel};
}

std::vector<float> offsets_of(const std::vector<std::int32_t>& steps, const MapGrid& grid) {
  std::vector<float> offsets(steps.size());
  std::ranges::transform(steps, offsets.begin(),
                         [&](std::int32_t value) { return static_cast<float>(value * grid.step); });
  return offsets;
}

Detail find_detail(const LayerGeometry& geometry, std::stop_token stop) {
  const std::vector<float> x = offsets_of(geometry.x, geometry.grid), y = offsets_of(geometry.y, geometry.grid);
  const RingView rings{x, y, geometry.ring_offset};
  const auto topology = find_topology(rings, {}, stop);
  if (!topology) return nullptr;
  const auto importance = point_importance(rings, *topology, stop);
  if (stop.stop_requested()) return nullptr;
  LayerDetail detail{.levels = {},
                     .local_boxes = boxes_with_snapped(geometry, *topology),
                     .topology = topology->report,
                     .borders = report_borders(rings, *topology)};
  const LevelBuilder builder{geometry, *topology, importance};
  for (const Step& step : worthy_steps(importance, *topology)) {
    if (stop.stop_requested()) return nullptr;
    detail.levels.push_back(builder.build(step));
  }
  return std::make_shared<const LayerDetail>(std::move(detail));
}

}  // namespace riskmap
