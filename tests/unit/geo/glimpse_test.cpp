// A layer on its way: what is shown of it, and how often.
#include "layers/geo/glimpse.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace std::chrono_literals;

namespace {
void add_circle(FeatureTable& table, double x, double y, double radius, int vertices) {
  for (int i = 0; i < vertices; ++i) {
    const double angle = 2 * std::numbers::pi * i / vertices;
    table.x.push_back(x + radius * std::cos(angle)), table.y.push_back(y + radius * std::sin(angle));
    table.extent.include(table.x.back(), table.y.back());
  }
  table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
}

void end_feature(FeatureTable& table) {
  table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
  table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
}

FeatureTable empty_layer() {
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  table.crs_name = "EPSG:4326";
  return table;
}

std::size_t vertices_of(const FeatureTable& table, std::size_t ring) {
  return table.vertex_offset[ring + 1] - table.vertex_offset[ring];
}

// Small squares in rows of a hundred.
std::string squares(int count) {
  std::string text = R"({"type":"FeatureCollection","bbox":[60,40,70,50],"features":[)";
  for (int i = 0; i < count; ++i) {
    const double x = 61 + 0.01 * (i % 100), y = 41 + 0.01 * (i / 100);
    text += fmt::format(R"({}{{"type":"Feature","properties":{{"name":"{:0>80}"}},"geometry":{{"type":"Polygon",)"
                        R"("coordinates":[[[{:.3f},{:.3f}],[{:.3f},{:.3f}],[{:.3f},{:.3f}],[{:.3f},{:.3f}]]]}}}})",
                        i == 0 ? "" : ",", i, x, y, x + 0.01, y, x, y + 0.01, x, y);
  }
  return text + "]}";
}

struct Seen {
  std::vector<std::size_t> sizes;
  Features last;
};

OpenOptions looking(Seen& seen) {
  OpenOptions options;
  options.glimpse_after = 0ms;
  options.glimpse = [&seen](const Features& so_far) { seen.sizes.push_back(so_far->size()), seen.last = so_far; };
  return options;
}
}  // namespace

TEST_CASE("a glimpse leaves out what no screen could show, and keeps every area") {
  auto table = empty_layer();
  add_circle(table, 50, 50, 40, 100'000);
  add_circle(table, 50, 50, 0.001, 100);  // a hole
  add_circle(table, 60, 50, 5, 100);      // and another
  end_feature(table);
  add_circle(table, 95, 95, 0.001, 1000);  // a small area
  end_feature(table);
  Features seen;
  GlimpseMaker maker{[&](const Features& so_far) { seen = so_far; }, 0ms};
  maker.expect({0, 0, 100, 100});
  maker.offer(table);
  REQUIRE(seen);
  CHECK(seen->size() == 2);
  REQUIRE(seen->vertex_offset.size() == 4);  // the hole that is seen, and both areas
  CHECK(vertices_of(*seen, 0) < 8000);
  CHECK(vertices_of(*seen, 0) > 1000);
  CHECK(vertices_of(*seen, 1) > 50);
  CHECK(vertices_of(*seen, 2) == 3);
  CHECK(seen->extent == Box{0, 0, 100, 100});
  CHECK(seen->crs_name == "EPSG:4326");
}

TEST_CASE("later glimpses add to the earlier ones; an extent that the file told wrongly grows") {
  auto table = empty_layer();
  std::vector<Features> seen;
  GlimpseMaker maker{[&](const Features& so_far) { seen.push_back(so_far); }, 0ms};
  maker.expect({0, 0, 10, 10});
  maker.offer(table);
  CHECK(seen.empty());                     // nothing there yet
  for (int i = 0; seen.size() < 2; ++i) {  // the second is due when it is due: a stuck one runs into the ring's limit
    if (i < 1000) add_circle(table, i % 40, 5, 2, 12), end_feature(table);
    maker.offer(table);
  }
  CHECK(seen.front()->size() == 1);
  CHECK(seen.back()->size() > 1);
  CHECK(vertices_of(*seen.back(), 0) == vertices_of(*seen.front(), 0));
  CHECK(seen.back()->extent.max_x >= table.extent.max_x);
}

TEST_CASE("nobody looks before the time, and what a look costs sets the time of the next") {
  auto table = empty_layer();
  add_circle(table, 5, 5, 2, 12);
  end_feature(table);
  int looks = 0;
  GlimpseMaker patient{[&](const Features&) { ++looks; }, 1h};
  patient.offer(table);
  CHECK(looks == 0);
  GlimpseMaker busy{[&](const Features&) {
                      ++looks;
                      for (const auto end = GlimpseMaker::Clock::now() + 20ms; GlimpseMaker::Clock::now() < end;) {
                      }
                    },
                    0ms};
  const auto begun = GlimpseMaker::Clock::now();
  while (looks < 1) busy.offer(table);
  while (looks < 2) busy.offer(table);
  CHECK(GlimpseMaker::Clock::now() - begun >= 20 * 20ms);
}

TEST_CASE("GeoJSON is seen while it is read, with its system and its extent") {
  REQUIRE(set_up_gdal());
  const test::Folder folder;
  Seen seen;
  const auto table = read_vector_file(folder.write("squares.geojson", squares(20'000)), looking(seen));
  REQUIRE(table);
  REQUIRE(!seen.sizes.empty());  // how many depends on how long each takes
  CHECK(std::ranges::is_sorted(seen.sizes));
  CHECK(seen.sizes.front() < 20'000);
  CHECK(seen.last->crs_name == table->crs_name);
  CHECK(seen.last->is_geographic);
  CHECK(seen.last->extent == Box{60, 40, 70, 50});
  CHECK(seen.last->columns.empty());
}

TEST_CASE("a binary file is seen while it is read, where its head says that it lies") {
  REQUIRE(set_up_gdal());
  const test::Folder folder;
  const std::vector<std::string> names(5'000, "a");
  const auto target = test::write_shapefile(folder, test::shapefile(names));
  Seen seen;
  const auto table = read_vector_file(target, looking(seen));
  REQUIRE(table);
  REQUIRE(!seen.sizes.empty());
  CHECK(seen.sizes.front() < 5'000);
  CHECK(table->extent.max_y < 42.1);
  CHECK(seen.last->extent.max_y == 43);
  CHECK(seen.last->crs_wkt == table->crs_wkt);
}
