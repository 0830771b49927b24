// Addresses of map tiles.
#include "layers/geo/tile_address.h"

#include <doctest/doctest.h>

using namespace riskmap;

namespace {
std::string url(const std::string& address, const TileName& tile) {
  const auto tiles = TileAddress::from(address);
  REQUIRE(tiles);
  return tiles->url(tile);
}
}  // namespace

TEST_CASE("zoom, column and row stand where the address says") {
  CHECK(url("https://a.org/{z}/{x}/{y}.png?k={z}", {12, 7, 9}) == "https://a.org/12/7/9.png?k=12");
  CHECK(url("https://a.org/{z}/{x}/{-y}.png", {3, 1, 2}) == "https://a.org/3/1/5.png");
  CHECK(url("https://{s}.a.org/{z}/{x}/{y}", {3, 1, 3}) == "https://b.a.org/3/1/3");
}

TEST_CASE("whose tiles they are is known at least by their host") {
  CHECK(TileAddress::from("https://tile.openstreetmap.org/{z}/{x}/{y}.png")->attribution ==
        "© OpenStreetMap contributors");
  CHECK(TileAddress::from("https://{s}.a.org/{z}/{x}/{y}")->attribution == "a.org");
}

TEST_CASE("other addresses are refused") {
  for (const char* address : {"file:///tiles/{z}/{x}/{y}.png", "ftp://a.org/{z}/{x}/{y}.png", "/tiles/{z}/{x}/{y}.png",
                              "https://a.org/tile.png", "https://a.org/{z}/{x}.png", ""}) {
    CAPTURE(address);
    const auto tiles = TileAddress::from(address);
    REQUIRE_FALSE(tiles);
    CHECK(tiles.error().code == ErrorCode::usage);
  }
}
