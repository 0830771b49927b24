// Pictures of the ground: brought into the view, from the overview of its scale, in their own colours; bad ones
// refused.
#include "layers/geo/raster_file.h"

#include <doctest/doctest.h>
#include <gdal/cpl_string.h>

#include <array>
#include <limits>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/projection.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr Colour red{200, 20, 20}, green{20, 200, 20};
const Box district{69, 42, 71, 43};  // degrees

// Red in the west, green in the east.
double halves(int band, int x, int) {
  const Colour& colour = x < 32 ? red : green;
  return band == 1 ? colour.r : band == 2 ? colour.g : colour.b;
}

struct Ground : Folder {
  Ground() { REQUIRE(set_up_gdal()); }
  [[nodiscard]] fs::path file(const std::string& name) const { return path() / name; }
  [[nodiscard]] fs::path halves_tiff() const { return write_tiff({file("halves.tif"), district}, halves); }
};

RasterView around(LonLat place, double metres_per_pixel) {
  const auto projection = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(projection);
  const auto middle = projection->forward(place);
  const double half = 10 * metres_per_pixel;
  return {"EPSG:32642", {middle.x - half, middle.y - half, middle.x + half, middle.y + half}, {20, 20}};
}

Colour middle_of(const Result<RasterFile>& file, const RasterView& view) {
  REQUIRE_MESSAGE(file.has_value(), file.error().detail);
  const auto pixels = file->read(view, RasterLook::colours);
  REQUIRE_MESSAGE(pixels.has_value(), pixels.error().detail);
  REQUIRE(pixels->size() == 400);
  return (*pixels)[210];
}

ErrorCode refusal_of(const fs::path& file, const std::string& assumed_crs = {}) {
  const auto opened = RasterFile::open(file, assumed_crs);
  REQUIRE_FALSE(opened);
  return opened.error().code;
}
}  // namespace

TEST_CASE_FIXTURE(Ground, "a picture in degrees lies where it belongs on a map in metres, and nowhere else") {
  const auto picture = RasterFile::open(halves_tiff());
  CHECK(middle_of(picture, around({69.5, 42.5}, 100)) == red);
  CHECK(middle_of(picture, around({70.5, 42.5}, 100)) == green);
  CHECK(middle_of(picture, around({72.5, 42.5}, 100)).a == 0);
  CHECK(middle_of(picture, around({69.5, 50}, 100)).a == 0);
}

TEST_CASE_FIXTURE(Ground, "seen from afar the overview is read, from near the picture itself") {
  GDALDatasetH dataset =
      make_tiff({file("large.tif"), district, 4326, {1024, 1024}, 1}, [](int, int, int) { return 40; });
  int level = 8;
  REQUIRE(GDALBuildOverviews(dataset, "NEAREST", 1, &level, 0, nullptr, nullptr, nullptr) == CE_None);
  GDALFillRaster(GDALGetOverview(GDALGetRasterBand(dataset, 1), 0), 220, 0);
  GDALClose(dataset);
  const auto picture = RasterFile::open(file("large.tif"));
  CHECK(middle_of(picture, around({70, 42.5}, 5000)).r == 220);
  CHECK(middle_of(picture, around({70, 42.5}, 50)).r == 40);
}

TEST_CASE_FIXTURE(Ground, "colours of a table stay what they are, also where two of them meet") {
  GDALDatasetH dataset =
      make_tiff({file("table.tif"), district, 4326, {64, 64}, 1}, [](int, int x, int) { return x < 32 ? 3 : 9; });
  GDALColorTableH table = GDALCreateColorTable(GPI_RGB);
  const GDALColorEntry first{red.r, red.g, red.b, 255}, second{green.r, green.g, green.b, 255};
  GDALSetColorEntry(table, 3, &first);
  GDALSetColorEntry(table, 9, &second);
  GDALSetRasterColorTable(GDALGetRasterBand(dataset, 1), table);
  GDALDestroyColorTable(table);
  GDALClose(dataset);
  const auto pixels = RasterFile::open(file("table.tif"))->read(around({70, 42.5}, 500), RasterLook::colours);
  REQUIRE(pixels);
  for (const auto pixel : *pixels) CHECK((pixel == red || pixel == green));
}

TEST_CASE_FIXTURE(Ground,
                  "numbers beyond a byte are stretched from the darkest to the lightest; what says nothing is clear") {
  GDALDatasetH dataset = make_tiff({file("deep.tif"), district, 4326, {64, 64}, 1, GDT_UInt16}, [](int, int x, int y) {
    return y < 4 ? 0 : x < 32 ? 1000 : 3000;
  });
  GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), 0);
  GDALClose(dataset);
  const auto picture = RasterFile::open(file("deep.tif"));
  CHECK(middle_of(picture, around({69.5, 42.5}, 100)) == Colour{0, 0, 0, 255});
  CHECK(middle_of(picture, around({70.5, 42.5}, 100)) == Colour{255, 255, 255, 255});
  CHECK(middle_of(picture, around({69.5, 42.98}, 100)).a == 0);
}

TEST_CASE_FIXTURE(Ground, "a PNG or JPEG lies where its world file says, in degrees, by its .prj or as a person says") {
  const auto world = "0.03125\n0\n0\n-0.015625\n69.015625\n42.9921875\n";
  for (const auto& [driver, name, world_name] :
       {std::tuple{"PNG", "map.png", "map.pgw"}, std::tuple{"JPEG", "map.jpg", "map.jgw"}}) {
    CAPTURE(name);
    copy_as(driver, halves_tiff(), file(name));
    CHECK(refusal_of(file(name)) == ErrorCode::no_geometry);
    write(world_name, world);
    const auto seen = middle_of(RasterFile::open(file(name)), around({69.5, 42.5}, 100));
    CHECK(std::abs(seen.r - red.r) <= 4);
    CHECK(std::abs(seen.g - red.g) <= 4);
  }
  write("map.pgw", "2000\n0\n0\n-2000\n501000\n4699000\n");
  CHECK(refusal_of(file("map.png")) == ErrorCode::no_crs);
  CHECK(refusal_of(file("map.png"), "EPSG:0") == ErrorCode::no_crs);
  CHECK(middle_of(RasterFile::open(file("map.png"), "EPSG:32642"), around({69.1, 42}, 100)) == red);
  write(
      "map.prj",
      R"(PROJCS["WGS_1984_UTM_Zone_42N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",69.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])");
  CHECK(middle_of(RasterFile::open(file("map.png")), around({69.1, 42}, 100)) == red);
}

TEST_CASE_FIXTURE(Ground, "an MBTiles file lies where its tiles lie, and nothing is written beside it") {
  copy_as("MBTiles", halves_tiff(), file("halves.mbtiles"));
  const auto before = contents();
  const auto picture = RasterFile::open(file("halves.mbtiles"));
  for (const auto& [lon, colour] : {std::pair{69.5, red}, {70.5, green}}) {
    const auto seen = middle_of(picture, around({lon, 42.5}, 100));
    CHECK(std::abs(seen.r - colour.r) <= 4);
    CHECK(std::abs(seen.g - colour.g) <= 4);
  }
  CHECK(middle_of(picture, around({72.5, 42.5}, 100)).a == 0);
  CHECK(contents() == before);
  CHECK(is_raster_file(file("halves.mbtiles")));
}

TEST_CASE_FIXTURE(Ground, "an MBTiles file without pictures, or that calls what it must not, is refused") {
  make_sqlite(file("empty.mbtiles"), "CREATE TABLE notes(text)");
  CHECK(refusal_of(file("empty.mbtiles")) == ErrorCode::format);
  make_sqlite(file("evil.mbtiles"),
              "CREATE VIEW tiles AS SELECT 1 zoom_level, 0 tile_column, 0 tile_row, load_extension('x') tile_data");
  CHECK(refusal_of(file("evil.mbtiles")) == ErrorCode::unsafe_file);
  make_sqlite(file("shapes.mbtiles"),
              "CREATE TABLE metadata(name, value); INSERT INTO metadata VALUES ('format', 'pbf'), ('bounds', "
              "'69,42,71,43'), ('minzoom', '0'), ('maxzoom', '0');"
              "CREATE TABLE tiles(zoom_level, tile_column, tile_row, tile_data); INSERT INTO tiles VALUES (0, 0, 0, "
              "x'1F8B0800000000000003030000000000000000')");
  CHECK(refusal_of(file("shapes.mbtiles")) == ErrorCode::unsupported);
}

TEST_CASE_FIXTURE(Ground, "a file says whose it is, and nothing is written beside it") {
  GDALDatasetH dataset = make_tiff({file("named.tif"), district}, halves);
  GDALSetMetadataItem(dataset, "TIFFTAG_COPYRIGHT", "© Survey", nullptr);
  GDALClose(dataset);
  const auto before = contents();
  {
    const auto picture = RasterFile::open(file("named.tif"));
    middle_of(picture, around({69.5, 42.5}, 100));
    CHECK(picture->attribution() == "© Survey");
  }
  CHECK(contents() == before);
}

TEST_CASE_FIXTURE(Ground, "bad files are refused by what is wrong with them") {
  CHECK(refusal_of(file("nowhere.tif")) == ErrorCode::not_found);
  CHECK(refusal_of(write("text.tif", "not a picture at all\n")) == ErrorCode::format);
  CHECK(refusal_of(write("table.csv", "a,b\n1,2\n")) == ErrorCode::format);
  CHECK(refusal_of(write_tiff({file("placeless.tif"), Box{}, 0}, halves)) == ErrorCode::no_geometry);
  const auto whole = bytes_of(halves_tiff());
  CHECK(refusal_of(write("cut.tif", whole.substr(0, whole.size() / 2))) == ErrorCode::damaged);
  CHECK(refusal_of(write("head.tif", whole.substr(0, 40))) == ErrorCode::damaged);
}

TEST_CASE_FIXTURE(Ground, "a picture that lies nowhere is refused: flat, or with corners that are no numbers") {
  for (const double side : {0.0, std::numeric_limits<double>::quiet_NaN()}) {
    GDALDatasetH dataset = make_tiff({file("flat.tif"), Box{}}, halves);
    std::array<double, 6> to{69, side, 0, 42, 0, -side};
    GDALSetGeoTransform(dataset, to.data());
    GDALClose(dataset);
    CHECK(refusal_of(file("flat.tif")) == ErrorCode::no_geometry);
  }
}

TEST_CASE_FIXTURE(Ground, "a picture that would have to be read as one huge piece is refused") {
  GDALClose(make_vast_tiff({file("block.tif"), district, 4326, {20000, 20000}, 1}, "20000"));
  CHECK(refusal_of(file("block.tif")) == ErrorCode::too_large);
}

TEST_CASE_FIXTURE(Ground, "many bands are read by few rows at once") {
  const auto rows = [&](int bands) {
    return RasterFile::open(write_tiff({file("bands.tif"), district, 4326, {8, 8}, bands}, halves))->rows_at_once(4000);
  };
  CHECK(rows(3) == 512);
  CHECK(rows(200) == 20);
}

TEST_CASE_FIXTURE(Ground, "a turned picture lies as it is turned") {
  GDALDatasetH dataset = make_tiff({file("turned.tif"), Box{}, 32642}, halves);
  std::array<double, 6> to{500000, 0, 100, 4700000, 100, 0};  // columns go north, rows go east
  GDALSetGeoTransform(dataset, to.data());
  GDALClose(dataset);
  const auto picture = RasterFile::open(file("turned.tif"));
  for (const auto& [north, colour] : {std::pair{1000, red}, {5000, green}})
    CHECK(middle_of(picture,
                    {"EPSG:32642", {502900, 4700000.0 + north - 100, 503100, 4700000.0 + north + 100}, {20, 20}}) ==
          colour);
}

TEST_CASE_FIXTURE(Ground, "shades of few bits are as light as those of a byte") {
  CPLStringList options;
  options.AddString("NBITS=4");
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName("GTiff"), file("bits.tif").c_str(), 64, 64, 1, GDT_Byte, options.List());
  std::array<double, 6> to{69, 2.0 / 64, 0, 43, 0, -1.0 / 64};
  GDALSetGeoTransform(dataset, to.data());
  GDALFillRaster(GDALGetRasterBand(dataset, 1), 15, 0);
  GDALClose(dataset);
  CHECK(middle_of(RasterFile::open(file("bits.tif")), around({70, 42.5}, 100)) == Colour{255, 255, 255, 255});
}

TEST_CASE_FIXTURE(Ground, "a picture across the 180th meridian is seen on both sides of it") {
  const auto picture = RasterFile::open(write_tiff({file("date.tif"), Box{178, 60, 182, 62}}, halves));
  const auto pixels = picture->read({"EPSG:32601", {300000, 6700000, 320000, 6720000}, {20, 20}}, RasterLook::colours);
  REQUIRE(pixels);
  CHECK((*pixels)[210] == red);  // 179.5° E, of zone 1 whose middle is 177° W
  const auto beyond = picture->read({"EPSG:32601", {390000, 6760000, 410000, 6780000}, {20, 20}}, RasterLook::colours);
  REQUIRE(beyond);
  CHECK((*beyond)[210] == green);
}

TEST_CASE_FIXTURE(Ground, "a picture is no vector file, and is known by its first bytes") {
  const auto opened = VectorDataset::open(halves_tiff());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::format);
  CHECK(is_raster_file(halves_tiff()));
  CHECK_FALSE(is_raster_file(write("table.csv", "a,b\n1,2\n")));
}

TEST_CASE_FIXTURE(Ground, "reading stops when it is no longer wanted") {
  std::stop_source stop;
  stop.request_stop();
  const auto pixels =
      RasterFile::open(halves_tiff())->read(around({69.5, 42.5}, 100), RasterLook::colours, stop.get_token());
  REQUIRE_FALSE(pixels);
  CHECK(pixels.error().code == ErrorCode::cancelled);
}

TEST_CASE_FIXTURE(Ground, "a vast picture without overviews is shown from near, and from afar it says why not") {
  GDALClose(make_vast_tiff({file("vast.tif"), {0, 0, 200'000, 200'000}, 32642, {200'000, 200'000}, 1}));
  const auto picture = RasterFile::open(file("vast.tif"));
  REQUIRE(picture);
  const auto whole = picture->read({"EPSG:32642", {0, 0, 200'000, 200'000}, {64, 64}}, RasterLook::colours);
  REQUIRE_FALSE(whole);
  CHECK(whole.error().code == ErrorCode::too_large);
  CHECK(picture->problem());
  CHECK(picture->read({"EPSG:32642", {0, 0, 9'000, 9'000}, {64, 64}}, RasterLook::colours));
  CHECK_FALSE(picture->problem());
}

TEST_CASE_FIXTURE(Ground, "an overview that suits the scale makes a vast picture seen from afar") {
  const PictureSpec spec{file("seen.tif"), {0, 0, 60'000, 60'000}, 32642, {60'000, 60'000}, 1};
  GDALDatasetH dataset = make_vast_tiff(spec);
  int levels[] = {64};
  REQUIRE(GDALBuildOverviews(dataset, "NEAREST", 1, levels, 0, nullptr, nullptr, nullptr) == CE_None);
  GDALClose(dataset);
  const auto picture = RasterFile::open(spec.file);
  REQUIRE(picture);
  CHECK(picture->read({"EPSG:32642", spec.extent, {64, 64}}, RasterLook::colours));
}

TEST_CASE_FIXTURE(Ground, "heights that are all missing and corners off the Earth are refused in words") {
  const auto empty = write_tiff({file("empty.tif"), district, 4326, {64, 64}, 1, GDT_Float32},
                                [](int, int, int) { return std::numeric_limits<double>::quiet_NaN(); });
  CHECK(refusal_of(empty) == ErrorCode::no_geometry);
  CHECK(refusal_of(write_tiff({file("far.tif"), {1e30, 1e30, 2e30, 2e30}, 4326}, halves)) == ErrorCode::coords_range);
  CHECK(refusal_of(write_tiff({file("far_utm.tif"), {1e30, 1e30, 2e30, 2e30}, 32642}, halves)) ==
        ErrorCode::coords_range);
}

TEST_CASE_FIXTURE(Ground, "a folder and a picture's ending name a picture, whatever is in them") {
  CHECK(is_named_as_picture(write("broken.mbtiles", "this is no database")));
  CHECK(is_named_as_picture(path()));
  CHECK(is_named_as_picture("/nowhere/ГРУНТ.TIF"));
  CHECK_FALSE(is_named_as_picture(file("roads.geojson")));
}
