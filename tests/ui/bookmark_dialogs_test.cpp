// Bookmarks are kept, found, renamed and removed by the keyboard alone.
#include "viewer/panels/bookmark_dialogs.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {
namespace {

struct BookmarkDesk {
  explicit BookmarkDesk(const DeskOptions& options = {}) : desk{options} {
    desk.show([this](const Layout& layout) {
      auto intents = top_bar(desk.session, layout);
      for (auto& intent : dialogs(desk.session, *state)) intents.push_back(std::move(intent));
      for (auto& intent : shortcuts(desk.session)) intents.push_back(std::move(intent));
      return intents;
    });
    auto layer = desk.session.view().layer;
    layer.mode = MapMode::areas;
    desk.apply(ResizeMap{{1000, 700}, Box{0, 0, 1000, 700}});
    desk.apply(SetLayer{layer});
    desk.settle();
  }
  void press(const char* chord) {
    desk.driver.key(chord);
    desk.settle();
  }
  [[nodiscard]] const std::vector<Bookmark>& kept() const { return desk.session.bookmarks(); }
  Dialogs state = make_dialogs();
  Desk desk;
};

TEST_CASE("a key keeps what the map shows by the name of what lies there, or by one that is typed") {
  BookmarkDesk window;
  auto& driver = window.desk.driver;
  window.desk.apply(FlyTo{{69.8831, 42.2012}, 5});
  window.press("Ctrl+B");
  CHECK(driver.is_focused("bookmark.name"));
  const auto proposed = driver.value("bookmark.name");
  CHECK_FALSE(proposed.empty());
  window.press("Enter");
  REQUIRE(window.kept().size() == 1);
  CHECK(window.kept()[0].name == proposed);
  CHECK(window.desk.session.view().dialog == Dialog::none);
  window.press("Ctrl+B");
  CHECK(driver.value("bookmark.name") == proposed + " 2");
  driver.key("Ctrl+A");
  driver.type("Көпір");
  window.press("Enter");
  REQUIRE(window.kept().size() == 2);
  CHECK(window.kept()[1].name == "Көпір");
}

TEST_CASE("the list goes there, renames and removes, by the keyboard") {
  BookmarkDesk window;
  auto& driver = window.desk.driver;
  window.desk.apply(FlyTo{{69.8831, 42.2012}, 5});
  for (const auto* name : {"Бірінші", "Екінші", "Үшінші"}) window.desk.apply(AddBookmark{name});
  window.press("Ctrl+Shift+B");
  CHECK(driver.is_focused("bookmarks.0"));
  window.press("F2");
  CHECK(driver.value("bookmark.name") == "Бірінші");
  driver.key("Ctrl+A");
  driver.type("Алғашқы");
  window.press("Enter");
  CHECK(window.kept()[0].name == "Алғашқы");
  CHECK(driver.text("bookmarks.0") == "Алғашқы");
  window.press("Delete");
  REQUIRE(window.kept().size() == 2);
  CHECK(driver.text("bookmarks.0") == "Екінші");
  CHECK(driver.is_focused("bookmarks.0"));
  driver.click("bookmarks.1.remove");
  window.desk.settle();
  CHECK(window.kept().size() == 1);
  window.desk.apply(FitAll{});
  driver.click("bookmarks.0");
  window.desk.settle();
  CHECK(window.desk.session.view().camera.metres_per_pixel == doctest::Approx(5).epsilon(1e-2));
  CHECK(window.desk.session.view().dialog == Dialog::none);
}

TEST_CASE("bookmarks stand in the View menu and are found by their name") {
  BookmarkDesk window;
  auto& driver = window.desk.driver;
  window.desk.apply(FlyTo{{69.8831, 42.2012}, 5});
  window.desk.apply(AddBookmark{"Ескі көпір"});
  driver.click("top.view");
  driver.frames(3);
  CHECK(driver.text("view.bookmark.0") == "Ескі көпір");
  driver.click("view.bookmark.0");
  window.desk.settle();
  REQUIRE(window.desk.last<GoToBookmark>() != nullptr);
  window.desk.asked.clear();
  window.press("Ctrl+K");
  driver.type("көпір");
  driver.frames(2);
  CHECK(driver.text("palette.hit.0") == "Ескі көпір");
  window.press("Enter");
  REQUIRE(window.desk.last<GoToBookmark>() != nullptr);
  CHECK(window.desk.last<GoToBookmark>()->index == 0);
}

TEST_CASE("over tiles the dialog says why nothing can be kept") {
  BookmarkDesk window;
  auto layer = window.desk.session.view().layer;
  layer.mode = MapMode::tiles;
  window.desk.apply(SetLayer{layer});
  window.press("Ctrl+B");
  CHECK_FALSE(window.desk.driver.is_enabled("bookmark.save"));
  CHECK_FALSE(window.desk.driver.is_enabled("bookmark.name"));
}

TEST_CASE("the bookmark dialogs are whole in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      BookmarkDesk window{{.language = language, .scale = scale}};
      window.desk.apply(AddBookmark{"Көпір"});
      for (const auto dialog : {Dialog::bookmark, Dialog::bookmarks}) {
        window.desk.apply(OpenDialog{dialog, no_row, {}});
        window.desk.settle();
        CHECK(joined(window.desk.driver.cut_texts()) == "");
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
