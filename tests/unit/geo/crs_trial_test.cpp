// Candidates for a file without a coordinate system: where each would put it, and which cannot be meant.
#include "layers/geo/crs_trial.h"

#include <doctest/doctest.h>

#include <vector>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/projection.h"

using namespace riskmap;
using Fall = CrsTrial::Fall;

namespace {
const std::vector<LonLat> villages = {{69.7, 42.1}, {69.9, 42.2}, {70.1, 42.3}};

// A square of 0.4 degrees around the middle village, written in the numbers of `crs`.
FeatureTable square_in(const std::string& crs) {
  REQUIRE(set_up_gdal());
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  table.x = {69.7, 70.1, 70.1, 69.7};
  table.y = {42.05, 42.05, 42.35, 42.35};
  Projection::between("EPSG:4326", crs)->forward(table.x, table.y);
  for (std::size_t i = 0; i < 4; ++i) table.extent.include(table.x[i], table.y[i]);
  table.vertex_offset.push_back(4);
  table.ring_offset.push_back(1);
  table.part_offset.push_back(1);
  return table;
}

CrsTrial trial(const FeatureTable& table, const std::string& crs, std::span<const LonLat> places = villages) {
  auto done = tried(sketch_of(table), crs, places);
  REQUIRE_MESSAGE(done, (done ? "" : done.error().detail));
  return *std::move(done);
}
}  // namespace

TEST_CASE("the system a file was made in puts it over the settlements") {
  for (const auto* crs : {"EPSG:4326", "EPSG:32642", "EPSG:28412", "EPSG:3857"}) {
    CAPTURE(crs);
    const auto right = trial(square_in(crs), crs);
    CHECK(right.fall == Fall::inside);
    CHECK(right.places_within >= 2);
    CHECK(right.vertices.size() == 4);
    CHECK(right.extent.centre_x() == doctest::Approx(69.9).epsilon(0.001));
  }
}

TEST_CASE("metres are no degrees, and no web map reaches beyond its square") {
  CHECK(trial(square_in("EPSG:32642"), "EPSG:4326").fall == Fall::impossible);
  CHECK(trial(square_in("EPSG:32642"), "EPSG:4326").vertices.empty());
  auto beyond = square_in("EPSG:3857");
  for (auto& x : beyond.x) x += 3e7;
  CHECK(trial(beyond, "EPSG:3857").fall == Fall::impossible);
}

TEST_CASE("a wrong system that is possible says how far away it puts the file") {
  const auto wrong = trial(square_in("EPSG:4326"), "EPSG:3857");
  CHECK(wrong.fall == Fall::away);
  CHECK(wrong.away_km > 8000);
  CHECK(wrong.places_within == 0);
  const auto next_zone = trial(square_in("EPSG:32642"), "EPSG:32643");
  CHECK(next_zone.fall == Fall::away);
  CHECK(next_zone.away_km == doctest::Approx(495).epsilon(0.1));
}

TEST_CASE("without places to compare with, a file falls somewhere") {
  const auto alone = trial(square_in("EPSG:4326"), "EPSG:4326", {});
  CHECK(alone.fall == Fall::somewhere);
  CHECK(alone.title == "WGS 84");
  CHECK(alone.extent.contains(69.9, 42.2));
}

TEST_CASE("a system PROJ does not know is an error that names it") {
  const auto unknown = tried(sketch_of(square_in("EPSG:4326")), "EPSG:999999", villages);
  REQUIRE(!unknown);
  CHECK(unknown.error().code == ErrorCode::no_crs);
  CHECK(unknown.error().value == "EPSG:999999");
}

TEST_CASE("a sketch of a large file stays small and keeps its largest outlines") {
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  for (int i = 0; i < 1000; ++i) {
    const double size = i == 500 ? 5 : 0.01;
    for (int corner = 0; corner < 40; ++corner) {
      table.x.push_back(60 + (corner < 20 ? 0 : size)), table.y.push_back(45 + (corner % 20) * size / 20);
      table.extent.include(table.x.back(), table.y.back());
    }
    table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
    table.ring_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table.part_offset.push_back(static_cast<std::uint32_t>(i + 1));
  }
  const auto sketch = sketch_of(table);
  CHECK(sketch.x.size() <= 8000);
  CHECK(sketch.line_offset.size() == 401);
  CHECK(*std::max_element(sketch.x.begin(), sketch.x.begin() + 40) == doctest::Approx(65));
  CHECK(sketch.extent.max_x == doctest::Approx(65));
}
