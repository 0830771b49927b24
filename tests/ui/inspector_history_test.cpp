// What stands in the history of a problem or a place beside the changes of its record.
#include <doctest/doctest.h>

#include "layers/analysis/attention.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/inspector.h"
#include "viewer/panels/issue_words.h"

namespace riskmap::ui {
namespace {

struct History {
  History() {
    desk.show([this](const Layout& layout) {
      return layout.inspector.width() > 0 ? inspector(desk.session, state, layout) : Intents{};
    });
  }
  void open(const Intent& selection, const std::string& tab) {
    desk.apply(selection);
    desk.driver.frames(3);
    desk.driver.click("inspector.tab." + tab);
  }
  void note(const MarkReviewed& review) {
    desk.apply(review);
    desk.settle();
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  Desk desk;
  InspectorState state;
};

TEST_CASE("all that deputies said of a problem stands in its history, newest first, with whom it was given to") {
  History history;
  const auto& driver = history.desk.driver;
  const auto problem = history.snapshot().issues[0].uuid;
  history.open(SelectIssue{0, false}, "history");
  CHECK(driver.has("inspector.no_history"));
  history.note({problem, "no_plan", "Сессияға шығарылсын", "OPEN", history.snapshot().parties[0].uuid});
  history.note({problem, "badly_overdue", "Әкіммен келісілді"});
  CHECK_FALSE(driver.has("inspector.no_history"));
  CHECK(driver.text("inspector.said.0") == title_of(AttentionReason::badly_overdue));
  CHECK(driver.text("inspector.said.0.note") == "Әкіммен келісілді");
  CHECK(driver.text("inspector.said.0.reviewed").find("Аян Серік") != std::string::npos);
  CHECK(driver.text("inspector.said.1.note") == "Сессияға шығарылсын");
  CHECK(driver.text("inspector.said.1.given").find(party_label(history.snapshot(), 0)) != std::string::npos);
  CHECK_FALSE(driver.has("inspector.said.2"));
}

TEST_CASE("what was said of a place, and of a cluster around it, stands above its facts") {
  History history;
  const auto& driver = history.desk.driver;
  const auto place = history.snapshot().settlements[0].uuid;
  history.open(SelectPlace{Place{AreaLevel::settlement, 0}, false}, "facts");
  CHECK_FALSE(driver.has("inspector.said.0"));
  history.note({place + ":x:y", "cluster", "Барып көрдім"});
  history.note({place, "silent", "Қабылдау керек"});
  CHECK(driver.text("inspector.said.0.note") == "Қабылдау керек");
  CHECK(driver.text("inspector.said.1.note") == "Барып көрдім");
  history.open(SelectPlace{Place{AreaLevel::settlement, 1}, false}, "facts");
  CHECK_FALSE(driver.has("inspector.said.0"));
}

}  // namespace
}  // namespace riskmap::ui
