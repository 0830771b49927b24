// A plain file in the window: the layer that is shown, what colours it, names in the person's language.
#include <doctest/doctest.h>

#include "tests/ui/brought_file.h"

namespace riskmap::ui {
namespace {
constexpr std::string_view two_layers = R"(<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>villages</name>
<Placemark><name>A</name><Point><coordinates>69.9,42.2</coordinates></Point></Placemark></Folder>
<Folder><name>roads</name>
<Placemark><name>B</name><LineString><coordinates>69.9,42.2 70.1,42.3</coordinates></LineString></Placemark></Folder>
</Document></kml>)";
// Codes only: nothing to colour a map by.
constexpr std::string_view codes = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name_kk":"Жоғары","name_en":"Upper","kato":615820000},"geometry":{"type":"Point","coordinates":[69.9,42.2]}},
{"type":"Feature","properties":{"name_kk":"Төмен","name_en":"Lower","kato":615830000},"geometry":{"type":"Point","coordinates":[70,42.2]}}]})";

TEST_CASE("a file of several layers shows which one is drawn, and another can be chosen") {
  FileDesk files{two_layers, ".kml", FileUse::map};
  auto& driver = files.desk.driver;
  REQUIRE(driver.has("layers.of_file"));
  CHECK(driver.value("layers.of_file") == "villages");
  driver.click("layers.of_file");
  driver.click("layers.of_file.roads");
  files.desk.settle();
  CHECK(driver.value("layers.of_file") == "roads");
  CHECK(files.desk.session.file_layer()->features->layer_name == "roads");
}

TEST_CASE("a file of one layer has none to choose; codes colour nothing, and the box says so") {
  FileDesk files{codes, ".geojson", FileUse::map};
  auto& driver = files.desk.driver;
  CHECK_FALSE(driver.has("layers.of_file"));
  CHECK(files.desk.session.view().layer.indicator.empty());
  CHECK(driver.text("indicator.what").find("One colour") != std::string::npos);
  CHECK(driver.has("indicator.opacity"));
}

TEST_CASE("a file of several layers brought beside a map offers them, and the chosen one is added") {
  FileDesk files{two_layers, ".kml", FileUse::context};
  auto& driver = files.desk.driver;
  REQUIRE(driver.has("file_use.layer"));
  driver.click("file_use.layer");
  driver.click("file_use.layer.roads");
  driver.frames(2);
  driver.click("file_use.open");
  files.desk.settle();
  REQUIRE(files.desk.session.document().context);
  CHECK(files.desk.session.document().context->front().layer.name == "roads");
}

TEST_CASE("layers of a file are readable in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      for (const auto use : {FileUse::map, FileUse::context}) {
        FileDesk files{two_layers, ".kml", use, {.language = language, .scale = scale}};
        CHECK_MESSAGE(files.desk.driver.cut_texts().empty(), joined(files.desk.driver.cut_texts()));
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
