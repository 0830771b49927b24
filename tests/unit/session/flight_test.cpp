// Flights: on their way they stay between, at their end they are exactly where one would have jumped to.
#include "viewer/session/flight.h"

#include <algorithm>
#include <cmath>

#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
constexpr ImageSize size{1200, 800};
constexpr LonLat lenger{69.88, 42.18};

struct Flying : RegisterFile {
  double now = 10;
  Window window{options()};
  Flying() {
    window.session.apply(OpenPath{file});
    while (window.session.document().is_empty()) window.session.wait_until_idle();
    auto layer = window.view().layer;
    layer.mode = MapMode::areas;
    apply(SetLayer{layer});
    REQUIRE_FALSE(window.session.is_flying());
  }
  SessionOptions options() {
    auto out = plain_options();
    out.clock = [this] { return now; };
    return out;
  }
  void apply(const Intent& intent) {
    window.session.apply(intent);
    window.session.update();
  }
  [[nodiscard]] const Camera& camera() const { return window.camera(); }
};
}  // namespace

TEST_CASE("a flight begins and ends exactly at its ends, takes at most 0.4 s and goes out to come across") {
  const Camera from{{500'000, 4'600'000}, 5, size};
  for (const Camera& to : {Camera{{560'000, 4'640'000}, 5, size}, Camera{{500'000, 4'600'000}, 300, size},
                           Camera{{500'400, 4'600'000}, 1, size}, Camera{{9'000'000, -4'000'000}, 0.05, size},
                           Camera{{500'000, 4'600'001}, 5, size}}) {
    CAPTURE(to.centre.x);
    const Flight flight{from, to, 3};
    CHECK(flight.seconds() <= 0.4);
    CHECK(flight.at(3 + flight.seconds()) == to);
    if (flight.seconds() == 0) continue;
    CHECK(std::abs(flight.at(3).centre.x - from.centre.x) < 1e-3 * from.metres_per_pixel);
    CHECK(flight.at(3).metres_per_pixel == doctest::Approx(from.metres_per_pixel));
    double farthest = 0, last = 0;
    for (int i = 1; i < 50; ++i) {
      const auto camera = flight.at(3 + flight.seconds() * i / 50);
      CHECK(std::isfinite(camera.centre.x));
      farthest = std::max(farthest, camera.metres_per_pixel);
      const double gone = std::hypot(camera.centre.x - from.centre.x, camera.centre.y - from.centre.y);
      CHECK(gone >= last - 1e-6);
      last = gone;
    }
    const bool is_far = std::abs(to.centre.x - from.centre.x) > from.metres_per_pixel * size.width;
    CHECK((farthest > 2 * std::max(from.metres_per_pixel, to.metres_per_pixel)) == is_far);
  }
  CHECK(Flight{from, from, 0}.seconds() == 0);
}

TEST_CASE_FIXTURE(Flying, "places that are asked for are flown to, and then nothing moves any more") {
  Window jumping;
  jumping.open_whole(file);
  auto layer = jumping.view().layer;
  layer.mode = MapMode::areas;
  jumping.tell(SetLayer{layer});
  REQUIRE(camera() == jumping.camera());
  const Place town{AreaLevel::settlement, window.settlement("615820100")};
  for (const Intent& intent :
       {Intent{FlyTo{lenger, 5}}, Intent{FitAll{}}, Intent{SelectPlace{town, true}}, Intent{FitAll{}},
        Intent{SelectIssue{window.some_issue(), true}}, Intent{FitSelection{}}}) {
    const auto before = camera();
    apply(intent);
    jumping.tell(intent);
    CHECK(camera() == before);
    if (before == jumping.camera()) continue;
    REQUIRE(window.session.is_flying());
    CHECK_FALSE(window.session.is_idle());
    now += 0.05;
    CHECK(window.session.update());
    CHECK_FALSE(camera() == before);
    CHECK_FALSE(camera() == jumping.camera());
    now += 0.4;
    CHECK(window.session.update());
    CHECK(camera() == jumping.camera());
    CHECK_FALSE(window.session.is_flying());
    window.session.wait_until_idle();  // the history of a chosen problem is read meanwhile
    CHECK_FALSE(window.session.update());
    CHECK(camera() == jumping.camera());
  }
}

TEST_CASE_FIXTURE(Flying, "what a person does on the way is done at the end of it") {
  apply(FlyTo{lenger, 5});
  now += 0.02;
  apply(HoverAt{ScreenPoint{300, 300}});
  REQUIRE(window.session.is_flying());
  apply(EndFlight{});
  CHECK_FALSE(window.session.is_flying());
  const auto there = camera();
  CHECK(there.metres_per_pixel == 5);
  apply(FitAll{});
  now += 1, window.session.update();
  apply(FlyTo{lenger, 5});
  apply(PanBy{10, 0});
  CHECK_FALSE(window.session.is_flying());
  CHECK(camera().centre.x == doctest::Approx(there.centre.x - 50));
}

TEST_CASE_FIXTURE(Flying, "a flight goes on into the room that a panel leaves, and ends where a jump would have") {
  apply(FitAll{});
  now += 1, window.session.update();
  Window jumping;
  jumping.open_whole(file);
  auto layer = jumping.view().layer;
  layer.mode = MapMode::areas;
  jumping.tell(SetLayer{layer}, FitAll{});
  const Place town{AreaLevel::settlement, window.settlement("615820100")};
  const ResizeMap narrower{{848, 800}, Box{0, 0, 848, 800}};
  apply(SelectPlace{town, true});
  now += 0.1;
  apply(narrower);
  jumping.tell(SelectPlace{town, true}, narrower);
  CHECK(window.session.is_flying());
  now += 0.3, window.session.update();
  CHECK_FALSE(window.session.is_flying());
  CHECK(camera() == jumping.camera());
}

TEST_CASE_FIXTURE(Flying, "reduced motion jumps, and is remembered") {
  apply(SetReducedMotion{true});
  CHECK(window.session.settings().reduces_motion);
  apply(FlyTo{lenger, 5});
  CHECK_FALSE(window.session.is_flying());
  CHECK(camera().metres_per_pixel == 5);
}
