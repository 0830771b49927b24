// Levels of detail come later, for large layers only; the resting picture is drawn from them.
#include "viewer/app/detail_keeper.h"

#include <doctest/doctest.h>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "viewer/app/map_view.h"

namespace riskmap {
namespace {

using namespace std::chrono_literals;

Geometry flower(int corners) {
  std::vector<MapPoint> ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = i * 6.283185307179586 / corners, reach = 300 + 90 * std::sin(angle * 7);
    ring.push_back({reach * std::cos(angle), reach * std::sin(angle)});
  }
  GeometryBuilder builder{GeometryKind::polygons, {}};
  builder.add_ring(ring);
  builder.end_feature();
  return builder.finish();
}

Detail waited_for(DetailKeeper& keeper, const Geometry& areas) {
  for (int i = 0; i < 20'000; ++i) {  // the finder gives way to everybody else on the machine
    if (auto detail = keeper.detail_of(areas)) return detail;
    std::this_thread::sleep_for(5ms);
  }
  return nullptr;
}

TEST_CASE("a large layer's levels come later, a small layer has none") {
  DetailKeeper keeper;
  const auto large = flower(150'000), small = flower(500);
  CHECK(keeper.detail_of(large) == nullptr);
  const auto detail = waited_for(keeper, large);
  REQUIRE(detail);
  CHECK(detail->levels.size() > 1);
  CHECK(keeper.detail_of(large) == detail);
  CHECK(keeper.detail_of(small) == nullptr);
}

TEST_CASE("what has been found is told once, and a layer that is gone is passed over") {
  std::mutex mutex;
  int wakes = 0;
  DetailKeeper keeper{[&] {
    const std::lock_guard lock{mutex};
    ++wakes;
  }};
  const auto large = flower(150'000);
  CHECK(keeper.detail_of(flower(300'000)) == nullptr);  // nobody keeps it
  CHECK_FALSE(keeper.take_found());
  const auto detail = waited_for(keeper, large);
  const auto found = keeper.take_found();
  REQUIRE(found);
  CHECK(found->areas == large);
  CHECK(found->detail == detail);
  CHECK_FALSE(keeper.take_found());
  const std::lock_guard lock{mutex};
  CHECK(wakes >= 1);
}

TEST_CASE("a keeper can go while it searches") {
  DetailKeeper keeper;
  CHECK(keeper.detail_of(flower(400'000)) == nullptr);
}

TEST_CASE("the refined picture comes and is the resting picture of the layer") {
  std::mutex mutex;
  std::condition_variable came;
  int wakes = 0;
  JobPool pool{1};
  MapView view{pool, [&] {
                 const std::lock_guard lock{mutex};
                 ++wakes;
                 came.notify_all();
               }};
  MapScene scene;
  scene.areas = flower(5'000);
  scene.style = std::make_shared<const FeatureStyle>(FeatureStyle{.fill = {rgb(0x336699)}, .hatch = {}});
  const MapLook look{.camera = {.centre = {0, 0}, .metres_per_pixel = 2, .size = {640, 480}}};
  CHECK(view.update(scene, 1, look, true));
  CHECK_FALSE(view.is_refined());
  {
    std::unique_lock lock{mutex};
    REQUIRE(came.wait_for(lock, 30s, [&] { return wakes == 1; }));
  }
  CHECK(view.update(scene, 1, look, true));
  CHECK(view.is_refined());
  ColourImage expected;
  CHECK(resolve_smooth(*scene.areas, look.camera, {}, *scene.style, scene.resolve, pool, {}, expected));
  for (auto& pixel : expected.pixels) pixel = over(pixel, premultiplied(scene.ground));
  CHECK(view.picture().pixels == expected.pixels);
}

}  // namespace
}  // namespace riskmap
