// What somebody brought: nine fields, the applicant folded below them, the open problems of that place, and the answer
// once there is one.
// Enter on a problem joins the appeal to it, Ctrl+Enter makes a new problem of it.
#pragma once
#include <cstdint>
#include <set>
#include <string>

#include "viewer/panels/attached_files.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct AppealFormState {
  std::string uuid;  // made before the first save, so that a problem can be joined in the same edit
  bool is_new = true;
  std::int64_t version = 0;
  Fields before, now;
  Fields person_before, person;  // the applicant, who is no part of the record
  std::int64_t person_version = 0;
  bool has_asked = false, is_person_known = false, is_person_open = false, asks_to_erase = false;
  std::string searched;                                        // among earlier applicants
  std::set<std::string, std::less<>> unconfirmed;              // fields read out of a message
  Row joins = no_row;                                          // pressed in the list: saved with the appeal
  enum class Then { close, make_problem } then = Then::close;  // once it is saved
  std::uint64_t settled_commit = 0;  // refused for a conflict that a person has answered since
  std::uint64_t waiting_for = 0;     // the commit this form has asked for; 0 = none
  bool is_refused = false;           // in this frame
  bool asks_to_discard = false, asks_to_delete = false, asks_to_reopen = false;
  AttachedFilesState files;
  bool is_fresh = true;  // the first field takes the keyboard once
};
void fill_appeal_form(AppealFormState& state, const Session& session);
Intents appeal_form(const Session& session, AppealFormState& state);

}  // namespace riskmap::ui
