// What makes an edit acceptable: defaults, side effects of a transition, and every rule of `domain.md` §3–4, checked in
// one place for the form, the edit command and the import.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// A refusal beside its field (empty = the whole record).
struct FieldProblem {
  std::string field;
  Error error;
  bool is_warning = false;  // may be saved all the same: the form shows it, the command prints it
};

// What the person asked for, completed: `requested` may lack defaults (an added issue gets status, likelihood, due date,
// sensitivity, accuracy …; a transition gets its dates and counters: resolved_on, closed_on, reopened_on …).
// reg_no is given by the store. Values are normalised (trimmed, NFC).
Change completed(const RegisterSnapshot& snapshot, Change requested, Date today);

// Every problem of a completed change; none = it may be committed. Only what a person can cause.
std::vector<FieldProblem> problems_of(const RegisterSnapshot& snapshot, const Change& change, Date today);

// The states this issue may move to, in their order.
std::vector<StatusTransition> transitions_from(const RegisterSnapshot& snapshot, Status from);

// Fields of an existing record as they are now, by entity and uuid; nothing when there is no such record.
std::optional<StoredRecord> current_record(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid);

}  // namespace riskmap
