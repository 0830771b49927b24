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

// What the person asked for, completed: `requested` may lack defaults (an added issue gets status, likelihood, due
// date, sensitivity, accuracy …; a transition gets its dates and counters: resolved_on, closed_on, reopened_on …).
// reg_no is given by the store. Values are normalised (trimmed, NFC, whole numbers whole); a settlement may be named by
// its KATO code, an area by its code.
Change completed(const RegisterSnapshot& snapshot, Change requested, Date today);

// Every problem of a completed change; none = it may be committed. Only what a person can cause. Undo, redo and import
// may put an issue into any state (`decisions.md` 5).
std::vector<FieldProblem> problems_of(const RegisterSnapshot& snapshot, const Change& change, Date today,
                                      EditKind kind = EditKind::user);

// The whole edit that the person's one request makes: completed, without fields that stay as they are, with the values
// from before, with what it entails for other records (a removed issue takes its measures along, a duplicate hands its
// appeals to its master). An edit without changes = everything is so already. Errors: the first refusal, its field in
// Error::where; gone, version_required, conflict, duplicate_id. `problems` receives every problem, warnings included.
Result<Edit> prepared(const RegisterSnapshot& snapshot, Change requested, Date today,
                      std::vector<FieldProblem>* problems = nullptr, EditKind kind = EditKind::user);

// Several requests as one edit, in their order: a later one may name what an earlier one adds. Errors as above; the
// problems are those of the request that was refused.
Result<Edit> prepared_together(const Snapshot& snapshot, std::vector<Change> requested, Date today,
                               std::vector<FieldProblem>* problems = nullptr);

// Removes a record and everything that belongs to it, children first. Whether something else still refers to them is
// problems_of's question. No changes when there is no such record.
Edit removal_of(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid);

// The states this issue may move to, in their order.
std::vector<StatusTransition> transitions_from(const RegisterSnapshot& snapshot, Status from);

// Farther from its settlement than a problem's point is likely to lie: kept, with a warning (`domain.md` §6, row 23).
bool lies_far_from_settlement(LonLat point, LonLat settlement);

// Fields of an existing record as they are now, by entity and uuid; nothing when there is no such record.
std::optional<StoredRecord> current_record(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid);

}  // namespace riskmap
