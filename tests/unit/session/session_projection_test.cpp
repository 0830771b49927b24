// The map in another coordinate system: the place and the scale stay, everything on it follows.
#include <array>
#include <cmath>
#include <fstream>

#include "layers/geo/geodesic.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;
namespace fs = std::filesystem;

namespace {
const ScreenPoint middle{600, 400};
constexpr LonLat lenger{69.88, 42.18};

struct Areas : Office {
  explicit Areas(SessionOptions options = plain_options()) : Office{std::move(options)} {
    auto layer = view().layer;
    layer.mode = MapMode::areas;
    tell(SetLayer{layer}, FlyTo{lenger, 40});
  }
};

fs::path roads(const fs::path& file) {
  std::ofstream{file} << R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"main"},"geometry":{"type":"LineString","coordinates":[[69.4,42],[70.4,42.4]]}}]})";
  return file;
}
}  // namespace

TEST_CASE_FIXTURE(Areas, "in every system the same place stays in the middle at the same true scale") {
  const double metres = session.metres_per_pixel();
  for (const auto system : {ViewSystem::web_mercator, ViewSystem::equal_area, ViewSystem::gauss_krueger,
                            ViewSystem::plate_carree, ViewSystem::utm, ViewSystem::fitting}) {
    CAPTURE(std::string{word_of(system)});
    tell(SetViewSystem{system});
    CHECK_FALSE(has_problem());
    CHECK(view().system == system);
    const auto place = session.lonlat_at(middle);
    REQUIRE(place);
    CHECK(geodesic_metres(*place, lenger) < metres / 10);
    CHECK(session.metres_per_pixel() == doctest::Approx(metres).epsilon(1e-3));
    CHECK(derived().scene.view_crs == session.document().view_crs());
  }
  CHECK(session.document().view_crs() == "EPSG:32642");
}

TEST_CASE_FIXTURE(Areas, "what is under the pointer is the same place in every system") {
  const Row town = settlement("615820100");
  const auto point = snapshot().settlements[town].point;
  REQUIRE(point);
  for (const auto system : view_systems) {
    CAPTURE(std::string{word_of(system)});
    tell(SetViewSystem{system}, FlyTo{*point, 5});
    tell(ClickAt{*session.screen_of(*point)});
    CHECK(view().place == Place{AreaLevel::settlement, town});
  }
}

TEST_CASE_FIXTURE(Areas, "a map that shows everything goes on showing everything") {
  tell(FitAll{}, SetViewSystem{ViewSystem::web_mercator});
  const auto& extent = derived().scene.extent;
  for (const auto& corner : {MapPoint{extent.min_x, extent.min_y}, MapPoint{extent.max_x, extent.max_y}}) {
    const auto at = camera().screen_from_map(corner);
    CHECK(Box{0, 0, 1200, 800}.contains(at.x, at.y));
  }
  CHECK(extent.width() / camera().metres_per_pixel > 500);
}

TEST_CASE_FIXTURE(Areas, "layers beside the theme and edits follow into the new system") {
  tell(OpenPath{roads(folder.file("roads.geojson")), FileUse::context});
  session.apply(SetViewSystem{ViewSystem::equal_area});
  session.apply(add_issue());  // while shapes are on their way
  session.wait_until_idle();
  REQUIRE(session.document().context);
  CHECK(session.document().context->front().content->view_crs == session.document().view_crs());
  CHECK(session.document().view_crs().starts_with("+proj=laea"));
  CHECK(session.document().reg->layers->points.size() == snapshot().settlements.size());
}

TEST_CASE_FIXTURE(Window, "a system in which nothing of the map can be drawn is refused, and the old one stays") {
  const TemporaryFolder folder;
  const auto file = folder.file("far.geojson");
  std::ofstream{file} << R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"west"},"geometry":{"type":"Point","coordinates":[-87,0]}},
{"type":"Feature","properties":{"name":"east"},"geometry":{"type":"Point","coordinates":[93,0]}}]})";
  open_whole(file);
  tell(SetViewSystem{ViewSystem::utm});  // a quarter of the Earth from the middle of their zone
  CHECK(has_problem());
  CHECK(view().system == ViewSystem::fitting);
  CHECK(session.document().view_crs() == "EPSG:3857");
  CHECK(session.settings().view_systems.empty());
}

TEST_CASE("a map opens in the system that was chosen for it, another map does not") {
  const RegisterFile office, other;
  auto options = plain_options();
  options.settings_file = office.folder.file("settings.toml");
  {
    Window window{options};
    window.open_whole(office.file);
    window.tell(SetViewSystem{ViewSystem::gauss_krueger});
  }
  Window window{options};
  window.open_whole(office.file);
  CHECK(window.view().system == ViewSystem::gauss_krueger);
  CHECK(window.session.document().view_crs() == "EPSG:28412");
  window.open_whole(other.file);
  CHECK(window.view().system == ViewSystem::fitting);
  CHECK(window.session.document().view_crs() == "EPSG:32642");
  window.open_whole(office.file);
  window.tell(SetViewSystem{ViewSystem::fitting});
  CHECK(window.session.settings().view_systems.empty());
}

TEST_CASE_FIXTURE(Window,
                  "what a chosen projection cannot show is said, once, of the map and of the layers beside it") {
  const TemporaryFolder folder;
  const auto file = folder.file("belt.geojson"), beside = folder.file("beside.geojson");
  const auto write = [](const fs::path& path, const char* ring) {
    std::ofstream{path} << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},)"
                        << R"("geometry":{"type":"Polygon","coordinates":[[)" << ring << "]]}}]}";
  };
  write(file, "[-80,0],[80,0],[80,40],[-80,40],[-80,0]");
  write(beside, "[100,0],[110,0],[110,10],[100,10],[100,0]");
  open_whole(file);
  tell(OpenPath{beside, FileUse::context});
  CHECK(session.message_log().empty());
  tell(SetViewSystem{ViewSystem::utm});
  CHECK(message() ==
        "1 outline reaches beyond what the map's projection can show and is cut there. "
        "beside: nothing of it has a place in the map's projection.");
}
