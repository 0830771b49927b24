// Layers beside the map: added, styled, moved, taken away, and found again the next time.
#include <cstdlib>
#include <fstream>

#include "layers/exchange/context_text.h"
#include "tests/unit/geo/raster_builders.h"
#include "tests/unit/geo/tile_server.h"
#include "tests/unit/session/brought_files.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

namespace {
fs::path roads(const fs::path& file) {
  std::ofstream{file} << R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"main"},"geometry":{"type":"LineString","coordinates":[[69.4,42],[70.4,42.4]]}},
{"type":"Feature","properties":{"class":"lane"},"geometry":{"type":"LineString","coordinates":[[69.4,42.4],[70.4,42]]}}]})";
  return file;
}

SessionOptions remembering(const fs::path& settings) {
  auto options = plain_options();
  options.settings_file = settings;
  return options;
}

fs::path ground(const fs::path& file) {
  REQUIRE(set_up_gdal());
  return test::write_tiff({file, Box{69.4, 42, 70.4, 42.4}}, [](int, int, int) { return 90; });
}

LayerSpec areas() {
  LayerSpec layer;
  layer.mode = MapMode::areas;
  return layer;
}
}  // namespace

TEST_CASE_FIXTURE(Office, "a layer lies beside areas, not beside tiles, and the register stays open") {
  tell(OpenPath{roads(folder.file("roads.geojson")), FileUse::context});
  CHECK_FALSE(has_problem());
  CHECK_FALSE(message().empty());  // said, because tiles are on the screen
  REQUIRE(session.document().context);
  CHECK(session.document().context->size() == 1);
  CHECK(session.snapshot() != nullptr);
  CHECK(derived().scene.context == nullptr);
  tell(SetLayer{areas()});
  REQUIRE(derived().scene.context);
  CHECK(derived().scene.context->layers.size() == 1);
  CHECK(derived().scene.legend.context.size() == 1);
}

TEST_CASE_FIXTURE(Office, "a layer is styled, moved and taken away; a look at something else leaves it alone") {
  tell(SetLayer{areas()}, OpenPath{roads(folder.file("roads.geojson")), FileUse::context});
  tell(OpenPath{roads(folder.file("canals.geojson")), FileUse::context});
  auto layers = session.document().context;
  REQUIRE(layers->size() == 2);
  CHECK(layers->front().title() == "canals");  // the newest lies on top
  CHECK(layers->front().layer.style.colour != layers->back().layer.style.colour);
  auto style = layers->front().layer.style;
  style.colour_column = "class", style.width_px = 99;
  tell(SetContextStyle{0, style});
  CHECK(session.document().context->front().layer.style.width_px == widest_context_px);
  CHECK(derived().scene.legend.context.size() == 3);
  const auto drawn = derived().scene.context;
  tell(SelectPlace{Place{AreaLevel::settlement, 3}});
  CHECK(derived().scene.context == drawn);  // nothing to draw anew
  tell(MoveContext{0, 1});
  CHECK(session.document().context->front().title() == "roads");
  CHECK(derived().scene.context != drawn);
  tell(RemoveContext{0}, RemoveContext{5});
  CHECK(session.document().context->size() == 1);
  tell(RemoveContext{0});
  CHECK(session.document().context == nullptr);
  CHECK(derived().scene.context == nullptr);
}

TEST_CASE("layers are remembered with their style; a file that has gone is said in the list, not at the start") {
  const RegisterFile office;
  const auto settings = office.folder.file("settings.toml");
  const auto file = roads(office.folder.file("roads, old.geojson"));
  ContextStyle style;
  {
    Window window{remembering(settings)};
    window.open_whole(office.file);
    window.tell(OpenPath{file, FileUse::context});
    style = window.session.document().context->front().layer.style;
    style.side = ContextSide::below, style.label_column = "class", style.opacity = 0.5;
    window.tell(SetContextStyle{0, style});
  }
  {
    Window window{remembering(settings)};
    window.open_whole(office.file);
    REQUIRE(window.session.document().context);
    CHECK(window.session.document().context->front().layer == ContextLayer{file, "", style, ""});
    CHECK(window.session.document().context->front().content != nullptr);
  }
  fs::remove(file);
  Window window{remembering(settings)};
  window.open_whole(office.file);
  REQUIRE(window.session.document().context);
  REQUIRE(window.session.document().context->front().problem);
  CHECK(window.session.document().context->front().problem->code == ErrorCode::not_found);
  CHECK(window.session.settings().context.size() == 1);  // it may come back
}

TEST_CASE("files named after the map lie beside it, the first on top, each once") {
  const RegisterFile office;
  const auto settings = office.folder.file("settings.toml");
  const std::vector<fs::path> files{roads(office.folder.file("roads.geojson")),
                                    roads(office.folder.file("canals.geojson")), "/nowhere/rivers.geojson"};
  for (int time = 0; time < 2; ++time) {
    Window window{remembering(settings)};
    window.tell(OpenPath{office.file, FileUse::map, files});
    window.session.wait_until_idle();
    REQUIRE(window.session.document().context);
    const auto& layers = *window.session.document().context;
    REQUIRE(layers.size() == 2);
    CHECK(layers[0].title() == "roads");
    CHECK(layers[1].title() == "canals");
    CHECK(layers[0].layer.style.colour != layers[1].layer.style.colour);
    CHECK(window.has_problem());  // the third is not there
  }
}

TEST_CASE_FIXTURE(Office, "what cannot be read is said and not added") {
  tell(OpenPath{"/nowhere/roads.gpkg", FileUse::context});
  CHECK(has_problem());
  CHECK(session.document().context == nullptr);
}

TEST_CASE_FIXTURE(Window, "without an open map a layer is a map of its own") {
  const TemporaryFolder folder;
  tell(OpenPath{roads(folder.file("roads.geojson")), FileUse::context});
  CHECK(session.file_layer() != nullptr);
  CHECK(session.document().context == nullptr);
}

TEST_CASE_FIXTURE(Office, "a file of several layers is asked about; the layer that is named lies beside the map") {
  const auto several = folder.file("several.kml");
  put(several, two_layers);
  tell(SetLayer{areas()}, OpenPath{several, FileUse::context});
  session.wait_until_idle();
  CHECK(view().dialog == Dialog::file_use);
  REQUIRE(session.incoming());
  CHECK(session.incoming()->use == FileUse::context);
  CHECK_FALSE(session.document().context);
  tell(OpenPath{several, FileUse::context, {}, "roads"}, CloseDialog{});
  REQUIRE(session.document().context);
  CHECK(session.document().context->front().title() == "several · roads");
}

TEST_CASE_FIXTURE(Office, "a picture of the ground comes to lie below all layers, and nothing is asked") {
  tell(SetLayer{areas()}, OpenPath{roads(folder.file("roads.geojson")), FileUse::context});
  tell(OpenPath{ground(folder.file("ground.tif")), FileUse::ask});
  CHECK_MESSAGE(!has_problem(), message());
  CHECK(view().dialog == Dialog::none);
  REQUIRE(session.document().context->size() == 2);
  CHECK(session.document().context->back().picture != nullptr);
  CHECK(session.snapshot() != nullptr);
  REQUIRE(derived().scene.context);
  CHECK(derived().scene.context->pictures.size() == 1);
  CHECK(derived().scene.legend.context.size() == 1);  // a picture has no colours to explain
}

TEST_CASE_FIXTURE(Office,
                  "a server of several maps is asked about; of the one that is named the tiles are remembered") {
  setenv("XDG_CACHE_HOME", folder.file("cache").c_str(), 1);
  const test::TileServer server;
  const auto address = server.address("/wmts");
  tell(SetLayer{areas()}, OpenPath{address, FileUse::context});
  session.wait_until_idle();
  CHECK(view().dialog == Dialog::file_use);
  REQUIRE(session.incoming());
  CHECK(session.incoming()->layers == std::vector<std::string>{"Day", "Night"});
  CHECK_FALSE(session.document().context);
  tell(CloseDialog{}, OpenPath{address, FileUse::context, {}, "Night"});
  session.wait_until_idle();
  CHECK_MESSAGE(!has_problem(), message());
  REQUIRE(session.document().context);
  CHECK(session.document().context->front().title() == "127.0.0.1 · Night");
  CHECK(derived().scene.legend.notes.back() == "Test Survey");
  CHECK(session.document().context->front().layer.path.string() == server.address("/tile/{z}/{x}/{y}.png#zmax=3"));
  tell(OpenPath{server.address("/page"), FileUse::context});
  session.wait_until_idle();
  CHECK(has_problem());
  CHECK(session.document().context->size() == 1);
}

TEST_CASE_FIXTURE(Office, "map tiles of a server are a layer by their address, remembered, named by the host") {
  setenv("XDG_CACHE_HOME", folder.file("cache").c_str(), 1);
  constexpr auto address = "https://tiles.example.org/{z}/{x}/{y}.png";
  tell(SetLayer{areas()}, OpenPath{address, FileUse::context});
  CHECK_MESSAGE(!has_problem(), message());
  REQUIRE(session.document().context);
  CHECK(session.document().context->front().title() == "tiles.example.org");
  CHECK(derived().scene.legend.notes.back() == "tiles.example.org");
  const auto& lines = session.settings().context.at(session.document().path().string());
  CHECK(parse_context(lines.front())->path == address);
  unsetenv("XDG_CACHE_HOME");
}

TEST_CASE_FIXTURE(Office, "an address of another kind is no layer") {
  for (const char* address : {"file:///etc/{z}/{x}/{y}", "ftp://example.org/{z}/{x}/{y}", "https://example.org/map"}) {
    CAPTURE(address);
    tell(OpenPath{address, FileUse::context});
    CHECK(has_problem());
    CHECK(session.document().context == nullptr);
  }
}

TEST_CASE_FIXTURE(Window, "a picture alone is no map, and that is said") {
  const TemporaryFolder folder;
  tell(OpenPath{ground(folder.file("ground.tif"))});
  CHECK(has_problem());
  CHECK(session.document().is_empty());
}
