// The borders of a polygon layer, each found once. Rings that meet share their points and the arcs between them, so a
// border that is simplified stays one border: no gap and no overlap between neighbours.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace riskmap {

// The rings of a layer as they lie in memory; they close implicitly. Coordinates in metres (or any planar unit).
struct RingView {
  std::span<const float> x, y;
  std::span<const std::uint32_t> ring_offset;  // vertices of ring r: [ring_offset[r], ring_offset[r+1])
};

struct TopologyOptions {
  // Vertices this near to one another are one point. None: two float steps at the layer's rim, which nobody can see.
  std::optional<double> snap{};
};

// What was found, for logs and measurements.
struct TopologyReport {
  std::size_t points = 0, junctions = 0, arcs = 0;
  std::size_t shared_arcs = 0;        // used by two rings or more
  std::size_t snapped_vertices = 0;   // were moved onto a point near by
  std::size_t repeated_vertices = 0;  // stood on the vertex before them
  double shared_share = 0;            // of the edges of all rings: part that lies on shared arcs
  double snap = 0;                    // the distance used
};

// A point is a place where at least one vertex lies. A junction is a point whose neighbours differ between the rings
// that pass it; an arc runs from junction to junction, or around when a ring has none (its first point is then repeated
// at the end). Whatever the data (slivers, T-junctions, rings that touch themselves), every edge of every ring lies on
// exactly one arc; borders that do not agree are simply arcs of their own.
struct Topology {
  TopologyReport report;
  std::vector<std::uint32_t> point_of;                     // of each vertex
  std::vector<std::uint32_t> first_vertex;                 // of each point: the vertex whose place it has
  std::vector<std::uint32_t> arc_offset{0}, arc_points{};  // points of arc a: [arc_offset[a], arc_offset[a+1])
  std::vector<std::uint32_t> arc_uses;                     // of each arc, by rings
  [[nodiscard]] std::size_t arc_count() const { return arc_offset.size() - 1; }
};

// One pass over the vertices and a hash table; nothing when `stop` was requested.
std::optional<Topology> find_topology(const RingView& rings, const TopologyOptions& options, std::stop_token stop);

// Visvalingam's order along every arc, measured as a distance: leaving out all points whose importance is at most t
// moves no border farther than t. Points that stay (ends of arcs) have infinity. Empty when `stop` was requested.
std::vector<float> point_importance(const RingView& rings, const Topology& topology, std::stop_token stop);

}  // namespace riskmap
