// Heights as light and shadow: the sun stands in the north-west.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/raster_file.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
const Box place{500000, 4600000, 506400, 4606400};  // UTM 42N, 64 cells of 100 m

// Flat but for a ridge 1 km wide from west to east through the middle; no heights in the eight rows at the south.
double ridge(int, int, int y) {
  return y >= 56 ? -9999 : 50.0 * std::max(0, 10 - std::abs(y - 32));
}

struct Ridge : Folder {
  Ridge() {
    REQUIRE(set_up_gdal());
    GDALDatasetH dataset = make_tiff({file, place, 32642, {64, 64}, 1, GDT_Float32}, ridge);
    GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), -9999);
    GDALClose(dataset);
  }
  [[nodiscard]] std::vector<Colour> relief(const Box& box, ImageSize size) const {
    const auto picture = RasterFile::open(file);
    REQUIRE(picture);
    CHECK(picture->has_heights());
    const auto pixels = picture->read({"EPSG:32642", box, size}, RasterLook::relief);
    REQUIRE(pixels);
    return *pixels;
  }
  fs::path file = path() / "heights.tif";
};
}  // namespace

TEST_CASE_FIXTURE(Ridge, "slopes to the north are lit, to the south in shadow; flat ground and gaps stay clear") {
  const auto pixels = relief(place, {64, 64});
  const auto at = [&](int y) { return pixels[static_cast<std::size_t>(y * 64 + 32)]; };
  CHECK(at(27).r == 255);
  CHECK(at(27).a > 40);
  CHECK(at(37).r == 0);
  CHECK(at(37).a > 80);
  CHECK(at(10).a < 4);
  CHECK(at(60).a == 0);
}

TEST_CASE_FIXTURE(Ridge, "two strips are the same as one picture: no seam between them") {
  const auto whole = relief(place, {64, 64});
  auto strips = relief({place.min_x, 4603000, place.max_x, place.max_y}, {64, 34});
  const auto south = relief({place.min_x, place.min_y, place.max_x, 4603000}, {64, 30});
  strips.insert(strips.end(), south.begin(), south.end());
  REQUIRE(strips.size() == whole.size());
  CHECK(std::ranges::equal(strips, whole));
}

TEST_CASE_FIXTURE(Ridge, "heights can be seen as shades of grey too; a picture of colours has no relief") {
  const auto heights = RasterFile::open(file);
  const auto grey = heights->read({"EPSG:32642", place, {64, 64}}, RasterLook::colours);
  REQUIRE(grey);
  CHECK((*grey)[32 * 64 + 32] == Colour{255, 255, 255, 255});
  const auto colours =
      RasterFile::open(write_tiff({path() / "colours.tif", place, 32642}, [](int, int, int) { return 9; }));
  REQUIRE(colours);
  CHECK_FALSE(colours->has_heights());
  const auto pixels = colours->read({"EPSG:32642", place, {64, 64}}, RasterLook::relief);
  REQUIRE(pixels);
  CHECK((*pixels)[32 * 64 + 32] == Colour{9, 9, 9, 255});
}
