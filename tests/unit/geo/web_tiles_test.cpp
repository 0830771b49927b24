// Map tiles of a server: fetched once, shown from the disk, with coarser ones where they are missing.
#include "layers/geo/web_tiles.h"

#include <doctest/doctest.h>

#include <numbers>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/raster_file.h"
#include "layers/geo/web_client.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/tile_server.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr double half_world = 6378137.0 * std::numbers::pi;

double metres_per_pixel(int zoom) {
  return 2 * half_world / 256 / (1 << zoom);
}

struct Web : Folder {
  Web() { REQUIRE(set_up_gdal()); }
  [[nodiscard]] WebTiles tiles(const std::string& address) const {
    auto opened = WebTiles::at(address, path());
    REQUIRE(opened);
    return std::move(*opened);
  }
  static void wait_for(const WebTiles& tiles) {
    tiles.wait(std::chrono::steady_clock::now() + std::chrono::seconds{20}, {});
    REQUIRE_FALSE(tiles.is_waiting());
  }
  static void look(const WebTiles& tiles, const Box& box, double metres_per_pixel) {
    static_cast<void>(tiles.mosaic(box, metres_per_pixel, {}));
  }
  [[nodiscard]] std::string given() const { return fetch(server.address("/count")).value_or("none"); }
  TileServer server;
  Box north_east{100, 100, half_world - 100, half_world - 100};
};
}  // namespace

TEST_CASE_FIXTURE(Web, "what is missing is fetched, and then it is there") {
  const auto tiles = this->tiles(server.tiles());
  CHECK(given() == "0");  // nobody is asked before somebody looks
  look(tiles, north_east, metres_per_pixel(2));
  wait_for(tiles);
  const auto mosaic = tiles.mosaic(north_east, metres_per_pixel(2), {});
  REQUIRE(mosaic);
  CHECK(mosaic->size == ImageSize{512, 512});
  CHECK(mosaic->pixels.front() == Colour{20, 40, 0, 255});
  CHECK(mosaic->pixels.back() == Colour{20, 60, 20, 255});
  CHECK_FALSE(tiles.problem());
  CHECK(given() == "4");
}

TEST_CASE_FIXTURE(Web, "a server that has no tile at all, and tiles that are broken off, are a problem") {
  for (const char* place : {"/missing", "/cut"}) {
    CAPTURE(place);
    const auto tiles = this->tiles(server.address(place) + "/{z}/{x}/{y}.png");
    look(tiles, north_east, metres_per_pixel(1));
    wait_for(tiles);
    REQUIRE(tiles.problem());
    CHECK(tiles.problem()->code == ErrorCode::format);
    CHECK_FALSE(tiles.mosaic(north_east, metres_per_pixel(1), {}));
  }
}

TEST_CASE_FIXTURE(Web, "what has come since somebody read is news until he reads again") {
  setenv("XDG_CACHE_HOME", path().c_str(), 1);
  const auto picture = RasterFile::open(server.tiles());
  REQUIRE(picture);
  const RasterView view{"EPSG:3857", north_east, {256, 256}};
  REQUIRE(picture->read(view, RasterLook::colours));
  picture->wait(std::chrono::steady_clock::now() + std::chrono::seconds{20}, {});
  CHECK(picture->is_waiting());  // though nothing is under way any more: the view was read without it
  const auto pixels = picture->read(view, RasterLook::colours);
  REQUIRE(pixels);
  CHECK(pixels->front().a == 255);
  CHECK_FALSE(picture->is_waiting());
  unsetenv("XDG_CACHE_HOME");
}

TEST_CASE_FIXTURE(Web, "what came once is shown without the server, also the next time") {
  {
    const auto tiles = this->tiles(server.tiles());
    look(tiles, north_east, metres_per_pixel(1));
    wait_for(tiles);
  }
  const auto again = this->tiles(server.tiles());
  CHECK(again.mosaic(north_east, metres_per_pixel(1), {}));
  CHECK_FALSE(again.is_waiting());
  CHECK(given() == "1");
}

TEST_CASE_FIXTURE(Web, "a coarser tile stands in for one that is missing, and for one that the server does not have") {
  const auto tiles = this->tiles(server.tiles());
  const Box south_east{100, -half_world + 100, half_world - 100, -100};
  look(tiles, south_east, metres_per_pixel(1));
  wait_for(tiles);
  const Box part{half_world - 1000, -half_world + 100, half_world - 100, -half_world + 1000};
  for (int times = 0; times < 2; ++times) {
    const auto mosaic = tiles.mosaic(part, metres_per_pixel(6), {});
    REQUIRE(mosaic);
    CHECK(mosaic->pixels.front() == Colour{10, 20, 20, 255});
    wait_for(tiles);
  }
  CHECK_FALSE(tiles.problem());
}

TEST_CASE_FIXTURE(Web, "a server that fails is a problem that is told, and is not asked again at once") {
  const auto failing = [&](const std::string& place) {
    const auto tiles = this->tiles(server.address(place + "/{z}/{x}/{y}"));
    look(tiles, north_east, metres_per_pixel(0));
    wait_for(tiles);
    look(tiles, north_east, metres_per_pixel(0));
    CHECK_FALSE(tiles.is_waiting());
    REQUIRE(tiles.problem());
    return tiles.problem()->code;
  };
  CHECK(failing("/broken") == ErrorCode::unreachable);
  CHECK(failing("/page") == ErrorCode::format);
  CHECK(failing("/huge") == ErrorCode::too_large);
}

TEST_CASE_FIXTURE(Web, "nobody waits for a server that never answers") {
  const auto tiles = this->tiles(server.address("/never/{z}/{x}/{y}"));
  CHECK_FALSE(tiles.mosaic(north_east, metres_per_pixel(1), {}));
  tiles.wait(std::chrono::steady_clock::now() + std::chrono::milliseconds{20}, {});
  CHECK(tiles.is_waiting());
  std::stop_source stop;
  stop.request_stop();
  tiles.wait(std::chrono::steady_clock::time_point::max(), stop.get_token());
  // And it goes away at once, in the middle of it.
}

TEST_CASE_FIXTURE(Web, "a wide view asks for few tiles, coarse enough to cover it") {
  const auto tiles = this->tiles(server.tiles());
  look(tiles, {-half_world, -half_world, half_world, half_world}, metres_per_pixel(12));
  wait_for(tiles);
  CHECK(given() == "64");
}
