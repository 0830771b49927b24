// Entries of lists, and whatever else one side has removed while the other names it: what is named is there.
#include <fmt/format.h>

#include <algorithm>

#include "layers/model/reference_lists.h"
#include "layers/store/checkin_plan.h"
#include "layers/store/history.h"

namespace riskmap {

namespace {
std::string text_in(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string{} : text_of(found->second);
}

// The uuid of an entry; "" = there is none.
Result<std::string> find_entry(const Connection& connection, const EntryName& entry) {
  const auto entity = entity_of_list(entry.list);
  const bool is_enumerated = entity == Entity::code_value;
  auto row = connection.prepare(fmt::format("SELECT uuid FROM {} WHERE code = ?1{}", spec_of(entity).name,
                                            is_enumerated ? " AND domain = ?2" : ""));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, entry.code);
  if (is_enumerated) row->bind(2, entry.list);
  const auto found = row->step();
  if (!found) return std::unexpected{found.error()};
  return *found ? row->text(0) : std::string{};
}
}  // namespace

CheckinRescue rescue(Entity entity, const Fields& fields) {
  CheckinRescue rescued{entity, {}, {}};
  if (const auto entry = entry_name(entity, fields)) rescued.list = entry->list;
  const bool has_words = fields.contains("kk");
  const auto in = [&](std::string_view language) {
    return text_in(fields, has_words ? std::string{language} : "name_" + std::string{language});
  };
  rescued.names = {in("kk"), in("ru"), in("en")};
  if (rescued.names.in(Language::kk).empty()) rescued.names.kk = name_among(fields, {});
  return rescued;
}

// Both sides have made an entry of the same code: they mean the same by it, in the words of the office.
Result<bool> CheckinPlanner::is_entry_already(Entity entity, const Fields& fields) const {
  const auto entry = entry_name(entity, fields);
  if (!entry) return false;
  const auto there = find_entry(office_, *entry);
  if (!there) return std::unexpected{there.error()};
  return !there->empty();
}

// What comes back may name more of them: additions_ and order_ grow meanwhile.
Result<void> CheckinPlanner::bring_back_entries() {
  for (const auto& change : sets_)
    if (auto brought = bring_back_entries_of(change.entity, change.after); !brought) return brought;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    const auto& addition = additions_.at(order_[i]);
    if (auto brought = bring_back_entries_of(addition.entity, addition.fields); !brought) return brought;
    for (const auto& step : addition.steps)
      if (auto brought = bring_back_entries_of(addition.entity, step); !brought) return brought;
  }
  return {};
}

Result<void> CheckinPlanner::bring_back_entries_of(Entity entity, const Fields& fields) {
  for (const auto& field : spec_of(entity).fields) {
    const EntryName entry{std::string{list_named_in(entity, field)}, text_in(fields, field.name)};
    if (entry.list.empty() || entry.code.empty()) continue;
    const auto there = find_entry(office_, entry);
    if (!there) return std::unexpected{there.error()};
    if (!there->empty()) continue;
    const auto here = find_entry(copy_, entry);
    if (!here) return std::unexpected{here.error()};
    if (here->empty() || additions_.contains(*here)) continue;
    const auto known = entity_of_list(entry.list);
    if (auto brought = bring_back(known, *here); !brought) return brought;
    if (const auto back = additions_.find(*here); back != additions_.end())
      plan_.returned.push_back(rescue(known, back->second.fields));
  }
  return {};
}

// Those first that others hang on; what stays may name more of what was to go.
Result<void> CheckinPlanner::keep_what_the_office_names() {
  for (bool has_kept = true; has_kept;) {
    has_kept = false;
    for (const auto& removal : removals_) {
      const auto is_named = is_named_in_office(removal);
      if (!is_named) return std::unexpected{is_named.error()};
      if (!*is_named) continue;
      if (auto kept = keep(Change{removal}); !kept) return kept;
      has_kept = true;
      break;
    }
  }
  return {};
}

Result<void> CheckinPlanner::keep(const Change& removal) {
  const auto there = whole_record(office_, removal.entity, removal.uuid);
  if (!there) return std::unexpected{there.error()};
  if (*there) plan_.kept.push_back(rescue(removal.entity, (*there)->fields));
  std::set<std::string> stay = {removal.uuid};
  for (const auto& tie : ties()) {
    if (tie.to != removal.entity) continue;
    const auto hanging = tied_records(office_, tie, removal.uuid);
    if (!hanging) return std::unexpected{hanging.error()};
    stay.insert(hanging->begin(), hanging->end());
  }
  kept_.insert(stay.begin(), stay.end());
  std::erase_if(removals_, [&stay](const Change& one) { return stay.contains(one.uuid); });
  return {};
}

Result<bool> CheckinPlanner::is_named_in_office(const Change& removal) const {
  const auto there = whole_record(office_, removal.entity, removal.uuid);
  if (!there) return std::unexpected{there.error()};
  if (!*there) return false;
  for (const auto& [spec, field, name] : namings_of(removal.entity, removal.uuid, (*there)->fields)) {
    auto is_named = is_named_by(*spec, *field, name);
    if (!is_named || *is_named) return is_named;
  }
  return false;
}

// By a record that stays and goes on naming it.
Result<bool> CheckinPlanner::is_named_by(const EntitySpec& spec, const FieldSpec& field,
                                         const std::string& name) const {
  auto row = office_.prepare(fmt::format("SELECT uuid FROM {} WHERE {} = ?1", spec.name, field.name));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, name);
  for (;;) {
    const auto found = row->step();
    if (!found) return std::unexpected{found.error()};
    if (!*found) return false;
    const auto uuid = row->text(0);
    const bool goes = removed_.contains(uuid) && !kept_.contains(uuid);
    const bool turns_away = std::ranges::any_of(
        sets_, [&](const Change& change) { return change.uuid == uuid && change.after.contains(field.name); });
    if (!goes && !turns_away) return true;
  }
}

void CheckinPlanner::put_entries_of(Entity entity, const Fields& fields, std::set<std::string>& put) {
  for (const auto& field : spec_of(entity).fields) {
    const auto list = list_named_in(entity, field);
    if (list.empty()) continue;
    const auto found = added_entries_.find({std::string{list}, text_in(fields, field.name)});
    if (found != added_entries_.end()) put_addition(found->second, put);
  }
}

}  // namespace riskmap
