// The index finds what looking at every box finds.
#include <doctest/doctest.h>

#include <random>

#include "layers/mesh/spatial_index.h"

using namespace riskmap;

TEST_CASE("the index and a walk over all boxes agree") {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> place{-1000, 1000}, side{0, seed % 3 == 0 ? 400.0 : 20.0};
    std::vector<Box> boxes(seed * 37);
    for (Box& box : boxes) {
      if (random() % 16 == 0) continue;
      const double x = place(random), y = place(random);
      box = {x, y, x + side(random), y + side(random)};
    }
    const SpatialIndex index{boxes};
    for (int query = 0; query < 20; ++query) {
      const double x = place(random), y = place(random);
      const Box area{x, y, x + 3 * side(random), y + 3 * side(random)};
      std::vector<std::uint32_t> expected;
      for (std::uint32_t item = 0; item < boxes.size(); ++item)
        if (boxes[item].intersects(area)) expected.push_back(item);
      CHECK(index.touching(area) == expected);
    }
  }
}
