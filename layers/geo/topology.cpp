// Vertices to points by a hash of small cells, points to junctions by their neighbours, rings to arcs by their
// junctions.
#include "layers/geo/topology.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "layers/core/contract.h"

namespace riskmap {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t stop_every = 1U << 16;  // vertices between two looks at the stop token

float reach_of(const RingView& rings) {
  float reach = 0;
  for (const float value : rings.x) reach = std::max(reach, std::abs(value));
  for (const float value : rings.y) reach = std::max(reach, std::abs(value));
  return reach;
}

// Gives every vertex the number of its point. A table of cells a few snaps wide, open addressing: what lies within a
// snap is in the vertex's own cell, or in a neighbouring one when the vertex lies near its cell's edge.
class Welder {
 public:
  Welder(const RingView& rings, double snap)
      : rings_{rings}, snap_{static_cast<float>(snap)}, cell_{cell_size(reach_of(rings), snap_)} {
    std::size_t slots = 64;
    while (slots < rings.x.size() * 3 / 2) slots *= 2;
    table_.assign(slots, none);
    mask_ = static_cast<std::uint32_t>(slots - 1);
  }

  bool weld(Topology& topology, const std::stop_token& stop) {
    const auto count = static_cast<std::uint32_t>(rings_.x.size());
    topology.point_of.resize(count);
    std::array<std::uint32_t, batch> slots;
    for (std::uint32_t first = 0; first < count; first += batch) {
      if (first % stop_every == 0 && stop.stop_requested()) return false;
      const std::uint32_t last = std::min(first + batch, count);
      // Two passes: the table is larger than any cache, and this way its lines come while others are asked for.
      for (std::uint32_t i = first; i < last; ++i) {
        slots[i - first] = slot_of(cell_at(rings_.x[i]), cell_at(rings_.y[i]));
        __builtin_prefetch(&table_[slots[i - first]]);
      }
      for (std::uint32_t i = first; i < last; ++i) topology.point_of[i] = point_at(i, slots[i - first], topology);
    }
    return true;
  }

 private:
  static constexpr std::uint32_t batch = 32;
  static constexpr float snaps_per_cell = 32;

  // No finer than a layer can tell apart, so that cell numbers stay small.
  static float cell_size(float reach, float snap) {
    return std::max({snap * snaps_per_cell, reach * 0x1p-20F, std::numeric_limits<float>::min()});
  }
  [[nodiscard]] std::int32_t cell_at(float value) const { return static_cast<std::int32_t>(std::floor(value / cell_)); }
  [[nodiscard]] std::uint32_t slot_of(std::int32_t column, std::int32_t row) const {
    std::uint64_t key =
        static_cast<std::uint64_t>(static_cast<std::uint32_t>(column)) << 32 | static_cast<std::uint32_t>(row);
    key *= 0x9E3779B97F4A7C15U;
    return static_cast<std::uint32_t>(key >> 32) & mask_;
  }

  std::uint32_t point_at(std::uint32_t vertex, std::uint32_t slot, Topology& topology) {
    std::uint32_t found = look(vertex, slot);
    if (found == none && snap_ > 0) found = look_beside(vertex);
    if (found != none) {
      const bool is_moved = rings_.x[found] != rings_.x[vertex] || rings_.y[found] != rings_.y[vertex];
      topology.report.snapped_vertices += is_moved ? 1 : 0;
      return topology.point_of[found];
    }
    while (table_[slot] != none) slot = (slot + 1) & mask_;
    table_[slot] = vertex;
    topology.first_vertex.push_back(vertex);
    return static_cast<std::uint32_t>(topology.first_vertex.size() - 1);
  }

  // The vertex within a snap that stands in the run of slots from `slot` on.
  [[nodiscard]] std::uint32_t look(std::uint32_t vertex, std::uint32_t slot) const {
    for (; table_[slot] != none; slot = (slot + 1) & mask_) {
      const float dx = rings_.x[table_[slot]] - rings_.x[vertex], dy = rings_.y[table_[slot]] - rings_.y[vertex];
      if (dx * dx + dy * dy <= snap_ * snap_) return table_[slot];
    }
    return none;
  }

  [[nodiscard]] std::uint32_t look_beside(std::uint32_t vertex) const {
    const float x = rings_.x[vertex], y = rings_.y[vertex];
    const std::int32_t column = cell_at(x), row = cell_at(y);
    for (const std::int32_t near_column : {cell_at(x - snap_), cell_at(x + snap_)})
      for (const std::int32_t near_row : {cell_at(y - snap_), cell_at(y + snap_)}) {
        if (near_column == column && near_row == row) continue;
        if (const auto found = look(vertex, slot_of(near_column, near_row)); found != none) return found;
      }
    return none;
  }

  const RingView& rings_;
  float snap_, cell_;
  std::vector<std::uint32_t> table_;  // the first vertex of a point
  std::uint32_t mask_ = 0;
};

// The points of every ring in turn, without repeats; rings of fewer than three points are left empty.
struct RingPoints {
  std::vector<std::uint32_t> offset{0}, points;

  RingPoints(const RingView& rings, Topology& topology) {
    points.reserve(rings.x.size());
    for (std::size_t ring = 0; ring + 1 < rings.ring_offset.size(); ++ring) {
      const std::size_t first = points.size();
      for (auto vertex = rings.ring_offset[ring]; vertex < rings.ring_offset[ring + 1]; ++vertex)
        if (points.size() == first || points.back() != topology.point_of[vertex])
          points.push_back(topology.point_of[vertex]);
      while (points.size() > first + 1 && points.back() == points[first]) points.pop_back();
      topology.report.repeated_vertices +=
          rings.ring_offset[ring + 1] - rings.ring_offset[ring] - (points.size() - first);
      if (points.size() - first < 3) points.resize(first);
      offset.push_back(static_cast<std::uint32_t>(points.size()));
    }
  }
  [[nodiscard]] std::size_t size() const { return offset.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> ring(std::size_t ring) const {
    return std::span{points}.subspan(offset[ring], offset[ring + 1] - offset[ring]);
  }
};

std::vector<unsigned char> find_junctions(const RingPoints& rings, std::size_t points) {
  std::vector<unsigned char> is_junction(points, 0);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> beside(points, {none, none});
  for (std::size_t r = 0; r < rings.size(); ++r) {
    const auto ring = rings.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const std::uint32_t before = ring[i > 0 ? i - 1 : ring.size() - 1];
      const std::uint32_t after = ring[i + 1 < ring.size() ? i + 1 : 0];
      const std::pair<std::uint32_t, std::uint32_t> pair = std::minmax(before, after);
      auto& known = beside[ring[i]];
      if (known.first == none) known = pair;
      if (known != pair) is_junction[ring[i]] = 1;
    }
  }
  return is_junction;
}

// Between junctions a ring has no choice of way: whoever passes an inner point of an arc passes all of it.
class ArcFinder {
 public:
  ArcFinder(Topology& topology, const std::vector<unsigned char>& is_junction)
      : topology_{topology}, is_junction_{is_junction}, arc_of_(is_junction.size(), none) {}

  void add_ring(std::span<const std::uint32_t> ring) {
    if (ring.empty()) return;
    edges_ += ring.size();
    const auto at_junction = std::ranges::find_if(ring, [this](std::uint32_t p) { return is_junction_[p] != 0; });
    const auto start = at_junction == ring.end() ? 0 : static_cast<std::size_t>(at_junction - ring.begin());
    path_.assign(1, ring[start]);
    for (std::size_t i = 1; i <= ring.size(); ++i) {
      const std::size_t at = start + i < ring.size() ? start + i : start + i - ring.size();
      path_.push_back(ring[at]);
      if (is_junction_[ring[at]] == 0 && i < ring.size()) continue;
      add_path();
      path_.assign(1, ring[at]);
    }
  }

  void finish() {
    std::ranges::sort(edges_between_junctions_);
    for (std::size_t i = 0; i < edges_between_junctions_.size();) {
      std::size_t end = i + 1;
      while (end < edges_between_junctions_.size() && edges_between_junctions_[end] == edges_between_junctions_[i])
        ++end;
      const std::array points{edges_between_junctions_[i].first, edges_between_junctions_[i].second};
      add_arc(points);
      uses_.back() = static_cast<std::uint32_t>(end - i);
      i = end;
    }
    std::size_t shared_edges = 0;
    for (std::size_t arc = 0; arc < uses_.size(); ++arc) {
      if (uses_[arc] < 2) continue;
      ++topology_.report.shared_arcs;
      shared_edges += (topology_.arc_offset[arc + 1] - topology_.arc_offset[arc] - 1) * std::size_t{uses_[arc]};
    }
    topology_.report.arcs = uses_.size();
    if (edges_ > 0) topology_.report.shared_share = static_cast<double>(shared_edges) / static_cast<double>(edges_);
    topology_.arc_uses = std::move(uses_);
  }

 private:
  void add_path() {
    if (path_.size() == 2) {
      edges_between_junctions_.push_back(std::minmax(path_[0], path_[1]));
      return;
    }
    const std::uint32_t known = arc_of_[path_[1]];
    if (known != none) {
      ++uses_[known];
      return;
    }
    for (std::size_t i = 1; i + 1 < path_.size(); ++i) arc_of_[path_[i]] = static_cast<std::uint32_t>(uses_.size());
    if (is_junction_[path_[0]] == 0) arc_of_[path_[0]] = static_cast<std::uint32_t>(uses_.size());
    add_arc(path_);
  }

  void add_arc(std::span<const std::uint32_t> points) {
    topology_.arc_points.insert(topology_.arc_points.end(), points.begin(), points.end());
    topology_.arc_offset.push_back(static_cast<std::uint32_t>(topology_.arc_points.size()));
    uses_.push_back(1);
  }

  Topology& topology_;
  const std::vector<unsigned char>& is_junction_;
  std::vector<std::uint32_t> arc_of_;  // of inner points
  std::vector<std::uint32_t> uses_;    // of each arc, by rings
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges_between_junctions_;
  std::vector<std::uint32_t> path_;
  std::size_t edges_ = 0;
};

}  // namespace

std::optional<Topology> find_topology(const RingView& rings, const TopologyOptions& options, std::stop_token stop) {
  RISKMAP_REQUIRE(rings.x.size() == rings.y.size());
  RISKMAP_REQUIRE(!rings.ring_offset.empty() && rings.ring_offset.back() == rings.x.size());
  constexpr double float_step = 0x1p-23;
  Topology topology;
  topology.report.snap = options.snap.value_or(2 * float_step * static_cast<double>(reach_of(rings)));
  if (!Welder{rings, topology.report.snap}.weld(topology, stop)) return std::nullopt;
  const RingPoints ring_points{rings, topology};
  if (stop.stop_requested()) return std::nullopt;
  const auto is_junction = find_junctions(ring_points, topology.first_vertex.size());
  topology.report.points = topology.first_vertex.size();
  topology.report.junctions = static_cast<std::size_t>(std::ranges::count(is_junction, 1));
  ArcFinder arcs{topology, is_junction};
  for (std::size_t ring = 0; ring < ring_points.size(); ++ring) {
    if (ring % 1024 == 0 && stop.stop_requested()) return std::nullopt;
    arcs.add_ring(ring_points.ring(ring));
  }
  arcs.finish();
  return topology;
}

}  // namespace riskmap
