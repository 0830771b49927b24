// The bar at the top keeps everything within reach, however narrow the window is.
#include <doctest/doctest.h>

#include <array>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"

namespace riskmap::ui {
namespace {

struct TopDesk {
  explicit TopDesk(const DeskOptions& options) : desk{options} {
    desk.show([this](const Layout& layout) { return top_bar(desk.session, layout); });
  }
  // As wide as the window may be seen, without a list to open.
  [[nodiscard]] bool stands_free(const char* name) const {
    const auto& bar = desk.driver.widget(name);
    for (const auto* other : {"top.file", "top.edit", "top.view", "top.workspace", "top.search", "top.language",
                              "top.theme", "top.bell", "top.author", "top.undo", "top.title"}) {
      if (std::string_view{other} == name || !desk.driver.has(other)) continue;
      const auto& rect = desk.driver.widget(other).rect;
      if (bar.rect.left < rect.right - 1 && rect.left < bar.rect.right - 1) return false;
    }
    return bar.visible.width() >= bar.rect.width() - 1;
  }
  Desk desk;
};

constexpr std::array<DeskOptions, 7> windows = {{{.scale = 2, .width = 683, .height = 384},
                                                 {.scale = 2, .width = 720, .height = 450},
                                                 {.scale = 2, .width = 960, .height = 540},
                                                 {.scale = 1.5F, .width = 911, .height = 512},
                                                 {.scale = 1, .width = 1024, .height = 768},
                                                 {.scale = 1, .width = 1366, .height = 768},
                                                 {.scale = 1, .width = 1920, .height = 1080}}};

TEST_CASE("workspaces, search, languages and the person are in the bar of every window") {
  for (const auto language : {Language::kk, Language::ru, Language::en})
    for (auto options : windows) {
      options.language = language;
      CAPTURE(std::string{code_of(language)});
      CAPTURE(options.width);
      TopDesk top{options};
      for (const auto* name : {"top.workspace", "top.search", "top.language", "top.theme", "top.bell", "top.author"}) {
        CAPTURE(name);
        REQUIRE(top.desk.driver.has(name));
        CHECK(top.stands_free(name));
      }
      CHECK(joined(top.desk.driver.cut_texts()) == "");
      if (!top.desk.driver.has("top.workspace.register")) top.desk.driver.click("top.workspace");
      top.desk.driver.click("top.workspace.register");
      top.desk.settle();
      CHECK(top.desk.session.view().workspace == Workspace::register_table);
    }
}

TEST_CASE("the View menu lists the four workspaces and marks the one that is shown") {
  TopDesk top{{.language = Language::ru, .scale = 2, .width = 960, .height = 540}};
  top.desk.driver.click("top.view");
  for (const auto* name :
       {"view.workspace.map", "view.workspace.register", "view.workspace.clusters", "view.workspace.today"})
    CHECK(top.desk.driver.has(name));
  CHECK(top.desk.driver.value("view.workspace.map") == "on");
  top.desk.driver.click("view.workspace.clusters");
  top.desk.settle();
  CHECK(top.desk.session.view().workspace == Workspace::clusters);
}

TEST_CASE("a language is chosen in the narrowest bar too") {
  TopDesk top{{.language = Language::ru, .scale = 2, .width = 683, .height = 384}};
  top.desk.driver.click("top.language");
  top.desk.driver.click("top.language.en");
  CHECK(top.desk.session.view().language == Language::en);
}

}  // namespace
}  // namespace riskmap::ui
