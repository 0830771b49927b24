// Boundaries from files and from points: names in any spelling, two villages of one name, undo.
#include "layers/store/boundaries.h"

#include <doctest/doctest.h>
#include <gdal/gdal.h>
#include <gdal/ogr_api.h>
#include <gdal/ogr_srs_api.h>

#include <filesystem>
#include <map>
#include <set>

#include "layers/core/uuid.h"
#include "layers/geo/cells.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "layers/store/boundary_places.h"
#include "layers/store/new_register.h"

using namespace riskmap;
namespace fs = std::filesystem;

namespace {
const Author author{"Test", {}, {}};

// The sample register in a folder of its own.
class Sample {
 public:
  Sample() : folder_{fs::temp_directory_path() / ("riskmap_boundaries_" + new_uuid())} {
    REQUIRE(set_up_gdal());
    fs::create_directories(folder_);
    REQUIRE(create_register(folder_ / "register.gpkg", RISKMAP_SOURCE_DIR "/data/tolebi"));
    store_ = *open_register(folder_ / "register.gpkg");
  }
  ~Sample() {
    store_.reset();
    std::error_code code;
    fs::remove_all(folder_, code);
  }
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;

  [[nodiscard]] RegisterStore& store() { return *store_; }
  [[nodiscard]] Snapshot snapshot() { return *store_->load(); }
  [[nodiscard]] FeatureTable shapes(AreaLevel level) { return *store_->load_shapes(level); }
  [[nodiscard]] fs::path file(const char* name) const { return folder_ / name; }

 private:
  fs::path folder_;
  std::unique_ptr<RegisterStore> store_;
};

// The register's cells with one field NAME: the Russian name and nothing else, as a foreign office would hand them
// over.
void write_cells(Sample& sample, const fs::path& file, const char* driver_name, char** options) {
  const auto cells = sample.shapes(AreaLevel::settlement);
  const auto snapshot = sample.snapshot();
  auto* dataset = GDALCreate(GDALGetDriverByName(driver_name), file.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
  REQUIRE(dataset);
  auto* crs = OSRNewSpatialReference(nullptr);
  OSRImportFromEPSG(crs, 4326);
  OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
  auto* layer = GDALDatasetCreateLayer(dataset, "cells", crs, wkbPolygon, options);
  auto* field = OGR_Fld_Create("NAME", OFTString);
  OGR_L_CreateField(layer, field, 1);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto* feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    const auto row = snapshot->find_settlement(cells.find_column("code")->texts[i]);
    OGR_F_SetFieldString(feature, 0, snapshot->settlements[row].names.ru.c_str());
    auto* polygon = OGR_G_CreateGeometry(wkbPolygon);
    auto* ring = OGR_G_CreateGeometry(wkbLinearRing);
    const auto first = cells.vertex_offset[cells.ring_offset[cells.part_offset[i]]];
    const auto end = cells.vertex_offset[cells.ring_offset[cells.part_offset[i]] + 1];
    for (auto v = first; v <= end; ++v)
      OGR_G_AddPoint_2D(ring, cells.x[v == end ? first : v], cells.y[v == end ? first : v]);
    OGR_G_AddGeometryDirectly(polygon, ring);
    OGR_F_SetGeometryDirectly(feature, polygon);
    CHECK(OGR_L_CreateFeature(layer, feature) == OGRERR_NONE);
    OGR_F_Destroy(feature);
  }
  OGR_Fld_Destroy(field);
  OSRDestroySpatialReference(crs);
  GDALClose(dataset);
}

// Every shape of the level holds the point of the settlement whose code it carries.
int shapes_in_their_place(Sample& sample) {
  const auto shapes = sample.shapes(AreaLevel::settlement);
  const auto snapshot = sample.snapshot();
  int right = 0;
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    const auto& settlement = snapshot->settlements[snapshot->find_settlement(shapes.find_column("code")->texts[i])];
    right += shapes.extent_of(i).contains(settlement.point->lon, settlement.point->lat) ? 1 : 0;
  }
  return right;
}

void check_load(Sample& sample, const fs::path& file) {
  const auto shapes = read_vector_file(file);
  REQUIRE_MESSAGE(shapes, (shapes ? "" : shapes.error().detail));
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, *shapes, "NAME",
                                     file.filename().string(), author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(match->matched_codes.size() == 55);
  CHECK(match->unmatched_features.empty());
  CHECK(match->kept_codes.empty());
  std::map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < match->matched_codes.size(); ++i)
    row_of[match->matched_codes[i]] = match->matched_features[i];
  CHECK(row_of.size() == 55);
  // Both Қаратөбе: the one of Кемеқалған lies in the south-west, the other in the north-east.
  CHECK(shapes->extent_of(row_of.at("615846600")).contains(69.5326836, 42.0105529));
  CHECK(shapes->extent_of(row_of.at("615853400")).contains(70.2537703, 42.2954848));
  CHECK(shapes_in_their_place(sample) == 55);
  const auto snapshot = sample.snapshot();
  const auto area = snapshot->find_area("615846600", AreaLevel::settlement);
  REQUIRE(area != no_row);
  CHECK(!snapshot->areas[area].is_schematic);
  CHECK(snapshot->areas[area].source == file.filename().string());
}

FeatureTable squares(std::initializer_list<std::pair<std::string, LonLat>> named) {
  FeatureTable table;
  table.kind = GeometryKind::polygons;
  table.crs_name = "EPSG:4326";
  table.is_geographic = true;
  table.columns.push_back({.name = "name", .type = ColumnType::text, .numbers = {}, .texts = {}});
  for (const auto& [name, centre] : named) {
    for (const auto& [east, north] : {std::pair{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}) {
      table.x.push_back(centre.lon + east * 0.01), table.y.push_back(centre.lat + north * 0.01);
      table.extent.include(table.x.back(), table.y.back());
    }
    table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
    table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
    table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
    table.columns[0].texts.push_back(name);
    table.fid.push_back(static_cast<std::int64_t>(table.fid.size()) + 1);
  }
  return table;
}

// A district smaller than the derived one: 69.75…70.25 E, 42.08…42.32 N.
FeatureTable better_outline() {
  auto clip = squares({{"Төле би ауданы", {70, 42.2}}});
  for (std::size_t i = 0; i < 4; ++i) {
    clip.x[i] = 70 + (clip.x[i] - 70) * 25, clip.y[i] = 42.2 + (clip.y[i] - 42.2) * 12;
    clip.extent.include(clip.x[i], clip.y[i]);
  }
  return clip;
}
}  // namespace

TEST_CASE("village polygons with Russian names only load from a cp1251 Shapefile: 55 of 55") {
  Sample sample;
  const auto file = sample.file("villages.shp");
  char encoding[] = "ENCODING=CP1251";
  char* options[] = {encoding, nullptr};
  write_cells(sample, file, "ESRI Shapefile", options);
  check_load(sample, file);
}

TEST_CASE("village polygons with Russian names only load from GeoJSON: 55 of 55, and undo brings the cells back") {
  Sample sample;
  const auto file = sample.file("villages.geojson");
  write_cells(sample, file, "GeoJSON", nullptr);
  check_load(sample, file);
  REQUIRE(sample.store().undo(author));
  const auto snapshot = sample.snapshot();
  CHECK(snapshot->areas[snapshot->find_area("615846600", AreaLevel::settlement)].is_schematic);
}

TEST_CASE("a place is found under any of its spellings and with any word for its kind") {
  for (const auto* name : {"Төле би ауданы", "Төлеби ауданы", "ТӨЛЕ БИ", "Төле би"})
    CHECK(place_key(name) == place_key("Төле би"));
  CHECK(place_key("с.о. Биринши Мамыр") == place_key("Биринши Мамыр сельский округ"));
  CHECK(place_key("г.Ленгер") == place_key("город Ленгер"));
  CHECK(place_key("Ауыл") == "ауыл");  // nothing else is left: the word is the name
  Sample sample;
  const auto shapes =
      squares({{"Коксаяк", {69.9824, 42.2556}}, {"с. Бургулюк", {69.9973, 42.1008}}, {"Атлантида", {70, 42}}});
  const auto match = match_boundaries(*sample.snapshot(), AreaLevel::settlement, shapes, "name");
  REQUIRE(match);
  CHECK(match->matched_codes == std::vector<std::string>{"615847100", "615837700"});
  CHECK(match->unmatched_features == std::vector<std::string>{"Атлантида"});
  CHECK(match->kept_codes.size() == 53);
}

TEST_CASE("a namesake far away is not believed, and of two namesakes the nearer wins") {
  Sample sample;
  const auto shapes = squares({{"Абай", {71.4, 51.1}}, {"Абай", {69.68, 42.12}}, {"Қаратөбе", {69.53, 42.02}}});
  const auto match = match_boundaries(*sample.snapshot(), AreaLevel::settlement, shapes, "name");
  REQUIRE(match);
  CHECK(match->matched_features == std::vector<std::size_t>{1, 2});
  CHECK(match->matched_codes == std::vector<std::string>{"615846100", "615846600"});
}

TEST_CASE("a shape far from the place its code names, or without a surface, is nobody's") {
  Sample sample;
  auto shapes = squares({{"615847100", {10, 10}}, {"615837700", {42.1008, 69.9973}}, {"615846100", {69.68, 42.12}}});
  const auto match = match_boundaries(*sample.snapshot(), AreaLevel::settlement, shapes, "name");
  REQUIRE(match);
  CHECK(match->matched_codes == std::vector<std::string>{"615846100"});
  CHECK(match->far_features == std::vector<std::string>{"615847100", "615837700"});
  CHECK(match->unmatched_features.empty());
  for (auto vertex = shapes.vertex_offset[2]; vertex < shapes.vertex_offset[3]; ++vertex) shapes.y[vertex] = 42.12;
  const auto flat = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, shapes, "name",
                                    "elsewhere.shp", author);
  REQUIRE(!flat);
  CHECK(flat.error().code == ErrorCode::coords_range);
  CHECK(!sample.store().undo_state(author).can_undo);
}

TEST_CASE("a file of which nothing belongs here changes nothing") {
  Sample sample;
  const auto shapes = squares({{"Атлантида", {70, 42}}});
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, shapes, "name",
                                     "atlantis.shp", author);
  REQUIRE(!match);
  CHECK(match.error().code == ErrorCode::name_unknown);
  CHECK(match.error().value == "Атлантида");
  CHECK(!sample.store().undo_state(author).can_undo);
  CHECK(match_boundaries(*sample.snapshot(), AreaLevel::settlement, shapes, "code").error().code ==
        ErrorCode::unknown_field);
}

TEST_CASE("a level without areas takes every shape as a new one; parts under one code are one area") {
  Sample sample;
  const auto shapes = squares({{"A-1", {70, 42}}, {"A-2", {70.1, 42}}, {"A-1", {70.2, 42}}, {"", {70.3, 42}}});
  const auto match =
      load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::region, shapes, "name", "regions.shp", author);
  REQUIRE(match);
  CHECK(match->makes_new_areas);
  CHECK(match->unmatched_features == std::vector<std::string>{"row 4"});
  const auto stored = sample.shapes(AreaLevel::region);
  REQUIRE(stored.size() == 2);
  CHECK(stored.part_offset[1] == 2);
}

TEST_CASE("cells derived again inside a better outline are clipped, places outside keep their old shape") {
  Sample sample;
  const auto clip = better_outline();
  const auto match = derive_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, &clip, author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(match->matched_codes.size() + match->kept_codes.size() == 55);
  CHECK(std::ranges::find(match->kept_codes, "615846600") != match->kept_codes.end());
  const auto snapshot = sample.snapshot();
  CHECK(snapshot->areas[snapshot->find_area("615820100", AreaLevel::settlement)].is_schematic);
  CHECK(sample.shapes(AreaLevel::settlement).size() == 55);
  REQUIRE(derive_boundaries(sample.store(), *snapshot, AreaLevel::rural_district, nullptr, author));
  CHECK(sample.shapes(AreaLevel::rural_district).size() == 13);
  CHECK(derive_boundaries(sample.store(), *snapshot, AreaLevel::district, nullptr, author).error().code ==
        ErrorCode::usage);
}

TEST_CASE(
    "a real district outline cuts the schematic cells in the same batch, points outside it are listed and lose their "
    "cell") {
  Sample sample;
  const auto before = sample.shapes(AreaLevel::settlement).x;
  const auto outline = better_outline();
  const auto match =
      load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::district, outline, "name", "district.shp", author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(std::ranges::find(match->outside_codes, "615846600") != match->outside_codes.end());
  CHECK(match->outside_codes.size() < 55);
  CHECK(sample.snapshot()->settlements.size() == 55);
  const auto cells = sample.shapes(AreaLevel::settlement);
  CHECK(cells.size() == 55);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto& code = cells.find_column("code")->texts[i];
    CAPTURE(code);
    const auto box = cells.extent_of(i);
    const bool is_outside = std::ranges::find(match->outside_codes, code) != match->outside_codes.end();
    CHECK(box.is_empty() == is_outside);
    CHECK((is_outside || (box.min_x > 69.749 && box.max_x < 70.251 && box.min_y > 42.079 && box.max_y < 42.321)));
  }
  CHECK(std::ranges::find(match->recut_codes, "615820100") != match->recut_codes.end());
  const auto snapshot = sample.snapshot();
  CHECK(snapshot->areas[snapshot->find_area("615820100", AreaLevel::settlement)].is_schematic);
  CHECK_FALSE(snapshot->areas[snapshot->find_area("615800000", AreaLevel::district)].is_schematic);
  REQUIRE(sample.store().undo(author));
  CHECK(sample.shapes(AreaLevel::settlement).x == before);
  CHECK(sample.snapshot()->areas[snapshot->find_area("615800000", AreaLevel::district)].is_schematic);
  CHECK_FALSE(sample.store().undo_state(author).can_undo);
}

TEST_CASE("cells that are real stay as they are when a district outline comes") {
  Sample sample;
  const auto real = squares({{"Леңгір", {69.8876, 42.1819}}});
  REQUIRE(load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, real, "name", "real.shp", author));
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::district, better_outline(), "name",
                                     "district.shp", author);
  REQUIRE(match);
  const auto cells = sample.shapes(AreaLevel::settlement);
  const auto& codes = cells.find_column("code")->texts;
  const auto row = static_cast<std::size_t>(std::ranges::find(codes, "615820100") - codes.begin());
  REQUIRE(row < cells.size());
  CHECK(cells.extent_of(row).width() == doctest::Approx(0.02));
}

TEST_CASE("schematic cells that were exported and come back are still schematic") {
  Sample sample;
  auto cells = sample.shapes(AreaLevel::settlement);
  cells.columns.push_back({.name = "is_schematic", .type = ColumnType::integer});
  cells.columns.back().numbers.assign(cells.size(), 1);
  const auto is_made_real = [](const Area& area) { return area.level == AreaLevel::settlement && !area.is_schematic; };
  REQUIRE(load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, cells, "code", "a", author));
  CHECK(std::ranges::none_of(sample.snapshot()->areas, is_made_real));
  cells.columns.back().numbers.assign(cells.size(), 0);
  REQUIRE(load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::settlement, cells, "code", "a", author));
  CHECK(std::ranges::any_of(sample.snapshot()->areas, is_made_real));
}

TEST_CASE("an outline that holds no settlement cuts nothing and lists them all") {
  Sample sample;
  const auto far_away = squares({{"615800000", {60, 50}}});
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::district, far_away, "name",
                                     "district.shp", author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(match->recut_codes.empty());
  CHECK(match->outside_codes.size() == 55);
}

TEST_CASE("of a file's fields the one that finds most places comes first, with its count") {
  Sample sample;
  auto shapes = squares({{"Леңгір", {69.8876, 42.1819}}, {"Абай", {69.68, 42.12}}, {"Атлантида", {70, 42}}});
  shapes.columns.insert(shapes.columns.begin(),
                        {.name = "note", .type = ColumnType::text, .numbers = {}, .texts = {"Абай", "", "x"}});
  const auto keys = key_fields(*sample.snapshot(), AreaLevel::settlement, shapes);
  CHECK(keys.places == 55);
  REQUIRE(keys.fields.size() == 2);
  CHECK(keys.fields[0].name == "name");
  CHECK(keys.fields[0].matched == 2);
  CHECK(keys.fields[1].matched == 1);
  const auto none = key_fields(*sample.snapshot(), AreaLevel::district, shapes);
  CHECK(none.fields[0].matched == 0);
  CHECK(none.fields[0].name == "note");
  const auto fresh = key_fields(*sample.snapshot(), AreaLevel::region, shapes);
  CHECK(fresh.places == 0);
  CHECK(fresh.fields[0].matched == 3);
}

TEST_CASE("the country's districts: ours is found by its Kazakh name, the other 223 are listed") {
  const fs::path file = RISKMAP_SHARED_DIR "/data/boundaries/kaz_admbnda_adm2_2024.shp";
  if (!fs::exists(file)) {
    MESSAGE("skipped: no shared data at ", file.string());
    return;
  }
  Sample sample;
  const auto shapes = read_vector_file(file);
  REQUIRE(shapes);
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::district, *shapes, "ADM2_KK",
                                     file.filename().string(), author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(match->matched_codes == std::vector<std::string>{"615800000"});
  CHECK(match->unmatched_features.size() == 223);
  CHECK(sample.shapes(AreaLevel::district).extent.max_x > 70);
}

TEST_CASE("a name that repeats is several areas, with numbers behind it") {
  Sample sample;
  const auto shapes = squares({{"Абай", {70, 42}}, {"Мерке", {70.1, 42}}, {"Абай", {70.2, 42}}});
  const auto match =
      load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::region, shapes, "name", "regions.shp", author);
  REQUIRE(match);
  CHECK(match->has_numbered_codes);
  CHECK(match->matched_codes == std::vector<std::string>{"Абай 1", "Мерке", "Абай 2"});
  CHECK(sample.shapes(AreaLevel::region).size() == 3);
  const auto snapshot = sample.snapshot();
  CHECK(snapshot->areas[snapshot->find_area("Абай 2", AreaLevel::region)].names.kk == "Абай");
}

TEST_CASE("the country's districts come whole into a register without districts, each with its three names") {
  const fs::path file = RISKMAP_SHARED_DIR "/data/boundaries/kaz_admbnda_adm2_2024.shp";
  if (!fs::exists(file)) {
    MESSAGE("skipped: no shared data at ", file.string());
    return;
  }
  Sample sample;
  const auto shapes = read_vector_file(file);
  REQUIRE(shapes);
  for (const auto* key : {"ADM2_KK", "ADM2_PCODE", "KATO"}) {
    CAPTURE(key);
    const auto match = match_boundaries(*sample.snapshot(), AreaLevel::region, *shapes, key);
    REQUIRE(match);
    CHECK(std::set<std::string>{match->matched_codes.begin(), match->matched_codes.end()}.size() == 224);
  }
  const auto match = load_boundaries(sample.store(), *sample.snapshot(), AreaLevel::region, *shapes, "ADM2_KK",
                                     file.filename().string(), author);
  REQUIRE_MESSAGE(match, (match ? "" : match.error().detail));
  CHECK(match->code_field == "KATO");
  const auto snapshot = sample.snapshot();
  const Row row = snapshot->find_area("103200000", AreaLevel::region);
  REQUIRE(row != no_row);
  CHECK(snapshot->areas[row].names == Names{"Абай", "Абайский", "Abay"});
  CHECK(sample.shapes(AreaLevel::region).size() == 224);
}
