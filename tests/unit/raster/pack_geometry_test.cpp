// From a feature table to a layer geometry.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/projection.h"
#include "layers/raster/layer_geometry.h"

namespace riskmap {
namespace {

// Feature 0: two parts, the first with a hole. Feature 1: nothing. Feature 2: one ring.
FeatureTable table() {
  FeatureTable features;
  features.kind = GeometryKind::polygons;
  features.crs_name = "EPSG:4326";
  features.is_geographic = true;
  const auto ring = [&](double lon, double lat, double side) {
    for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {side, 0.0}, {side, side}, {0.0, side}})
      features.x.push_back(lon + dx), features.y.push_back(lat + dy);
    features.vertex_offset.push_back(static_cast<std::uint32_t>(features.x.size()));
  };
  ring(69, 42, 0.5), ring(69.1, 42.1, 0.1), ring(70, 42, 0.2), ring(71, 43, 0.3);
  features.ring_offset = {0, 2, 3, 4};
  features.part_offset = {0, 2, 2, 3};
  return features;
}

TEST_CASE("rings keep their features and places to a few centimetres") {
  REQUIRE(set_up_gdal());
  const auto packed = pack_geometry(table(), "EPSG:32642");
  REQUIRE(packed);
  const LayerGeometry& geometry = *packed->geometry;
  CHECK(packed->dropped_rings == 0);
  CHECK(geometry.size() == 3);
  CHECK(geometry.feature_offset == std::vector<std::uint32_t>{0, 3, 3, 4});
  CHECK(geometry.boxes[1].is_empty());
  CHECK_FALSE(geometry.boxes[2].is_empty());
  CHECK(geometry.extent.contains(geometry.boxes[2].centre_x(), geometry.boxes[2].centre_y()));
  // 69° E is zone 42's central meridian: easting 500 000 m.
  CHECK(geometry.vertex(0).x == doctest::Approx(500'000).epsilon(1e-7));
}

TEST_CASE("a ring that cannot be projected is dropped and counted") {
  REQUIRE(set_up_gdal());
  FeatureTable features = table();
  features.x[5] = std::numeric_limits<double>::quiet_NaN();
  const auto packed = pack_geometry(features, "EPSG:32642");
  REQUIRE(packed);
  CHECK(packed->dropped_rings == 1);
  CHECK(packed->geometry->feature_offset == std::vector<std::uint32_t>{0, 2, 2, 3});
}

TEST_CASE("the vertices of a big layer lie where PROJ has them, to the step of the floats they are kept in") {
  REQUIRE(set_up_gdal());
  FeatureTable features;
  features.kind = GeometryKind::polygons;
  features.crs_name = "EPSG:4326";
  features.is_geographic = true;
  for (int i = 0; i < 20'000; ++i) {
    const double lon = 69 + 0.01 * (i % 200), lat = 41 + 0.02 * (i / 200);
    for (const auto& [dx, dy] : {std::pair{0.0, 0.0}, {0.01, 0.0}, {0.0, 0.02}}) {
      features.x.push_back(lon + dx), features.y.push_back(lat + dy);
      features.extent.include(lon + dx, lat + dy);
    }
    features.vertex_offset.push_back(static_cast<std::uint32_t>(features.x.size()));
    features.ring_offset.push_back(static_cast<std::uint32_t>(features.vertex_offset.size() - 1));
    features.part_offset.push_back(static_cast<std::uint32_t>(features.ring_offset.size() - 1));
  }
  const auto packed = pack_geometry(features, "EPSG:32642");
  REQUIRE(packed);
  auto x = features.x, y = features.y;
  Projection::between("EPSG:4326", "EPSG:32642")->forward(x, y);
  const double step = 1.5 * packed->geometry->grid.step;  // a step of the polynomial, half of one to the next
  std::size_t apart = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const MapPoint at = packed->geometry->vertex(i);
    if (!(std::abs(at.x - x[i]) <= step && std::abs(at.y - y[i]) <= step)) ++apart;
  }
  CHECK(apart == 0);
}

TEST_CASE("a layer without a coordinate system is refused") {
  FeatureTable features = table();
  features.crs_name.clear();
  const auto packed = pack_geometry(features, "EPSG:32642");
  REQUIRE_FALSE(packed);
  CHECK(packed.error().code == ErrorCode::no_crs);
}

}  // namespace
}  // namespace riskmap
