// What the window has room for: the map keeps its share, and a person's own choice is kept.
#include "viewer/panels/layout.h"

#include <doctest/doctest.h>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"
#include "viewer/panels/issue_table.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

// The whole window.
struct ShellDesk {
  explicit ShellDesk(const DeskOptions& asked) : options{asked}, desk{asked} {
    desk.show([this](const Layout&) {
      return shell.build(desk.session, options.width * options.scale, options.height * options.scale);
    });
    desk.settle();
  }
  void press(const char* chord) {
    desk.driver.key(chord);
    desk.settle();
  }
  void select(Row issue) {
    desk.apply(SelectIssue{issue, false});
    desk.settle();
  }
  [[nodiscard]] const Layout& layout() const { return shell.layout(); }
  [[nodiscard]] float map_share() const {
    return layout().map.width() * layout().map.height() /
           (options.width * options.height * options.scale * options.scale);
  }
  [[nodiscard]] bool has_layers() const { return layout().layers.width() > 0; }
  [[nodiscard]] bool has_inspector() const { return layout().inspector.width() > 0; }
  DeskOptions options;
  Shell shell;
  Desk desk;
};

constexpr DeskOptions large{.language = Language::kk, .scale = 2, .width = 720, .height = 450};
constexpr DeskOptions small_and_large{.language = Language::kk, .scale = 2, .width = 683, .height = 384};

TEST_CASE("the map keeps three fifths of the window in its own workspace at every size and scale") {
  for (const auto& options : {DeskOptions{.width = 1440, .height = 900}, DeskOptions{.width = 1366, .height = 768},
                              DeskOptions{.width = 1280, .height = 720},
                              DeskOptions{.scale = 1.5F, .width = 960, .height = 600}, large, small_and_large}) {
    CAPTURE(options.width);
    ShellDesk window{options};
    CHECK(window.map_share() >= 0.6F);
    CHECK(window.has_layers() == (options.width >= 1280));
    window.press("Ctrl+4");
    window.press("Ctrl+1");
    CHECK(window.map_share() >= 0.6F);
  }
}

// The smallest window of a large screen at twice the size: what finds no room is left out, and nothing lies over
// anything.
constexpr DeskOptions smallest{.scale = 2, .width = 512, .height = 350};

// A part of the bars or over the map that no other is a part of.
bool is_single(const std::string& name, const std::vector<std::string>& names) {
  if (!name.starts_with("top.") && !name.starts_with("map.") && !name.starts_with("filter.")) return false;
  if (name == "map.canvas") return false;
  return std::ranges::none_of(names, [&](const std::string& other) { return other.starts_with(name + "."); });
}

std::string lying_over_another(const ShellDesk& window) {
  const auto names = window.desk.driver.names();
  const float width = window.options.width * window.options.scale;
  std::string found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!is_single(names[i], names)) continue;
    const auto& a = window.desk.driver.widget(names[i]).rect;
    if (a.left < 0 || a.right > width) found += names[i] + " outside; ";
    for (std::size_t j = 0; j < i; ++j) {
      if (!is_single(names[j], names)) continue;
      const auto& b = window.desk.driver.widget(names[j]).rect;
      const bool is_over = a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      if (is_over) found += names[i] + " over " + names[j] + "; ";
    }
  }
  return found;
}

TEST_CASE("in the smallest window nothing of the bars or over the map lies over anything else") {
  for (const auto language : {Language::kk, Language::ru, Language::en}) {
    auto options = smallest;
    options.language = language;
    CAPTURE(std::string{code_of(language)});
    ShellDesk window{options};
    for (const char* workspace : {"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"}) {
      CAPTURE(workspace);
      window.press(workspace);
      CHECK(lying_over_another(window) == "");
      for (const auto* name : {"top.workspace", "top.search", "top.bell", "top.author"})
        CHECK(window.desk.driver.has(name));
      FilterState filter;
      filter.is_overdue = true;
      window.desk.apply(SetFilter{filter});
      window.desk.settle();
      CHECK(lying_over_another(window) == "");
      window.desk.apply(SetFilter{});
      window.desk.settle();
    }
  }
}

TEST_CASE("layers that a person opens or shuts stay so, whatever the room and the workspace between") {
  for (const bool is_large : {true, false}) {
    CAPTURE(is_large);
    ShellDesk window{is_large ? large : DeskOptions{}};
    CHECK(window.has_layers() != is_large);
    window.press("Ctrl+L");
    CHECK(window.has_layers() == is_large);
    window.press("Ctrl+2");
    window.press("Ctrl+1");
    CHECK(window.has_layers() == is_large);
    window.press("Ctrl+L");
    CHECK(window.has_layers() != is_large);
  }
}

TEST_CASE("in a low map the switches and the legend leave the district its room") {
  ShellDesk window{large};
  const auto& session = window.desk.session;
  const auto& camera = session.view().camera;
  const auto tiles = session.derived().scene.extent;
  CHECK(tiles.width() / camera.metres_per_pixel > 0.6 * window.layout().map.width());
  CHECK(window.desk.driver.has("legend.show"));
}

TEST_CASE("folded layers are opened by a button where they would stand") {
  ShellDesk window{large};
  window.desk.driver.click("filter.layers");
  window.desk.settle();
  CHECK(window.has_layers());
  CHECK_FALSE(window.desk.driver.has("filter.layers"));
}

TEST_CASE("where layers and inspector have no room beside each other, the one opened last is seen") {
  ShellDesk window{large};
  window.select(0);
  CHECK(window.has_inspector());
  window.press("Ctrl+L");
  CHECK(window.has_layers());
  CHECK_FALSE(window.has_inspector());
  window.press("Ctrl+I");
  CHECK(window.has_inspector());
  CHECK_FALSE(window.has_layers());
  window.press("Ctrl+I");
  CHECK_FALSE(window.has_inspector());
  CHECK(window.has_layers());
  window.select(1);
  CHECK(window.has_inspector());
  CHECK_FALSE(window.has_layers());
}

TEST_CASE("the inspector leaves the greater part of a narrow window") {
  for (const auto& options : {large, small_and_large}) {
    ShellDesk window{options};
    window.select(0);
    CHECK(window.layout().inspector.width() <= 0.45F * options.width * options.scale);
  }
  ShellDesk wide{{.width = 1440, .height = 900}};
  wide.select(0);
  CHECK(wide.layout().inspector.width() == doctest::Approx(352));
}

TEST_CASE("the register shows three problems at least, with words of their titles, whatever stands beside it") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (auto options : {large, small_and_large, DeskOptions{.width = 1280, .height = 720}})
      for (const bool has_inspector : {false, true}) {
        options.language = language;
        CAPTURE(std::string{code_of(language)});
        CAPTURE(options.width);
        CAPTURE(has_inspector);
        ShellDesk window{options};
        if (has_inspector) window.select(0);
        window.press("Ctrl+2");
        CHECK(window.has_inspector() == has_inspector);
        int whole_rows = 0;
        for (const auto& name : window.desk.driver.names()) {
          if (!name.starts_with("table.row.") || !name.ends_with(".title")) continue;
          const auto& cell = window.desk.driver.widget(name);
          whole_rows += cell.visible.height() >= cell.rect.height() - 1 ? 1 : 0;
          CHECK(cell.rect.width() >= 110 * options.scale);
        }
        CHECK(whole_rows >= 3);
        CHECK(joined(window.desk.driver.cut_texts()) == "");
      }
}

}  // namespace
}  // namespace riskmap::ui
