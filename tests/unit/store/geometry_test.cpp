// Geometry text and blobs.
#include "layers/store/gpkg_geometry.h"

#include <doctest/doctest.h>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;

TEST_CASE("every simple type comes back from its blob as the text it was") {
  for (const char* wkt :
       {"POINT(69.5 42.25)", "LINESTRING(69.1 42.1,69.2 42.3)", "MULTIPOINT((1 2),(3 4))",
        "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))", "MULTILINESTRING((0 0,1 1),(2 2,3 3,4 5))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))"}) {
    CAPTURE(wkt);
    const auto shape = shape_of_wkt(wkt);
    REQUIRE(shape);
    const auto again = shape_of_blob(blob_of(*shape));
    REQUIRE(again);
    CHECK(wkt_of(*again) == wkt);
  }
}

TEST_CASE("coordinates keep every bit") {
  const auto shape = shape_of_wkt("POINT(69.10000000000001 0.1)");
  REQUIRE(shape);
  const auto again = shape_of_blob(blob_of(*shape));
  REQUIRE(again);
  CHECK(again->parts[0][0][0].lon == 69.10000000000001);
  CHECK(wkt_of(*again) == "POINT(69.10000000000001 0.1)");
}

TEST_CASE("white space and letter case of a geometry text do not matter") {
  CHECK(wkt_of(*shape_of_wkt(" point ( 1   2 ) ")) == "POINT(1 2)");
  CHECK(wkt_of(*shape_of_wkt("MULTIPOINT(1 2, 3 4)")) == "MULTIPOINT((1 2),(3 4))");
}

TEST_CASE("texts that are no geometry are refused") {
  for (const char* wkt : {"", "POINT", "POINT()", "POINT 1 2", "POINT(1)", "POINT(1 2 3)", "POINT(1 2", "POINT(1 2))",
                          "POINT EMPTY", "POINT(nan 1)", "POINT(inf 1)", "POINT(a b)", "CIRCLE(1 2)", "LINESTRING(1 2)",
                          "POLYGON((0 0,1 0,1 1,0 1))", "POLYGON((0 0,1 0,0 0))", "POINT(1,2)", "POINT(1 2)x"}) {
    CAPTURE(wkt);
    const auto shape = shape_of_wkt(wkt);
    REQUIRE(!shape);
    CHECK(shape.error().code == ErrorCode::invalid_geometry);
  }
}

TEST_CASE("places outside of the globe are refused with the place") {
  const auto shape = shape_of_wkt("POINT(42.25 169.5)");
  REQUIRE(!shape);
  CHECK(shape.error().code == ErrorCode::coords_range);
  CHECK(shape.error().value == "42.25 169.5");
}

TEST_CASE("a blob cut anywhere is refused, never read past its end") {
  const auto blob = blob_of(*shape_of_wkt("POLYGON((0 0,4 0,4 4,0 0))"));
  for (std::size_t length = 0; length < blob.bytes.size(); ++length) {
    Blob cut{{blob.bytes.begin(), blob.bytes.begin() + static_cast<std::ptrdiff_t>(length)}};
    CHECK(!shape_of_blob(cut));
  }
}

TEST_CASE("a blob that claims four billion vertices is refused without asking for the memory") {
  auto blob = blob_of(*shape_of_wkt("LINESTRING(0 0,1 1)"));
  const auto count_at = blob.bytes.size() - 2 * 16 - 4;
  for (std::size_t i = 0; i < 4; ++i) blob.bytes[count_at + i] = 0xFF;
  CHECK(!shape_of_blob(blob));
}

TEST_CASE("a big-endian blob reads like a little-endian one") {
  const Blob blob{{'G',  'P', 0, 0, 0, 0, 0x10, 0xE6, 0,    0, 0, 0, 1, 0x40, 0x51,
                   0x60, 0,   0, 0, 0, 0, 0x40, 0x45, 0x20, 0, 0, 0, 0, 0}};
  const auto shape = shape_of_blob(blob);
  REQUIRE(shape);
  CHECK(wkt_of(*shape) == "POINT(69.5 42.25)");
}

TEST_CASE("a table's polygon with a hole goes into a blob and back into a table unchanged") {
  FeatureTable table;
  append_shape(table, *shape_of_wkt("MULTIPOLYGON(((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1)),((5 5,6 5,6 6,5 5)))"));
  CHECK(table.vertex_count() == 9);
  FeatureTable again;
  append_shape(again, *shape_of_blob(blob_of(shape_of(table, 0))));
  CHECK(again.x == table.x);
  CHECK(again.y == table.y);
  CHECK(again.part_offset == table.part_offset);
  CHECK(again.ring_offset == table.ring_offset);
  CHECK(again.vertex_offset == table.vertex_offset);
}
