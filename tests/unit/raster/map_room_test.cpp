// Fitting content among overlays.
#include "layers/raster/map_room.h"

#include <doctest/doctest.h>

#include <array>

using namespace riskmap;

namespace {
constexpr ImageSize size{1000, 600};
const Box frame{10, 10, 990, 590};

// Two squares on a diagonal: the south-east and the north-west corner of their extent are empty.
Geometry diagonal() {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  for (const double at : {0.0, 1000.0}) {
    builder.add_ring(std::array<MapPoint, 4>{{{at, at}, {at + 1000, at}, {at + 1000, at + 1000}, {at, at + 1000}}});
    builder.end_feature();
  }
  return builder.finish();
}

Box shown(const Camera& camera, const Box& box) {
  Box out;
  for (const MapPoint corner : {MapPoint{box.min_x, box.min_y}, {box.max_x, box.max_y}})
    out.include(camera.screen_from_map(corner).x, camera.screen_from_map(corner).y);
  return out;
}
}  // namespace

TEST_CASE("content without covers fills the frame and stands in its middle") {
  const auto camera = fit_among(content_of(*diagonal()), size, frame, {});
  REQUIRE(camera);
  CHECK(camera->metres_per_pixel == doctest::Approx(2000.0 / 580));
  const auto box = shown(*camera, {0, 0, 2000, 2000});
  CHECK(box.centre_x() == doctest::Approx(500));
  CHECK(box.centre_y() == doctest::Approx(300));
}

TEST_CASE("a cover over an empty corner of the content costs no scale") {
  const std::array covers{Box{0, 0, 340, 200}, Box{660, 400, 1000, 600}};
  const auto camera = fit_among(content_of(*diagonal()), size, frame, covers);
  REQUIRE(camera);
  CHECK(camera->metres_per_pixel == doctest::Approx(2000.0 / 580).epsilon(0.01));
}

TEST_CASE("no piece of the content lies under a cover, and all of it in the frame") {
  const auto geometry = diagonal();
  for (const std::array covers :
       {std::array{Box{0, 300, 500, 600}, Box{500, 0, 1000, 60}}, std::array{Box{0, 0, 700, 300}, Box{0, 0, 1, 1}},
        std::array{Box{400, 0, 600, 600}, Box{0, 0, 1000, 100}}}) {
    const auto camera = fit_among(content_of(*geometry), size, frame, covers);
    REQUIRE(camera);
    for (const Box& square : geometry->boxes) {
      const auto box = shown(*camera, square);
      for (const Box& cover : covers) CHECK_FALSE(cover.intersects(box));
      CHECK(box.min_x >= frame.min_x - 1e-6);
      CHECK(box.max_y <= frame.max_y + 1e-6);
    }
  }
}

TEST_CASE("covers that leave no room are told") {
  const std::array covers{Box{0, 0, 1000, 600}};
  CHECK_FALSE(fit_among(content_of(*diagonal()), size, frame, covers));
  CHECK_FALSE(fit_among(content_of(Box{}), size, frame, {}));
}

TEST_CASE("a slanted edge counts where it runs, not over its whole box") {
  GeometryBuilder builder{GeometryKind::polygons, {}};
  builder.add_ring(std::array<MapPoint, 3>{{{0, 0}, {1000, 1000}, {0, 1000}}});  // the south-east half is empty
  builder.end_feature();
  const auto content = content_of(*builder.finish());
  for (const Box& piece : content.pieces) CHECK(piece.max_x <= piece.max_y + 1e-3);
  const std::array covers{Box{560, 330, 1000, 600}};
  const auto camera = fit_among(content, size, frame, covers);
  REQUIRE(camera);
  CHECK(camera->metres_per_pixel == doctest::Approx(1000.0 / 580).epsilon(0.01));
}
