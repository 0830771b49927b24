// Our ids against gdal_rasterize on real national layers: the same pixel-centre rule, so all but a few ties agree.
#include <doctest/doctest.h>
#include <fmt/core.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/raster/fixture.h"

namespace riskmap {
namespace {

using namespace test;
namespace fs = std::filesystem;

bool has_gdal_rasterize() {
  return std::system("gdal_rasterize --version > /dev/null 2>&1") == 0;
}

// The fid of each pixel as gdal_rasterize burns it, -1 outside.
std::vector<std::int32_t> burnt_by_gdal(const fs::path& file, const std::string& layer_name, const Camera& camera) {
  const fs::path out = fs::temp_directory_path() / fmt::format("riskmap_peer_{}.bin", layer_name);
  const Box box = camera.visible();
  const auto command = fmt::format(
      "gdal_rasterize -q -sql 'SELECT FID AS burnt, * FROM \"{}\"' -dialect OGRSQL -a burnt -init -1 -ot Int32 -of "
      "ENVI "
      "-te {:.17g} {:.17g} {:.17g} {:.17g} -ts {} {} '{}' '{}'",
      layer_name, box.min_x, box.min_y, box.max_x, box.max_y, camera.size.width, camera.size.height, file.string(),
      out.string());
  std::vector<std::int32_t> burnt;
  if (std::system(command.c_str()) == 0) {
    burnt.resize(static_cast<std::size_t>(camera.size.width) * static_cast<std::size_t>(camera.size.height));
    std::ifstream{out, std::ios::binary}.read(reinterpret_cast<char*>(burnt.data()),
                                              static_cast<std::streamsize>(burnt.size() * sizeof(std::int32_t)));
  }
  for (const char* extension : {"", ".aux.xml"}) fs::remove(out.string() + extension);
  fs::remove(fs::path{out}.replace_extension(".hdr"));
  return burnt;
}

void compare(const fs::path& file) {
  if (!fs::exists(file) || !has_gdal_rasterize()) {
    MESSAGE("skipped: needs gdal_rasterize and ", file.string());
    return;
  }
  REQUIRE(set_up_gdal());
  const auto features = read_vector_file(file, {.wants_attributes = true});
  REQUIRE(features);
  const auto packed = pack_geometry(*features, features->crs_wkt.empty() ? features->crs_name : features->crs_wkt);
  REQUIRE(packed);
  const Box& extent = packed->geometry->extent;  // in the layer's own units, degrees here
  const Camera camera{.centre = {extent.centre_x(), extent.centre_y()},
                      .metres_per_pixel = std::max(extent.width() / 1600, extent.height() / 900),
                      .size = {1600, 900}};
  const IdImage ours = ids_of(packed->geometry, camera, {.keeps_small = false});
  const auto theirs = burnt_by_gdal(file, features->layer_name, camera);
  REQUIRE(theirs.size() == ours.ids.size());
  long covered = 0, different = 0;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    const std::int64_t id = ours.ids[i] == no_feature ? -1 : features->fid[ours.ids[i]];
    covered += theirs[i] >= 0 ? 1 : 0;
    different += id != theirs[i] ? 1 : 0;
  }
  MESSAGE(file.filename().string(), ": ", different, " of ", covered, " covered pixels differ");
  CHECK(covered > 50'000);
  CHECK(different * 20'000 <= covered);  // 0.005 %
}

const fs::path data_folder = fs::path{RISKMAP_SHARED_DIR} / "data";

TEST_CASE("the Philippines' villages agree with gdal_rasterize") {
  compare(data_folder / "scale" / "philippines_barangays_2023.gpkg");
}

TEST_CASE("England's output areas agree with gdal_rasterize") {
  compare(data_folder / "scale" / "england_oa_2011.gpkg");
}

TEST_CASE("Kazakhstan's districts agree with gdal_rasterize") {
  compare(data_folder / "boundaries" / "turkistan_districts_geokz2024.gpkg");
}

}  // namespace
}  // namespace riskmap
