// A part of the register taken to a laptop and brought back, as a clerk does it.
#include <doctest/doctest.h>

#include "layers/store/register_store.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  Window() {
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 900); });
    desk.apply(SelectPlace{Place{AreaLevel::settlement, snapshot().find_settlement("615820100")}});
    std::filesystem::create_directory(folder);
  }
  ~Window() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  void press(std::initializer_list<const char*> chords) {
    for (const auto* chord : chords) {
      desk.driver.key(chord);
      desk.settle();
    }
  }
  void take() {
    desk.apply(TakeToLaptop{{"615820100", copy, ApplicantsOfCheckout::stay_behind}});
    desk.settle();
    REQUIRE(std::filesystem::exists(copy));
  }
  void bring() {
    desk.apply(BringFromLaptop{{.copy = copy}});
    desk.driver.frames(6);
  }
  // The title of a problem of Lenger, set there.
  [[nodiscard]] std::string problem() const {
    for (Row row = 0; row < snapshot().issues.size(); ++row)
      if (snapshot().issues[row].id && snapshot().issues[row].settlement == snapshot().find_settlement("615820100"))
        return snapshot().issues[row].uuid;
    return {};
  }
  [[nodiscard]] Issue issue(const std::string& uuid) const { return snapshot().issues[snapshot().find_issue(uuid)]; }
  [[nodiscard]] static Change titled(const std::string& uuid, std::int64_t version, const char* title) {
    return {.kind = ChangeKind::set,
            .entity = Entity::issue,
            .uuid = uuid,
            .version = version,
            .before = {},
            .after = {{"title", Value{title}}}};
  }
  void on_laptop(const Change& change) const {
    const auto store = open_register(copy);
    REQUIRE(store);
    REQUIRE((*store)->commit({EditKind::user, {change}}, {"Дана", "", "laptop"}));
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }

  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("riskmap-laptop-" + new_uuid());
  std::filesystem::path copy = folder / "laptop.gpkg";
  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 900}};
};

TEST_CASE("the selected place is proposed, with a file named after it; a name that is taken is told") {
  Window window;
  auto& driver = window.desk.driver;
  window.desk.apply(OpenDialog{Dialog::take_to_laptop, no_row, {}});
  driver.frames(6);
  CHECK(driver.value("take_to_laptop.place") == "615820100");
  CHECK(driver.value("take_to_laptop.path").ends_with("-615820100.gpkg"));
  CHECK(driver.is_enabled("take_to_laptop.take"));
  driver.click("take_to_laptop.path");
  window.press({"Ctrl+A"});
  driver.type(window.desk.path().string());
  window.press({"Tab"});
  CHECK_FALSE(driver.is_enabled("take_to_laptop.take"));
}

TEST_CASE("what was changed on the laptop is on the screen when the copy is brought back, and can be undone") {
  Window window;
  const auto uuid = window.problem();
  window.take();
  const auto before = window.issue(uuid).title;
  window.on_laptop(Window::titled(uuid, window.issue(uuid).version, "Ноутбукте жазылған"));
  window.bring();
  CHECK(window.desk.session.view().dialog == Dialog::none);
  CHECK(window.issue(uuid).title == "Ноутбукте жазылған");
  REQUIRE(window.desk.session.toast());
  CHECK(window.desk.session.toast()->text.find("Дана") != std::string::npos);
}

TEST_CASE("what both sides have changed is asked about; the answer is written") {
  Window window;
  auto& driver = window.desk.driver;
  const auto uuid = window.problem();
  window.take();
  const auto version = window.issue(uuid).version;
  window.on_laptop(Window::titled(uuid, version, "Ноутбукте жазылған"));
  window.desk.apply(CommitChange{Window::titled(uuid, version, "Кеңседе жазылған")});
  window.bring();
  REQUIRE(window.desk.session.view().dialog == Dialog::laptop_return);
  CHECK(window.issue(uuid).title == "Кеңседе жазылған");
  CHECK_FALSE(driver.is_enabled("laptop_return.bring"));
  CHECK(driver.text("laptop_return.0.laptop") == "Ноутбукте жазылған");
  CHECK(driver.text("laptop_return.0.office") == "Кеңседе жазылған");
  driver.click("laptop_return.0.laptop");
  driver.frames(2);
  REQUIRE(driver.is_enabled("laptop_return.bring"));
  window.press({"Ctrl+Enter"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  CHECK(window.issue(uuid).title == "Ноутбукте жазылған");
}

TEST_CASE("left undecided, nothing is written and the copy can be brought back later") {
  Window window;
  const auto uuid = window.problem();
  window.take();
  const auto version = window.issue(uuid).version;
  window.on_laptop(Window::titled(uuid, version, "Ноутбукте жазылған"));
  window.desk.apply(CommitChange{Window::titled(uuid, version, "Кеңседе жазылған")});
  window.bring();
  window.press({"Escape"});
  CHECK(window.desk.session.view().dialog == Dialog::none);
  CHECK(window.issue(uuid).title == "Кеңседе жазылған");
  window.bring();
  REQUIRE(window.desk.session.view().dialog == Dialog::laptop_return);
  window.desk.driver.click("laptop_return.all_office");
  window.desk.driver.frames(2);
  window.desk.driver.click("laptop_return.bring");
  window.desk.settle();
  CHECK(window.issue(uuid).title == "Кеңседе жазылған");
}

TEST_CASE("a file that is no copy is refused in words") {
  Window window;
  window.desk.apply(BringFromLaptop{{.copy = window.desk.path()}});
  window.desk.settle();
  REQUIRE(window.desk.session.toast());
  CHECK(window.desk.session.toast()->kind == Toast::Kind::problem);
}

}  // namespace
}  // namespace riskmap::ui
