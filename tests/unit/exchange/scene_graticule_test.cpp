// Meridians and parallels on a picture: at the places they name, on every kind of sheet.
#include "layers/exchange/scene_graticule.h"

#include <doctest/doctest.h>

#include <cmath>

#include "layers/exchange/map_sheet.h"
#include "layers/text/translate.h"

using namespace riskmap;

namespace {
MapScene district() {
  MapScene scene;
  scene.view_crs = "EPSG:32642";
  scene.extent = {560'000, 4'640'000, 660'000, 4'720'000};
  scene.has_graticule = true;
  return scene;
}
const Camera camera{{610'000, 4'680'000}, 100, {1200, 800}};
const Box whole{0, 0, 1200, 800};
}  // namespace

TEST_CASE("a name stands at the edge where its line crosses it") {
  set_language(Language::en);
  const auto to_view = Projection::between("EPSG:4326", "EPSG:32642");
  REQUIRE(to_view);
  const auto drawn = GraticuleDrawer{}.draw(district(), camera, 1, whole, MeridianNames::at_top);
  CHECK(drawn.lines.size() >= 6);
  REQUIRE(drawn.names.size() >= 4);
  bool has_seventy = false;
  for (const auto& name : drawn.names) {
    CAPTURE(name.text);
    CHECK((name.is_meridian ? name.at.y : name.at.x) == doctest::Approx(0).scale(1).epsilon(1e-6));
    has_seventy = has_seventy || name.text == "70°\u00a0E";
    if (name.text != "70°\u00a0E") continue;
    CHECK(to_view->inverse(camera.map_from_screen(name.at)).lon == doctest::Approx(70).epsilon(1e-6));
  }
  CHECK(has_seventy);
}

TEST_CASE("no graticule where none is wanted, over tiles, or without a projection") {
  auto scene = district();
  scene.is_to_scale = false;
  CHECK(GraticuleDrawer{}.draw(scene, camera, 1, whole, MeridianNames::at_top).lines.empty());
  scene = district();
  scene.has_graticule = false;
  CHECK(GraticuleDrawer{}.draw(scene, camera, 1, whole, MeridianNames::at_top).lines.empty());
  scene = district();
  scene.view_crs.clear();
  CHECK(GraticuleDrawer{}.draw(scene, camera, 1, whole, MeridianNames::at_top).lines.empty());
}

TEST_CASE("a sheet carries the degrees, and only when asked") {
  set_language(Language::en);
  JobPool pool;
  auto scene = district();
  const auto with = map_sheet(scene, {}, SheetFormat::svg, pool);
  scene.has_graticule = false;
  const auto without = map_sheet(scene, {}, SheetFormat::svg, pool);
  REQUIRE(with);
  REQUIRE(without);
  CHECK(with->find("70°\u00a0E") != std::string::npos);
  CHECK(without->find("70°\u00a0E") == std::string::npos);
}
