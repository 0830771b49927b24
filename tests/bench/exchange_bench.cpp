// Times GeoJSON to the disk against ogr2ogr, which is run where it is installed on the same features as a GeoPackage.
// One line: name, ours in ms, the peer's in ms, peer over ours, and our processor time.
#include <fmt/core.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "layers/exchange/geojson_writer.h"
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

void run(const fs::path& folder) {
  print_load();
  print_head();
  const FeatureTable table = districts();
  const fs::path file = folder / "ours.geojson";
  const Cost ours = median_cost(5, [&] { write(table, file); });
  print_row("100 000 polygons to GeoJSON", ours, ogr2ogr_ms(folder, file));
  fmt::print("  {} vertices, {} MB; ogr2ogr reads them from a GeoPackage\n", table.vertex_count(),
             fs::file_size(file) >> 20);
  print_load();
}

}  // namespace
}  // namespace riskmap

int main() {
  std::string folder = (std::filesystem::temp_directory_path() / "riskmap_bench_XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  riskmap::run(folder);
  std::filesystem::remove_all(folder);
  return 0;
}
