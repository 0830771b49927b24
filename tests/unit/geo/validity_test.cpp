// The verdicts of GEOS, each with a shape that earns it and no other.
#include "layers/geo/validity.h"

#include <doctest/doctest.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
FeatureTable read(const Folder& folder, const std::vector<std::string>& geometries) {
  std::vector<std::string> features;
  for (const auto& geometry : geometries) features.push_back(feature(geometry));
  auto table = read_vector_file(folder.write("shapes.geojson", collection(features)));
  REQUIRE(table);
  return std::move(*table);
}
std::vector<ShapeFlaw> flaws_of(const std::string& geometry) {
  const Folder folder;
  const auto flaws = find_invalid_shapes(read(folder, {geometry}));
  REQUIRE(flaws);
  return *flaws;
}
std::string multi(const std::string& polygons) {
  return R"({"type":"MultiPolygon","coordinates":[)" + polygons + "]}";
}
}  // namespace

TEST_CASE("a sound polygon, one with a hole and one of two parts have no flaw") {
  CHECK(flaws_of(polygon(square)).empty());
  CHECK(flaws_of(polygon(square + ",[[69.2,42.2],[69.4,42.2],[69.4,42.4],[69.2,42.2]]")).empty());
  CHECK(flaws_of(multi("[" + square + "],[[[71,42],[72,42],[72,43],[71,42]]]")).empty());
}

TEST_CASE("every verdict has words of its own and the place that GEOS names") {
  struct Case {
    std::string geometry;
    std::string_view reason;
    double x, y;
  };
  constexpr double either_end = std::numeric_limits<double>::quiet_NaN();  // versions of GEOS differ
  const Case cases[] = {
      {polygon("[[0,0],[2,0],[1,1],[2,2],[0,2],[1,1],[0,0]]"), refusal::touching_ring, 1, 1},
      {polygon("[[0,0],[2,2],[2,0],[0,2],[0,0]]"), refusal::crossing_outlines, 1, 1},
      {polygon("[[0,0],[4,0],[4,4],[0,4],[0,0]],[[5,1],[6,1],[6,2],[5,1]]"), refusal::hole_outside_at, 5, 1},
      {polygon("[[0,0],[9,0],[9,9],[0,9],[0,0]],[[1,1],[1,8],[8,8],[8,1],[1,1]],[[2,2],[2,3],[3,3],[2,2]]"),
       refusal::nested_holes, 2, 2},
      {polygon("[[0,0],[4,0],[4,4],[0,4],[0,0]],[[2,0],[1,2],[2,4],[3,2],[2,0]]"), refusal::split_interior, 2,
       either_end},
      {multi("[[[0,0],[9,0],[9,9],[0,9],[0,0]]],[[[1,1],[2,1],[2,2],[1,1]]]"), refusal::nested_parts, 1, 1}};
  for (const auto& [geometry, reason, x, y] : cases) {
    CAPTURE(geometry);
    const auto flaws = flaws_of(geometry);
    REQUIRE(flaws.size() == 1);
    CHECK(flaws[0].reason == reason);
    CHECK(flaws[0].x == doctest::Approx(x));
    if (!std::isnan(y)) CHECK(flaws[0].y == doctest::Approx(y));
  }
}

TEST_CASE("a flaw names its feature, and those without a shape are passed over") {
  const Folder folder;
  const auto table = read(folder, {polygon(square), "null", polygon("[[0,0],[2,2],[2,0],[0,2],[0,0]]")});
  const auto flaws = find_invalid_shapes(table);
  REQUIRE(flaws);
  REQUIRE(flaws->size() == 1);
  CHECK(flaws->front().feature == 2);
  CHECK(place_text(flaws->front()) == "x 1, y 1");
}

TEST_CASE("points and lines have no rings to be judged") {
  CHECK(flaws_of(point("69,42")).empty());
  CHECK(flaws_of(R"({"type":"LineString","coordinates":[[0,0],[2,2],[2,0],[0,2]]})").empty());
}

TEST_CASE("a check that is stopped says so") {
  const Folder folder;
  std::stop_source stop;
  stop.request_stop();
  const auto flaws = find_invalid_shapes(read(folder, {polygon(square)}), stop.get_token());
  REQUIRE_FALSE(flaws);
  CHECK(flaws.error().code == ErrorCode::cancelled);
}

TEST_CASE("171 372 areas of England: the 295 that SpatiaLite calls invalid, in seconds") {
  const auto file = std::filesystem::path{RISKMAP_SHARED_DIR} / "data/scale/england_oa_2011.gpkg";
  if (!std::filesystem::exists(file)) {
    std::printf("skipped: %s is absent\n", file.c_str());
    return;
  }
  const auto table = read_vector_file(file, {.wants_attributes = false});
  REQUIRE(table);
  const auto began = std::chrono::steady_clock::now();
  const auto flaws = find_invalid_shapes(*table);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - began;
  REQUIRE(flaws);
  CHECK(flaws->size() == 295);
  for (const auto& flaw : *flaws) CHECK(flaw.reason == refusal::touching_ring);
  CHECK(seconds.count() < 30);
}
