// Expected metres are those of projection_test and cs2cs; the same place in every notation.
#include "layers/geo/place_text.h"

#include <doctest/doctest.h>

#include <string>

#include "layers/geo/geodesic.h"

using namespace riskmap;

namespace {
constexpr LonLat district{69.9, 42.2}, lenger{69.88, 42.18};

// How far the reading lies from Lenger; a refusal is far.
double metres_off(std::string_view text, LonLat near = district) {
  const auto read = place_in(text, near);
  return read ? geodesic_metres(read->place, lenger) : 1e9;
}
}  // namespace

TEST_CASE("the same place in degrees, however they are written") {
  for (const std::string text : {"42.18, 69.88",
                                 "42.18 69.88",
                                 "69.88 42.18",
                                 "69.88,42.18",
                                 "42,18 69,88",
                                 "42,18; 69,88",
                                 "42,18, 69,88",
                                 "(42.18; 69.88)",
                                 "N42.18 E69.88",
                                 "42.18N 69.88E",
                                 "42.18° N, 69.88° E",
                                 "lat 42.18 lon 69.88",
                                 "lat=42.18&lon=69.88",
                                 "lon: 69.88, lat: 42.18",
                                 "geo:42.18,69.88;u=10",
                                 "geo:42.18,69.88?z=12",
                                 "42°10'48\"N 69°52'48\"E",
                                 "42°10′48″N, 69°52′48″E",
                                 "42° 10' 48'' 69° 52' 48''",
                                 "42°10,8' 69°52,8'",
                                 "42°10.8'N 69°52.8'E",
                                 "42 10 48 N 69 52 48 E",
                                 "42 10 48 69 52 48",
                                 "42 10.8 69 52.8",
                                 "42°10'48\" с.ш. 69°52'48\" в.д.",
                                 "С 42,18 В 69,88",
                                 "42°10'48\" с.е. 69°52'48\" ш.б.",
                                 "ендік 42,18 бойлық 69,88",
                                 "  +42.18  +69.88 "}) {
    CAPTURE(text);
    CHECK(metres_off(text) < 1e-3);
  }
}

TEST_CASE("metres of UTM, of Gauss–Krüger with its zone, and of a system that is named") {
  for (const std::string text :
       {"572674 4670136", "4670136 572674", "42N 572674 4670136", "42T 572674 4670136", "EPSG:32642 572674 4670136",
        "572\u00a0674 4\u00a0670\u00a0136", "572674,04; 4670136,49"}) {
    CAPTURE(text);
    CHECK(metres_off(text) < 1);
  }
  const auto krueger = place_in("12572764 4672065", district);
  REQUIRE(krueger);
  CHECK(krueger->crs == "EPSG:28412");
  CHECK(geodesic_metres(krueger->place, lenger) < 1);
  CHECK(place_in("4672065 12572764", district)->place == krueger->place);
}

TEST_CASE("letters decide over nearness, and the reading says how the numbers were taken") {
  const auto south = place_in("42.18 S 69.88 W", district);
  REQUIRE(south);
  CHECK(south->place == LonLat{-69.88, -42.18});
  CHECK(place_in("69.88 42.18", district)->order == PlaceText::Order::longitude_first);
  CHECK(place_in("42.18 69.88", district)->order == PlaceText::Order::latitude_first);
  CHECK(place_in("42.18 69.88", {42, 70})->order == PlaceText::Order::longitude_first);
  CHECK(place_in("69.88 E 42.18 N", {42, 70})->place == lenger);
  CHECK(place_in("42T 572674 4670136", district)->order == PlaceText::Order::metres);
}

TEST_CASE("what is no pair of coordinates is none") {
  for (const std::string text : {"",
                                 " ",
                                 "42.18",
                                 "Леңгір",
                                 "Қаратөбе 2",
                                 "1 2 3",
                                 "91 181",
                                 "42.18 N 69.88 N",
                                 "42°70' 69°10'",
                                 "42.18° 69.88°\"",
                                 "42 10 48 69",
                                 "x 42 y 69",
                                 "EPSG:999999 1 2",
                                 "EPSG:4326 42 69",
                                 "Selo 42 69",
                                 "61T 572674 4670136",
                                 "-42.18 N 69.88 E",
                                 "1e400 5",
                                 "nan nan",
                                 "42.18..5 69",
                                 "№ 12-34",
                                 "2024-05-06"}) {
    CAPTURE(text);
    CHECK_FALSE(place_in(text, district).has_value());
  }
  CHECK_FALSE(place_in(std::string(5000, '4'), district).has_value());
  CHECK_FALSE(place_in("\xff\xfe 42 69", district).has_value());
}
