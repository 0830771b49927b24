// Reference: Krüger's series to n^5 computed apart from PROJ; the spherical formula for Web Mercator.
#include "layers/geo/projection.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

using namespace riskmap;

TEST_CASE("places in the district get their UTM coordinates to a tenth of a millimetre") {
  const auto utm = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(utm.has_value());
  const MapPoint lenger = utm->forward(LonLat{69.75, 42.1});
  CHECK(std::abs(lenger.x - 562016.0544) < 1e-4);
  CHECK(std::abs(lenger.y - 4661151.3378) < 1e-4);
  const MapPoint edge = utm->forward(LonLat{71, 43});
  CHECK(std::abs(edge.x - 663019.0701) < 1e-4);
  CHECK(std::abs(edge.y - 4762755.6417) < 1e-4);
}

TEST_CASE("Web Mercator has east first and ends at 85.06 degrees") {
  const auto web = Projection::between("EPSG:4326", "EPSG:3857");
  REQUIRE(web.has_value());
  const MapPoint place = web->forward(LonLat{69.75, 42.1});
  CHECK(std::abs(place.x - 7764534.4828) < 1e-3);
  CHECK(std::abs(place.y - 5175970.7492) < 1e-3);
  CHECK(web->forward(LonLat{0, 90}).y == doctest::Approx(web->forward(LonLat{0, 85.06}).y));
  CHECK(web->forward(LonLat{0, -90}).y == doctest::Approx(-web->forward(LonLat{0, 90}).y));
}

TEST_CASE("what cannot be projected becomes NaN and leaves the others alone") {
  const auto utm = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(utm.has_value());
  std::array<double, 3> x = {69.75, 69.75, 69.75}, y = {42.1, 123, 42.1};
  utm->forward(x, y);
  CHECK(std::isnan(x[1]));
  CHECK(std::isnan(y[1]));
  CHECK(std::abs(x[0] - 562016.0544) < 1e-4);
  CHECK(x[2] == x[0]);
}

TEST_CASE("systems are understood by code, proj string and WKT, and refused otherwise") {
  CHECK(Projection::between("EPSG:4326", "+proj=utm +zone=42 +datum=WGS84").has_value());
  CHECK(Projection::between("+proj=longlat +datum=WGS84", "EPSG:28412").has_value());
  for (const char* unknown : {"", "EPSG:999999", "nonsense", "+proj=nonsense"}) {
    const auto projection = Projection::between("EPSG:4326", unknown);
    REQUIRE_FALSE(projection.has_value());
    CHECK(projection.error().code == ErrorCode::no_crs);
    CHECK(projection.error().value == unknown);
  }
}

TEST_CASE("geographic systems are told from projected ones") {
  CHECK(is_geographic_crs("EPSG:4326"));
  CHECK(is_geographic_crs("OGC:CRS84"));
  CHECK(is_geographic_crs("+proj=longlat +datum=WGS84"));
  CHECK_FALSE(is_geographic_crs("EPSG:32642"));
  CHECK_FALSE(is_geographic_crs("EPSG:3857"));
  CHECK_FALSE(is_geographic_crs("nonsense"));
}

TEST_CASE("the zone of UTM follows from where the data lies") {
  CHECK(utm_of({69.75, 42.1}) == "EPSG:32642");
  CHECK(utm_of({-180, 10}) == "EPSG:32601");
  CHECK(utm_of({180, 10}) == "EPSG:32601");
  CHECK(utm_of({179.9, -10}) == "EPSG:32760");
}
