#include "layers/geo/border_report.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace riskmap {

namespace {
// What two ways between the same corners enclose is a sliver when it is no thicker than this share of their length;
// an island of two areas is as round as it is.
constexpr double thinnest_area = 0.05;
constexpr std::size_t most_ways = 8;  // between two corners, compared with one another

class Borders {
 public:
  Borders(const RingView& rings, const Topology& topology) : rings_{rings}, topology_{topology} {}

  [[nodiscard]] std::span<const std::uint32_t> points(std::size_t arc) const {
    const auto first = topology_.arc_offset[arc];
    return std::span{topology_.arc_points}.subspan(first, topology_.arc_offset[arc + 1] - first);
  }
  [[nodiscard]] BorderPlace place(std::uint32_t point) const {
    const auto vertex = topology_.first_vertex[point];
    return {static_cast<double>(rings_.x[vertex]), static_cast<double>(rings_.y[vertex])};
  }
  [[nodiscard]] double length(std::size_t arc) const {
    double sum = 0;
    const auto line = points(arc);
    for (std::size_t i = 1; i < line.size(); ++i) {
      const auto from = place(line[i - 1]), to = place(line[i]);
      sum += std::hypot(to.x - from.x, to.y - from.y);
    }
    return sum;
  }
  [[nodiscard]] BorderPlace middle(std::size_t arc) const {
    const auto line = points(arc);
    if (line.size() > 2) return place(line[line.size() / 2]);
    const auto from = place(line.front()), to = place(line.back());
    return {(from.x + to.x) / 2, (from.y + to.y) / 2};
  }
  // What is no thicker than the snap cannot be told from one border.
  [[nodiscard]] bool encloses_sliver(std::size_t a, std::size_t b) const {
    const double half = (length(a) + length(b)) / 2;
    const double thickness = half > 0 ? std::abs(swept(a) - swept(b)) / half : 0;
    return thickness > topology_.report.snap && thickness < thinnest_area * half;
  }

 private:
  // Under the arc from its lower-numbered end to the other, seen from there.
  [[nodiscard]] double swept(std::size_t arc) const {
    const auto line = points(arc);
    const auto origin = place(std::min(line.front(), line.back()));
    double sum = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
      const auto from = place(line[i - 1]), to = place(line[i]);
      sum += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y);
    }
    return (line.front() < line.back() ? sum : -sum) / 2;
  }

  const RingView& rings_;
  const Topology& topology_;
};

void measure_moves(const RingView& rings, const Topology& topology, BorderReport& report) {
  for (std::size_t vertex = 0; vertex < rings.x.size(); ++vertex) {
    const auto first = topology.first_vertex[topology.point_of[vertex]];
    if (rings.x[first] == rings.x[vertex] && rings.y[first] == rings.y[vertex]) continue;
    const double dx = static_cast<double>(rings.x[first]) - static_cast<double>(rings.x[vertex]),
                 dy = static_cast<double>(rings.y[first]) - static_cast<double>(rings.y[vertex]);
    report.most_moved = std::max(report.most_moved, std::hypot(dx, dy));
  }
}

// Arcs of one area alone that run between the same two corners.
void find_differing(const Borders& borders, const Topology& topology, BorderReport& report) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> alone;  // ends and arc
  for (std::uint32_t arc = 0; arc < topology.arc_count(); ++arc) {
    const auto line = borders.points(arc);
    const auto [low, high] = std::minmax(line.front(), line.back());
    if (topology.arc_uses[arc] == 1 && low != high) alone.emplace_back(std::uint64_t{low} << 32 | high, arc);
  }
  std::ranges::sort(alone);
  for (std::size_t i = 0; i < alone.size(); ++i)
    for (std::size_t j = i + 1; j < std::min(i + most_ways, alone.size()) && alone[j].first == alone[i].first; ++j)
      if (borders.encloses_sliver(alone[i].second, alone[j].second))
        report.differing.push_back(borders.middle(alone[j].second));
}
}  // namespace

BorderReport report_borders(const RingView& rings, const Topology& topology) {
  BorderReport report{.snap = topology.report.snap, .moved_vertices = topology.report.snapped_vertices};
  measure_moves(rings, topology, report);
  const Borders borders{rings, topology};
  double all = 0, shared = 0;
  for (std::size_t arc = 0; arc < topology.arc_count(); ++arc) {
    const auto uses = topology.arc_uses[arc];
    const double length = borders.length(arc) * uses;
    all += length;
    if (uses > 1) shared += length;
    if (uses > 2) report.crowded.push_back(borders.middle(arc));
  }
  if (all > 0) report.shared_share = shared / all;
  find_differing(borders, topology, report);
  return report;
}

}  // namespace riskmap
