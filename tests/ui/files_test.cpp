// Bringing files: the coordinate system of a file that names none, and what a file over an open register is to be.
#include <doctest/doctest.h>

#include <fstream>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "tests/ui/brought_file.h"

namespace riskmap::ui {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view villages =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"note":"x","NAME":"Ленгер"},"geometry":{"type":"Polygon","coordinates":[[[69.86,42.16],[69.91,42.16],[69.91,42.2],[69.86,42.2],[69.86,42.16]]]}},
{"type":"Feature","properties":{"note":"z","NAME":"Момынай"},"geometry":{"type":"Polygon","coordinates":[[[69.94,42.17],[69.95,42.17],[69.95,42.18],[69.94,42.18],[69.94,42.17]]]}},
{"type":"Feature","properties":{"note":"y","NAME":"Атлантида"},"geometry":{"type":"Polygon","coordinates":[[[69.92,42.16],[69.93,42.16],[69.93,42.2],[69.92,42.2],[69.92,42.16]]]}}]})";
constexpr std::string_view strangers =
    R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"NAME":"Атлантида"},"geometry":{"type":"Polygon","coordinates":[[[69.92,42.16],[69.93,42.16],[69.93,42.2],[69.92,42.2],[69.92,42.16]]]}}]})";
constexpr std::string_view degrees_without_crs =
    "WKT,name\n\"POLYGON((69.6 42.0,70.2 42.0,70.2 42.4,69.6 42.4,69.6 42.0))\",Аудан\n";
constexpr std::string_view metres_without_crs =
    "WKT,name\n\"POLYGON((560000 4650000,600000 4650000,600000 4690000,560000 4690000,560000 4650000))\",Аудан\n";

TEST_CASE("no coordinate system is chosen for a person; the chosen one is shown over the settlements and in words") {
  FileDesk brought{degrees_without_crs, ".csv", FileUse::map, {.language = Language::en}};
  auto& driver = brought.desk.driver;
  REQUIRE(driver.has("choose_crs.map"));
  CHECK_FALSE(driver.is_enabled("choose_crs.open"));
  for (const auto* row : {"choose_crs.0", "choose_crs.1", "choose_crs.2", "choose_crs.3"})
    CHECK(driver.value(row) == "off");
  CHECK(driver.value("choose_crs.map").empty());
  driver.click("choose_crs.0");
  CHECK(driver.value("choose_crs.map") == "WGS 84");
  CHECK(driver.text("choose_crs.map").starts_with("Inside the district"));
  driver.click("choose_crs.3");
  CHECK(driver.text("choose_crs.map").find("km away") != std::string::npos);
  driver.click("choose_crs.0");
  driver.click("choose_crs.open");
  brought.desk.settle();
  REQUIRE(brought.desk.session.file_layer() != nullptr);
  CHECK(brought.desk.session.file_layer()->features->crs_name == "EPSG:4326");
}

TEST_CASE("metres cannot be degrees: that candidate cannot be chosen") {
  FileDesk brought{metres_without_crs, ".csv", FileUse::map, {.language = Language::en}};
  auto& driver = brought.desk.driver;
  REQUIRE(driver.has("choose_crs.0"));
  CHECK_FALSE(driver.is_enabled("choose_crs.0"));
  driver.click("choose_crs.1");
  CHECK(driver.text("choose_crs.map").starts_with("Inside the district"));
}

TEST_CASE("any EPSG code can be typed; one that nobody knows opens nothing") {
  FileDesk brought{metres_without_crs, ".csv", FileUse::map, {.language = Language::en}};
  auto& driver = brought.desk.driver;
  driver.click("choose_crs.code");
  driver.type("32643");
  driver.frames(2);
  CHECK(driver.value("choose_crs.map") == "WGS 84 / UTM zone 43N");
  CHECK(driver.text("choose_crs.map").find("km away") != std::string::npos);
  CHECK(driver.is_enabled("choose_crs.open"));
  driver.type("9");
  driver.frames(2);
  CHECK(driver.value("choose_crs.map").empty());
  CHECK_FALSE(driver.is_enabled("choose_crs.open"));
}

TEST_CASE(
    "a file over a register: the best level and field are proposed with what they find, before anything changes") {
  FileDesk brought{villages, ".geojson", FileUse::ask, {.language = Language::en}};
  auto& driver = brought.desk.driver;
  auto& session = brought.desk.session;
  REQUIRE(driver.has("file_use.key"));
  CHECK(driver.value("file_use.level") == "settlement");
  CHECK(driver.value("file_use.key") == "NAME");
  CHECK(driver.text("file_use.found") == "Found in the register: 2 of 55. Shapes in the file: 3.");
  CHECK_FALSE(session.undo_state().can_undo);
  driver.click("file_use.open");
  brought.desk.settle();
  const auto* asked = brought.desk.last<LoadBoundariesFrom>();
  REQUIRE(asked != nullptr);
  CHECK(asked->key_field == "NAME");
  CHECK(session.undo_state().can_undo);
  const auto& snapshot = *session.snapshot();
  CHECK_FALSE(snapshot.areas[snapshot.find_area("615820100", AreaLevel::settlement)].is_schematic);
}

TEST_CASE("a file of which nothing belongs to the register says so and cannot be loaded, but opens as a map") {
  FileDesk brought{strangers, ".geojson", FileUse::ask, {.language = Language::en}};
  auto& driver = brought.desk.driver;
  REQUIRE(driver.has("file_use.nothing"));
  CHECK_FALSE(driver.is_enabled("file_use.open"));
  driver.click("file_use.map");
  CHECK(driver.is_enabled("file_use.open"));
  driver.click("file_use.open");
  brought.desk.settle();
  CHECK(brought.desk.session.file_layer() != nullptr);
  CHECK(brought.desk.session.snapshot() == nullptr);
}

TEST_CASE("a file brought as boundaries is not asked whether it is a map") {
  FileDesk brought{villages, ".geojson", FileUse::boundaries};
  CHECK(brought.desk.driver.has("file_use.key"));
  CHECK_FALSE(brought.desk.driver.has("file_use.map"));
}

TEST_CASE("an export under the name of a register is refused beside the name, without asking whether to replace it") {
  Desk desk{{.language = Language::en}};
  auto state = make_dialogs();
  desk.show([&](const Layout&) { return dialogs(desk.session, *state); });
  desk.apply(OpenDialog{Dialog::export_file, no_row, {}});
  desk.driver.frames(3);
  desk.driver.click("export.path");
  desk.driver.key("Ctrl+A");
  desk.driver.type(desk.path().string());
  desk.driver.click("export.save");
  desk.driver.frames(2);
  CHECK_FALSE(desk.driver.has("export.replace"));
  CHECK(desk.last<ExportTo>() == nullptr);
  CHECK(desk.session.view().dialog == Dialog::export_file);
  CHECK(desk.driver.text("export.path.error").find("register") != std::string::npos);
}

TEST_CASE(
    "a public export under a filter of what is not published is refused in the dialog, in the words of the chips") {
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    Desk desk{{.language = language}};
    FilterState filter;
    filter.severities = {4, 5};
    filter.has_no_plan = true;
    filter.text = "су";
    filter.within = "69.9 42.2 30km";
    desk.apply(SetFilter{filter});
    auto state = make_dialogs();
    desk.show([&](const Layout&) { return dialogs(desk.session, *state); });
    desk.apply(OpenDialog{Dialog::export_file, no_row, {}});
    desk.settle();
    auto& driver = desk.driver;
    REQUIRE(driver.has("export.unpublished"));
    const auto text = driver.text("export.unpublished");
    CAPTURE(text);
    for (const auto& word : {field_label("issue", "severity"), tr("No measures for long"), tr("search in the table"),
                             tr("Part of the map")})
      CHECK(text.find(word) != std::string::npos);
    CHECK(text.find("--") == std::string::npos);
    CHECK_FALSE(driver.is_enabled("export.save"));
    driver.key("Ctrl+Enter");
    desk.settle();
    CHECK(desk.session.view().dialog == Dialog::export_file);
    CHECK(joined(driver.cut_texts()).empty());
    driver.click("export.profile.internal");
    driver.frames(2);
    CHECK_FALSE(driver.has("export.unpublished"));
    CHECK(driver.is_enabled("export.save"));
    driver.click("export.profile.public");
    desk.apply(SetFilter{FilterState{}});
    driver.frames(2);
    CHECK_FALSE(driver.has("export.unpublished"));
    CHECK(driver.is_enabled("export.save"));
  }
}

TEST_CASE("the folder of an export is chosen from a list, by keyboard alone too; the name stays") {
  const auto folder = fs::temp_directory_path() / new_uuid();
  fs::create_directories(folder / "есеп");
  std::ofstream{folder / "old.csv"} << "a\n";
  Desk desk{{.language = Language::en}};
  auto state = make_dialogs();
  desk.show([&](const Layout&) { return dialogs(desk.session, *state); });
  desk.apply(OpenDialog{Dialog::export_file, no_row, {}});
  auto& driver = desk.driver;
  driver.frames(3);
  driver.click("export.path");
  driver.key("Ctrl+A");
  driver.type((folder / "issues.geojson").string());
  driver.click("export.browse");
  driver.frames(3);
  REQUIRE(driver.has("export.folder.entry.0"));
  CHECK(driver.text("export.folder.entry.0") == "есеп");
  CHECK(driver.text("export.folder.entry.1") == "old.csv");
  driver.key("Escape");
  driver.frames(3);
  CHECK_FALSE(driver.has("export.folder.entry.0"));
  CHECK(desk.session.view().dialog == Dialog::export_file);
  driver.click("export.browse");
  driver.frames(3);
  for (int i = 0; i < 20 && driver.focused() != "export.folder.entry.0"; ++i) driver.key("Tab");
  REQUIRE(driver.focused() == "export.folder.entry.0");
  driver.key("Enter");
  driver.frames(2);
  for (int i = 0; i < 20 && driver.focused() != "export.folder.choose"; ++i) driver.key("Tab");
  REQUIRE(driver.focused() == "export.folder.choose");
  driver.key("Enter");
  driver.frames(3);
  CHECK_FALSE(driver.has("export.folder.choose"));
  driver.click("export.save");
  desk.settle();
  const auto* asked = desk.last<ExportTo>();
  REQUIRE(asked != nullptr);
  CHECK(asked->path == folder / "есеп" / "issues.geojson");
  std::error_code ignored;
  fs::remove_all(folder, ignored);
}

TEST_CASE("both questions are readable in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      for (const auto& [text, name] : {std::pair{villages, ".geojson"}, std::pair{metres_without_crs, ".csv"}}) {
        FileDesk brought{text, name, FileUse::ask, {.language = language, .scale = scale}};
        CHECK_MESSAGE(brought.desk.driver.cut_texts().empty(), joined(brought.desk.driver.cut_texts()));
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
