// What refers to a record: parts of it go along when it is removed, anything else keeps it.
#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <utility>

#include "layers/model/rules_examination.h"
#include "layers/model/snapshot_columns.h"

namespace riskmap {

namespace {
struct Reference {
  Entity entity;
  std::string_view field;
  friend auto operator<=>(const Reference&, const Reference&) = default;
};

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
                              Reference{Entity::appeal_issue, "appeal"}};

// Fields that hold another record's code or uuid without being declared a link.
struct TextReference {
  Reference from;
  Entity to;
};
constexpr std::array text_references = {TextReference{{Entity::settlement, "rural_district"}, Entity::area},
                                        TextReference{{Entity::area, "parent_code"}, Entity::area},
                                        TextReference{{Entity::measure, "area_code"}, Entity::area},
                                        TextReference{{Entity::party_area, "code"}, Entity::area},
                                        TextReference{{Entity::reception, "area_code"}, Entity::area},
                                        TextReference{{Entity::category, "parent"}, Entity::category},
                                        TextReference{{Entity::programme, "parent"}, Entity::programme},
                                        TextReference{{Entity::indicator_value, "indicator"}, Entity::indicator}};

struct Target {
  Entity entity;
  std::string uuid, code;
};

// The text by which `field_spec` of `entity` would name the target; empty = it never does.
std::string name_in(Entity entity, const FieldSpec& field_spec, const Target& target) {
  const auto target_name = spec_of(target.entity).name;
  if (field_spec.type == FieldType::link && field_spec.domain == target_name) return target.uuid;
  if (field_spec.type == FieldType::code && field_spec.domain == target_name) return target.code;
  const auto is_it = [&](const TextReference& reference) {
    return reference.to == target.entity && reference.from == Reference{entity, field_spec.name};
  };
  return std::ranges::any_of(text_references, is_it) ? target.code : std::string{};
}

using Visit = std::function<void(Reference, const std::string& uuid)>;

template <typename Table>
void visit_typed(const RegisterSnapshot& snapshot, Entity entity, const Table& table, const Target& target,
                 const Visit& visit) {
  using Record = std::remove_cvref_t<decltype(table[0])>;
  for (const auto& column : columns_of<Record>()) {
    const auto* field_spec = find_field(spec_of(entity), column.name);
    const auto wanted = name_in(entity, *field_spec, target);
    if (wanted.empty()) continue;
    for (std::size_t row = 0; row < table.size(); ++row)
      if (!table[row].uuid.empty() && text_of(column.read(snapshot, table[row], column.name)) == wanted)
        visit({entity, field_spec->name}, table[row].uuid);
  }
}

void visit_references(const RegisterSnapshot& snapshot, const Target& target, const Visit& visit) {
  visit_typed(snapshot, Entity::area, snapshot.areas, target, visit);
  visit_typed(snapshot, Entity::settlement, snapshot.settlements, target, visit);
  visit_typed(snapshot, Entity::category, snapshot.categories, target, visit);
  visit_typed(snapshot, Entity::issue, snapshot.issues, target, visit);
  visit_typed(snapshot, Entity::measure, snapshot.measures, target, visit);
  for (const auto& record : snapshot.others) {
    for (const auto& field_spec : spec_of(record.entity).fields) {
      const auto wanted = name_in(record.entity, field_spec, target);
      if (!wanted.empty() && text_of(field(record.fields, field_spec.name)) == wanted)
        visit({record.entity, field_spec.name}, record.uuid);
    }
    if (record.entity == Entity::document && text_of(field(record.fields, "owner")) == target.uuid)
      visit({Entity::document, "owner"}, record.uuid);
  }
}

bool is_part(Reference reference) {
  return reference == Reference{Entity::document, "owner"} || std::ranges::find(parts, reference) != parts.end();
}

Target target_of(const StoredRecord& record) {
  return {record.entity, record.uuid, text_of(field(record.fields, "code"))};
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
