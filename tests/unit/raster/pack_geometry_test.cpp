// From a feature table to a layer geometry.
#include <doctest/doctest.h>
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/longitudes.h"
#include "layers/geo/projection.h"
#include "layers/geo/view_system.h"
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

FeatureTable polygons(std::initializer_list<std::vector<LonLat>> rings) {
  FeatureTable features;
  features.kind = GeometryKind::polygons;
  features.crs_name = "EPSG:4326";
  features.is_geographic = true;
  for (const auto& ring : rings) {
    for (const LonLat at : ring)
      features.x.push_back(at.lon), features.y.push_back(at.lat), features.extent.include(at.lon, at.lat);
    features.vertex_offset.push_back(static_cast<std::uint32_t>(features.x.size()));
    features.ring_offset.push_back(static_cast<std::uint32_t>(features.vertex_offset.size() - 1));
    features.part_offset.push_back(static_cast<std::uint32_t>(features.ring_offset.size() - 1));
  }
  return features;
}

std::vector<LonLat> rectangle(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}};
}

// The longest edge of a feature, in view CRS units.
double longest_edge(const LayerGeometry& geometry, std::size_t feature) {
  double longest = 0;
  for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring)
    for (auto i = geometry.ring_offset[ring], before = geometry.ring_offset[ring + 1] - 1;
         i < geometry.ring_offset[ring + 1]; before = i++)
      longest = std::max(longest, std::hypot(geometry.vertex(i).x - geometry.vertex(before).x,
                                             geometry.vertex(i).y - geometry.vertex(before).y));
  return longest;
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

TEST_CASE("corners keep their places to a centimetre, however wide the layer") {
  REQUIRE(set_up_gdal());
  const auto features = polygons({rectangle(-179, -60, -178, -59), rectangle(179.9, 10, 179.9001, 10.0001)});
  const auto projection = Projection::between("EPSG:4326", "EPSG:3857");
  const auto packed = pack_geometry(features, "EPSG:3857");
  REQUIRE(packed);
  for (std::size_t i = 0; i < features.x.size(); ++i) {
    const MapPoint exact = projection->forward(LonLat{features.x[i], features.y[i]});
    CHECK(std::abs(packed->geometry->vertex(i).x - exact.x) < 0.01);
    CHECK(std::abs(packed->geometry->vertex(i).y - exact.y) < 0.01);
  }
}

TEST_CASE("a ring across the antimeridian is cut where the map ends, and nothing of it runs across") {
  REQUIRE(set_up_gdal());
  const auto features = polygons({{{179, -17}, {-179, -17}, {-179, -16}, {179, -16}},
                                  rectangle(175, 10, 185, 11),
                                  rectangle(-180, -80, 180, -70),
                                  rectangle(60, 45, 61, 46)});
  const auto packed = pack_geometry(features, "EPSG:3857");
  REQUIRE(packed);
  const auto& geometry = *packed->geometry;
  CHECK(packed->dropped_rings == 0);
  CHECK(packed->cut_rings == 0);  // all of them is there
  CHECK(longest_edge(geometry, 0) < 120'000);
  CHECK(longest_edge(geometry, 1) < 600'000);
  CHECK(geometry.feature_offset[1] - geometry.feature_offset[0] == 2);
  CHECK(geometry.boxes[2].width() == doctest::Approx(2 * 20'037'508.34));  // around the Earth, as it says
  CHECK(geometry.feature_offset[4] - geometry.feature_offset[3] == 1);
}

TEST_CASE("a ring around a pole holds the pole") {
  REQUIRE(set_up_gdal());
  const auto features = polygons({{{-150, -70}, {-90, -72}, {-30, -70}, {30, -68}, {90, -70}, {150, -71}}});
  const auto flat = pack_geometry(features, "EPSG:3857");
  REQUIRE(flat);
  CHECK(flat->geometry->boxes[0].width() == doctest::Approx(2 * 20'037'508.34));
  CHECK(flat->geometry->boxes[0].min_y < -20'000'000);
  CHECK(flat->dropped_rings + flat->cut_rings == 0);
  const auto polar = pack_geometry(features, "+proj=laea +lat_0=-90 +lon_0=0 +datum=WGS84 +units=m");
  REQUIRE(polar);
  const Box& box = polar->geometry->boxes[0];
  CHECK(box.width() == doctest::Approx(box.height()).epsilon(0.1));
  CHECK(longest_edge(*polar->geometry, 0) < 300'000);
}

TEST_CASE("a map around the antimeridian shows both sides together") {
  REQUIRE(set_up_gdal());
  const auto features = polygons({rectangle(177, -19, 180, -16), rectangle(-180, -19, -178, -16)});
  for (const auto system : {ViewSystem::fitting, ViewSystem::utm, ViewSystem::equal_area, ViewSystem::web_mercator,
                            ViewSystem::plate_carree, ViewSystem::gauss_krueger}) {
    CAPTURE(std::string{word_of(system)});
    const auto extent = lonlat_extent(features);
    REQUIRE(extent);
    const auto packed = pack_geometry(features, view_crs_of(system, *extent));
    REQUIRE(packed);
    CHECK(packed->dropped_rings + packed->cut_rings == 0);
    CHECK(packed->geometry->extent.width() < 700'000);
  }
}

TEST_CASE("what a projection cannot show is cut off or left out and counted, never torn") {
  REQUIRE(set_up_gdal());
  // Across Africa and Asia, half of it in view; opposite the zone; within it; around the pole.
  const auto features = polygons({rectangle(-60, 0, 60, 40), rectangle(-120, 10, -100, 20), rectangle(68, 45, 70, 46),
                                  rectangle(-180, 80, 180, 90)});
  const auto packed = pack_geometry(features, "EPSG:32642");
  REQUIRE(packed);
  const auto& geometry = *packed->geometry;
  CHECK(packed->dropped_rings == 1);
  CHECK(packed->cut_rings == 2);
  CHECK_FALSE(geometry.boxes[0].is_empty());
  CHECK(geometry.boxes[1].is_empty());
  for (const std::size_t feature : {0U, 2U, 3U}) CHECK(longest_edge(geometry, feature) < 1'000'000);
  CHECK(geometry.extent.width() < 20'000'000);
}

TEST_CASE("long edges follow the parallels as the projection bends them") {
  REQUIRE(set_up_gdal());
  const auto features = polygons({rectangle(40, 40, 90, 56), rectangle(66, 47, 67, 48)});
  const char* const view = "+proj=laea +lat_0=48 +lon_0=67 +datum=WGS84 +units=m";
  const auto packed = pack_geometry(features, view);
  REQUIRE(packed);
  const auto& geometry = *packed->geometry;
  CHECK(packed->cut_rings + packed->dropped_rings == 0);
  const auto projection = Projection::between("EPSG:4326", view);
  CHECK(std::abs(geometry.boxes[0].min_y - projection->forward(LonLat{65, 40}).y) < 3'000);
  CHECK(geometry.ring_offset[geometry.feature_offset[2]] - geometry.ring_offset[geometry.feature_offset[1]] == 4);
}

TEST_CASE("the far side of the Earth does not cover an equal-area map") {
  REQUIRE(set_up_gdal());
  // A country; South America, in part too far; the middle of the Pacific, where the map has no inside.
  const auto features =
      polygons({rectangle(60, 45, 70, 50), rectangle(-80, -50, -40, 10), rectangle(-125, -60, -100, -30)});
  const auto packed = pack_geometry(features, "+proj=laea +lat_0=48 +lon_0=67 +datum=WGS84 +units=m");
  REQUIRE(packed);
  const auto& geometry = *packed->geometry;
  CHECK(packed->dropped_rings == 1);
  CHECK(packed->cut_rings == 1);
  CHECK(geometry.boxes[2].is_empty());
  CHECK(longest_edge(geometry, 1) < 2'000'000);
  CHECK_FALSE(geometry.boxes[1].intersects(geometry.boxes[0]));
}

}  // namespace
}  // namespace riskmap
