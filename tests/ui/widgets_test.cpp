// Buttons, switches, chips, rows and texts: what a press does, at every scale and in every theme.
#include <doctest/doctest.h>
#include <fmt/ranges.h>
#include <imgui.h>

#include <array>

#include "tests/ui/driver.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {
namespace {

const std::vector<Segment> modes{{.id = "areas", .text = "Аймақ", .icon = Icon::grid},
                                 {.id = "symbols", .text = "Белгі", .icon = Icon::symbols},
                                 {.id = "hotspots", .text = "Ошақ", .icon = Icon::hotspot}};

TEST_CASE("a button is pressed by mouse, Space and Enter, and not when disabled") {
  Driver driver;
  int pressed = 0;
  bool is_enabled = true;
  driver.show([&] {
    if (button("form.save", "Сақтау", {.kind = ButtonKind::primary, .is_enabled = is_enabled})) ++pressed;
  });
  driver.click("form.save");
  CHECK(pressed == 1);
  driver.key("Tab");
  CHECK(driver.focused() == "form.save");
  driver.key("Enter");
  CHECK(pressed == 2);
  driver.key("Space");
  CHECK(pressed == 3);
  is_enabled = false;
  driver.frames(2);
  driver.click("form.save");
  driver.key("Enter");
  CHECK(pressed == 3);
  CHECK_FALSE(driver.is_enabled("form.save"));
}

TEST_CASE("Enter does not press a button that was only clicked before") {
  Driver driver;
  int pressed = 0;
  driver.show([&] { pressed += button("a.b", "Go"); });
  driver.click("a.b");
  driver.key("Enter");
  CHECK(pressed == 1);
}

TEST_CASE("Tab visits every widget in reading order, wraps, and Shift+Tab goes back") {
  Driver driver;
  bool is_on = false;
  std::string words;
  std::size_t mode = 1;
  driver.show([&] {
    button("t.one", "One");
    button("t.off", "Off", {.is_enabled = false});
    text_field("t.two", words);
    checkbox("t.three", "Three", is_on);
    segmented("t.four", modes, mode);
  });
  std::vector<std::string> way;
  for (int i = 0; i < 5; ++i) {
    driver.key("Tab");
    way.push_back(driver.focused());
  }
  CHECK(fmt::format("{}", fmt::join(way, " ")) == "t.one t.two t.three t.four.symbols t.one");
  driver.key("Shift+Tab");
  CHECK(driver.focused() == "t.four.symbols");
  driver.key("Shift+Tab");
  CHECK(driver.focused() == "t.three");
  driver.key("Space");
  CHECK(is_on);
}

TEST_CASE("F6 goes from panel to panel and back with Shift") {
  Driver driver;
  driver.show_panels([&] {
    if (Panel left{"left", {0, 0, 300, 600}}; left) button("left.a", "A"), button("left.b", "B");
    if (Panel empty{"empty", {300, 0, 400, 600}}; empty) text("nothing to focus");
    if (Panel right{"right", {400, 0, 800, 600}}; right) button("right.a", "A");
  });
  driver.key("F6");
  CHECK(driver.focused() == "left.a");
  driver.key("F6");
  CHECK(driver.focused() == "right.a");
  driver.key("Shift+F6");
  CHECK(driver.focused() == "left.a");
  driver.key("Tab");
  CHECK(driver.focused() == "left.b");
  driver.key("Tab");
  CHECK(driver.focused() == "left.a");
}

TEST_CASE("a segmented switch follows the mouse and the arrow keys") {
  Driver driver;
  std::size_t chosen = 0;
  int changes = 0;
  driver.show([&] { changes += segmented("map.mode", modes, chosen); });
  CHECK(driver.value("map.mode") == "areas");
  driver.click("map.mode.hotspots");
  CHECK(chosen == 2);
  CHECK(changes == 1);
  driver.key("Tab");
  CHECK(driver.focused() == "map.mode.hotspots");
  driver.key("Left");
  CHECK(chosen == 1);
  driver.key("Left");
  CHECK(chosen == 0);
  CHECK(driver.value("map.mode.areas") == "on");
}

TEST_CASE("a chip toggles, a removable chip tells its body from its cross") {
  Driver driver;
  bool is_on = false;
  ChipPress last = ChipPress::none;
  driver.show([&] {
    chip("filter.new", "Жаңа", is_on, {.dot = rgb(0x1A56B0), .count = "26"});
    const ChipPress press = removable_chip("chips.utilities", "Инженерлік желілер");
    if (press != ChipPress::none) last = press;
  });
  driver.click("filter.new");
  CHECK(is_on);
  CHECK(driver.value("filter.new") == "on");
  driver.click("chips.utilities");
  CHECK(last == ChipPress::body);
  driver.click("chips.utilities.remove");
  CHECK(last == ChipPress::removed);
}

TEST_CASE("checkbox, switch, choice row and section header report what they show") {
  Driver driver;
  bool is_checked = false, is_on = true, is_open = true;
  int pressed = 0;
  driver.show([&] {
    checkbox("c.check", "Ауыз су", is_checked, {.count = "24"});
    toggle("c.switch", "Қозғалысты азайту", is_on);
    pressed += choice_row("c.row", {.title = "Орташа", .description = "Бір көше зардап шегеді.", .is_chosen = false});
    section_header("c.section", "Қабаттар", "6 / 6", is_open);
  });
  driver.click("c.check"), driver.click("c.switch"), driver.click("c.row"), driver.click("c.section");
  CHECK(is_checked);
  CHECK_FALSE(is_on);
  CHECK(pressed == 1);
  CHECK_FALSE(is_open);
  CHECK(driver.value("c.check") == "on");
  CHECK(driver.value("c.switch") == "off");
  CHECK(driver.value("c.section") == "closed");
}

TEST_CASE("a tooltip waits 400 ms, follows at once to the neighbour, and works on disabled widgets") {
  Driver driver;
  driver.show([&] {
    icon_button("tools.fit", Icon::zoom_fit, {.tooltip = "Бүкіл аудан"});
    icon_button("tools.ruler", Icon::ruler, {.tooltip = "Қашықтық", .is_enabled = false});
  });
  driver.hover("tools.fit");
  driver.wait(0.2);
  CHECK_FALSE(driver.has("tooltip"));
  CHECK(driver.next_frame_after() > 0);
  CHECK(driver.next_frame_after() < 0.25);
  driver.wait(0.3);
  REQUIRE(driver.has("tooltip"));
  CHECK(driver.text("tooltip") == "Бүкіл аудан");
  CHECK(driver.widget("tooltip").rect.top >= driver.widget("tools.fit").rect.bottom);  // it hides no widget of its own
  driver.hover("tools.ruler");
  driver.frames(2);
  REQUIRE(driver.has("tooltip"));
  CHECK(driver.text("tooltip") == "Қашықтық");
  driver.move_to(900, 600);
  driver.frames(2);
  CHECK_FALSE(driver.has("tooltip"));
}

TEST_CASE("nothing asks for a frame while nothing moves") {
  Driver driver;
  bool is_on = true;
  driver.show([&] { button("a.b", "Go"), checkbox("a.c", "Check", is_on), badge("a.d", "Жаңа", Tone::fresh); });
  CHECK(driver.next_frame_after() < 0);
}

TEST_CASE("an ellipsis cuts between characters, never inside one") {
  Driver driver;
  driver.show([] {});
  const std::string name = "Қаратөбе ауылдық округі";
  const float full = text_width(name, TextStyle::body);
  for (float width = 10; width < full; width += 3) {
    const std::string cut = shortened(name, width, TextStyle::body);
    CHECK(cut.ends_with("…"));
    const std::string kept = cut.substr(0, cut.size() - std::string_view{"…"}.size());
    CHECK(name.starts_with(kept));
    CHECK((kept.empty() || (static_cast<unsigned char>(name[kept.size()]) & 0xC0) != 0x80));
    if (width > 30) CHECK(text_width(cut, TextStyle::body) <= width);
  }
  CHECK(shortened(name, full, TextStyle::body) == name);
}

TEST_CASE("two widgets of one name are found out") {
  Driver driver;
  driver.show([] { badge("same", "a", Tone::low), badge("same", "b", Tone::low); });
  CHECK(driver.probe().duplicates() == std::vector<std::string>{"same"});
}

TEST_CASE("a text wider than its widget is found out") {
  Driver driver;
  driver.show([] {
    button("narrow", "Өте ұзын мәтін", {.width = 40});
    button("wide", "Өте ұзын мәтін");
  });
  REQUIRE(driver.cut_texts().size() == 1);
  CHECK(driver.cut_texts()[0] == "narrow: Өте ұзын мәтін");
}

// Every widget of the kit, for the sweep below.
void gallery(bool& is_on, std::size_t& chosen) {
  button("g.primary", "Жаңа мәселе", {.kind = ButtonKind::primary, .icon = Icon::add});
  button("g.secondary", "Экспорттау", {.icon = Icon::download, .has_chevron = true});
  button("g.danger", "Өшіру", {.kind = ButtonKind::danger});
  button("g.ghost", "Болдырмау", {.kind = ButtonKind::ghost});
  icon_button("g.icon", Icon::bell, {.tooltip = "Хабарлар", .has_dot = true});
  segmented("g.mode", modes, chosen);
  segmented("g.mode_wide", modes, chosen, {.width = 420});
  chip("g.chip", "Мерзімі өтті", is_on, {.dot = rgb(0xA8122B), .count = "18"});
  checkbox("g.check", "Ауыз су", is_on);
  toggle("g.switch", "Қозғалысты азайту", is_on);
  for (const Tone tone : {Tone::fresh, Tone::in_progress, Tone::resolved, Tone::overdue, Tone::postponed})
    status_chip("g.status." + std::to_string(static_cast<int>(tone)), "Шешілуде", tone);
  for (int level = 0; level <= 4; ++level) level_pips("g.level." + std::to_string(level), level, "Өте жоғары");
  late_mark("g.late", "5 күн кешікті");
  kpi_card("g.kpi", {.label = "Мерзімі өтті", .figure = "1 248", .change = "+13"}, px(170));
  section_header("g.section", "Көрсеткіш", "97 / 412", is_on);
  progress("g.progress", 0.62, {.can_be_cancelled = true});
}

TEST_CASE("the kit fits its texts at three scales in three themes") {
  for (const float scale : {0.8F, 1.0F, 2.0F})
    for (const Theme theme : {Theme::light, Theme::dark, Theme::high_contrast}) {
      Driver driver{{.theme = theme, .scale = scale, .has_motion = false}, 1280 * scale, 900 * scale};
      bool is_on = true;
      std::size_t chosen = 0;
      driver.show([&] { gallery(is_on, chosen); });
      CAPTURE(scale);
      CHECK(driver.cut_texts() == std::vector<std::string>{});
      CHECK(driver.probe().duplicates() == std::vector<std::string>{});
      for (const ProbeEntry& entry : driver.probe().entries()) {
        CAPTURE(entry.name);
        CHECK(entry.rect.height() >= 20 * scale - 1);
      }
    }
}

}  // namespace
}  // namespace riskmap::ui
