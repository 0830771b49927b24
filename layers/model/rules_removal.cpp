// What refers to a record: parts of it go along when it is removed, anything else keeps it.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "layers/model/record_references.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
// Records that are nothing without their owner.
constexpr std::array parts = {Reference{Entity::measure, "issue"},
                              Reference{Entity::issue_place, "issue"},
                              Reference{Entity::issue_programme, "issue"},
                              Reference{Entity::appeal_issue, "issue"},
                              Reference{Entity::comment, "issue"},
                              Reference{Entity::measure_party, "measure"},
                              Reference{Entity::party_area, "party"},
                              Reference{Entity::sub_area, "settlement"},
                              Reference{Entity::indicator_value, "settlement"},
                              Reference{Entity::reception_person, "reception"},
                              Reference{Entity::appeal_issue, "appeal"},
                              Reference{Entity::document, "owner"},
                              Reference{Entity::attachment, "owner"}};

bool is_part(Reference reference) {
  return std::ranges::find(parts, reference) != parts.end();
}

void add_removals(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid, std::set<std::string>& seen,
                  Edit& edit) {
  const auto current = current_record(snapshot, entity, uuid);
  if (!current || !seen.insert(current->uuid).second) return;
  std::vector<std::pair<Entity, std::string>> children;
  visit_references(snapshot, target_of(*current), [&children](Reference reference, const std::string& child) {
    if (is_part(reference)) children.emplace_back(reference.entity, child);
  });
  for (const auto& [child_entity, child] : children) add_removals(snapshot, child_entity, child, seen, edit);
  Change change{ChangeKind::remove, entity, current->uuid, current->version, {}, {}};
  for (const auto& [name, value] : current->fields)
    if (!is_none(value)) change.before.emplace(name, value);
  edit.changes.push_back(std::move(change));
}
}  // namespace

Edit removal_of(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid) {
  Edit edit;
  std::set<std::string> seen;
  add_removals(snapshot, entity, uuid, seen, edit);
  return edit;
}

void check_removal(Examination& examination) {
  const auto& snapshot = examination.snapshot;
  const auto edit = removal_of(snapshot, examination.change.entity, examination.change.uuid);
  std::set<std::string> leaving;
  for (const auto& change : edit.changes) leaving.insert(change.uuid);
  std::map<Entity, int> users;
  for (const auto& change : edit.changes) {
    const auto record = current_record(snapshot, change.entity, change.uuid);
    visit_references(snapshot, target_of(*record), [&](Reference reference, const std::string& uuid) {
      if (!leaving.contains(uuid)) ++users[reference.entity];
    });
  }
  if (users.empty()) return;
  std::string list;
  for (const auto& [entity, count] : users)
    list += (list.empty() ? "" : ", ") + std::string{spec_of(entity).name} + ": " + std::to_string(count);
  examination.problems.push_back({"", {ErrorCode::in_use, "in use by " + list, "", list}});
}

}  // namespace riskmap
