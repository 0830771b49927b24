// Times GeoJSON to the disk against ogr2ogr, which is run where it is installed on the same features as a GeoPackage;
// and a million points from a filter of four conditions to the picture (QGIS 3.22, measured once on two cores, quoted).
// One line each: name, ours in ms, the peer's in ms, peer over ours, and our processor time.
#include <fmt/core.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "layers/analysis/feature_filter.h"
#include "layers/exchange/file_scene.h"
#include "layers/exchange/geojson_writer.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/geo/gdal_environment.h"
#include "tests/bench/figures.h"
#include "tests/bench/fractal.h"

namespace riskmap {
namespace {

using namespace bench;
namespace fs = std::filesystem;

constexpr int columns = 400, rows = 250, depth = 2;  // 100 000 districts of 16 vertices around Shymkent

FeatureTable districts() {
  FeatureTable table{.layer_name = "districts", .kind = GeometryKind::polygons, .is_geographic = true};
  for_each_fractal_cell(columns, rows, depth, [&](const std::vector<MapPoint>& ring) {
    for (const MapPoint& at : ring) {
      table.x.push_back(68 + at.x * 1e-5), table.y.push_back(41 + at.y * 1e-5);
      table.extent.include(table.x.back(), table.y.back());
    }
    table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
    table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
    table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
  });
  return table;
}

void write(const FeatureTable& table, const fs::path& file) {
  std::ofstream out{file, std::ios::binary};
  GeoJsonWriter writer{out, table.extent, {}};
  for (std::size_t i = 0; i < table.size(); ++i)
    writer.add_polygon(std::to_string(i), table, i,
                       {{"code", Value{static_cast<std::int64_t>(i)}}, {"name", Value{fmt::format("Ауыл {}", i)}}});
  if (!writer.finish()) std::exit(1);
}

double ogr2ogr_ms(const fs::path& folder, const fs::path& ours) {
  const auto run = [](const std::string& command) { return std::system((command + " > /dev/null 2>&1").c_str()) == 0; };
  const auto source = folder / "districts.gpkg", out = folder / "peer.geojson";
  if (!run(fmt::format("ogr2ogr -f GPKG '{}' '{}'", source.string(), ours.string()))) return 0;
  const Cost cost = median_cost(3, [&] {
    fs::remove(out);
    (void)run(fmt::format("ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=7 '{}' '{}'", out.string(), source.string()));
  });
  return cost.wall_ms;
}

Features million_points() {
  constexpr std::size_t count = 1'000'000;
  auto table = std::make_shared<FeatureTable>(
      FeatureTable{.layer_name = "points", .kind = GeometryKind::points, .crs_wkt = "EPSG:3857"});
  Column severity{"severity", ColumnType::integer, {}, {}}, people{"people", ColumnType::integer, {}, {}};
  Column status{"status", ColumnType::text, {}, {}}, category{"category", ColumnType::text, {}, {}};
  for (std::size_t i = 0; i < count; ++i) {
    const auto mixed = static_cast<std::uint32_t>(i * 2654435761U);
    table->x.push_back(7'600'000 + (mixed >> 16) % 16000 * 10.0),
        table->y.push_back(5'100'000 + (mixed & 0xFFFF) * 1.5);
    table->extent.include(table->x.back(), table->y.back());
    const auto next = static_cast<std::uint32_t>(i + 1);
    table->vertex_offset.push_back(next), table->ring_offset.push_back(next), table->part_offset.push_back(next);
    table->fid.push_back(next);
    severity.numbers.push_back(mixed % 5), people.numbers.push_back(mixed % 700);
    status.texts.push_back(mixed % 3 == 0 ? "open" : "closed");
    category.texts.push_back("utilities." + std::to_string(mixed % 83));
  }
  table->columns = {severity, people, status, category};
  return table;
}

void measure_points() {
  constexpr double qgis_all_ms = 4260, qgis_filtered_ms = 1200;
  const auto layer = file_layer(million_points(), "EPSG:3857");
  LayerSpec spec;
  spec.indicator = "severity";
  FileSceneOptions options;
  options.shows_labels = false;
  constexpr ImageSize window{1600, 900};
  const Camera camera = fit(layer->geometry->extent, window, {0, 0, window.width, window.height});
  JobPool pool;
  ColourImage picture;
  picture.reset(window);
  SwarmDrawer drawer;
  MapScene scene = file_scene(*layer, spec, {}, options);
  auto away = camera;
  print_row("1 M points, a moved picture",
            median_cost(9,
                        [&] {
                          away.centre.x += camera.metres_per_pixel;
                          drawer.draw(picture, scene.swarm, away, 1, pool);
                        }),
            qgis_all_ms);
  const auto filter = parse_filter("severity>=2 and people>50 and status=open and category~1");
  RowMask selected;
  print_row("1 M points, four conditions",
            median_cost(5, [&] { selected = select_features(*filter, *layer->features, Date{}); }), 0);
  print_row("1 M points, four conditions to the picture",
            median_cost(5,
                        [&] {
                          selected = select_features(*filter, *layer->features, Date{});
                          scene = file_scene(*layer, spec, selected, options);
                          drawer.draw(picture, scene.swarm, camera, 1, pool);
                        }),
            qgis_filtered_ms);
}

void run(const fs::path& folder) {
  print_load();
  print_head();
  const FeatureTable table = districts();
  const fs::path file = folder / "ours.geojson";
  const Cost ours = median_cost(5, [&] { write(table, file); });
  print_row("100 000 polygons to GeoJSON", ours, ogr2ogr_ms(folder, file));
  fmt::print("  {} vertices, {} MB; ogr2ogr reads them from a GeoPackage\n", table.vertex_count(),
             fs::file_size(file) >> 20);
  measure_points();
  print_load();
}

}  // namespace
}  // namespace riskmap

int main() {
  std::string folder = (std::filesystem::temp_directory_path() / "riskmap_bench_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  if (!riskmap::set_up_gdal()) return 1;
  riskmap::run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
