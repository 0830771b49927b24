// Times the raster on national layers against gdal_rasterize (run here, when installed) and QGIS 3.22 (figures measured
// once on two cores, 1600×900, quoted). One line per measurement: name, ours in ms, the peer's in ms, peer over ours,
// and our processor time.
#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "layers/raster/density_picture.h"
#include "layers/raster/detail.h"
#include "layers/raster/id_raster.h"
#include "layers/raster/line_splat.h"
#include "layers/raster/point_splat.h"
#include "layers/raster/resolve.h"
#include "tests/bench/figures.h"
#include "tests/bench/fractal.h"
#include "tests/bench/sieve.h"

namespace riskmap {
namespace {

using namespace bench;

constexpr ImageSize window{1600, 900};

// columns × rows cells of 4·2^depth vertices each.
Geometry fractal_layer(int columns, int rows, int depth) {
  GeometryBuilder builder{GeometryKind::polygons, MapGrid::over({0, 0, columns * fractal_side, rows * fractal_side})};
  for_each_fractal_cell(columns, rows, depth, [&](const std::vector<MapPoint>& ring) {
    builder.add_ring(ring);
    builder.end_feature();
  });
  return builder.finish();
}

Geometry sieve_layer() {
  GeometryBuilder builder{GeometryKind::polygons, MapGrid::over({0, 0, 2 * sieve_middle, 2 * sieve_middle})};
  for_each_sieve_ring([&](const std::vector<MapPoint>& ring) { builder.add_ring(ring); });
  builder.end_feature();
  return builder.finish();
}

FeatureStyle five_classes(std::size_t features) {
  constexpr std::array<unsigned, 5> ramp{0xFFFFB2, 0xFECC5C, 0xFD8D3C, 0xF03B20, 0xBD0026};
  FeatureStyle style;
  for (std::size_t i = 0; i < features; ++i) style.fill.push_back(rgb(ramp[i * 2654435761U % ramp.size()], 224));
  return style;
}

// What the levels of detail cost and what was found on the way.
Detail measure_detail(const std::string& name, const LayerGeometry& geometry) {
  Detail detail;
  const Cost cost = median_cost(3, [&] { detail = find_detail(geometry, {}); });
  const double vertices = static_cast<double>(geometry.x.size());
  print_row(name + ": levels of detail", cost, 0);
  const auto& found = detail->topology;
  fmt::print("  {:.0f} ms cpu for a million vertices, {:.1f} bytes (layer and levels) a vertex; levels:",
             cost.cpu_ms / vertices * 1e6, static_cast<double>(detail->bytes() + geometry.bytes()) / vertices);
  for (const DetailLevel& level : detail->levels) fmt::print(" {}", level.rings.x.size());
  fmt::print(
      "\n  {} points, {} junctions, {} arcs of which {} shared ({:.1f} % of all edges), {} vertices snapped by "
      "{:.3f}\n",
      found.points, found.junctions, found.arcs, found.shared_arcs, found.shared_share * 100, found.snapped_vertices,
      found.snap);
  return detail;
}

// `qgis_ms`: a full redraw of the layer there; 0 = not measured. In full first, then as the window draws it.
void measure(const std::string& name, const LayerGeometry& geometry, const LayerDetail& detail, double qgis_ms,
             unsigned workers) {
  JobPool pool{workers};
  const FeatureStyle style = five_classes(geometry.size());
  IdImage ids;
  ColourImage picture;
  const auto threads = fmt::format("{} thread{}", workers + 1, workers == 0 ? "" : "s");
  for (const double zoom : {1.0, 4.0, 16.0}) {
    const Box whole{0, 0, window.width, window.height};
    const Camera camera = zoomed(fit(geometry.extent, window, whole), zoom, {window.width / 2.0, window.height / 2.0});
    const auto label = fmt::format("{} x{:.0f}, {}: ", name, zoom, threads);
    const double peer = zoom == 1 ? qgis_ms : 0;
    const auto frame = [&](const DrawnLayer& layer) {
      return median_cost(9, [&] {
        raster_ids(layer, camera, {}, pool, ids);
        resolve(ids, style, {}, pool, picture);
      });
    };
    const auto rest = [&](const DrawnLayer& layer) {
      return median_cost(5, [&] { resolve_smooth(layer, camera, {}, style, {}, pool, {}, picture); });
    };
    print_row(label + "ids in full", median_cost(9, [&] { raster_ids(geometry, camera, {}, pool, ids); }), peer);
    print_row(label + "recolour", median_cost(9, [&] { resolve(ids, style, {}, pool, picture); }), peer);
    print_row(label + "frame in full", frame(geometry), peer);
    print_row(label + "frame", frame(DrawnLayer::moving(geometry, &detail, camera)), peer);
    print_row(label + "at rest in full", rest(geometry), peer);
    print_row(label + "at rest", rest(DrawnLayer::at_rest(geometry, &detail, camera)), peer);
  }
}

void measure_layer(const std::string& name, const LayerGeometry& geometry, double qgis_ms) {
  const Detail detail = measure_detail(name, geometry);
  for (const unsigned workers : {0U, JobPool::default_workers()}) measure(name, geometry, *detail, qgis_ms, workers);
}

// From the file to the first picture, as a person who opens it waits.
void measure_first_picture(const std::string& name, const std::filesystem::path& file, double qgis_ms) {
  JobPool pool;
  ColourImage picture;
  const Cost cost = median_cost(3, [&] {
    const auto features = read_vector_file(file, {.wants_attributes = true});
    const auto packed = pack_geometry(*features, "EPSG:3857");
    const Geometry& geometry = packed->geometry;
    IdImage ids;
    raster_ids(*geometry, fit(geometry->extent, window, {0, 0, window.width, window.height}), {}, pool, ids);
    resolve(ids, five_classes(geometry->size()), {}, pool, picture);
  });
  print_row(name + ": first picture from the file", cost, qgis_ms);
}

// A million problems as the window draws them, all of them and what a filter leaves.
void measure_points() {
  constexpr std::size_t count = 1'000'000;
  std::vector<MapPoint> places(count);
  std::vector<unsigned char> classes(count), left(count, hidden_point);
  for (std::size_t i = 0; i < count; ++i) {
    const auto mixed = static_cast<std::uint32_t>(i * 2654435761U);
    places[i] = {(mixed >> 16) % 16000 / 10.0, (mixed & 0xFFFF) % 9000 / 10.0};
    classes[i] = static_cast<unsigned char>(mixed % 7);
    if (mixed % 10 == 0) left[i] = classes[i];
  }
  const PointSet points = point_set(places);
  SplatLook look{.radius_px = 4, .stroke_px = 1.2, .casing_px = 1.4, .casing = rgb(0xFFFFFF), .classes = {}};
  for (unsigned i = 0; i < 7; ++i) look.classes.push_back({rgb(0x204060 * i), rgb(0x202020)});
  const Camera camera{{800, 450}, 1, window};
  ColourImage picture;
  picture.reset(window);
  for (const unsigned workers : {0U, JobPool::default_workers()}) {
    JobPool pool{workers};
    PointSplatter splatter;
    const auto draw = [&](const std::vector<unsigned char>& shown) {
      splatter.draw(points, shown, look, camera, pool);
      splatter.lay(picture, pool);
    };
    const auto threads = fmt::format(", {} thread{}", workers + 1, workers == 0 ? "" : "s");
    print_row("1 M points" + threads, median_cost(9, [&] { draw(classes); }), 4260);
    print_row("1 M points, a tenth left by a filter" + threads, median_cost(9, [&] { draw(left); }), 1200);
  }
}

// Roads of a hundred vertices each, 2.5 million vertices, in one colour.
void measure_lines() {
  constexpr unsigned count = 25'000, vertices = 100;
  GeometryBuilder builder{GeometryKind::lines, {400'000, 240'000}};
  std::vector<std::uint32_t> all;
  std::mt19937_64 random{7};
  std::uniform_real_distribution<double> anywhere{0, 800'000};
  std::normal_distribution<double> bend{0, 0.3};
  for (unsigned i = 0; i < count; ++i) {
    std::vector<MapPoint> road{{anywhere(random), anywhere(random) * 0.6}};
    double heading = anywhere(random);
    while (road.size() < vertices) {
      heading += bend(random);
      road.push_back({road.back().x + 80 * std::cos(heading), road.back().y + 80 * std::sin(heading)});
    }
    builder.add_ring(road);
    builder.end_feature();
    all.push_back(i);
  }
  const Geometry lines = builder.finish();
  JobPool pool;
  ColourImage picture;
  picture.reset(window);
  for (const double closer : {1.0, 8.0}) {
    const Camera camera{{400'000, 240'000}, 500 / closer, window};
    print_row(fmt::format("2.5 M vertices of lines, {} times as close", closer),
              median_cost(9, [&] { stroke_lines(picture, *lines, all, 1.6, rgb(0x336699), camera, pool); }), 0);
  }
}

double gdal_rasterize_ms(const std::filesystem::path& file, const Box& extent) {
  if (std::system("gdal_rasterize --version > /dev/null 2>&1") != 0) return 0;
  const auto out = std::filesystem::temp_directory_path() / "riskmap_bench_raster.tif";
  const auto command = fmt::format(
      "gdal_rasterize -q -ot Byte -burn 1 -te {} {} {} {} -ts {} {} '{}' '{}' > /dev/null 2>&1", extent.min_x,
      extent.min_y, extent.max_x, extent.max_y, window.width, window.height, file.string(), out.string());
  const Cost measured = median_cost(3, [&] {
    std::filesystem::remove(out);
    (void)std::system(command.c_str());
  });
  std::filesystem::remove(out);
  return measured.wall_ms;
}

void measure_file(const std::string& name, const std::filesystem::path& file, double qgis_ms) {
  if (!std::filesystem::exists(file)) return fmt::print("{}: not there, skipped\n", file.string());
  const auto features = read_vector_file(file, {.wants_attributes = true});
  if (!features) return fmt::print("{}: {}\n", file.string(), features.error().detail);
  const auto packed = pack_geometry(*features, "EPSG:3857");
  if (!packed) return fmt::print("{}: {}\n", file.string(), packed.error().detail);
  fmt::print("{}: {} features, {} vertices\n", name, features->size(), features->vertex_count());
  measure_first_picture(name, file, qgis_ms);
  measure_layer(name, *packed->geometry, qgis_ms);
  JobPool pool;
  IdImage ids;
  const Camera camera = fit(packed->geometry->extent, window, {0, 0, window.width, window.height});
  print_row(name + ": ids against gdal_rasterize",
            median_cost(5, [&] { raster_ids(*packed->geometry, camera, {}, pool, ids); }),
            gdal_rasterize_ms(file, features->extent));
}

// A million events, half of them in forty towns. QGIS 3.22: radius 10 px and 10 mm (38 px), at its best quality.
std::vector<MapPoint> million_events() {
  std::mt19937 random{1};
  std::uniform_real_distribution<double> anywhere{0, 1};
  std::normal_distribution<double> around{0, 3'000};
  std::vector<MapPoint> events, towns;
  for (int i = 0; i < 40; ++i) towns.push_back({anywhere(random) * 160'000, anywhere(random) * 90'000});
  for (std::size_t i = 0; i < 500'000; ++i) {
    events.push_back({anywhere(random) * 160'000, anywhere(random) * 90'000});
    const MapPoint town = towns[i % towns.size()];
    events.push_back({town.x + around(random), town.y + around(random)});
  }
  return events;
}

void measure_density() {
  constexpr double metres_per_pixel = 100;
  const auto events = million_events();
  const Camera camera{{80'000, 45'000}, metres_per_pixel, window};
  const std::vector<std::uint32_t> colours(256, premultiplied(rgb(0xBD0026, 128)));
  ColourImage picture;
  picture.reset(window);
  DensityField field;
  for (const unsigned workers : {0U, JobPool::default_workers()}) {
    JobPool pool{workers};
    for (const auto& [radius_px, qgis_ms] :
         {std::pair{4.0, 0.0}, {8.0, 0.0}, {10.0, 9'700.0}, {15.9, 0.0}, {38.0, 35'100.0}, {100.0, 0.0}}) {
      const DensityKernel kernel{.bandwidth_m = radius_px * metres_per_pixel};
      const auto label = fmt::format("heat of 1 M events, {:.0f} px, {} threads: ", radius_px, workers + 1);
      print_row(
          label + "density",
          median_cost(9, [&] { field = density_field(events, kernel, camera.visible(), metres_per_pixel, pool); }), 0);
      const auto draw = [&] {
        field = density_field(events, kernel, camera.visible(), metres_per_pixel, pool);
        lay_density(picture, field, camera, {field.peak(), colours}, pool);
      };
      print_row(label + "picture", median_cost(9, draw), qgis_ms);
      print_row(label + "panned", median_cost(9, [&] { lay_density(picture, field, camera, {1, colours}, pool); }), 0);
    }
  }
}

void run() {
  print_load();
  print_head();
  measure_density();
  measure_points();
  measure_lines();
  measure_layer("fractal 1 M", *fractal_layer(125, 125, 4), 850);
  measure_layer("fractal 5 M", *fractal_layer(141, 142, 6), 1190);
  measure_layer("fractal 10 M", *fractal_layer(200, 200, 6), 2500);
  measure_layer("one polygon, 440 000 holes", *sieve_layer(), 0);
  const std::filesystem::path scale = std::filesystem::path{RISKMAP_SHARED_DIR} / "data" / "scale";
  measure_file("england_oa", scale / "england_oa_2011.gpkg", 3280);
  measure_file("philippines", scale / "philippines_barangays_2023.gpkg", 0);
  print_load();
}

}  // namespace
}  // namespace riskmap

int main() {
  if (const auto ready = riskmap::set_up_gdal(); !ready) return 1;
  riskmap::run();
  return 0;
}
