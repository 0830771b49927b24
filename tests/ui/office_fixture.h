// The clerk's desk: the inbox of the workspace "today", its dialogs and its keys.
#pragma once
#include <algorithm>

#include "tests/ui/panel_fixture.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/shortcuts.h"

namespace riskmap::ui {

struct OfficeDesk {
  explicit OfficeDesk(const DeskOptions& options = {.language = Language::en, .height = 2600}) : desk{options} {
    desk.apply(SetWorkspace{Workspace::today});
    lists.today_tab = 1;
    desk.show([this](const Layout& layout) {
      auto intents = today_panel(desk.session, lists, layout);
      for (auto& intent : dialogs(desk.session, *state)) intents.push_back(std::move(intent));
      for (auto& intent : shortcuts(desk.session)) intents.push_back(std::move(intent));
      return intents;
    });
  }
  [[nodiscard]] const AppealBook& book() const { return desk.session.derived().appeals; }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *desk.session.snapshot(); }
  // The newest by number: what was just saved.
  [[nodiscard]] const Appeal& newest() const { return *std::ranges::max_element(book().appeals, {}, &Appeal::reg_no); }

  Desk desk;
  ListsState lists;
  Dialogs state = make_dialogs();
};

}  // namespace riskmap::ui
