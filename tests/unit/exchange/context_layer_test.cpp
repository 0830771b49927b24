// Layers beside the theme: read, styled, categorised, drawn on their side of the fills.
#include "layers/exchange/context_layer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "layers/exchange/context_text.h"
#include "layers/exchange/map_sheet.h"
#include "layers/geo/gdal_environment.h"
#include "tests/unit/exchange/red_area.h"
#include "tests/unit/geo/file_builders.h"

using namespace riskmap;

namespace {
using test::corner, test::red;
constexpr Colour green = rgb(0x20C040);

// Features of 4 km, side by side from the corner to the east: a cross line, a square or its middle.
std::shared_ptr<const FileLayer> layer_of(GeometryKind kind, const std::vector<std::string>& classes) {
  auto table = std::make_shared<FeatureTable>();
  table->kind = kind;
  table->layer_name = "roads";
  table->crs_name = table->crs_wkt = "EPSG:32642";
  Column column{.name = "class"};
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const double x = corner.x + 4000 * static_cast<double>(i), y = corner.y;
    std::vector<MapPoint> shape{{x, y}, {x + 4000, y}, {x + 4000, y + 4000}, {x, y + 4000}};
    if (kind == GeometryKind::lines) shape = {{x, y + 2000}, {x + 4000, y + 2000}};
    if (kind == GeometryKind::points) shape = {{x + 2000, y + 2000}};
    for (const auto [px, py] : shape) table->x.push_back(px), table->y.push_back(py), table->extent.include(px, py);
    table->vertex_offset.push_back(static_cast<std::uint32_t>(table->x.size()));
    table->ring_offset.push_back(static_cast<std::uint32_t>(table->vertex_offset.size() - 1));
    table->part_offset.push_back(static_cast<std::uint32_t>(table->ring_offset.size() - 1));
    table->fid.push_back(static_cast<std::int64_t>(i));
    column.texts.push_back(classes[i]);
  }
  table->columns.push_back(std::move(column));
  auto layer = file_layer(table, "EPSG:32642");
  REQUIRE(layer);
  return std::make_shared<const FileLayer>(std::move(*layer));
}

LoadedContext loaded(std::shared_ptr<const FileLayer> content, ContextStyle style) {
  return {{"roads.gpkg", "", std::move(style), ""}, std::move(content), nullptr, {}};
}

MapScene scene_with(const ContextLayers& layers) {
  auto scene = test::red_area();
  add_context(scene, scene_context(layers, Theme::light));
  return scene;
}

// The colour in the middle of a picture of 200 × 200 pixels around the area.
std::uint32_t middle_of(const MapScene& scene) {
  JobPool pool{1};
  const auto picture = map_picture(scene, fit(scene.extent, {200, 200}, Box{0, 0, 200, 200}), 1, Theme::light, pool);
  return picture.pixels[100 * 200 + 100];
}

ContextStyle wide(Colour colour, ContextSide side) {
  ContextStyle style;
  style.colour = colour, style.side = side, style.width_px = 9, style.radius_px = 9;
  return style;
}
}  // namespace

TEST_CASE("lines and points lie above the fills, where they can be seen, whatever their side") {
  for (const auto kind : {GeometryKind::lines, GeometryKind::points})
    for (const auto side : {ContextSide::above, ContextSide::below}) {
      const auto content = layer_of(kind, {"main"});
      CHECK(middle_of(scene_with({loaded(content, wide(green, side))})) == premultiplied(green));
    }
}

TEST_CASE("areas below the theme are covered by its fills") {
  const auto content = layer_of(GeometryKind::polygons, {"wood"});
  CHECK(middle_of(scene_with({loaded(content, wide(green, ContextSide::below))})) == premultiplied(red));
}

TEST_CASE("two layers by category do not share their first colours") {
  const auto content = layer_of(GeometryKind::lines, {"a", "b", "c", "d"});
  std::vector<Colour> used;
  for (const std::size_t number : {0U, 1U}) {
    auto style = first_context_style(loaded(content, {}), number);
    style.colour_column = "class";
    for (const auto& category : context_categories(*content, style)) used.push_back(category.colour);
  }
  REQUIRE(used.size() == 8);
  for (std::size_t i = 0; i < used.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) CHECK(used[i] != used[j]);
}

TEST_CASE("areas beside the theme are tinted, so that what lies under them still reads") {
  const auto content = layer_of(GeometryKind::polygons, {"wood"});
  const auto pixel = middle_of(scene_with({loaded(content, wide(green, ContextSide::above))}));
  CHECK(pixel != premultiplied(green));
  CHECK(pixel != premultiplied(red));
}

TEST_CASE("of two layers the upper one of the list is drawn last") {
  const auto content = layer_of(GeometryKind::lines, {"main"});
  const Colour blue = rgb(0x2040C0);
  CHECK(middle_of(scene_with({loaded(content, wide(blue, ContextSide::above)),
                              loaded(content, wide(green, ContextSide::above))})) == premultiplied(blue));
}

TEST_CASE("lines can be dashed, and their legend with them; areas are not") {
  auto style = wide(green, ContextSide::above);
  style.width_px = 2, style.is_dashed = true;
  const auto svg_of = [&](GeometryKind kind) {
    JobPool pool{1};
    const auto scene = scene_with({loaded(layer_of(kind, {"main"}), style)});
    CHECK(scene.legend.context.front().sample ==
          (kind == GeometryKind::lines ? LegendSample::line : LegendSample::area));
    const auto svg = map_sheet(scene, {.size = {900, 600}}, SheetFormat::svg, pool);
    REQUIRE(svg);
    return *svg;
  };
  CHECK(svg_of(GeometryKind::lines).contains("stroke-dasharray"));
  CHECK_FALSE(svg_of(GeometryKind::polygons).contains("stroke-dasharray"));
}

TEST_CASE("an area's swatch is as pale as the area, with its edge") {
  const auto scene = scene_with({loaded(layer_of(GeometryKind::polygons, {"wood"}), wide(green, ContextSide::above))});
  const auto& row = scene.legend.context.front();
  CHECK(row.colour.a == doctest::Approx(255 * context_area_fill).epsilon(0.01));
  CHECK(row.edge == green);
}

TEST_CASE("what is hidden, out of its scales or beside tiles is not drawn") {
  const auto content = layer_of(GeometryKind::lines, {"main"});
  auto style = wide(green, ContextSide::above);
  style.is_visible = false;
  CHECK(scene_with({loaded(content, style)}).context == nullptr);
  style.is_visible = true;
  style.scales = {0, 1000};  // the picture is drawn at about 1 : 80 000
  CHECK(middle_of(scene_with({loaded(content, style)})) == premultiplied(red));
  style.scales = {1000, 0};
  CHECK(middle_of(scene_with({loaded(content, style)})) == premultiplied(green));
  MapScene tiles;
  tiles.is_to_scale = false;
  const ContextLayers layers{loaded(content, style)};
  add_context(tiles, scene_context(layers, Theme::light));
  CHECK(tiles.context == nullptr);
  CHECK(tiles.legend.context.empty());
}

TEST_CASE("the most frequent values have a colour each, the rest is told together") {
  std::vector<std::string> classes{"", "lane", "lane"};
  for (std::size_t i = 0; i < most_categories; ++i) classes.push_back("kind " + std::to_string(i));
  const auto content = layer_of(GeometryKind::lines, classes);
  ContextStyle by_class;
  by_class.colour_column = "class";
  const auto categories = context_categories(*content, by_class);
  REQUIRE(categories.size() == most_categories);
  CHECK(categories.front().text == "lane");
  CHECK(categories.front().count == 2);
  auto style = wide(green, ContextSide::above);
  style.colour_column = "class";
  const auto scene = scene_with({loaded(content, style)});
  REQUIRE(scene.context);
  const auto& layer = scene.context->layers.front();
  CHECK(layer.palette[layer.colour_of[0]] == green);  // no text
  CHECK(layer.colour_of[1] == layer.colour_of[2]);
  CHECK(layer.colour_of[1] != layer.colour_of[0]);
  std::int64_t told = 0;
  for (const auto& row : scene.legend.context) told += row.count;
  CHECK(told == static_cast<std::int64_t>(classes.size()));
  by_class.colour_column = "no such column";
  CHECK(context_categories(*content, by_class).empty());
}

TEST_CASE("labels come with their scales, after the names of the theme") {
  const auto content = layer_of(GeometryKind::lines, {"A 2", ""});
  auto style = wide(green, ContextSide::above);
  style.label_column = "class";
  style.scales = {0, 50'000};
  const auto scene = scene_with({loaded(content, style)});
  CHECK(labels_at(scene, 100, 1).empty());
  const auto labels = labels_at(scene, 10, 1);
  REQUIRE(labels.size() == 1);
  CHECK(labels.front().request.text.name == "A 2");
  CHECK(labels.front().request.priority.rank < LabelPriority{}.rank);
  CHECK(labels_at(scene, 10, 2).empty());  // the same metres on larger pixels are a smaller scale
}

TEST_CASE("a sheet of vectors has the layers too, with their legend") {
  const auto content = layer_of(GeometryKind::lines, {"main"});
  const auto scene = scene_with({loaded(content, wide(rgb(0x12AB34), ContextSide::below))});
  JobPool pool{1};
  const auto svg = map_sheet(scene, {.size = {900, 600}}, SheetFormat::svg, pool);
  REQUIRE(svg);
  CHECK(svg->find("12ab34") != std::string::npos);
  CHECK(svg->find(">roads<") != std::string::npos);
}

TEST_CASE("the legend of a sheet leaves out what its scale hides") {
  const auto content = layer_of(GeometryKind::lines, {"main"});
  auto style = wide(rgb(0x12AB34), ContextSide::above);
  style.scales = {0, 1000};
  const auto scene = scene_with({loaded(content, style)});
  REQUIRE(scene.legend.context.size() == 1);
  CHECK(is_shown_at(scene.legend.context.front(), 900));
  CHECK_FALSE(is_shown_at(scene.legend.context.front(), 1100));
  JobPool pool{1};
  const auto svg = map_sheet(scene, {.size = {900, 600}}, SheetFormat::svg, pool);
  REQUIRE(svg);
  CHECK(svg->find(">roads<") == std::string::npos);
}

TEST_CASE("a file that is not there is a layer with a problem") {
  REQUIRE(set_up_gdal());
  const auto context = load_context({"/nowhere/roads.gpkg", "", {}, ""}, "EPSG:32642");
  CHECK(context.content == nullptr);
  REQUIRE(context.problem);
  CHECK(context.problem->code == ErrorCode::not_found);
  CHECK(scene_context({context}, Theme::light) == nullptr);
}

TEST_CASE("a file is brought into the system of the view") {
  REQUIRE(set_up_gdal());
  const test::Folder folder;
  const auto file = folder.write("schools.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"№ 1 мектеп"},"geometry":{"type":"Point","coordinates":[69,42]}}]})");
  const auto context = load_context({file, "", {}, ""}, "EPSG:32642");
  REQUIRE(context.content);
  CHECK(context.content->geometry->extent.min_x == doctest::Approx(500000));  // on the zone's middle meridian
  CHECK(context.title() == "schools");
  CHECK(text_columns(*context.content) == std::vector<std::string>{"name"});
  CHECK(first_context_style(context, 0).side == ContextSide::above);
  CHECK(first_context_style(context, 0).colour != first_context_style(context, 1).colour);
  CHECK(first_context_style(loaded(layer_of(GeometryKind::polygons, {"a"}), {}), 0).side == ContextSide::below);
}

TEST_CASE("a layer in one line of text comes back as it was") {
  ContextLayer layer{"/data/roads, new.gpkg", "main, north", wide(rgb(0x0A0B0C), ContextSide::below), "EPSG:28412"};
  layer.style.colour_column = "class,1", layer.style.label_column = "name";
  layer.style.symbol = SymbolKind::triangle, layer.style.opacity = 0.25, layer.style.scales = {500, 200'000};
  layer.style.is_visible = false, layer.style.is_dashed = true, layer.style.attribution = "© A, B",
  layer.style.is_hillshade = false;
  const auto parsed = parse_context(text_of(layer));
  REQUIRE(parsed);
  CHECK(ContextLayer{parsed->path, parsed->name, styled({}, *parsed), parsed->crs} == layer);
}

TEST_CASE("words that are left out leave the style as it is, wrong ones are refused") {
  const auto parsed = parse_context("a,b.gpkg,width=3");
  REQUIRE(parsed);
  CHECK(parsed->path == "a,b.gpkg");
  auto expected = wide(green, ContextSide::below);
  expected.width_px = 3;
  CHECK(styled(wide(green, ContextSide::below), *parsed) == expected);
  for (const char* wrong :
       {"", ",width=2", "a.gpkg,width=0", "a.gpkg,width=two", "a.gpkg,colour=red", "a.gpkg,side=left",
        "a.gpkg,opacity=1.5", "a.gpkg,scales=9-3", "a.gpkg,width=2,colr=#000000", "a.gpkg,shown=1",
        "a.gpkg,symbol=star", "a.gpkg,dashes=1", "a.gpkg,radius=nan"}) {
    CAPTURE(wrong);
    const auto refused = parse_context(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::usage);
  }
}
