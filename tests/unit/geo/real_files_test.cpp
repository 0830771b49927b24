// The real files of the shared folder, when it is there: counts known from their publishers and from ogrinfo.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset.h"

using namespace riskmap;

namespace {

std::optional<FeatureTable> shared_layer(const std::string& name, const OpenOptions& options = {}) {
  const auto file = std::filesystem::path{RISKMAP_SHARED_DIR} / "data" / name;
  if (!std::filesystem::exists(file)) {
    fmt::print("skipped: {} is absent\n", file.string());
    return std::nullopt;
  }
  auto table = read_vector_file(file, options);
  REQUIRE_MESSAGE(table.has_value(), table.error().detail);
  return std::move(*table);
}

std::size_t refused(const FeatureTable& table, std::string_view reason) {
  return static_cast<std::size_t>(std::ranges::count(table.refusals, reason, &Refusal::reason));
}

}  // namespace

TEST_CASE("the districts of Kazakhstan keep their Cyrillic names") {
  const auto table = shared_layer("boundaries/kaz_admbnda_adm2_2024.shp");
  if (!table) return;
  CHECK(table->size() == 224);
  CHECK(table->kind == GeometryKind::polygons);
  CHECK(table->crs_name == "EPSG:4326");
  CHECK(table->is_geographic);
  const Column* names = table->find_column("ADM2_KK");
  if (names == nullptr) names = table->find_column("ADM2_RU");
  REQUIRE(names != nullptr);
  CHECK(std::ranges::find(names->texts, "Семей") != names->texts.end());
  CHECK(table->refusals.empty());
}

TEST_CASE("geoBoundaries GeoJSON is read whole") {
  const auto table = shared_layer("boundaries/geoBoundaries-KAZ-ADM2.geojson");
  if (!table) return;
  CHECK(table->size() == 174);
  CHECK(table->kind == GeometryKind::polygons);
  CHECK(table->is_geographic);
}

TEST_CASE("the barangays of the Philippines without a shape are listed and keep their attributes") {
  const auto table = shared_layer("scale/philippines_barangays_2023.gpkg");
  if (!table) return;
  CHECK(table->size() == 41'105);
  CHECK(refused(*table, refusal::null_geometry) == 8);
  REQUIRE(!table->columns.empty());
  CHECK(std::max(table->columns[0].numbers.size(), table->columns[0].texts.size()) == 41'105);
}

TEST_CASE("the output areas of England are read whole") {
  const auto start = std::chrono::steady_clock::now();
  const auto table = shared_layer("scale/england_oa_2011.gpkg");
  if (!table) return;
  fmt::print("england_oa_2011: {} ms\n",
             std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count());
  CHECK(table->size() == 171'372);
  CHECK(table->crs_name == "EPSG:4326");
}

TEST_CASE("the neighbourhoods of St. Louis are in their state plane") {
  const auto table = shared_layer("issues/hoods.shp");
  if (!table) return;
  CHECK(table->size() == 88);
  CHECK(table->crs_name == "ESRI:102696");
}
