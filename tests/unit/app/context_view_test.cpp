// Context layers over a moving map: the last picture is shown where it belongs until the next one has come.
#include "viewer/app/context_view.h"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "layers/geo/gdal_environment.h"
#include "tests/unit/geo/file_builders.h"
#include "tests/unit/geo/raster_builders.h"
#include "tests/unit/geo/tile_server.h"

using namespace riskmap;

namespace {
constexpr Colour green = rgb(0x20C040);

// One wide line from west to east through the middle of the map.
std::shared_ptr<const SceneContext> line() {
  GeometryBuilder builder{GeometryKind::lines, {}};
  builder.add_ring(std::array{MapPoint{-5000, 0}, MapPoint{5000, 0}});
  builder.end_feature();
  SceneLayer layer;
  layer.geometry = builder.finish();
  layer.palette = {green};
  layer.colour_of = {0};
  layer.width_px = 9;
  auto context = std::make_shared<SceneContext>();
  context->layers.push_back(std::move(layer));
  return context;
}

ContextLook look_at(MapPoint centre) {
  return {.camera = {.centre = centre, .metres_per_pixel = 10, .size = {100, 100}}};
}

void wait_for(ContextView& view, const std::shared_ptr<const SceneContext>& context, const ContextLook& look) {
  view.update(context, look);
  for (int i = 0; i < 2000 && view.is_drawing(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
    view.update(context, look);
  }
  REQUIRE_FALSE(view.is_drawing());
}

bool has_line_at(const ContextView& view, int y, const Camera& camera) {
  ColourImage image;
  image.reset(camera.size);
  view.lay(ContextSide::above, image, camera);
  return image.row(y)[50] == premultiplied(green);
}
}  // namespace

TEST_CASE("a layer is drawn on a worker, and only on its side") {
  ContextView view{[] {}};
  const auto look = look_at({0, 0});
  wait_for(view, line(), look);
  CHECK(has_line_at(view, 50, look.camera));
  CHECK_FALSE(has_line_at(view, 40, look.camera));
  ColourImage image;
  image.reset({100, 100});
  view.lay(ContextSide::below, image, look.camera);
  CHECK(image.row(50)[50] == 0);
}

TEST_CASE("a moved or zoomed map shows the last picture where it belongs") {
  ContextView view{[] {}};
  wait_for(view, line(), look_at({0, 0}));
  auto moved = look_at({0, 200}).camera;  // 20 pixels north: the line is seen lower
  CHECK(has_line_at(view, 70, moved));
  CHECK_FALSE(has_line_at(view, 50, moved));
  moved.metres_per_pixel = 20;
  CHECK(has_line_at(view, 60, moved));
  moved.centre.y = 100'000;
  CHECK_FALSE(has_line_at(view, 50, moved));
}

TEST_CASE("without layers nothing is laid any more, and that is a change once") {
  ContextView view{[] {}};
  const auto look = look_at({0, 0});
  wait_for(view, line(), look);
  CHECK(view.update(nullptr, look));
  CHECK_FALSE(view.update(nullptr, look));
  CHECK_FALSE(has_line_at(view, 50, look.camera));
}

TEST_CASE("while nothing changes nothing is drawn again") {
  ContextView view{[] {}};
  const auto look = look_at({0, 0});
  const auto context = line();
  wait_for(view, context, look);
  CHECK_FALSE(view.update(context, look));
  CHECK_FALSE(view.is_drawing());
  view.update(line(), look);
  CHECK(view.is_drawing());
}

TEST_CASE("tiles of a server are drawn when they have come") {
  const test::Folder folder;
  const test::TileServer server;
  setenv("XDG_CACHE_HOME", folder.path().c_str(), 1);
  REQUIRE(set_up_gdal());
  auto opened = RasterFile::open(server.tiles());
  REQUIRE(opened);
  auto context = std::make_shared<SceneContext>();
  context->pictures.push_back({.file = std::make_shared<const RasterFile>(std::move(*opened)), .scales = {}});
  const ContextLook look{.camera = {.centre = {5e6, -5e6}, .metres_per_pixel = 40'000, .size = {100, 100}},
                         .view_crs = "EPSG:3857"};
  ContextView view{[] {}};
  wait_for(view, context, look);
  ColourImage image;
  image.reset(look.camera.size);
  view.lay(ContextSide::below, image, look.camera);
  CHECK(image.row(50)[50] == premultiplied({20, 40, 40, 255}));  // zoom 2, column 2, row 2
  unsetenv("XDG_CACHE_HOME");
}

TEST_CASE("a picture that takes long is dropped when the map moves on") {
  const test::Folder folder;
  REQUIRE(set_up_gdal());
  const auto file = folder.path() / "vast.tif";
  const Box place{0, 0, 100000, 100000};
  GDALClose(test::make_vast_tiff({file, place, 32642, {100000, 100000}}));  // minutes of reading
  auto opened = RasterFile::open(file);
  REQUIRE(opened);
  auto context = std::make_shared<SceneContext>();
  context->pictures.push_back({.file = std::make_shared<const RasterFile>(std::move(*opened)), .scales = {}});
  const auto look = [](MapPoint centre) {
    return ContextLook{.camera = {.centre = centre, .metres_per_pixel = 1000, .size = {100, 100}},
                       .view_crs = "EPSG:32642"};
  };
  ContextView view{[] {}};
  view.update(context, look({50000, 50000}));
  CHECK(view.is_drawing());
  wait_for(view, context, look({600000, 600000}));
}
