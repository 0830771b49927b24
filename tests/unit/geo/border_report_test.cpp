// What is said about borders that agree, that nearly agree and that do not.
#include "layers/geo/border_report.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <utility>
#include <vector>

using namespace riskmap;

namespace {
struct Rings {
  std::vector<float> x, y;
  std::vector<std::uint32_t> ring_offset{0};

  void add(std::initializer_list<std::pair<float, float>> ring) {
    for (const auto& [px, py] : ring) x.push_back(px), y.push_back(py);
    ring_offset.push_back(static_cast<std::uint32_t>(x.size()));
  }
  [[nodiscard]] BorderReport report(double snap) const {
    const RingView view{x, y, ring_offset};
    const auto topology = find_topology(view, {.snap = snap}, {});
    REQUIRE(topology);
    return report_borders(view, *topology);
  }
};
}  // namespace

TEST_CASE("the share of common borders is measured by their length") {
  Rings rings;
  rings.add({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
  rings.add({{10, 0}, {40, 0}, {40, 10}, {10, 10}});
  const auto report = rings.report(0.01);
  CHECK(report.shared_share == doctest::Approx(20.0 / 120));
  CHECK(report.moved_vertices == 0);
  CHECK(report.most_moved == 0);
  CHECK(report.differing.empty());  // both outer borders run between the same corners, but enclose land
  CHECK(report.crowded.empty());
}

TEST_CASE("vertices that are nearly one are one, and the farthest way is told") {
  Rings rings;
  rings.add({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
  rings.add({{10, 0.25F}, {20, 0}, {20, 10}, {10, 10.5F}});
  CHECK(rings.report(0.1).moved_vertices == 0);
  const auto report = rings.report(1);
  CHECK(report.snap == 1);
  CHECK(report.moved_vertices == 2);
  CHECK(report.most_moved == doctest::Approx(0.5));
  CHECK(report.differing.empty());
}

TEST_CASE("a border that two areas draw differently is a sliver, at its middle") {
  Rings rings;
  rings.add({{0, 0}, {100, 0}, {101, 50}, {100, 100}, {0, 100}});
  rings.add({{100, 0}, {200, 0}, {200, 100}, {100, 100}, {99, 50}});
  const auto report = rings.report(0.01);
  REQUIRE(report.differing.size() == 1);
  CHECK(report.differing.front().y == doctest::Approx(50));
  CHECK(report.shared_share == 0);
}

TEST_CASE("a vertex that only one side has, on the line of the other, is no sliver") {
  Rings rings;
  rings.add({{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  rings.add({{100, 0}, {200, 0}, {200, 100}, {100, 100}, {100, 50}});
  CHECK(rings.report(0.01).differing.empty());
}

TEST_CASE("a border of three areas is a stretch where they overlap") {
  Rings rings;
  rings.add({{0, 0}, {10, 0}, {10, 10}, {0, 10}});
  rings.add({{10, 0}, {20, 0}, {20, 10}, {10, 10}});
  rings.add({{10, 0}, {15, 5}, {10, 10}});
  const auto report = rings.report(0.01);
  REQUIRE(report.crowded.size() == 1);
  CHECK(report.crowded.front().x == doctest::Approx(10));
}
