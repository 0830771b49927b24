#include "layers/geo/longitudes.h"

#include <doctest/doctest.h>

#include <vector>

using namespace riskmap;

namespace {
std::vector<double> unrolled(std::vector<double> longitudes, GeometryKind kind = GeometryKind::polygons) {
  unroll(longitudes, kind);
  return longitudes;
}

FeatureTable rings(std::initializer_list<std::vector<double>> longitudes) {
  FeatureTable features{.kind = GeometryKind::polygons, .crs_name = "EPSG:4326", .is_geographic = true};
  for (const auto& ring : longitudes) {
    double lat = 60;
    for (const double lon : ring) {
      features.x.push_back(lon), features.y.push_back(lat++);
      features.extent.include(lon, features.y.back());
    }
    features.vertex_offset.push_back(static_cast<std::uint32_t>(features.x.size()));
    features.ring_offset.push_back(static_cast<std::uint32_t>(features.vertex_offset.size() - 1));
    features.part_offset.push_back(static_cast<std::uint32_t>(features.ring_offset.size() - 1));
  }
  return features;
}
}  // namespace

TEST_CASE("longitudes run on across the antimeridian") {
  CHECK(unrolled({179, -179, -179, 179}) == std::vector<double>{179, 181, 181, 179});
  CHECK(unrolled({179, 180, -180, -179, -179, 179}) == std::vector<double>{179, 180, 180, 181, 181, 179});
  CHECK(unrolled({-179, 179}, GeometryKind::lines) == std::vector<double>{-179, -181});
}

TEST_CASE("a wide shape, the rim of the world and a way around the pole stay what they are") {
  for (const auto& ring : std::vector<std::vector<double>>{
           {-100, 100, 100, -100}, {-180, 180, 180, -180}, {-180, -90, 0, 90, 180}, {-180, -60, 60, 180, 180, -180}})
    CHECK(unrolled(ring) == ring);
}

TEST_CASE("a layer on both sides of the antimeridian lies together") {
  const auto halves = lonlat_extent(rings({{177, 180, 180}, {-180, -178, -178}}));
  CHECK(halves->min_x == 177);
  CHECK(halves->max_x == 182);
  const auto country = lonlat_extent(rings({{20, 22, 21}, {30, 100, 179}, {170, -170, -175}}));
  CHECK(country->min_x == 20);
  CHECK(country->max_x == 190);
  const auto west = lonlat_extent(rings({{-179, -120, -120}, {179, 180, 179}}));
  CHECK(west->min_x == -181);
  CHECK(west->max_x == -120);
  const auto world = lonlat_extent(rings({{-180, -60, -60}, {-50, 50, 50}, {60, 180, 180}}));
  CHECK(world->min_x == -180);
  CHECK(world->max_x == 180);
}

TEST_CASE("a shape across the antimeridian is known by the numbers of its file, however it is written") {
  const auto features = rings({{179, -179, -179}, {175, 185, 180}, {-185, -175, -175}, {170, 180, 175}, {10, 20, 20}});
  CHECK(crosses_antimeridian(features, 0));
  CHECK(crosses_antimeridian(features, 1));
  CHECK(crosses_antimeridian(features, 2));
  CHECK_FALSE(crosses_antimeridian(features, 3));
  CHECK_FALSE(crosses_antimeridian(features, 4));
}
