// Writes a generated layer for the real program to open: make_layer fractal|sieve|points|lines FILE.gpkg
//   fractal  40 000 districts of 256 vertices each, ten million in all
//   sieve    one polygon of 2.6 million vertices with 440 000 holes
//   points   a million, half of them in forty towns
//   lines    25 000 roads of a hundred vertices each
#include <fmt/core.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <random>
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

void add_feature(OGRLayer& layer, const OGRGeometry& shape) {
  OGRFeature feature{layer.GetLayerDefn()};
  feature.SetField(0, static_cast<int>(layer.GetFeatureCount(FALSE) * 31 % 97));
  feature.SetGeometry(&shape);
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

void write_points(OGRLayer& layer) {
  constexpr int count = 1'000'000, towns = 40;
  std::mt19937_64 random{7};
  std::uniform_real_distribution<double> anywhere{0, 8};  // degrees
  std::normal_distribution<double> around{0, 0.06};
  std::array<MapPoint, towns> middles;
  for (MapPoint& middle : middles) middle = {65 + anywhere(random), 40 + anywhere(random) * 0.6};
  for (int i = 0; i < count; ++i) {
    const MapPoint middle = middles[random() % towns];
    const OGRPoint point = i % 2 == 0 ? OGRPoint{65 + anywhere(random), 40 + anywhere(random) * 0.6}
                                      : OGRPoint{middle.x + around(random), middle.y + around(random) * 0.75};
    add_feature(layer, point);
  }
}

void write_lines(OGRLayer& layer) {
  constexpr int count = 25'000, vertices = 100;
  constexpr double step = 0.0008;  // degrees
  std::mt19937_64 random{7};
  std::uniform_real_distribution<double> anywhere{0, 8};
  std::normal_distribution<double> bend{0, 0.3};
  for (int i = 0; i < count; ++i) {
    MapPoint at{65 + anywhere(random), 40 + anywhere(random) * 0.6};
    double heading = anywhere(random);
    OGRLineString line;
    for (int k = 0; k < vertices; ++k) {
      line.addPoint(at.x, at.y);
      heading += bend(random);
      at = {at.x + step * std::cos(heading), at.y + step * 0.75 * std::sin(heading)};
    }
    add_feature(layer, line);
  }
}

struct Kind {
  std::string_view name;
  OGRwkbGeometryType type;
  void (*write)(OGRLayer& layer);
};
constexpr std::array kinds = {
    Kind{"fractal", wkbPolygon, write_fractal},
    Kind{"sieve", wkbPolygon, write_sieve},
    Kind{"points", wkbPoint, write_points},
    Kind{"lines", wkbLineString, write_lines},
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || !set_up_gdal()) return 2;
  const auto* kind = std::ranges::find(kinds, std::string_view{arguments[1]}, &Kind::name);
  if (kind == kinds.end()) return 2;
  auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
  const std::unique_ptr<GDALDataset, Close> file{driver->Create(arguments[2], 0, 0, 0, GDT_Unknown, nullptr)};
  if (!file) return 1;
  OGRSpatialReference wgs84;
  wgs84.importFromEPSG(4326);
  wgs84.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayer& layer = *file->CreateLayer("layer", &wgs84, kind->type, nullptr);
  OGRFieldDefn number{"number", OFTInteger};
  layer.CreateField(&number);
  RISKMAP_REQUIRE(layer.StartTransaction() == OGRERR_NONE);
  kind->write(layer);
  RISKMAP_REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
  return 0;
}
