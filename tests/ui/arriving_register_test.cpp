// A large register while its records are being read: a picture, and nothing that would need them.
#include "tests/ui/panel_fixture.h"
#include "tests/unit/session/gate.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

SessionOptions impatient(sample::Gate& gate, Language language) {
  auto options = options_for(language);
  options.large_register = 1;
  return sample::gated(gate, std::move(options));
}

// Opening as far as to the places, the pointer over the map.
struct Opening {
  explicit Opening(const DeskOptions& look)
      : session{impatient(gate, look.language)},
        driver{Look{.scale = look.scale, .language = look.language, .has_motion = false}, look.width * look.scale,
               look.height * look.scale} {
    driver.show_panels([this, look] {
      for (const auto& intent : shell.build(session, look.width * look.scale, look.height * look.scale))
        session.apply(intent);
      session.update();
    });
    driver.move_to(look.width * look.scale / 2, look.height * look.scale / 2);
    driver.frames(2);
    gate.shut();
    session.apply(OpenPath{file.path()});
    while (!session.is_arriving()) {
      gate.await();
      session.update();
      if (!session.is_arriving()) gate.let_one_pass();
    }
    driver.frames(4);
  }
  ~Opening() {
    gate.open();
    session.wait_until_idle();
    set_language(Language::en);
  }

  SampleFile file;
  sample::Gate gate;
  Session session;
  Driver driver;
  Shell shell;
};

TEST_CASE("a register that is being read is a picture with its legend, says so, and offers nothing else") {
  for (const auto& look : {DeskOptions{}, DeskOptions{.language = Language::ru, .scale = 2},
                           DeskOptions{.language = Language::en, .width = 1024, .height = 700}}) {
    Opening opening{look};
    auto& driver = opening.driver;
    REQUIRE(opening.session.is_arriving());
    CHECK(driver.has("status.job"));
    CHECK(driver.cut_texts() == std::vector<std::string>{});
    for (const auto* name : {"status.saved", "status.counts", "map.hover_card", "chips.panel", "map.mode.tiles"}) {
      CAPTURE(name);
      CHECK_FALSE(driver.has(name));
    }
    driver.key("Ctrl+N");
    driver.key("Ctrl+F");
    driver.key("Ctrl+Z");
    driver.key("Ctrl+Shift+L");
    driver.frames(3);
    CHECK(opening.session.view().dialog == Dialog::none);
    opening.gate.open();
    opening.session.wait_until_idle();
    driver.frames(4);
    CHECK(opening.session.snapshot() != nullptr);
    CHECK(driver.text("status.saved") == tr("Saved"));
  }
}

}  // namespace
}  // namespace riskmap::ui
