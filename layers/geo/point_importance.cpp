// Points leave an arc one by one, the one that is missed least first.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "layers/geo/topology.h"

namespace riskmap {

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
// Longer arcs are cut into pieces whose ends stay: that keeps the working set of a piece in the nearest cache and costs
// one point in so many.
constexpr std::size_t longest_piece = 2048;

struct Place {
  float x, y;
};

float distance_to_segment(Place p, Place a, Place b) {
  const float dx = b.x - a.x, dy = b.y - a.y, px = p.x - a.x, py = p.y - a.y, length2 = dx * dx + dy * dy;
  const float t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0F, 1.0F) : 0.0F;
  const float away_x = px - t * dx, away_y = py - t * dy;
  return std::sqrt(away_x * away_x + away_y * away_y);
}

// Thins one piece of an arc; a heap of its inner points by what leaving each out would cost.
class PieceThinner {
 public:
  explicit PieceThinner(std::vector<float>& importance) : importance_{importance} {}

  void thin(const RingView& rings, const Topology& topology, std::span<const std::uint32_t> points) {
    start(rings, topology, points);
    float reached = 0;
    while (!heap_.empty()) {
      const std::uint32_t leaving = heap_.front();
      reached = std::max(reached, cost_[leaving]);
      importance_[points[leaving]] = reached;
      drop_top();
      const std::uint32_t before = before_[leaving], after = after_[leaving];
      after_[before] = after, before_[after] = before;
      moved_[before] = cost_[leaving];
      if (before > 0) reconsider(before);
      if (after + 1 < points.size()) reconsider(after);
    }
  }

 private:
  void start(const RingView& rings, const Topology& topology, std::span<const std::uint32_t> points) {
    const auto count = static_cast<std::uint32_t>(points.size());
    places_.resize(count), before_.resize(count), after_.resize(count), cost_.resize(count), slot_.resize(count);
    moved_.assign(count, 0);
    heap_.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint32_t vertex = topology.first_vertex[points[i]];
      places_[i] = {rings.x[vertex], rings.y[vertex]};
      before_[i] = i - 1, after_[i] = i + 1;
    }
    for (std::uint32_t i = 1; i + 1 < count; ++i) {
      cost_[i] = cost_of(i);
      slot_[i] = static_cast<std::uint32_t>(heap_.size());
      heap_.push_back(i);
    }
    for (auto slot = static_cast<std::uint32_t>(heap_.size() / 2); slot-- > 0;) sink(slot);
  }

  // What was left out before has already moved the border by up to moved_; the two add up at worst.
  [[nodiscard]] float cost_of(std::uint32_t i) const {
    return distance_to_segment(places_[i], places_[before_[i]], places_[after_[i]]) +
           std::max(moved_[before_[i]], moved_[i]);
  }

  void reconsider(std::uint32_t i) {
    const float old = std::exchange(cost_[i], cost_of(i));
    if (cost_[i] < old)
      rise(slot_[i]);
    else
      sink(slot_[i]);
  }

  void put(std::uint32_t slot, std::uint32_t i) { heap_[slot] = i, slot_[i] = slot; }

  void drop_top() {
    const std::uint32_t last = heap_.back();
    heap_.pop_back();
    if (heap_.empty()) return;
    put(0, last);
    sink(0);
  }

  void rise(std::uint32_t slot) {
    const std::uint32_t i = heap_[slot];
    while (slot > 0 && cost_[heap_[(slot - 1) / 2]] > cost_[i]) {
      put(slot, heap_[(slot - 1) / 2]);
      slot = (slot - 1) / 2;
    }
    put(slot, i);
  }

  void sink(std::uint32_t slot) {
    const std::uint32_t i = heap_[slot];
    while (true) {
      std::uint32_t child = slot * 2 + 1;
      if (child >= heap_.size()) break;
      if (child + 1 < heap_.size() && cost_[heap_[child + 1]] < cost_[heap_[child]]) ++child;
      if (cost_[heap_[child]] >= cost_[i]) break;
      put(slot, heap_[child]);
      slot = child;
    }
    put(slot, i);
  }

  std::vector<float>& importance_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> before_, after_;
  std::vector<float> cost_;
  std::vector<float> moved_;  // of the edge that starts here: how far the border left out along it may be
  std::vector<std::uint32_t> heap_, slot_;
};

}  // namespace

std::vector<float> point_importance(const RingView& rings, const Topology& topology, std::stop_token stop) {
  std::vector<float> importance(topology.first_vertex.size(), infinity);
  PieceThinner thinner{importance};
  for (std::size_t arc = 0; arc < topology.arc_count(); ++arc) {
    if (stop.stop_requested()) return {};
    for (std::size_t first = topology.arc_offset[arc]; first + 1 < topology.arc_offset[arc + 1];) {
      const std::size_t last = std::min<std::size_t>(first + longest_piece, topology.arc_offset[arc + 1] - 1);
      thinner.thin(rings, topology, std::span{topology.arc_points}.subspan(first, last - first + 1));
      first = last;
    }
  }
  return importance;
}

}  // namespace riskmap
