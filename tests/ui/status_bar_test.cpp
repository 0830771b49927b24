// The bar at the foot of the window.
#include <doctest/doctest.h>

#include "layers/store/checkout.h"
#include "layers/text/translate.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/bars.h"

namespace riskmap::ui {
namespace {

CommitChange new_issue(const Session& session) {
  const auto& snapshot = *session.snapshot();
  return {{ChangeKind::add,
           Entity::issue,
           {},
           0,
           {},
           {{"settlement", Value{snapshot.settlements.front().uuid}},
            {"category", Value{std::string{"utilities.water_drinking"}}},
            {"title", Value{std::string{"Ауыз су жоқ көше"}}},
            {"severity", Value{std::int64_t{3}}}}}};
}

TEST_CASE("the status bar never says that something is saved that the file did not take") {
  Desk desk;
  MapPanelState map;
  desk.show([&](const Layout& layout) { return status_bar(desk.session, map, layout); });
  desk.apply(new_issue(desk.session));
  desk.driver.frames(2);
  CHECK(desk.driver.text("status.saved") == tr("Saved"));
  std::filesystem::remove(desk.session.document().path());
  desk.apply(new_issue(desk.session));
  desk.driver.frames(2);
  CHECK(desk.driver.text("status.saved") == tr("Not saved"));
  desk.apply(OpenDialog{Dialog::settings, no_row, {}});
  desk.apply(CloseDialog{});
  desk.apply(Undo{});
  desk.driver.frames(2);
  CHECK(desk.driver.text("status.saved") == tr("Not saved"));
}

TEST_CASE("the status bar says of a copy for a laptop which place it holds") {
  Desk desk;
  MapPanelState map;
  desk.show([&](const Layout& layout) { return status_bar(desk.session, map, layout); });
  desk.driver.frames(2);
  CHECK_FALSE(desk.driver.has("status.checkout"));
  const auto copy = desk.path().parent_path() / ("laptop-" + new_uuid() + ".gpkg");
  REQUIRE(check_out(**open_register(desk.path(), OpenMode::read_only), {"615837000", copy}));
  desk.apply(OpenPath{copy});
  desk.driver.frames(2);
  CHECK(desk.driver.text("status.checkout").find("Алатау") != std::string::npos);
  std::filesystem::remove(copy);
}

}  // namespace
}  // namespace riskmap::ui
