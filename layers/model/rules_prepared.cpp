// One request becomes one whole edit.
#include <algorithm>
#include <iterator>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/model/rules.h"

namespace riskmap {

namespace {
Result<StoredRecord> current_at_version(const RegisterSnapshot& snapshot, const Change& requested) {
  auto current = current_record(snapshot, requested.entity, requested.uuid);
  if (!current) return fail(ErrorCode::gone, "no such record", {}, requested.uuid);
  if (requested.version == 0) return fail(ErrorCode::version_required, "the version that was read must be given");
  if (requested.version != current->version)
    return fail(ErrorCode::conflict, "version " + std::to_string(requested.version) + " was read, it is " +
                                         std::to_string(current->version) + " now");
  return std::move(*current);
}

// True when the record is there already with everything that was asked: a repeated request after a lost answer.
bool is_there_already(const StoredRecord& current, const Change& requested, const Change& complete) {
  return std::ranges::all_of(requested.after, [&](const auto& item) {
    return field(current.fields, item.first) == field(complete.after, item.first);
  });
}

Result<void> check_new_uuid(const Change& requested) {
  if (!requested.uuid.empty() && !is_uuid(requested.uuid))
    return fail(ErrorCode::invalid_input, "not a uuid", "uuid", requested.uuid);
  return {};
}

// Keeps what really changes, with the values from before.
void keep_differences(Change& change, const Fields& now) {
  std::erase_if(change.after, [&now](const auto& item) { return field(now, item.first) == item.second; });
  change.before.clear();
  for (const auto& [name, value] : change.after) change.before.emplace(name, field(now, name));
}

std::string reason_of(const Change& change) {
  for (const auto* name : {"status_reason", "cancel_reason", "extension_reason"})
    if (auto reason = text_of(field(change.after, name)); !reason.empty()) return reason;
  return {};
}

// The duplicate's appeals go to its master, unless the master has them; both may name the same people, so the larger
// number affected stands, never the sum.
void hand_over_to_master(const RegisterSnapshot& snapshot, const Change& duplicate, Edit& edit) {
  const auto master_uuid = text_of(field(duplicate.after, "duplicate_of"));
  const auto master = current_record(snapshot, Entity::issue, master_uuid);
  const auto own = current_record(snapshot, Entity::issue, duplicate.uuid);
  if (!master || !own) return;
  const auto links_to = [](const StoredRecord& record, const std::string& issue) {
    return record.entity == Entity::appeal_issue && text_of(field(record.fields, "issue")) == issue;
  };
  for (const auto& record : snapshot.others) {
    if (!links_to(record, duplicate.uuid)) continue;
    const auto appeal = field(record.fields, "appeal");
    const bool is_known = std::ranges::any_of(snapshot.others, [&](const StoredRecord& other) {
      return links_to(other, master_uuid) && field(other.fields, "appeal") == appeal;
    });
    if (is_known)
      edit.changes.push_back({ChangeKind::remove, record.entity, record.uuid, record.version, record.fields, {}});
    else
      edit.changes.push_back({ChangeKind::set,
                              record.entity,
                              record.uuid,
                              record.version,
                              {{"issue", Value{duplicate.uuid}}},
                              {{"issue", Value{master_uuid}}}});
  }
  Change larger{ChangeKind::set, Entity::issue, master_uuid, master->version, {}, {}};
  for (const auto* name : {"affected_people", "affected_households"}) {
    const auto theirs = field(own->fields, name), ours = field(master->fields, name);
    if (integer_of(theirs, -1) <= integer_of(ours, -1)) continue;
    larger.before.emplace(name, ours);
    larger.after.emplace(name, theirs);
  }
  if (!larger.after.empty()) edit.changes.push_back(std::move(larger));
}

// The first refusal, if there is one; all problems go to whoever asked for them.
Result<void> verdict(std::vector<FieldProblem> found, std::vector<FieldProblem>* problems) {
  const auto refusal = std::ranges::find(found, false, &FieldProblem::is_warning);
  Result<void> result;
  if (refusal != found.end()) result = std::unexpected{refusal->error};
  if (problems != nullptr) *problems = std::move(found);
  return result;
}
// What is not stored yet, as if it were, so that the next request of the same edit may name it.
Accepted as_if_accepted(const RegisterSnapshot& snapshot, const Edit& edit) {
  constexpr std::int64_t some_fid = 1;
  Accepted accepted;
  for (const auto& change : edit.changes) {
    if (change.kind == ChangeKind::remove) {
      accepted.removed.push_back(change.uuid);
      continue;
    }
    auto record = current_record(snapshot, change.entity, change.uuid)
                      .value_or(StoredRecord{change.entity, some_fid, change.uuid, 0, {}});
    for (const auto& [name, value] : change.after) record.fields.insert_or_assign(name, value);
    accepted.records.push_back(std::move(record));
  }
  return accepted;
}
}  // namespace

Result<Edit> prepared_together(const Snapshot& snapshot, std::vector<Change> requested, Date today,
                               std::vector<FieldProblem>* problems) {
  Edit whole;
  Snapshot then = snapshot;
  for (std::size_t i = 0; i < requested.size(); ++i) {
    auto edit = prepared(*then, std::move(requested[i]), today, problems);
    if (!edit) return edit;
    if (i + 1 < requested.size()) then = applied(then, as_if_accepted(*then, *edit));
    if (whole.reason.empty()) whole.reason = edit->reason;
    std::ranges::move(edit->changes, std::back_inserter(whole.changes));
  }
  return whole;
}

Result<Edit> prepared(const RegisterSnapshot& snapshot, Change requested, Date today,
                      std::vector<FieldProblem>* problems, EditKind kind) {
  const bool is_add = requested.kind == ChangeKind::add;
  Fields now;
  if (!is_add) {
    auto current = current_at_version(snapshot, requested);
    if (!current) return std::unexpected{std::move(current).error()};
    now = std::move(current->fields);
  } else if (const auto named = check_new_uuid(requested); !named) {
    return std::unexpected{named.error()};
  }
  auto complete = completed(snapshot, requested, today);
  if (is_add)
    if (const auto there = current_record(snapshot, requested.entity, requested.uuid)) {
      if (is_there_already(*there, requested, complete)) return Edit{kind, {}, {}};
      return fail(ErrorCode::duplicate_id, "a record with this uuid is there already", "uuid", requested.uuid);
    }
  if (auto checked = verdict(problems_of(snapshot, complete, today, kind), problems); !checked)
    return std::unexpected{std::move(checked).error()};
  if (complete.kind == ChangeKind::remove) {
    auto edit = removal_of(snapshot, complete.entity, complete.uuid);
    edit.kind = kind;
    return edit;
  }
  Edit edit{kind, {}, reason_of(complete)};
  const bool is_merge = complete.entity == Entity::issue && !is_none(field(complete.after, "duplicate_of"));
  if (is_add)
    std::erase_if(complete.after, [](const auto& item) { return is_none(item.second); });
  else
    keep_differences(complete, now);
  if (is_add || !complete.after.empty()) edit.changes.push_back(complete);
  if (is_merge && !edit.changes.empty()) hand_over_to_master(snapshot, complete, edit);
  return edit;
}

}  // namespace riskmap
