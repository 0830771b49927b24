// Cells over random places: a partition of the outline in which every point belongs to its nearest place.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>

#include "layers/geo/cells.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/projection.h"

using namespace riskmap;

namespace {
constexpr unsigned seed = 20260316;

double uniform(std::mt19937& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random()) / 4294967296.0;
}

std::vector<CellSite> random_sites(std::mt19937& random, int count) {
  std::vector<CellSite> sites;
  for (int i = 0; i < count; ++i)
    sites.push_back({"s" + std::to_string(i),
                     "r" + std::to_string(random() % 5),
                     {uniform(random, 69.5, 70.5), uniform(random, 41.9, 42.5)}});
  return sites;
}

bool contains(const FeatureTable& table, std::size_t feature, LonLat place) {
  bool is_inside = false;
  for (auto part = table.part_offset[feature]; part < table.part_offset[feature + 1]; ++part)
    for (auto ring = table.ring_offset[part]; ring < table.ring_offset[part + 1]; ++ring) {
      const auto begin = table.vertex_offset[ring], end = table.vertex_offset[ring + 1];
      for (auto i = begin, j = end - 1; i < end; j = i++)
        if ((table.y[i] > place.lat) != (table.y[j] > place.lat) &&
            place.lon < (table.x[j] - table.x[i]) * (place.lat - table.y[i]) / (table.y[j] - table.y[i]) + table.x[i])
          is_inside = !is_inside;
    }
  return is_inside;
}

// Planar area in square degrees: shared borders cancel exactly, so sums compare to rounding.
double area(const FeatureTable& table) {
  double twice = 0;
  for (std::size_t ring = 0; ring + 1 < table.vertex_offset.size(); ++ring) {
    const auto begin = table.vertex_offset[ring], end = table.vertex_offset[ring + 1];
    for (auto i = begin, j = end - 1; i < end; j = i++)
      twice += (table.x[j] - 70) * (table.y[i] - 42) - (table.x[i] - 70) * (table.y[j] - 42);
  }
  return twice / 2;
}

std::size_t nearest(const std::vector<CellSite>& sites, const Projection& utm, LonLat place, double& margin_metres) {
  const auto here = utm.forward(place);
  std::size_t best = 0;
  double first = std::numeric_limits<double>::infinity(), second = first;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const auto there = utm.forward(sites[i].place);
    const double distance = std::hypot(there.x - here.x, there.y - here.y);
    if (distance < first) {
      second = first, first = distance, best = i;
    } else {
      second = std::min(second, distance);
    }
  }
  margin_metres = second - first;
  return best;
}
}  // namespace

TEST_CASE("cells of random places partition the outline and belong to the nearest place") {
  REQUIRE(set_up_gdal());
  INFO("seed ", seed);
  std::mt19937 random{seed};
  for (const int count : {2, 3, 7, 40, 150}) {
    const auto sites = random_sites(random, count);
    const auto cells = derive_cells(sites);
    REQUIRE(cells);
    const auto utm = Projection::between("EPSG:4326", "EPSG:32642");
    REQUIRE(utm);
    CHECK(area(cells->settlements) == doctest::Approx(area(cells->district)).epsilon(1e-9));
    CHECK(area(cells->rural_districts) == doctest::Approx(area(cells->district)).epsilon(1e-9));
    for (std::size_t i = 0; i < sites.size(); ++i) CHECK(contains(cells->settlements, i, sites[i].place));

    for (int trial = 0; trial < 300; ++trial) {
      const LonLat place{uniform(random, 69.3, 70.7), uniform(random, 41.7, 42.7)};
      double margin_metres = 0;
      const auto owner = nearest(sites, *utm, place, margin_metres);
      // Cell borders are straight in UTM, not in degrees: within a metre of one the answer may differ.
      if (margin_metres < 1) continue;
      std::set<std::size_t> holders;
      for (std::size_t i = 0; i < sites.size(); ++i)
        if (contains(cells->settlements, i, place)) holders.insert(i);
      if (contains(cells->district, 0, place)) {
        CHECK(holders == std::set<std::size_t>{owner});
      } else {
        CHECK(holders.empty());
      }
    }
  }
}
