// Views kept by a name: they show the same place at the same true scale again, whatever else has changed meanwhile.
#include "layers/geo/geodesic.h"
#include "tests/unit/session/session_fixture.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {
constexpr LonLat lenger{69.88, 42.18};

struct Areas : Office {
  explicit Areas(SessionOptions options = plain_options()) : Office{std::move(options)} {
    auto layer = view().layer;
    layer.mode = MapMode::areas;
    tell(SetLayer{layer}, FlyTo{lenger, 40});
  }
};
}  // namespace

TEST_CASE_FIXTURE(Areas,
                  "a bookmark brings back place and true scale, in another projection, window and interface scale") {
  const double metres = session.metres_per_pixel();
  tell(AddBookmark{"  Ленгер  "});
  REQUIRE(session.bookmarks().size() == 1);
  CHECK(session.bookmarks().front().name == "Ленгер");
  tell(FitAll{}, SetViewSystem{ViewSystem::web_mercator}, SetScale{200},
       ResizeMap{{1600, 900}, Box{400, 0, 1600, 900}});
  tell(GoToBookmark{0});
  const auto place = session.lonlat_at({1000, 450});  // the middle of what is free
  REQUIRE(place);
  CHECK(geodesic_metres(*place, lenger) < metres);
  CHECK(session.metres_per_pixel() == doctest::Approx(metres / 2).epsilon(2e-3));  // of a pixel half as large
}

TEST_CASE_FIXTURE(Areas, "a bookmark is renamed and removed; one without a name or over tiles is not kept") {
  tell(AddBookmark{"one"}, AddBookmark{"two"}, AddBookmark{"   "});
  REQUIRE(session.bookmarks().size() == 2);
  tell(RenameBookmark{1, "three"}, RenameBookmark{0, " "}, RenameBookmark{7, "seven"}, RemoveBookmark{7});
  CHECK(session.bookmarks()[0].name == "one");
  CHECK(session.bookmarks()[1].name == "three");
  tell(RemoveBookmark{0});
  REQUIRE(session.bookmarks().size() == 1);
  CHECK(session.bookmarks()[0].name == "three");
  auto layer = view().layer;
  layer.mode = MapMode::tiles;
  tell(SetLayer{layer}, AddBookmark{"over tiles"});
  CHECK(session.bookmarks().size() == 1);
  tell(GoToBookmark{0});
  CHECK(derived().scene.is_to_scale);
  const auto place = session.lonlat_at({600, 400});
  REQUIRE(place);
  CHECK(geodesic_metres(*place, lenger) < 100);
}

TEST_CASE("bookmarks belong to their map and are there again the next time") {
  const RegisterFile other;
  auto options = plain_options();
  options.settings_file = other.folder.file("settings.toml");
  std::vector<Bookmark> kept;
  RegisterFile office;
  {
    Window window{options};
    window.open_whole(office.file);
    auto layer = window.view().layer;
    layer.mode = MapMode::areas;
    window.tell(SetLayer{layer}, AddBookmark{"Көпір \"2026\""});
    kept = window.session.bookmarks();
    REQUIRE(kept.size() == 1);
  }
  Window window{options};
  window.open_whole(other.file);
  CHECK(window.session.bookmarks().empty());
  window.open_whole(office.file);
  CHECK(window.session.bookmarks() == kept);
  window.tell(RemoveBookmark{0});
  CHECK(window.session.settings().bookmarks.empty());
}
