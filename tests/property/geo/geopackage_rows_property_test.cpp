// Rows from SQLite are the features that GDAL makes of them, whatever a table holds.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <limits>
#include <random>

#include "layers/geo/gdal_messages.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/layer_ways.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {

using Random = std::mt19937;

int below(Random& random, int bound) {
  return std::uniform_int_distribution{0, bound - 1}(random);
}

double ordinate(Random& random) {
  return std::uniform_real_distribution{-80.0, 80.0}(random);
}

struct Kind {
  GeometryKind kind;
  OGRwkbGeometryType declared;
  std::array<const char*, 8> shapes;  // an @ stands for a number
};

constexpr std::array kinds = {
    Kind{GeometryKind::points,
         wkbPoint,
         {"POINT (@ @)", "POINT (@ @)", "POINT EMPTY", "MULTIPOINT (@ @,@ @)", "POINT Z (@ @ @)", "POINT (@ 1e40)",
          "LINESTRING (@ @,@ @)", "MULTIPOINT EMPTY"}},
    Kind{GeometryKind::lines,
         wkbMultiLineString,
         {"LINESTRING (@ @,@ @,@ @)", "MULTILINESTRING ((@ @,@ @),(@ @,@ @,@ @))", "LINESTRING EMPTY",
          "LINESTRING M (@ @ 1,@ @ 2)", "MULTILINESTRING ((@ @,@ @),EMPTY)", "CIRCULARSTRING (0 0,1 1,@ 0)",
          "GEOMETRYCOLLECTION (POINT (@ @),LINESTRING (@ @,@ @))", "LINESTRING (@ @,@ 1e40)"}},
    Kind{GeometryKind::polygons,
         wkbUnknown,
         {"POLYGON ((0 0,@ 0,@ @,0 0))", "POLYGON ((0 0,90 0,90 90,0 90,0 0),(1 1,1 2,@ 2,1 1),(5 5,5 6,6 6,5 5))",
          "MULTIPOLYGON (((0 0,@ 0,@ @,0 0)),((@ 0,@ 1,@ @,0 0)))", "POLYGON ((0 0,1 1,0 0),(0 0,1 0,1 1,0 0))",
          "POLYGON ZM ((0 0 1 2,@ 0 3 4,@ @ 5 6,0 0 1 2))", "POLYGON EMPTY", "POLYGON ((0 0,@ 0,1e40 @,0 0))",
          "MULTIPOLYGON (((0 0,@ 0,@ @)),((0 0,1 0,0 0,1 1,0 0)),EMPTY)"}}};

std::string with_numbers(std::string_view shape, Random& random) {
  std::string text;
  for (const char c : shape) text += c == '@' ? fmt::format("{:.12f}", ordinate(random)) : std::string{c};
  return text;
}

struct FieldKind {
  const char* name;
  OGRFieldType type;
  OGRFieldSubType subtype = OFSTNone;
};

constexpr std::array field_kinds = {FieldKind{"whole", OFTInteger},
                                    FieldKind{"small", OFTInteger, OFSTInt16},
                                    FieldKind{"yes", OFTInteger, OFSTBoolean},
                                    FieldKind{"large", OFTInteger64},
                                    FieldKind{"real", OFTReal},
                                    FieldKind{"rough", OFTReal, OFSTFloat32},
                                    FieldKind{"text", OFTString},
                                    FieldKind{"code \"in\" quotes", OFTString},
                                    FieldKind{"json", OFTString, OFSTJSON},
                                    FieldKind{"day", OFTDate},
                                    FieldKind{"moment", OFTDateTime},
                                    FieldKind{"bytes", OFTBinary}};

constexpr std::array texts = {"", "су жоқ", "open", "utilities.water_drinking", "Ә́", "12", "0012", "Zu\u0308rich"};

void set_field(OGRFeature& feature, int field, Random& random) {
  const int chance = below(random, 6);
  if (chance == 0) return feature.SetFieldNull(field);
  switch (feature.GetFieldDefnRef(field)->GetType()) {
    case OFTInteger:
      return feature.SetField(field, below(random, chance == 1 ? 2 : 30'000) % (field == 2 ? 2 : 30'000));
    case OFTInteger64:
      return feature.SetField(field, static_cast<GIntBig>(below(random, 1 << 30)) * (1 << 20) - (GIntBig{1} << 49));
    case OFTReal:
      return feature.SetField(field, chance == 1 ? std::numeric_limits<double>::infinity() : ordinate(random));
    case OFTDate:
      return feature.SetField(field, 1900 + below(random, 200), 1 + below(random, 12), 1 + below(random, 28));
    case OFTDateTime:
      return feature.SetField(field, 2026, 1 + below(random, 12), 1 + below(random, 28), below(random, 24),
                              below(random, 60), static_cast<float>(below(random, 59'999)) / 1000, 100);
    case OFTBinary:
      return feature.SetField(field, 3, "abc");
    default:
      return feature.SetField(field, texts[static_cast<std::size_t>(below(random, static_cast<int>(texts.size())))]);
  }
}

OGRLayer& new_layer(GDALDataset& dataset, const Kind& kind) {
  OGRLayer& layer = *dataset.CreateLayer("layer \"1\"", nullptr, kind.declared, nullptr);
  for (const FieldKind& described : field_kinds) {
    OGRFieldDefn field{described.name, described.type};
    field.SetSubType(described.subtype);
    layer.CreateField(&field);
  }
  return layer;
}

// Ids with holes, before and behind zero.
void write_layer(const fs::path& file, const Kind& kind, int rows, Random& random) {
  const GdalMessages silenced;  // shapes that are not of the layer's kind
  const GdalFile dataset{
      GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  OGRLayer& layer = new_layer(*dataset, kind);
  REQUIRE(layer.StartTransaction() == OGRERR_NONE);
  GIntBig id = -below(random, rows + 1) * 2;
  for (int row = 0; row < rows; ++row) {
    OGRFeature feature{layer.GetLayerDefn()};
    id += 1 + below(random, 4) / 3 * below(random, 50);
    feature.SetFID(id == OGRNullFID ? ++id : id);
    for (int field = 0; field < feature.GetFieldCount(); ++field) set_field(feature, field, random);
    // Mostly plain ones, so that the odd come alone.
    const int chance = below(random, 24);
    OGRGeometry* geometry = nullptr;
    const auto shape = kind.shapes[static_cast<std::size_t>(chance < 8 ? chance : chance % 2)];
    if (chance != 23) OGRGeometryFactory::createFromWkt(with_numbers(shape, random).c_str(), nullptr, &geometry);
    feature.SetGeometryDirectly(geometry);
    REQUIRE(layer.CreateFeature(&feature) == OGRERR_NONE);
  }
  REQUIRE(layer.CommitTransaction() == OGRERR_NONE);
}

}  // namespace

TEST_CASE("rows of a GeoPackage are its features, in any number of ranges") {
  REQUIRE(set_up_gdal().has_value());
  const std::array counts = {1, 2, 3, 10, 1500};
  for (unsigned seed = 1; seed <= 30; ++seed) {
    Random random{seed};
    INFO("seed ", seed);
    const Folder folder;
    const fs::path file = folder.path() / "a.gpkg";
    const Kind& kind = kinds[seed % kinds.size()];
    write_layer(file, kind, counts[seed % counts.size()], random);
    const auto dataset = opened(file);
    OGRLayer& layer = *dataset->GetLayer(0);
    const FeatureTable expected = by_features(layer, kind.kind);
    for (unsigned ranges = 1; ranges <= 5; ++ranges) {
      INFO("ranges ", ranges);
      const auto table = by_rows(layer, file, kind.kind, ranges);
      REQUIRE(table.has_value());
      check_same(*table, expected);
    }
  }
}

TEST_CASE("of a damaged GeoPackage the rows are its features, or they are left to GDAL") {
  const Folder source;
  {
    GeoPackage{source.path() / "a.gpkg"}.points("places", 1000);
  }
  const std::string whole = bytes_of(source.path() / "a.gpkg");
  constexpr int page = 4096, pages_of_schema = 6;
  int taken = 0, left = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    Random random{seed};
    INFO("seed ", seed);
    std::string bytes = whole;
    for (int n = 1 + below(random, 3); n > 0; --n) {
      const int at = pages_of_schema * page + below(random, static_cast<int>(bytes.size()) - pages_of_schema * page);
      // As often as not among the first bytes of a page, where its cells are told.
      const int place = below(random, 2) == 0 ? at : at / page * page + below(random, 64);
      bytes[static_cast<std::size_t>(place)] = static_cast<char>(below(random, 256));
    }
    const Folder folder;
    const fs::path file = folder.write("a.gpkg", bytes);
    const GdalMessages silenced;
    const auto dataset = opened(file);
    OGRLayer& layer = *dataset->GetLayer(0);
    const auto table = by_rows(layer, file, GeometryKind::points, 3);
    ++(table ? taken : left);
    if (table) check_same(*table, by_features(layer, GeometryKind::points));
  }
  CHECK(taken > 0);
  CHECK(left > 0);
}

TEST_CASE("rows of real layers are their features") {
  const fs::path scale = fs::path{RISKMAP_SHARED_DIR} / "data" / "scale";
  for (const char* name : {"philippines_barangays_2023.gpkg", "england_oa_2011.gpkg"}) {
    if (!fs::exists(scale / name)) continue;
    INFO(name);
    const auto dataset = opened(scale / name);
    OGRLayer& layer = *dataset->GetLayer(0);
    const auto table = by_rows(layer, scale / name, GeometryKind::polygons, 3);
    REQUIRE(table.has_value());
    check_same(*table, by_features(layer, GeometryKind::polygons));
  }
}
