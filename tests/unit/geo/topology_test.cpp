// Shared borders are found once, whatever state the rings are in; importance is a distance that holds.
#include "layers/geo/topology.h"

#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <random>

namespace riskmap {
namespace {

struct Rings {
  std::vector<float> x, y;
  std::vector<std::uint32_t> ring_offset{0};

  void add(std::initializer_list<std::pair<float, float>> ring) {
    for (const auto& [px, py] : ring) x.push_back(px), y.push_back(py);
    ring_offset.push_back(static_cast<std::uint32_t>(x.size()));
  }
  [[nodiscard]] RingView view() const { return {x, y, ring_offset}; }
  [[nodiscard]] Topology topology(std::optional<double> snap = {}) const {
    auto found = find_topology(view(), {.snap = snap}, {});
    REQUIRE(found);
    return std::move(*found);
  }
};

TEST_CASE("two areas share the arc between them") {
  Rings rings;
  rings.add({{0, 0}, {10, 0}, {11, 5}, {10, 10}, {0, 10}});
  rings.add({{10, 10}, {11, 5}, {10, 0}, {20, 0}, {20, 10}});
  const auto topology = rings.topology();
  CHECK(topology.report.points == 7);
  CHECK(topology.report.junctions == 2);
  CHECK(topology.report.arcs == 3);
  CHECK(topology.report.shared_arcs == 1);
  CHECK(topology.report.shared_share == doctest::Approx(4.0 / 10));
  CHECK(topology.arc_count() == 3);
}

TEST_CASE("an island and the hole it fills are one arc, wherever their rings begin") {
  Rings rings;
  rings.add({{0, 0}, {30, 0}, {30, 30}, {0, 30}});
  rings.add({{10, 10}, {10, 20}, {20, 20}, {20, 10}});
  rings.add({{20, 20}, {10, 20}, {10, 10}, {20, 10}});
  const auto topology = rings.topology();
  CHECK(topology.report.junctions == 0);
  CHECK(topology.report.arcs == 2);
  CHECK(topology.report.shared_arcs == 1);
}

TEST_CASE("a vertex that only one side has makes two borders of one") {
  Rings rings;
  rings.add({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
  rings.add({{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 5}});
  const auto topology = rings.topology();
  CHECK(topology.report.junctions == 2);
  CHECK(topology.report.arcs == 4);
  CHECK(topology.report.shared_arcs == 0);
}

TEST_CASE("a ring that touches itself is cut where it does") {
  Rings rings;
  rings.add({{0, 0}, {4, 0}, {2, 2}, {4, 4}, {0, 4}, {2, 2}});
  const auto topology = rings.topology();
  CHECK(topology.report.junctions == 1);
  CHECK(topology.report.arcs == 2);
}

TEST_CASE("repeated vertices and rings without area are seen and left out") {
  Rings rings;
  rings.add({{0, 0}, {0, 0}, {9, 0}, {9, 9}, {9, 9}, {0, 0}});
  rings.add({{1, 1}, {2, 2}, {1, 1}});
  rings.add({});
  const auto topology = rings.topology();
  CHECK(topology.report.repeated_vertices == 4);
  CHECK(topology.report.arcs == 1);
  CHECK(topology.point_of.size() == 9);
}

TEST_CASE("vertices within a snap are one point, also across the edges of cells") {
  std::mt19937 engine{7};
  for (int round = 0; round < 300; ++round) {
    const auto somewhere = [&] { return static_cast<float>(engine() % 100'000) / 10 - 5'000; };
    const float x = somewhere(), y = somewhere();
    Rings rings;
    rings.add({{x, y}, {x + 6'000, y}, {x, y + 6'000}});
    rings.add({{x + 0.3F, y - 0.2F}, {x - 6'000, y}, {x, y - 6'000}});
    const auto topology = rings.topology(0.5);
    CHECK(topology.report.points == 5);
    CHECK(topology.report.snapped_vertices == 1);
    CHECK(topology.point_of[0] == topology.point_of[3]);
    CHECK(rings.topology(0.1).report.points == 6);
  }
}

TEST_CASE("a request to stop is heeded") {
  Rings rings;
  rings.add({{0, 0}, {1, 0}, {0, 1}});
  std::stop_source stop;
  const auto topology = rings.topology();
  stop.request_stop();
  CHECK_FALSE(find_topology(rings.view(), {}, stop.get_token()));
  CHECK(point_importance(rings.view(), topology, stop.get_token()).empty());
}

TEST_CASE("a point on a straight border matters nothing, a corner as much as it stands out") {
  Rings rings;
  rings.add({{0, 0}, {0, -20}, {100, -20}, {100, 0}, {60, 0}, {50, 3}, {40, 0}});
  rings.add({{0, 0}, {40, 0}, {50, 3}, {60, 0}, {100, 0}, {100, 50}, {0, 50}});
  const auto topology = rings.topology();
  const auto importance = point_importance(rings.view(), topology, {});
  CHECK(std::isinf(importance[topology.point_of[0]]));
  CHECK(std::isinf(importance[topology.point_of[3]]));
  CHECK(importance[topology.point_of[5]] >= 3);
  CHECK(importance[topology.point_of[5]] <= 6);
  CHECK(importance[topology.point_of[4]] <= 3);
}

double distance(const Rings& rings, std::size_t vertex, std::size_t a, std::size_t b) {
  const double dx = rings.x[b] - rings.x[a], dy = rings.y[b] - rings.y[a];
  const double px = rings.x[vertex] - rings.x[a], py = rings.y[vertex] - rings.y[a], length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(px - t * dx, py - t * dy);
}

TEST_CASE("what is left out never lies farther from the border than its importance says") {
  std::mt19937 engine{11};
  Rings rings;
  std::initializer_list<std::pair<float, float>> nothing{};
  for (int i = 0; i < 5'000; ++i) {  // longer than one piece
    const double angle = i * 6.283185307 / 5'000, reach = 1'000 + static_cast<double>(engine() % 1'000) / 20;
    rings.x.push_back(static_cast<float>(reach * std::cos(angle)));
    rings.y.push_back(static_cast<float>(reach * std::sin(angle)));
  }
  rings.add(nothing);
  const auto topology = rings.topology(0.0);
  const auto importance = point_importance(rings.view(), topology, {});
  for (const float limit : {1.0F, 5.0F, 20.0F, 60.0F}) {
    std::size_t last = 0, left_out = 0;  // vertex 0 begins the arc and stays
    for (std::size_t next = 1; next <= rings.x.size(); ++next) {
      const std::size_t vertex = next % rings.x.size();
      if (importance[topology.point_of[vertex]] <= limit) continue;
      for (std::size_t between = last + 1; between < next; ++between, ++left_out)
        CHECK(distance(rings, between, last, vertex) <= static_cast<double>(limit) * 1.001);
      last = next;
    }
    CHECK(left_out > 100);
  }
}

}  // namespace
}  // namespace riskmap
