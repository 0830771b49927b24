// What stands half typed in the open form, kept as it is typed and put back when the form is opened again.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// A form as a draft sees it. `now` and `before` in pairs; a draft holds what differs.
struct FormContent {
  Dialog form = Dialog::none;
  std::string record, about;        // as in FormDraft
  std::string* new_uuid = nullptr;  // of a new record whose uuid the form has made; null = none
  std::vector<Fields*> now;
  std::vector<const Fields*> before;
  std::set<std::string, std::less<>>* unconfirmed = nullptr;
};

// Puts the draft of this form in, the one that was asked for or the newest; says which, and that it did.
Intents put_draft_in(const Session& session, const FormContent& content);
// Keeps what has been typed since the last frame; drops the draft when nothing is left of it.
Intents keep_typed(const Session& session, const FormContent& content);

}  // namespace riskmap::ui
