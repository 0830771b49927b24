// A problem as a card: in the inspector's list of a place and in the lists at the left.
#pragma once
#include <string>

#include "viewer/session/session.h"

namespace riskmap::ui {

struct IssueCardOptions {
  std::string_view panel;    // the first word of its name: PANEL.issue.NUMBER
  bool shows_place = false;  // else the category
  bool is_chosen = false;
};
// True when pressed.
bool issue_card(const Session& session, Row row, const IssueCardOptions& options);

// Status and lateness; a mark takes a new line when it must.
void state_marks(const std::string& name, const Issue& issue, const IssueFacts& facts);

}  // namespace riskmap::ui
