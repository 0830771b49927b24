// An appeal as a card: in the inbox and beside the problem it is joined to.
#pragma once
#include <string_view>

#include "layers/model/appeals.h"
#include "viewer/panels/icons.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

Icon channel_icon(std::string_view channel);

struct AppealCardOptions {
  std::string_view panel;     // the first word of its name: PANEL.appeal.NUMBER
  bool shows_problem = true;  // what it is joined to, or that it is not
};
// True when pressed.
bool appeal_card(const Session& session, const Appeal& appeal, const AppealCardOptions& options);

}  // namespace riskmap::ui
