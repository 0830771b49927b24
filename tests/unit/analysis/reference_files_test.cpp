// Every file of the references is read by a test; what its columns are compared with stands there.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

namespace riskmap {

namespace {
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";
const std::filesystem::path tests = std::filesystem::path{RISKMAP_SOURCE_DIR} / "tests/unit";

const std::set<std::string> folders = {"columbus", "nc_sids", "baltim_points", "contiguity_cases", "small"};

// By the name of the file, in whatever folder; layers are read by their own name.
const std::map<std::string, std::string> read_by = {
    {"attributes.csv", "analysis/hotspot_reference_test.cpp"},
    {"local.csv", "analysis/hotspot_reference_test.cpp"},
    {"global.csv", "analysis/hotspot_reference_test.cpp"},
    {"perm_exact.csv", "analysis/hotspot_reference_test.cpp"},
    {"breaks.csv", "analysis/classify_reference_test.cpp"},
    {"breaks_geoda.csv", "analysis/classify_reference_test.cpp"},
    {"jenks71.csv", "analysis/classify_reference_test.cpp"},
    {"jenks71_expected.csv", "analysis/classify_reference_test.cpp"},
    {"calemp_density.csv", "analysis/classify_reference_test.cpp"},
    {"calemp_expected_mapclassify.csv", "analysis/classify_reference_test.cpp"},
    {"eb.csv", "analysis/rates_reference_test.cpp"},
    {"eb_params.csv", "analysis/rates_reference_test.cpp"},
    {"huddersfield_eb.csv", "analysis/rates_reference_test.cpp"},
    {"stl_expected.csv", "analysis/rates_reference_test.cpp"},
    {"getisord_points.csv", "analysis/small_reference_test.cpp"},
    {"getisord_expected.csv", "analysis/small_reference_test.cpp"},
    {"sixpoints_expected.csv", "analysis/small_reference_test.cpp"},
    {"desmith_expected.csv", "analysis/small_reference_test.cpp"},
    {"pysal_test_values.csv", "analysis/small_reference_test.cpp"},
    {"edge_behaviour_spdep.csv", "analysis/small_reference_test.cpp"},
    {"neighbours.csv", "analysis/weights_reference_test.cpp"},
    {"neighbours_tol.csv", "analysis/weights_reference_test.cpp"},
    {"truth.csv", "analysis/weights_reference_test.cpp"},
    {"tools.csv", "analysis/weights_reference_test.cpp"},
    {"layer_wkt.csv", "analysis/weights_reference_test.cpp"},
    {"columbus.gpkg", "analysis/weights_reference_test.cpp"},
    {"nc_sids.gpkg", "analysis/weights_reference_test.cpp"},
    {"baltim_points.gpkg", "analysis/weights_reference_test.cpp"},
    {"contiguity_cases.gpkg", "analysis/weights_reference_test.cpp"},
    {"kde_h15_cell2_grid.csv", "raster/density_test.cpp"},
    {"kde_h15_cell2_points.csv", "raster/density_test.cpp"}};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream{file};
  return {std::istreambuf_iterator<char>{stream}, {}};
}
}  // namespace

TEST_CASE("every file of the references is read by a test") {
  if (!std::filesystem::exists(reference)) {
    MESSAGE("skipped: no reference values at " << reference.string());
    return;
  }
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{reference}) {
    CAPTURE(entry.path().string());
    const auto name = entry.path().filename().string();
    if (entry.is_directory()) CHECK(folders.contains(name));
    if (entry.is_directory() || name.starts_with("README")) continue;
    REQUIRE(read_by.contains(name));
    const bool is_layer = name.ends_with(".gpkg");
    CHECK(text_of(tests / read_by.at(name)).contains(is_layer ? '"' + entry.path().stem().string() + '"' : name));
    ++files;
  }
  CHECK(files >= read_by.size());
}

}  // namespace riskmap
