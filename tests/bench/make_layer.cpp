// Writes a generated layer for the real program to open: make_layer fractal|sieve FILE.gpkg
//   fractal  40 000 districts of 256 vertices each, ten million in all
//   sieve    one polygon of 2.6 million vertices with 440 000 holes
#include <fmt/core.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <memory>
#include <string_view>
#include <vector>

#include "layers/core/contract.h"
#include "layers/geo/gdal_environment.h"
#include "tests/bench/fractal.h"
#include "tests/bench/sieve.h"

using namespace riskmap;

namespace {

struct Close {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

// Around Shymkent; a unit of the generated layers is about a metre there.
void add_ring(OGRPolygon& polygon, const std::vector<MapPoint>& vertices) {
  constexpr double degrees = 1e-5;
  OGRLinearRing ring;
  for (const MapPoint& at : vertices) ring.addPoint(65 + at.x * degrees, 40 + at.y * degrees);
  ring.closeRings();
  polygon.addRing(&ring);
}

void add_feature(OGRLayer& layer, const OGRPolygon& polygon) {
  OGRFeature feature{layer.GetLayerDefn()};
  feature.SetField(0, static_cast<int>(layer.GetFeatureCount(FALSE) * 31 % 97));
  feature.SetGeometry(&polygon);
  RISKMAP_REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
}

void write_fractal(OGRLayer& layer) {
  bench::for_each_fractal_cell(200, 200, 6, [&](const std::vector<MapPoint>& ring) {
    OGRPolygon polygon;
    add_ring(polygon, ring);
    add_feature(layer, polygon);
  });
}

void write_sieve(OGRLayer& layer) {
  OGRPolygon polygon;
  bench::for_each_sieve_ring([&](const std::vector<MapPoint>& ring) { add_ring(polygon, ring); });
  add_feature(layer, polygon);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || !set_up_gdal()) return 2;
  auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  const std::unique_ptr<GDALDataset, Close> file{driver->Create(arguments[2], 0, 0, 0, GDT_Unknown, nullptr)};
  if (!file) return 1;
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer& layer = *file->CreateLayer("layer", &wgs84, wkbPolygon, nullptr);
  OGRFieldDefn number{"number", OFTInteger};
  layer.CreateField(&number);
  RISKMAP_REQUIRE(layer.StartTransaction() == OGRERR_NONE);
  const std::string_view name{arguments[1]};
  if (name == "fractal") write_fractal(layer);
  if (name == "sieve") write_sieve(layer);
  RISKMAP_REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
  return 0;
}
