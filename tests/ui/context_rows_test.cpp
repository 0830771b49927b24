// Layers beside the theme in the layer list: shown and hidden, styled, moved, taken away; a dropped file becomes one.
#include <doctest/doctest.h>

#include "tests/ui/brought_file.h"

namespace riskmap::ui {
namespace {
constexpr std::string_view schools = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"name":"№ 1","kind":"орта"},"geometry":{"type":"Point","coordinates":[69.9,42.2]}},
{"type":"Feature","properties":{"name":"№ 2","kind":"бастауыш"},"geometry":{"type":"Point","coordinates":[70,42.2]}}]})";

// With the schools beside the sample, or asked about.
struct LayerDesk : FileDesk {
  explicit LayerDesk(FileUse use, const DeskOptions& options = {.language = Language::en})
      : FileDesk{schools, ".geojson", use, options} {}
  [[nodiscard]] const ContextStyle& style() const {
    REQUIRE(desk.session.document().context);
    return desk.session.document().context->front().layer.style;
  }
};

TEST_CASE("a press on a layer hides it, another shows it again") {
  LayerDesk layers{FileUse::context};
  CHECK(layers.style().is_visible);
  layers.desk.driver.click("layers.context.0");
  CHECK_FALSE(layers.style().is_visible);
  CHECK(layers.desk.driver.has("layers.context.0.eye"));
  layers.desk.driver.click("layers.context.0");
  CHECK(layers.style().is_visible);
}

TEST_CASE("its style opens below it and changes it at once; it can be taken away") {
  LayerDesk layers{FileUse::context};
  auto& driver = layers.desk.driver;
  CHECK_FALSE(driver.has("context.by"));
  driver.click("layers.context.0.style");
  driver.frames(2);
  REQUIRE(driver.has("context.by"));
  CHECK(layers.style().is_visible);  // the button is not the row
  driver.click("context.by");
  driver.click("context.by.kind");
  driver.frames(2);
  CHECK(layers.style().colour_column == "kind");
  driver.click("context.remove");
  driver.frames(2);
  CHECK(layers.desk.session.document().context == nullptr);
  CHECK_FALSE(driver.has("context.by"));
}

TEST_CASE("a file dropped onto a map becomes a layer of it when a person says so") {
  LayerDesk layers{FileUse::ask};
  auto& driver = layers.desk.driver;
  REQUIRE(driver.has("file_use.context"));
  CHECK_FALSE(driver.has("file_use.boundaries"));  // points are no boundaries
  driver.click("file_use.open");
  layers.desk.settle();
  CHECK(layers.desk.session.snapshot() != nullptr);
  CHECK(layers.style().is_visible);
}

TEST_CASE("the style of a layer is readable in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      LayerDesk layers{FileUse::context, {.language = language, .scale = scale}};
      layers.desk.driver.click("layers.context.0.style");
      layers.desk.driver.frames(2);
      CHECK_MESSAGE(layers.desk.driver.cut_texts().empty(), layers.desk.driver.cut_texts().front());
    }
}

}  // namespace
}  // namespace riskmap::ui
