// Parts of the ground as a filter writes them.
#include "layers/model/region.h"

#include <doctest/doctest.h>

#include <string>

namespace riskmap {

TEST_CASE("three corners are a polygon, a place with a length is a circle, anything else is neither") {
  const auto polygon = region_from(" 69.5 42.1, 69.9 42.1,69.7 42.4 ");
  REQUIRE(polygon);
  CHECK(polygon->ring == std::vector<LonLat>{{69.5, 42.1}, {69.9, 42.1}, {69.7, 42.4}});
  CHECK(polygon->radius_metres == 0);
  const auto circle = region_from("69.7 -42.2 1.5km");
  REQUIRE(circle);
  CHECK(circle->ring == std::vector<LonLat>{{69.7, -42.2}});
  CHECK(circle->radius_metres == 1500);
  CHECK(region_from("69.7 42.2 800 m")->radius_metres == 800);
  for (const auto* text :
       {"", "69.7", "69.7 42.2", "69.7 42.2, 69.8 42.2", "69.7,42.2,69.8", "69.7 42.2 5", "69.7 42.2 0km",
        "69.7 42.2 -5km", "69.7 42.2 600km", "181 42.2 5km", "69.7 91 5km", "nan 42 5km", "1 2 inf m",
        "69.5 42.1, 69.9 42.1, 69.7 42.4 5km", "69.5 42.1, 69.9 42.1, 69.7 42.4,", "69.5 42.1 5km x"}) {
    INFO(text);
    CHECK_FALSE(region_from(text));
  }
}

TEST_CASE("a region is read again as it was written") {
  for (const auto* text :
       {"69.500000 42.100000, 69.900000 42.100000, 69.700000 42.400000", "69.700000 42.200000 1500m"})
    CHECK(text_of(*region_from(text)) == text);
}

TEST_CASE("a bent polygon holds what lies in it and not what lies in its bay") {
  const auto bent = *region_from("0 0, 4 0, 4 4, 3 4, 3 1, 1 1, 1 4, 0 4");
  CHECK(bent.contains({0.5, 3}));
  CHECK(bent.contains({3.5, 3}));
  CHECK(bent.contains({2, 0.5}));
  CHECK_FALSE(bent.contains({2, 3}));
  CHECK_FALSE(bent.contains({5, 2}));
}

TEST_CASE("a circle is round on the ground, not in degrees") {
  const auto circle = *region_from("69.9 42.2 10km");
  CHECK(circle.contains({69.9, 42.2 + 0.0899}));
  CHECK_FALSE(circle.contains({69.9, 42.2 + 0.0902}));
  CHECK(circle.contains({69.9 + 0.1209, 42.2}));
  CHECK_FALSE(circle.contains({69.9 + 0.1213, 42.2}));
  for (const auto place : outline_of(circle))
    CHECK(metres_between({69.9, 42.2}, place) == doctest::Approx(10'000).epsilon(0.002));
}

}  // namespace riskmap
