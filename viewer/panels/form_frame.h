// What surrounds the fields of a record's form: it waits for the store, says when the record is gone or somebody else
// has changed it, saves, deletes, and asks before typed words are thrown away.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "viewer/panels/form_conflict.h"
#include "viewer/session/intent.h"

namespace riskmap::ui {

// How far a form has come; fresh when it opens.
struct FormProgress {
  std::uint64_t settled_commit = 0;  // refused for a conflict that a person has answered since
  std::uint64_t waiting_for = 0;     // the commit whose answer is awaited; 0 = none
  bool is_refused = false;
  bool asks_to_discard = false, asks_to_delete = false;
  bool is_fresh = true;
};

struct FormFrame {
  FormRecord record;  // record.uuid: "" = a new one
  std::string title;
  std::string_view first_field;  // where the keyboard goes when it opens
  std::string delete_title;      // "Delete this document?"
  float width = 640;
  bool can_be_deleted = true;
  std::function<void()> fields;
  std::function<bool()> has_typed;  // asked after the fields were shown
  std::function<Intents()> save;
};
Intents show_form(const Session& session, FormProgress& progress, const FormFrame& frame);

// A change of the record in a form.
Change change_of(ChangeKind kind, const FormRecord& record, Fields after);

}  // namespace riskmap::ui
