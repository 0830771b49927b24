// The small dialogs take the keyboard at once and are saved by it.
#include <doctest/doctest.h>

#include "layers/analysis/hotspot_words.h"
#include "layers/text/format.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"

namespace riskmap::ui {
namespace {

struct DialogDesk {
  explicit DialogDesk(const DeskOptions& options = {}) : desk{options} {
    desk.show([this](const Layout&) { return dialogs(desk.session, *state); });
  }
  void open(Dialog dialog, const std::string& text = {}) {
    desk.apply(OpenDialog{dialog, no_row, text});
    desk.driver.frames(3);
  }
  Dialogs state = make_dialogs();
  Desk desk;
};

TEST_CASE("a review is typed and saved without the mouse") {
  DialogDesk window;
  window.open(Dialog::review_note, "issue:1|overdue");
  CHECK(window.desk.driver.is_focused("review.note"));
  window.desk.driver.type("Барып көрдім");
  window.desk.driver.key("Ctrl+Enter");
  const auto* review = window.desk.last<MarkReviewed>();
  REQUIRE(review != nullptr);
  CHECK(review->subject == "issue:1");
  CHECK(review->note == "Барып көрдім");
}

TEST_CASE("Escape closes an empty note at once, and leaves the field first of one that was begun") {
  DialogDesk window;
  window.open(Dialog::review_note, "issue:1|overdue");
  window.desk.press({"Escape"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  window.open(Dialog::review_note, "issue:1|overdue");
  window.desk.driver.type("Барып");
  window.desk.press({"Escape"});
  CHECK(window.desk.session.view().dialog == Dialog::review_note);
  window.desk.press({"Escape"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
}

TEST_CASE("a dialog gives its first field the keyboard, not the cross") {
  DialogDesk window;
  const std::pair<Dialog, std::string> firsts[] = {{Dialog::export_file, "export.what"},
                                                   {Dialog::settings, "settings.language"}};
  for (const auto& [dialog, first] : firsts) {
    window.open(dialog);
    CHECK(window.desk.driver.focused() == first);
    window.desk.apply(CloseDialog{});
    window.desk.driver.frames(3);
  }
}

TEST_CASE("the map's projection is chosen by the keyboard, and the bar at the foot says which it is") {
  DialogDesk window;
  window.open(Dialog::projection);
  CHECK(window.desk.driver.focused() == "projection.fitting");
  for (const auto& [digit, system] : {std::pair{"4", ViewSystem::equal_area}, {"3", ViewSystem::gauss_krueger}}) {
    window.desk.driver.key(digit);
    window.desk.settle();
    const auto* asked = window.desk.last<SetViewSystem>();
    REQUIRE(asked != nullptr);
    CHECK(asked->system == system);
    CHECK(window.desk.session.view().system == system);
  }
  CHECK(window.desk.session.document().view_crs() == "EPSG:28412");
}

TEST_CASE("coordinates typed into the search are offered first, with their order, and Enter flies there") {
  DialogDesk window;
  window.open(Dialog::palette);
  window.desk.driver.type("69,88 42,18");
  window.desk.driver.frames(2);
  CHECK(window.desk.driver.text("palette.hit.0") == format_lonlat({69.88, 42.18}));
  window.desk.driver.key("Enter");
  window.desk.settle();
  const auto* flown = window.desk.last<FlyTo>();
  REQUIRE(flown != nullptr);
  CHECK(flown->place == LonLat{69.88, 42.18});
  CHECK(window.desk.session.derived().scene.is_to_scale);  // tiles know no coordinates
}

TEST_CASE("the search says that a register is still being made ready for it") {
  const SampleFile file;
  Session session{options_for(Language::en)};
  session.apply(OpenPath{file.path()});
  while (session.document().is_empty()) session.update();
  session.apply(OpenDialog{Dialog::palette, no_row, {}});
  Driver driver{Look{.language = Language::en, .has_motion = false}, 1440, 900};
  const auto state = make_dialogs();
  driver.show_panels([&] { dialogs(session, *state); });
  driver.frames(3);
  CHECK(driver.has("palette.preparing"));
  session.wait_until_idle();
  driver.frames(3);
  CHECK_FALSE(driver.has("palette.preparing"));
}

TEST_CASE("an export is asked for by Enter in the file's name or by Ctrl+Enter") {
  for (const auto* chord : {"Enter", "Ctrl+Enter"}) {
    CAPTURE(chord);
    DialogDesk window;
    window.open(Dialog::export_file);
    window.desk.driver.click("export.path");
    window.desk.driver.key("Ctrl+A");
    const auto file = std::filesystem::temp_directory_path() / (new_uuid() + ".geojson");
    window.desk.driver.type(file.string());
    if (chord == std::string_view{"Ctrl+Enter"}) window.desk.driver.key("Tab");
    window.desk.driver.key(chord);
    window.desk.settle();
    const auto* asked = window.desk.last<ExportTo>();
    REQUIRE(asked != nullptr);
    CHECK(asked->path == file);
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
}

TEST_CASE("hotspots are exported as the list of clusters tests them, and the dialog says how") {
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    DialogDesk window{{.language = language}};
    auto& driver = window.desk.driver;
    window.open(Dialog::export_file);
    driver.click("export.what");
    driver.click("export.what.hotspots");
    driver.frames(2);
    CHECK(std::filesystem::path{driver.value("export.path")}.filename() == "hotspots.geojson");
    CHECK(driver.text("export.tested").find(label_of(Correction::bh)) != std::string::npos);
    CHECK(driver.cut_texts().empty());
  }
}

TEST_CASE("the format of an export and the ending of its file never contradict each other") {
  DialogDesk window;
  auto& driver = window.desk.driver;
  window.open(Dialog::export_file);
  driver.click("export.path");
  driver.key("Ctrl+A");
  driver.type("/tmp/менің тізімім.csv");
  CHECK(driver.value("export.format") == "csv");
  driver.click("export.format");
  driver.click("export.format.kml");
  driver.frames(2);
  CHECK(driver.value("export.path") == "/tmp/менің тізімім.kml");
  driver.click("export.path");
  driver.key("Ctrl+A");
  driver.type("/tmp/тізім 2026.03");
  CHECK(driver.value("export.format") == "kml");
  driver.click("export.format");
  driver.click("export.format.xlsx");
  driver.frames(2);
  CHECK(driver.value("export.path") == "/tmp/тізім 2026.03.xlsx");
}

TEST_CASE("the name that an export proposes follows what is exported, a typed one stays") {
  DialogDesk window;
  auto& driver = window.desk.driver;
  window.open(Dialog::export_file);
  driver.click("export.what");
  driver.click("export.what.settlements");
  driver.frames(2);
  CHECK(driver.value("export.path").ends_with("settlements.geojson"));
  driver.click("export.path");
  driver.key("Ctrl+A");
  driver.type("/tmp/менікі.geojson");
  driver.click("export.what");
  driver.click("export.what.districts");
  driver.frames(2);
  CHECK(driver.value("export.path") == "/tmp/менікі.geojson");
}

TEST_CASE("a path is typed at once where a file is opened") {
  DialogDesk window;
  window.open(Dialog::open_file);
  CHECK(window.desk.driver.is_focused("open_file.path"));
  window.desk.driver.type("/tmp/a.gpkg");
  CHECK(window.desk.driver.value("open_file.path") == "/tmp/a.gpkg");
}

TEST_CASE("the question before a form is thrown away is whole in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      DialogDesk window{{.language = language, .scale = scale}};
      window.open(Dialog::issue_form);
      window.desk.driver.click("issue_form.title");
      window.desk.driver.type("!");
      window.desk.driver.click("issue_form.cancel");
      window.desk.driver.frames(3);
      REQUIRE(window.desk.driver.has("issue_form.discard"));
      for (const auto& cut : window.desk.driver.cut_texts()) CHECK_FALSE(cut.starts_with("issue_form.discard"));
    }
}

TEST_CASE("the author is typed and saved by Enter or Ctrl+Enter, but not without a name") {
  for (const auto* chord : {"Enter", "Ctrl+Enter"}) {
    DialogDesk window;
    window.desk.apply(SetAuthor{"", ""});
    window.open(Dialog::author);
    CHECK(window.desk.driver.is_focused("author.name"));
    window.desk.driver.key(chord);
    CHECK(window.desk.last<SetAuthor>() == nullptr);
    window.desk.driver.click("author.name");
    window.desk.driver.type("Дана Омар");
    window.desk.driver.key(chord);
    window.desk.settle();
    CHECK(window.desk.session.settings().author.name == "Дана Омар");
    CHECK(window.desk.session.view().dialog == Dialog::none);
  }
}

TEST_CASE("a form keeps what was typed while it is asked who edits") {
  DialogDesk window;
  window.desk.apply(SetAuthor{"", ""});
  window.open(Dialog::issue_form);
  window.desk.driver.click("issue_form.title");
  window.desk.driver.type("Көпірдің қоршауы жоқ");
  CommitChange edit{
      {.kind = ChangeKind::add, .entity = Entity::issue, .uuid = {}, .version = 0, .before = {}, .after = {}}};
  window.desk.apply(edit);
  window.desk.driver.frames(3);
  CHECK(window.desk.driver.has("author.name"));
  CHECK_FALSE(window.desk.driver.has("issue_form.title"));
  window.desk.driver.click("author.cancel");
  window.desk.driver.frames(3);
  CHECK(window.desk.last<DropEdit>() != nullptr);
  CHECK(window.desk.driver.value("issue_form.title") == "Көпірдің қоршауы жоқ");
}

}  // namespace
}  // namespace riskmap::ui
