// Schematic cells: what is refused, what is clipped, and how large the outline of the sample's district comes out.
#include "layers/geo/cells.h"

#include <doctest/doctest.h>

#include <cmath>

#include "layers/core/csv.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/geodesic.h"

using namespace riskmap;

namespace {
double area_km2(const FeatureTable& table, std::size_t feature) {
  double total = 0;
  for (auto part = table.part_offset[feature]; part < table.part_offset[feature + 1]; ++part)
    for (auto ring = table.ring_offset[part]; ring < table.ring_offset[part + 1]; ++ring) {
      std::vector<LonLat> path;
      for (auto i = table.vertex_offset[ring]; i < table.vertex_offset[ring + 1]; ++i)
        path.push_back({table.x[i], table.y[i]});
      total += (ring == table.ring_offset[part] ? 1 : -1) * geodesic_area_m2(path) / 1e6;
    }
  return total;
}

double total_area_km2(const FeatureTable& table) {
  double total = 0;
  for (std::size_t i = 0; i < table.size(); ++i) total += area_km2(table, i);
  return total;
}

std::vector<CellSite> tolebi_sites() {
  const auto table = read_csv_file(RISKMAP_SOURCE_DIR "/data/tolebi/settlements.csv");
  REQUIRE(table);
  const auto text = [&](const CsvRecord& record, std::string_view column) {
    return std::string{CsvTable::cell(record, *table->find_column(column))};
  };
  std::vector<CellSite> sites;
  for (const auto& record : table->records)
    sites.push_back({text(record, "kato"),
                     text(record, "rural_district"),
                     {std::stod(text(record, "lon")), std::stod(text(record, "lat"))}});
  return sites;
}

FeatureTable square(double west, double south, double east, double north) {
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  table.crs_name = "EPSG:4326";
  table.is_geographic = true;
  table.x = {west, east, east, west};
  table.y = {south, south, north, north};
  table.vertex_offset = {0, 4}, table.ring_offset = {0, 1}, table.part_offset = {0, 1};
  return table;
}
}  // namespace

TEST_CASE("the sample's district is one smooth shape of about 2 900 square kilometres") {
  REQUIRE(set_up_gdal());
  const auto sites = tolebi_sites();
  const auto cells = derive_cells(sites);
  REQUIRE(cells);
  CHECK(cells->settlements.size() == 55);
  CHECK(cells->rural_districts.size() == 13);
  REQUIRE(cells->district.size() == 1);
  CHECK(cells->district.part_offset[1] == 1);
  CHECK(cells->district.ring_offset[1] == 1);
  CHECK(cells->outside.empty());
  const double area = area_km2(cells->district, 0);
  CHECK(area == doctest::Approx(2'900).epsilon(0.02));
  CHECK(total_area_km2(cells->settlements) == doctest::Approx(area).epsilon(1e-9));
  CHECK(total_area_km2(cells->rural_districts) == doctest::Approx(area).epsilon(1e-9));
}

TEST_CASE("the same places give the same cells, to the last digit") {
  REQUIRE(set_up_gdal());
  const auto first = derive_cells(tolebi_sites()), second = derive_cells(tolebi_sites());
  REQUIRE(first);
  CHECK(first->settlements.x == second->settlements.x);
  CHECK(first->rural_districts.y == second->rural_districts.y);
}

TEST_CASE("two places on one spot are refused by name") {
  REQUIRE(set_up_gdal());
  const auto cells = derive_cells({{"a", "r", {69.9, 42.2}}, {"b", "r", {70.0, 42.2}}, {"c", "r", {69.9000001, 42.2}}});
  REQUIRE(!cells);
  CHECK(cells.error().code == ErrorCode::invalid_geometry);
  CHECK(cells.error().where == "a, c");
}

TEST_CASE("a clip outline bounds the cells and lists the places outside it") {
  REQUIRE(set_up_gdal());
  const auto clip = square(69.8, 42.1, 70.0, 42.3);
  const auto cells = derive_cells({{"in", "r", {69.9, 42.2}}, {"out", "q", {70.5, 42.2}}}, &clip);
  REQUIRE(cells);
  CHECK(cells->outside == std::vector<std::string>{"out"});
  CHECK(cells->settlements.size() == 2);
  CHECK(cells->settlements.part_offset[2] == cells->settlements.part_offset[1]);
  CHECK(cells->settlements.extent.max_x == doctest::Approx(70.0));
  CHECK(derive_cells({{"far", "r", {71, 42.2}}}, &clip).error().code == ErrorCode::invalid_input);
}

TEST_CASE("one place alone gets a round cell, none is refused") {
  REQUIRE(set_up_gdal());
  const auto cells = derive_cells({{"only", "r", {69.9, 42.2}}});
  REQUIRE(cells);
  CHECK(total_area_km2(cells->settlements) == doctest::Approx(314.2).epsilon(0.02));
  CHECK(derive_cells({}).error().code == ErrorCode::invalid_input);
  CHECK(derive_cells({{"nowhere", "r", {std::nan(""), 42}}}).error().code == ErrorCode::coords_range);
}
