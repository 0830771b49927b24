// Map tiles of a folder, as a picture of the ground.
#include <doctest/doctest.h>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/raster_file.h"
#include "layers/geo/tile_folder.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr double world = 20037508.342789244;

// Four tiles at zoom 1, each of one shade: 50 in the north-west, 100, 150, 200 in the south-east; one at zoom 0: 250.
struct Tiles : Folder {
  Tiles() {
    REQUIRE(set_up_gdal());
    make(0, 0, 0, 250);
    for (int row = 0; row < 2; ++row)
      for (int column = 0; column < 2; ++column) make(1, column, row, 50 + 100 * row + 50 * column);
  }
  void make(int zoom, int column, int row, int shade) const {
    const auto place = root / std::to_string(zoom) / std::to_string(column);
    fs::create_directories(place);
    const auto tiff = write_tiff({path() / "tile.tif", Box{}, 0, {256, 256}}, [&](int, int, int) { return shade; });
    copy_as("PNG", tiff, place / (std::to_string(row) + ".png"));
  }
  [[nodiscard]] int shade_at(double x, double y, double metres_per_pixel) const {
    const auto file = RasterFile::open(root);
    REQUIRE(file);
    const double half = 5 * metres_per_pixel;
    const auto pixels =
        file->read({"EPSG:3857", {x - half, y - half, x + half, y + half}, {10, 10}}, RasterLook::colours);
    REQUIRE(pixels);
    return (*pixels)[55].a == 0 ? -1 : (*pixels)[55].r;
  }
  fs::path root = path() / "tiles";
};
constexpr double close_by = world / 256, far_off = 2 * world / 256;  // metres a pixel of zooms 1 and 0
}  // namespace

TEST_CASE_FIXTURE(Tiles, "tiles lie in their quarter of the world, at the zoom that suits the scale") {
  CHECK(shade_at(-world / 2, world / 2, close_by) == 50);
  CHECK(shade_at(world / 2, world / 2, close_by) == 100);
  CHECK(shade_at(-world / 2, -world / 2, close_by) == 150);
  CHECK(shade_at(world / 2, -world / 2, close_by / 50) == 200);  // no finer one: enlarged
  CHECK(shade_at(world / 2, world / 2, far_off) == 250);
}

TEST_CASE_FIXTURE(Tiles, "tiles of TMS count their rows from the south") {
  write("tiles/tilemapresource.xml", "<TileMap/>");
  CHECK(shade_at(-world / 2, world / 2, close_by) == 150);
}

TEST_CASE_FIXTURE(Tiles, "a tile that is missing or damaged leaves a hole, not an error") {
  fs::remove(root / "1/0/0.png");
  write("tiles/1/1/0.png", "no picture");
  CHECK(shade_at(-world / 2, world / 2, close_by) == -1);
  CHECK(shade_at(world / 2, world / 2, close_by) == -1);
  CHECK(shade_at(-world / 2, -world / 2, close_by) == 150);
}

TEST_CASE_FIXTURE(Tiles, "a folder is taken for tiles only when it has some") {
  CHECK(is_raster_file(root));
  CHECK_FALSE(is_raster_file(path()));
  const auto refused = RasterFile::open(path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::format);
}

TEST_CASE_FIXTURE(Tiles, "seen from too far away fine tiles are left out instead of read by the thousand") {
  fs::remove_all(root);
  make(12, 2840, 1515, 90);
  const double metres = 2 * world / 4096;
  const double x = 2840.5 * metres - world, y = world - 1515.5 * metres;
  CHECK(shade_at(x, y, metres / 256) == 90);
  CHECK_FALSE(TileFolder::in(root)->mosaic({-world, -world, world, world}, far_off, {}).has_value());
  const auto picture = RasterFile::open(root);
  REQUIRE(picture);
  const RasterView whole{"EPSG:3857", {-world, -world, world, world}, {64, 64}};
  const auto seen = picture->read(whole, RasterLook::colours);
  REQUIRE_FALSE(seen);
  CHECK(seen.error().detail == "tiles of closer scales only");
  CHECK(picture->problem());
  const RasterView near{"EPSG:3857", {x - 100, y - 100, x + 100, y + 100}, {64, 64}};
  CHECK(picture->read(near, RasterLook::colours));
  CHECK_FALSE(picture->problem());
}

TEST_CASE_FIXTURE(Tiles, "a folder that has gone while it was open is missed, elsewhere than it lies too") {
  const auto picture = RasterFile::open(root);
  REQUIRE(picture);
  fs::remove_all(root);
  const RasterView view{"EPSG:3857", {-world, -world, world, world}, {64, 64}};
  const auto seen = picture->read(view, RasterLook::colours);
  REQUIRE_FALSE(seen);
  CHECK(seen.error().code == ErrorCode::not_found);
  CHECK(picture->problem()->detail == "the folder is gone");
}
