// What a plain file shows of itself: names by language, codes as they stand, and why nothing can be drawn.
#include "layers/exchange/file_scene.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "layers/geo/vector_dataset.h"
#include "layers/text/translate.h"

using namespace riskmap;

namespace {
using Texts = std::vector<std::string>;

Column texts(std::string name, Texts values) {
  return {std::move(name), ColumnType::text, {}, std::move(values)};
}

// Two points of which the second has no Kazakh name.
FeatureTable two_places() {
  FeatureTable table;
  table.kind = GeometryKind::points;
  table.layer_name = "places";
  table.crs_name = table.crs_wkt = "EPSG:4326";
  table.is_geographic = true;
  table.x = {69.9, 70.1}, table.y = {42.1, 42.2};
  for (std::size_t i = 0; i < 2; ++i) table.extent.include(table.x[i], table.y[i]);
  table.vertex_offset = table.ring_offset = table.part_offset = {0, 1, 2};
  table.fid = {0, 1};
  table.columns = {texts("ADM1_EN", {"Turkistan", "Turkistan"}), texts("ADM2_EN", {"Tole Bi", "Sayram"}),
                   texts("ADM2_KK", {"Төле би", ""}), texts("ADM2_RU", {"Толебийский", "Сайрамский"})};
  return table;
}

FileLayer layer_of(FeatureTable table) {
  auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(table)));
  REQUIRE_MESSAGE(layer.has_value(), layer.error().detail);
  return std::move(*layer);
}

Texts labels(const FileLayer& layer, Language language) {
  Texts names;
  for (const auto& label :
       file_scene(layer, {}, {}, {.language = language, .text = {}, .selected = {}, .hovered = {}}).labels)
    names.push_back(label.request.text.name);
  return names;
}

std::string best(Texts titles, Language language) {
  FeatureTable table;
  table.part_offset = {0, 0};
  for (auto& title : titles) table.columns.push_back(texts(std::move(title), {"x"}));
  const auto names = name_columns(table);
  return names.in(language).empty() ? std::string{} : names.in(language).front();
}
}  // namespace

TEST_CASE("features are named in the language that is asked for, else in the next one that names them") {
  const auto layer = layer_of(two_places());
  CHECK(labels(layer, Language::kk) == Texts{"Төле би", "Сайрамский"});
  CHECK(labels(layer, Language::ru) == Texts{"Толебийский", "Сайрамский"});
  CHECK(labels(layer, Language::en) == Texts{"Tole Bi", "Sayram"});
  CHECK(layer.label_column(Language::kk) == "ADM2_KK");
  CHECK(is_in_another_language(*layer.features, "ADM2_EN", Language::kk));
  CHECK_FALSE(is_in_another_language(*layer.features, "ADM2_KK", Language::kk));
  CHECK_FALSE(is_in_another_language(*layer.features, "ADM1_EN", Language::kk));  // there is no other
}

TEST_CASE("the name of an area is set smaller before it is left out") {
  auto table = two_places();
  table.kind = GeometryKind::polygons;
  table.x = {69.9, 70.1, 70.1, 69.9, 69.9}, table.y = {42.1, 42.1, 42.2, 42.2, 42.1};
  for (std::size_t i = 0; i < table.x.size(); ++i) table.extent.include(table.x[i], table.y[i]);
  table.vertex_offset = {0, 5}, table.ring_offset = {0, 1}, table.part_offset = {0, 1};
  table.fid = {0};
  table.columns = {texts("ADM2_KK", {"Шрвтк"})};
  const auto layer = layer_of(std::move(table));
  const auto scene = file_scene(layer, {}, {}, {.language = Language::kk, .text = {}, .selected = {}, .hovered = {}});
  REQUIRE(scene.labels.size() == 1);
  const auto& request = scene.labels.front().request;
  LabelPainter painter;
  const double width = painter.image(request.text)->text_box.width();
  const double metres_per_pixel = scene.areas->boxes.front().width() / (width * 0.97);
  const auto placed =
      place_labels({&request, 1}, {}, {metres_per_pixel, label_region(scene.extent, metres_per_pixel)}, painter);
  REQUIRE(placed.size() == 1);
  CHECK(placed.front().image->text_box.width() < width);
}

TEST_CASE("of many titles the one a person would call the name is taken, of units the lowest") {
  CHECK(best({"ADM0_KK", "ADM1_KK", "ADM2_KK", "ADM2_RU"}, Language::ru) == "ADM2_RU");
  CHECK(best({"source", "name", "name:kk", "name:ru"}, Language::ru) == "name:ru");
  CHECK(best({"source", "name", "name:kk", "name:ru"}, Language::en) == "name");
  CHECK(best({"NAME_0", "NAME_1", "NAME_2"}, Language::kk) == "NAME_2");
  CHECK(best({"shapeISO", "shapeName"}, Language::kk) == "shapeName");
  CHECK(best({"adm4_en"}, Language::kk) == "adm4_en");
  CHECK(best({"NHD_NAME"}, Language::ru) == "NHD_NAME");
  CHECK(best({"атауы_kk", "атауы_ru"}, Language::ru) == "атауы_ru");
  CHECK(best({"OA11CD", "src_file"}, Language::kk).empty());
}

TEST_CASE("an attribute that is a code is written as it stands, a measured one with spaces") {
  set_language(Language::ru);
  auto table = two_places();
  table.columns = {{"KATO", ColumnType::integer, {615820000, NAN}, {}},
                   {"people", ColumnType::integer, {12345, 800}, {}},
                   texts("name", {"а", "б"})};
  const auto layer = layer_of(std::move(table));
  CHECK(layer.attribute_text(0, 0, 4) == "615820000");
  CHECK(layer.attribute_text(0, 1, 4).empty());
  CHECK(layer.attribute_text(1, 0, 4) == "12\u00A0345");
  CHECK(layer.attribute_text(2, 1, 4) == "б");
  set_language(Language::en);
}

TEST_CASE("a wild coordinate does not choose the projection, and its shape is counted as not drawn") {
  auto table = two_places();
  table.x[1] = 1e15;
  table.extent.include(table.x[1], table.y[1]);
  const auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(table)));
  REQUIRE(layer);
  CHECK(layer->view_crs == "EPSG:32642");
  CHECK(layer->dropped_rings == 1);
}

TEST_CASE("shapes of which no coordinate lies on the map are refused, not drawn as nothing") {
  auto table = two_places();
  table.x = {1e30, 2e30};
  table.extent = {};
  for (std::size_t i = 0; i < 2; ++i) table.extent.include(table.x[i], table.y[i]);
  const auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(table)));
  REQUIRE_FALSE(layer.has_value());
  CHECK(layer.error().code == ErrorCode::coords_range);
}

namespace {
// Five short roads with a number each, of which the last has none.
FileLayer roads() {
  FeatureTable table;
  table.kind = GeometryKind::lines;
  table.layer_name = "roads";
  table.crs_name = table.crs_wkt = "EPSG:4326";
  table.is_geographic = true;
  table.vertex_offset = table.ring_offset = table.part_offset = {0};
  for (int i = 0; i < 5; ++i) {
    table.x.insert(table.x.end(), {69.9 + 0.1 * i, 69.95 + 0.1 * i});
    table.y.insert(table.y.end(), {42.1, 42.2});
    table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
    table.ring_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table.part_offset.push_back(static_cast<std::uint32_t>(i + 1));
    table.fid.push_back(i);
  }
  for (std::size_t i = 0; i < table.x.size(); ++i) table.extent.include(table.x[i], table.y[i]);
  table.columns = {{"traffic", ColumnType::real, {1, 1, 5, 9, NAN}, {}}};
  return layer_of(std::move(table));
}

MapScene scene_of(const FileLayer& layer, const RowMask& selected) {
  LayerSpec spec;
  spec.indicator = layer.indicators.empty() ? "" : "traffic";
  return file_scene(layer, spec, selected, {.text = {}, .selected = {}, .hovered = {}});
}

std::int64_t count_of_no_data(const Legend& legend) {
  REQUIRE(legend.rows.back().mark == FillMark::no_data);
  return legend.rows.back().count;
}
}  // namespace

TEST_CASE("lines have the colours of their classes, and what a filter hides is not drawn") {
  const auto layer = roads();
  const auto all = scene_of(layer, {});
  REQUIRE(all.outlines.size() == 4);  // 1, 5, 9 and no data
  CHECK(all.outlines[0].features == std::vector<std::uint32_t>{0, 1});
  CHECK(all.outlines[0].colour == all.style->fill[0]);
  const auto some = scene_of(layer, {1, 0, 1, 0, 0});
  REQUIRE(some.outlines.size() == 2);
  CHECK(some.outlines[1].features == std::vector<std::uint32_t>{2});
}

TEST_CASE("what a filter hides is not counted as without data") {
  const auto layer = roads();
  CHECK(count_of_no_data(scene_of(layer, {}).legend) == 1);
  CHECK(count_of_no_data(scene_of(layer, {1, 0, 1, 0, 0}).legend) == 0);
  CHECK(count_of_no_data(scene_of(layer, {1, 0, 1, 0, 1}).legend) == 1);
}

TEST_CASE("the real districts of Kazakhstan have names in three languages and nothing to measure") {
  const auto file = std::filesystem::path{RISKMAP_SHARED_DIR} / "data/boundaries/kaz_admbnda_adm2_2024.shp";
  if (!std::filesystem::exists(file)) {
    fmt::print("skipped: {} is absent\n", file.string());
    return;
  }
  auto table = read_vector_file(file);
  REQUIRE(table.has_value());
  const auto layer = layer_of(std::move(*table));
  CHECK(layer.label_column(Language::kk) == "ADM2_KK");
  CHECK(layer.label_column(Language::ru) == "ADM2_RU");
  CHECK(layer.label_column(Language::en) == "ADM2_EN");
  for (const auto& indicator : indicators_of(*layer.features)) CHECK_MESSAGE(indicator.is_code, indicator.id);
}
