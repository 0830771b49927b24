// Boxes found by place.
#include <doctest/doctest.h>

#include "layers/mesh/spatial_index.h"

using namespace riskmap;
using Items = std::vector<std::uint32_t>;

TEST_CASE("an index without boxes finds nothing") {
  CHECK(SpatialIndex{}.touching({0, 0, 1, 1}).empty());
  CHECK(SpatialIndex{std::vector<Box>{}}.touching({0, 0, 1, 1}).empty());
}

TEST_CASE("one box is found at its inside and on its border, and empty boxes never") {
  const SpatialIndex index{std::vector<Box>{Box{}, {0, 0, 10, 10}, Box{}}};
  CHECK(index.size() == 3);
  CHECK(index.at(5, 5) == Items{1});
  CHECK(index.at(10, 10) == Items{1});
  CHECK(index.at(10.1, 10).empty());
  CHECK(index.touching({-100, -100, 100, 100}) == Items{1});
}

TEST_CASE("many boxes in one place are all found") {
  const SpatialIndex index{std::vector<Box>(100, Box{3, 3, 3, 3})};
  CHECK(index.at(3, 3).size() == 100);
  CHECK(index.at(3, 4).empty());
}

TEST_CASE("an index of empty boxes finds nothing") {
  CHECK(SpatialIndex{std::vector<Box>(40)}.touching({-1, -1, 1, 1}).empty());
}

TEST_CASE("few and many of the boxes come in rising order") {
  std::vector<Box> boxes;
  for (int i = 0; i < 5000; ++i) {
    const double x = i * 7919 % 1000, y = i * 104729 % 1000;
    boxes.push_back({x, y, x + 3, y + 3});
  }
  const SpatialIndex index{boxes};
  for (const double side : {5.0, 20.0, 100.0, 600.0, 2000.0}) {
    const Box area{200, 300, 200 + side, 300 + side};
    Items wanted;
    for (std::uint32_t i = 0; i < boxes.size(); ++i)
      if (boxes[i].intersects(area)) wanted.push_back(i);
    CHECK(index.touching(area) == wanted);
  }
}
