// What was said stays readable, and what was counted can be read and copied.
#include <doctest/doctest.h>

#include <fstream>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view with_strangers =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"NAME":"Ленгер"},"geometry":{"type":"Polygon","coordinates":[[[69.86,42.16],[69.91,42.16],[69.91,42.2],[69.86,42.2],[69.86,42.16]]]}},
{"type":"Feature","properties":{"NAME":"Атлантида"},"geometry":{"type":"Polygon","coordinates":[[[69.92,42.16],[69.93,42.16],[69.93,42.2],[69.92,42.2],[69.92,42.16]]]}}]})";

struct Loaded {
  explicit Loaded(const DeskOptions& options = {})
      : desk{options}, file{fs::temp_directory_path() / (new_uuid() + ".geojson")} {
    std::ofstream{file, std::ios::binary} << with_strangers;
    desk.show([this, options](const Layout&) {
      return shell.build(desk.session, options.width * options.scale, options.height * options.scale);
    });
    desk.apply(LoadBoundariesFrom{file, AreaLevel::settlement, "NAME"});
    desk.driver.frames(4);
  }
  ~Loaded() {
    std::error_code ignored;
    fs::remove(file, ignored);
  }
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  Desk desk;
  Shell shell;
  fs::path file;
};

TEST_CASE("the message of a load opens the list of what was left aside, which can be copied") {
  Loaded loaded;
  auto& driver = loaded.desk.driver;
  CHECK(driver.has("toast.0.action"));
  driver.click("toast.0.detail");
  driver.frames(3);
  REQUIRE(driver.has("load_report.line.0"));
  CHECK(driver.text("load_report.line.0").find("Атлантида") != std::string::npos);
  driver.click("load_report.copy");
  CHECK(driver.clipboard().find("Атлантида") != std::string::npos);
  driver.click("load_report.close");
  driver.frames(3);
  CHECK(loaded.desk.session.view().dialog == Dialog::none);
}

TEST_CASE("the list is still there among the messages when the toast has gone") {
  Loaded loaded;
  auto& driver = loaded.desk.driver;
  loaded.desk.apply(OpenDialog{Dialog::messages, no_row, {}});
  driver.frames(3);
  driver.click("messages." + std::to_string(loaded.desk.session.toast()->serial) + ".list");
  driver.frames(3);
  CHECK(driver.has("load_report.line.0"));
}

TEST_CASE("a message loses its undo when something else is done") {
  Loaded loaded;
  auto& driver = loaded.desk.driver;
  REQUIRE(driver.has("toast.0.action"));
  loaded.desk.apply(Undo{});
  driver.frames(3);
  CHECK_FALSE(driver.has("toast.0.action"));
  CHECK(driver.has("toast.0.detail"));
}

// Somebody else raises the severity of a problem in the same file.
void raised_by_somebody_else(const Desk& desk, const std::string& uuid) {
  auto store = open_register(desk.path());
  REQUIRE(store);
  const auto snapshot = (*store)->load();
  REQUIRE(snapshot);
  const auto version = (*snapshot)->issues[(*snapshot)->find_issue(uuid)].version;
  const Change change{ChangeKind::set, Entity::issue, uuid, version, {}, {{"severity", Value{std::int64_t{5}}}}};
  REQUIRE((*store)->commit({EditKind::user, {change}, {}}, {"Дана", "маман", "station-2"}));
}

TEST_CASE("an edit that somebody is in the way of is left alone by the button of the message, back and forth") {
  Desk desk{{.language = Language::en}};
  Shell shell;
  desk.show([&](const Layout&) { return shell.build(desk.session, 1440, 900); });
  auto& driver = desk.driver;
  const auto issue = [&desk](Row row) { return desk.session.snapshot()->issues[row]; };
  const auto set_address = [&](Row row) {
    desk.apply(CommitChange{{ChangeKind::set,
                             Entity::issue,
                             issue(row).uuid,
                             issue(row).version,
                             {},
                             {{"address", Value{std::string{"Төле би, 5"}}}}}});
  };
  set_address(0);
  set_address(1);
  SUBCASE("undo") {
    raised_by_somebody_else(desk, issue(1).uuid);
    desk.apply(Undo{});
    driver.frames(3);
    CHECK(driver.text("toast.0.action") == "Skip this edit");
    driver.click("toast.0.action");
    desk.settle();
    REQUIRE(desk.last<SkipEdit>() != nullptr);
    desk.apply(Undo{});
    CHECK(issue(0).address != "Төле би, 5");
    CHECK(issue(1).address == "Төле би, 5");
  }
  SUBCASE("redo") {
    desk.apply(Undo{});
    desk.apply(Undo{});
    raised_by_somebody_else(desk, issue(0).uuid);
    desk.apply(Redo{});
    driver.frames(3);
    CHECK(driver.text("toast.0.action") == "Skip this edit");
    driver.click("toast.0.action");
    desk.settle();
    REQUIRE(desk.last<SkipEdit>() != nullptr);
    desk.apply(Redo{});
    CHECK(issue(0).address != "Төле би, 5");
    CHECK(issue(1).address == "Төле би, 5");
  }
}

TEST_CASE("a message with two actions is whole beside the list and the inspector") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const bool is_inspected : {false, true}) {
      Loaded loaded{{.language = language, .width = 1366, .height = 768}};
      loaded.desk.apply(SetWorkspace{Workspace::clusters});
      if (is_inspected) loaded.desk.apply(SelectPlace{Place{AreaLevel::settlement, 0}, false});
      loaded.desk.driver.frames(3);
      const auto& words = loaded.desk.driver.widget("toast.0.text");
      CHECK(words.text_width <= words.text_room);
      CHECK(loaded.desk.driver.widget("toast.0.detail").rect.right < loaded.desk.driver.widget("toast.0").rect.right);
    }
}

TEST_CASE("messages and lists are not cut in any language at any scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {1.0F, 2.0F}) {
      Loaded loaded{{.language = language, .scale = scale}};
      for (const auto dialog : {Dialog::messages, Dialog::load_report}) {
        loaded.desk.apply(OpenDialog{dialog, no_row, std::to_string(loaded.desk.session.toast()->serial)});
        loaded.desk.driver.frames(4);
        CHECK(joined(loaded.desk.driver.cut_texts()) == "");
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
