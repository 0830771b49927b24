// Names on a moving map: few at once, many when a worker has found room for them, and none over another meanwhile.
#include "viewer/app/label_view.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

namespace riskmap {
namespace {

constexpr int columns = 30;
constexpr double pitch = 200;  // metres between named points

// Points in rows and columns around 0, 0.
MapScene named_points(int count, const Geometry& areas = nullptr) {
  MapScene scene;
  scene.areas = areas;
  for (int i = 0; i < count; ++i) {
    SceneLabel label;
    label.request.text.name = "Ауыл " + std::to_string(i);
    label.request.anchor = {(i % columns - columns / 2) * pitch, (i / columns - columns / 2) * pitch};
    label.request.symbol_radius_px = 3;
    scene.labels.push_back(label);
  }
  return scene;
}

Camera camera_at(double metres_per_pixel) {
  return {.centre = {}, .metres_per_pixel = metres_per_pixel, .size = {1200, 800}};
}

void wait_for(LabelView& view, const MapScene& scene, const Camera& camera) {
  view.update(scene, 1, camera, 1);
  for (int i = 0; i < 4'000 && view.is_placing(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
    view.update(scene, 1, camera, 1);
  }
  REQUIRE_FALSE(view.is_placing());
}

Box box_of(const LabelView::Name& name) {
  const Box& text = name.image->text_box;
  return {name.left + text.min_x, name.top + text.min_y, name.left + text.max_x, name.top + text.max_y};
}

int collisions(const std::vector<LabelView::Name>& names) {
  int count = 0;
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) count += box_of(names[i]).intersects(box_of(names[j])) ? 1 : 0;
  return count;
}

TEST_CASE("few names stand at once and stay while the map is panned") {
  LabelView view{[] {}};
  const auto scene = named_points(60);
  Camera camera = camera_at(10);
  CHECK(view.update(scene, 1, camera, 1));
  CHECK_FALSE(view.is_placing());
  const auto before = view.names(camera).size();
  CHECK(before > 10);
  camera.centre.x += 50;
  CHECK_FALSE(view.update(scene, 1, camera, 1));
  CHECK(view.names(camera).size() == before);
}

TEST_CASE("many names come later, and no frame waits for them") {
  LabelView view{[] {}};
  const auto scene = named_points(columns * columns);
  const Camera camera = camera_at(2);
  view.update(scene, 1, camera, 1);
  CHECK(view.is_placing());
  CHECK(view.names(camera).empty());
  wait_for(view, scene, camera);
  CHECK(view.names(camera).size() > 50);
  CHECK(collisions(view.names(camera)) == 0);
}

TEST_CASE("until names have found room at another scale those of before stand where they belong, none over another") {
  LabelView view{[] {}};
  const auto scene = named_points(columns * columns);
  wait_for(view, scene, camera_at(2));
  const Camera closer = camera_at(1), farther = camera_at(12);
  view.update(scene, 1, closer, 1);
  CHECK(view.is_placing());
  CHECK(view.names(closer).size() > 10);
  const auto fewer = view.names(farther);
  CHECK(fewer.size() > 20);
  CHECK(collisions(fewer) == 0);
  wait_for(view, scene, farther);
  CHECK(view.names(farther).size() > fewer.size() / 2);
}

TEST_CASE("names of another map, and names no longer asked for, are gone at once") {
  LabelView view{[] {}};
  const Camera camera = camera_at(2);
  wait_for(view, named_points(columns * columns), camera);
  const auto other = std::make_shared<const LayerGeometry>();
  view.update(named_points(columns * columns, other), 2, camera, 1);
  CHECK(view.names(camera).empty());
  wait_for(view, named_points(columns * columns), camera);
  CHECK_FALSE(view.names(camera).empty());
  view.update(named_points(0), 3, camera, 1);
  CHECK(view.names(camera).empty());
  CHECK_FALSE(view.is_placing());
}

TEST_CASE("a view can go while names are being placed") {
  LabelView view{[] {}};
  view.update(named_points(columns * columns), 1, camera_at(2), 1);
  CHECK(view.is_placing());
}

}  // namespace
}  // namespace riskmap
