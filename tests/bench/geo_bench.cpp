// Times the loading of big files against a bare OGR loop that takes vertices and attributes. The files are made here by
// GDAL in a scratch folder; england_oa and the barangays come from the shared folder.
#include <fmt/core.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <stdlib.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "layers/core/contract.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "tests/bench/figures.h"
#include "tests/bench/fractal.h"

namespace riskmap {
namespace {

using namespace bench;
namespace fs = std::filesystem;

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Close>;

Dataset new_file(const char* driver, const fs::path& file) {
  return Dataset{GetGDALDriverManager()->GetDriverByName(driver)->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
}

OGRLayer& new_layer(GDALDataset& dataset, OGRwkbGeometryType type,
                    const std::vector<std::pair<const char*, OGRFieldType>>& fields) {
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer& layer = *dataset.CreateLayer("layer", &wgs84, type, nullptr);
  for (const auto& [name, field_type] : fields) {
    OGRFieldDefn field{name, field_type};
    layer.CreateField(&field);
  }
  RISKMAP_REQUIRE(layer.StartTransaction() == OGRERR_NONE);
  return layer;
}

// 20 022 districts of 256 vertices around Shymkent.
void write_districts(const char* driver, const fs::path& file) {
  const Dataset dataset = new_file(driver, file);
  OGRLayer& layer = new_layer(*dataset, wkbPolygon, {{"code", OFTInteger}, {"name", OFTString}, {"share", OFTReal}});
  int code = 0;
  for_each_fractal_cell(141, 142, 6, [&](const std::vector<MapPoint>& vertices) {
    OGRLinearRing ring;
    for (const MapPoint& at : vertices) ring.addPoint(68 + at.x * 1e-5, 41 + at.y * 1e-5);
    ring.closeRings();
    OGRPolygon polygon;
    polygon.addRing(&ring);
    OGRFeature feature{layer.GetLayerDefn()};
    feature.SetField(0, ++code);
    feature.SetField(1, fmt::format("Ауыл {}", code).c_str());
    feature.SetField(2, code / 7.0);
    feature.SetGeometry(&polygon);
    RISKMAP_REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
  });
  RISKMAP_REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
}

// A million problems with seven attributes.
void write_points(const fs::path& file) {
  const Dataset dataset = new_file("GPKG", file);
  OGRLayer& layer = new_layer(*dataset, wkbPoint,
                              {{"settlement", OFTInteger},
                               {"category", OFTString},
                               {"severity", OFTInteger},
                               {"cost", OFTReal},
                               {"registered", OFTString},
                               {"state", OFTString},
                               {"title", OFTString}});
  OGRFeature feature{layer.GetLayerDefn()};
  for (int i = 0; i < 1'000'000; ++i) {
    const unsigned mixed = static_cast<unsigned>(i) * 2654435761U;
    feature.SetFID(OGRNullFID);
    feature.SetField(0, static_cast<int>(mixed % 2500));
    feature.SetField(1, mixed % 2 == 0 ? "utilities.water_drinking" : "roads.surface");
    feature.SetField(2, static_cast<int>(mixed % 5));
    feature.SetField(3, (mixed % 100'000) / 8.0);
    feature.SetField(4, fmt::format("2025-{:02}-{:02}", mixed % 12 + 1, mixed % 28 + 1).c_str());
    feature.SetField(5, "open");
    feature.SetField(6, fmt::format("Су жоқ {}", i).c_str());
    const OGRPoint place{68 + (mixed >> 16) * 1e-5, 41 + (mixed & 0xFFFF) * 1e-5};
    feature.SetGeometry(&place);
    RISKMAP_REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
  }
  RISKMAP_REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
}

struct Vertices {
  std::vector<double> x, y;

  void add(const OGRGeometry& geometry) {
    const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPoint) {
      x.push_back(geometry.toPoint()->getX()), y.push_back(geometry.toPoint()->getY());
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
      for (const OGRGeometry* piece : *geometry.toGeometryCollection()) add(*piece);
    } else if (type == wkbPolygon) {
      for (const OGRLinearRing* ring : *geometry.toPolygon()) add(*ring);
    } else {
      const OGRSimpleCurve& curve = *geometry.toSimpleCurve();
      const std::size_t first = x.size();
      x.resize(first + static_cast<std::size_t>(curve.getNumPoints())), y.resize(x.size());
      curve.getPoints(x.data() + first, sizeof(double), y.data() + first, sizeof(double));
    }
  }
};

std::size_t read_with_ogr(const fs::path& file) {
  const Dataset dataset{GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR)};
  Vertices vertices;
  for (const auto& feature : dataset->GetLayer(0))
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) vertices.add(*geometry);
  return vertices.x.size();
}

void measure(const std::string& name, const fs::path& file) {
  if (!fs::exists(file)) return fmt::print("{}: not there, skipped\n", file.string());
  constexpr int times = 5;
  std::size_t vertices = 0, features = 0;
  const Cost ours = median_cost(times, [&] {
    const auto table = read_vector_file(file);
    if (table) vertices = table->vertex_count(), features = table->size();
  });
  const Cost peer = median_cost(times, [&] { (void)read_with_ogr(file); });
  print_row("load " + name, ours, peer.wall_ms);
  fmt::print("  {} features, {} vertices, {} MB; processor time over the bare loop's: {:.2f}\n", features, vertices,
             fs::file_size(file) >> 20, peer.cpu_ms / ours.cpu_ms);
}

void run(const fs::path& folder) {
  print_load();
  print_head();
  constexpr std::array<std::array<const char*, 2>, 3> formats = {
      {{"GPKG", "districts.gpkg"}, {"FlatGeobuf", "districts.fgb"}, {"GeoJSON", "districts.geojson"}}};
  for (const auto& [driver, name] : formats) {
    write_districts(driver, folder / name);
    measure(std::string{"5 M vertices, "} + driver, folder / name);
  }
  write_points(folder / "points.gpkg");
  measure("1 M points with 7 attributes, GPKG", folder / "points.gpkg");
  const fs::path scale = fs::path{RISKMAP_SHARED_DIR} / "data" / "scale";
  measure("england_oa", scale / "england_oa_2011.gpkg");
  measure("philippines", scale / "philippines_barangays_2023.gpkg");
  print_load();
}

}  // namespace
}  // namespace riskmap

int main() {
  if (const auto ready = riskmap::set_up_gdal(); !ready) return 1;
  std::string folder = (std::filesystem::temp_directory_path() / "riskmap_bench_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  riskmap::run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
