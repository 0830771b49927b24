// The legend of a sheet: nothing runs into anything, nothing is left out unsaid, swatches look as the map does.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "layers/exchange/context_layer.h"
#include "layers/exchange/sheet_furniture.h"
#include "layers/text/translate.h"

using namespace riskmap;

namespace {

struct Written {
  ScreenPoint at;
  TextAlign align;
  std::string text;
  TextFont font;
};

class LegendPaper final : public SheetCanvas {
 public:
  void fill(std::span<const Ring>, Colour colour) override { fills.push_back(colour); }
  void stroke(std::span<const Polyline>, const Pen& pen) override { strokes.push_back(pen); }
  void fill_circle(ScreenPoint, double, Colour) override {}
  void stroke_circle(ScreenPoint, double, const Pen&) override {}
  void text(ScreenPoint at, TextAlign align, std::string_view text, const TextFont& font, const TextInk&) override {
    texts.push_back({at, align, std::string{text}, font});
  }
  void begin_clip(const Box&) override {}
  void end_clip() override {}
  [[nodiscard]] bool has(std::string_view text) const {
    return std::ranges::find(texts, text, &Written::text) != texts.end();
  }
  std::vector<Colour> fills;
  std::vector<Pen> strokes;
  std::vector<Written> texts;
};

LegendRow row(std::string label, std::int64_t count = 3) {
  LegendRow out;
  out.label = std::move(label);
  out.colour = rgb(0x206080);
  out.count = count;
  return out;
}

struct Paper {
  explicit Paper(Legend legend, ImageSize size = {700, 450}) {
    set_language(Language::en);
    scene.legend = std::move(legend);
    SheetOptions options{.size = size, .title = "Map"};
    options.source = "KATO 2024";
    plan = plan_of(options, scene.legend);
    const MapFrame frame{.camera = {{0, 0}, 100, size}, .pixel_scale = 1, .theme = Theme::light, .label_room = {}};
    draw_legend(canvas, shaper, plan, scene, options, frame);
  }
  MapScene scene;
  SheetPlan plan;
  TextShaper shaper;
  LegendPaper canvas;
};

Legend legend_with(std::size_t classes, std::size_t layers) {
  Legend legend;
  legend.what = "Open problems";
  for (std::size_t i = 0; i < classes; ++i) legend.rows.push_back(row("class " + std::to_string(i)));
  for (std::size_t i = 0; i < layers; ++i) legend.context.push_back(row("layer " + std::to_string(i)));
  legend.notes = {"Schematic boundaries, not official"};
  return legend;
}

}  // namespace

TEST_CASE("a long name ends before its count, however few spaces it has") {
  for (const char* name : {"settlements_of_the_district_with_schools_2024_final_version_3.geojson",
                           "roads of the district and of the districts beside it, of all classes, as of last year"}) {
    auto legend = legend_with(2, 0);
    legend.context = {row(name, 123'456)};
    const Paper paper{legend};
    REQUIRE(paper.plan.legend_place == LegendPlace::beside);
    const auto count = std::ranges::find_if(paper.canvas.texts, [](const Written& text) {
      return text.align == TextAlign::end && text.text.contains("456");
    });
    REQUIRE(count != paper.canvas.texts.end());
    const double until = count->at.x - paper.shaper.width(count->text, count->font);
    bool is_shortened = false;
    for (const Written& text : paper.canvas.texts)
      if (text.align == TextAlign::start && text.at.y >= count->at.y - 1 && text.at.y < count->at.y + 30) {
        CHECK(text.at.x + paper.shaper.width(text.text, text.font) <= until);
        is_shortened = is_shortened || text.text.ends_with("…");
      }
    CHECK(is_shortened);
  }
}

TEST_CASE("rows without room are counted, and what stands at the foot stays") {
  const Paper paper{legend_with(9, 12)};
  int rows = 0, left_out = 0;
  double lowest = 0;
  for (const Written& text : paper.canvas.texts) {
    if (text.text.starts_with("class ") || text.text.starts_with("layer ")) ++rows, lowest = text.at.y;
    if (text.text.starts_with("and ")) left_out = std::stoi(text.text.substr(4));
  }
  CHECK(left_out > 0);
  CHECK(rows + left_out == 21);
  for (const char* foot : {"KATO 2024", "official"}) {
    const auto found =
        std::ranges::find_if(paper.canvas.texts, [&](const Written& text) { return text.text.contains(foot); });
    REQUIRE(found != paper.canvas.texts.end());
    CHECK(found->at.y > lowest);
    CHECK(found->at.y <= paper.plan.legend.max_y);
  }
  const Paper roomy{legend_with(9, 12), {1600, 1100}};
  CHECK(std::ranges::none_of(roomy.canvas.texts, [](const Written& text) { return text.text.starts_with("and "); }));
}

TEST_CASE("a strip says how many layers and points it has no room for") {
  auto legend = legend_with(4, 3);
  legend.points = {row("high")};
  legend.context.back().farthest_scale = 10;  // not shown here
  const Paper paper{legend, {500, 400}};
  REQUIRE(paper.plan.legend_place == LegendPlace::strip);
  CHECK(std::ranges::any_of(paper.canvas.texts, [](const Written& text) { return text.text.ends_with("and 3 more"); }));
  const Paper without{legend_with(4, 0), {500, 400}};
  CHECK(std::ranges::none_of(without.canvas.texts, [](const Written& text) { return text.text.contains("more"); }));
}

TEST_CASE("a swatch is as pale as the area beside the theme, with its edge; a line is a line, dashed where it is") {
  auto legend = legend_with(1, 0);
  auto area = row("woods"), line = row("roads");
  area.colour = {0, 100, 0, 107}, area.edge = Colour{0, 100, 0, 255};
  line.sample = LegendSample::line, line.is_dashed = true, line.colour = rgb(0xB15928);
  legend.context = {area, line};
  const Paper paper{legend, {1200, 800}};
  CHECK(std::ranges::count(paper.canvas.fills, area.colour) == 1);
  CHECK(std::ranges::count(paper.canvas.strokes, *area.edge, &Pen::colour) == 1);
  CHECK(std::ranges::count(paper.canvas.fills, line.colour) == 0);
  const auto pen = std::ranges::find(paper.canvas.strokes, line.colour, &Pen::colour);
  REQUIRE(pen != paper.canvas.strokes.end());
  CHECK(pen->gap > 0);
}
