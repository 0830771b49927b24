// Breaks taken elsewhere in the legend and in the layers panel, locked and taken back; the way from a count to a rate.
#include <doctest/doctest.h>

#include <cmath>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/layers_panel.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {
namespace {

// The legend on the map and the layers panel beside it.
struct BreaksDesk {
  explicit BreaksDesk(const DeskOptions& options = {.language = Language::en}) : desk{options} {
    desk.show([this](const Layout& layout) {
      auto intents = layers_panel(desk.session, layers, layout);
      Panel panel{"map", layout.map, {.padding = 0, .scrolls = false, .is_transparent = true}};
      for (auto& intent : legend_panel(desk.session, map_overlays(desk.session, layout), layout))
        intents.push_back(std::move(intent));
      return intents;
    });
    auto layer = with_indicator(desk.session.view().layer, "per_1000");
    layer.mode = MapMode::tiles;
    desk.apply(SetLayer{layer});
    desk.settle();
    REQUIRE(breaks().size() >= 3);
  }
  // As a person would by Tab, until a handle has the keyboard.
  std::string focus_a_break() {
    for (int press = 0; press < 80 && !desk.driver.focused().starts_with("legend.break."); ++press)
      desk.driver.key("Tab");
    return desk.driver.focused();
  }
  [[nodiscard]] const LayerSpec& layer() const { return desk.session.view().layer; }
  [[nodiscard]] std::vector<double> breaks() const { return desk.session.derived().scene.legend.breaks.inner; }
  LayersPanelState layers;
  Desk desk;
  void show_count() {
    desk.apply(SetLayer{with_indicator(layer(), "open")});
    desk.settle();
  }
};

TEST_CASE("a break is dragged on the histogram: map, legend and panel follow, and it is taken back as a whole") {
  BreaksDesk on;
  const auto before = on.breaks();
  on.desk.driver.drag("legend.break.1", 12, 0);
  on.desk.settle();
  CHECK(on.layer().breaks.is_hand_made);
  CHECK(on.breaks()[1] > before[1]);
  CHECK(on.breaks()[0] == before[0]);
  CHECK(on.desk.session.derived().values.classes.scheme == Scheme::manual);
  CHECK(on.desk.driver.value("indicator.scheme") == "manual");
  CHECK(on.desk.driver.has("legend.by_hand"));
  on.desk.driver.click("legend.reset");
  on.desk.settle();
  CHECK(on.breaks() == before);
  CHECK(on.layer().breaks == FixedBreaks{});
  CHECK_FALSE(on.desk.driver.has("legend.by_hand"));
}

TEST_CASE("a break that has the keyboard goes by the arrows, one step a press, and the focus stays") {
  BreaksDesk on;
  const auto before = on.breaks();
  const double step = on.desk.session.derived().scene.legend.breaks.step;
  const auto focused = on.focus_a_break();
  REQUIRE(focused.starts_with("legend.break."));
  const auto index = static_cast<std::size_t>(focused.back() - '0');
  on.desk.driver.key("Right");
  on.desk.settle();
  const double taken = std::round((before[index] + step) / step) * step;
  CHECK(on.breaks()[index] == doctest::Approx(taken));
  CHECK(on.desk.driver.focused() == focused);
  on.desk.driver.key("Left");
  on.desk.settle();
  CHECK(on.breaks()[index] == doctest::Approx(taken - step));
}

TEST_CASE("locked breaks stay with another indicator and with another filter until they are let go") {
  BreaksDesk on;
  const auto before = on.breaks();
  on.desk.driver.click("legend.lock");
  on.desk.settle();
  CHECK(on.layer().breaks.is_locked);
  CHECK(on.breaks() == before);
  FilterState grave;
  grave.expression = "severity>=4";
  on.desk.apply(SetFilter{grave});
  on.desk.settle();
  CHECK(on.layer().breaks.inner == before);
  on.desk.apply(SetLayer{with_indicator(on.layer(), "overdue")});
  on.desk.settle();
  CHECK(on.layer().breaks.inner == before);
  CHECK(on.desk.session.derived().values.classes.scheme == Scheme::manual);
  on.show_count();
  on.desk.apply(SetFilter{FilterState{}});
  on.desk.settle();
  on.desk.driver.click("legend.lock");
  on.desk.settle();
  CHECK(on.layer().breaks.is_empty());
}

TEST_CASE("breaks are typed, and what does not ascend is said and changes nothing") {
  BreaksDesk on;
  on.desk.driver.click("indicator.scheme");
  on.desk.driver.scroll("indicator.scheme.fisher", -10);
  on.desk.driver.click("indicator.scheme.manual");
  on.desk.settle();
  REQUIRE(on.desk.driver.has("indicator.breaks"));
  const auto type = [&on](const char* text) {
    on.desk.driver.click("indicator.breaks");
    on.desk.driver.key("Ctrl+A");
    on.desk.driver.type(text);
    on.desk.driver.key("Enter");
    on.desk.settle();
  };
  type("1; 4; 7");
  CHECK(on.layer().breaks.inner == std::vector<double>{1, 4, 7});
  type("5; 2");
  CHECK(on.layer().breaks.inner == std::vector<double>{1, 4, 7});
  CHECK(on.desk.driver.has("indicator.breaks.error"));
}

TEST_CASE("a share over areas offers the smoothed one with the reason, and that one the way back") {
  BreaksDesk on;
  on.show_count();
  on.desk.apply(SetLayer{with_indicator(on.layer(), "share_with_plan")});
  on.desk.settle();
  CHECK(on.desk.driver.has("indicator.rate.why"));
  on.desk.driver.click("legend.rate");
  on.desk.settle();
  CHECK(on.layer().indicator == "share_with_plan_smoothed");
  CHECK_FALSE(on.desk.driver.has("indicator.rate.why"));
  on.desk.driver.click("legend.rate");
  on.desk.settle();
  CHECK(on.layer().indicator == "share_with_plan");
}

TEST_CASE("a count over areas offers its rate with the reason, and the rate the way back; symbols offer nothing") {
  BreaksDesk on;
  on.show_count();
  REQUIRE(on.desk.driver.has("legend.rate"));
  CHECK(on.desk.driver.has("indicator.rate.why"));
  on.desk.driver.click("legend.rate");
  on.desk.settle();
  CHECK(on.layer().indicator == "per_1000");
  CHECK_FALSE(on.desk.driver.has("indicator.rate.why"));
  on.desk.driver.click("legend.rate");
  on.desk.settle();
  CHECK(on.layer().indicator == "open");
  on.desk.apply(SetLayer{with_indicator(on.layer(), "overdue")});
  on.desk.settle();
  on.desk.driver.click("indicator.rate");
  on.desk.settle();
  CHECK(on.layer().indicator == "overdue_per_1000");
  CHECK(on.desk.driver.has("indicator.scheme"));  // though no list has it
  auto symbols = with_indicator(on.layer(), "open");
  symbols.mode = MapMode::symbols;
  on.desk.apply(SetLayer{symbols});
  on.desk.settle();
  CHECK_FALSE(on.desk.driver.has("legend.rate"));
}

TEST_CASE("the legend with its breaks is readable in every language and scale") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (const float scale : {0.8F, 1.0F, 2.0F}) {
      CAPTURE(std::string{code_of(language)});
      CAPTURE(scale);
      BreaksDesk on{{.language = language, .scale = scale}};
      on.show_count();
      auto layer = on.layer();
      layer.breaks = {.inner = {1, 2, 5}, .is_hand_made = true};
      on.desk.apply(SetLayer{layer});
      on.desk.settle();
      CHECK_MESSAGE(on.desk.driver.cut_texts().empty(), joined(on.desk.driver.cut_texts()));
    }
}

}  // namespace
}  // namespace riskmap::ui
