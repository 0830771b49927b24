// The bandwidth of a heat map, as it is written on the command line.
#include "viewer/command/point_options.h"

#include <doctest/doctest.h>

namespace riskmap {
namespace {

TEST_CASE("a bandwidth is metres or the word for what suits") {
  CHECK(bandwidth_from("1500").value_or(-1) == 1500);
  CHECK(bandwidth_from("0.5e3").value_or(-1) == 500);
  CHECK(bandwidth_from("fitting").value_or(-1) == 0);
  for (const auto* text : {"", "0", "-5", "2km", "nan", "inf", "1e9", "auto"}) {
    CAPTURE(text);
    REQUIRE_FALSE(bandwidth_from(text));
    CHECK(bandwidth_from(text).error().where == "--heat");
  }
}

TEST_CASE("a heat map that cannot be is refused, single points are not") {
  GatheredPoints points;
  points.look = PointLook::heat, points.doubt = PointDoubt::too_few;
  CHECK_FALSE(check_gathered(points));
  points.look = PointLook::each;
  CHECK(check_gathered(points));
  points.look = PointLook::heat, points.doubt = PointDoubt::none;
  CHECK(check_gathered(points));
}

}  // namespace
}  // namespace riskmap
