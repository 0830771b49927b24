// The problem form: nine fields, type-ahead pickers, severity with its definitions, likely duplicates beside it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct IssueFormState {
  std::string uuid;               // of the issue in the form; empty = a new one
  std::string made_uuid, appeal;  // of a new one: its uuid to be, and the appeal it is made of
  std::int64_t version = 0;
  Fields before, now;
  std::uint64_t settled_commit = 0;  // refused for a conflict that a person has answered since
  bool is_refused = false;           // in this frame
  std::uint64_t waiting_for = 0;     // the commit this form has asked for; 0 = none
  bool starts_another = false;       // Ctrl+Enter: save and new
  std::string just_saved, saved;     // the number of the one before, for the form that follows it
  bool is_due_typed = false;         // else it follows the category
  bool asks_to_discard = false;
  Row chosen = no_row;   // of the likely duplicates: left for, once what was typed may go
  bool is_fresh = true;  // the first field takes the keyboard once
};
void fill_issue_form(IssueFormState& state, const Session& session);
Intents issue_form(const Session& session, IssueFormState& state);

}  // namespace riskmap::ui
