#include "layers/store/checkin_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "layers/store/history.h"
#include "layers/store/record_links.h"
#include "layers/store/state_way.h"

namespace riskmap {

namespace {
Value value_of(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Value{} : found->second;
}

bool is_unlike(const LaptopChange& change, const WholeRecord& there) {
  return std::ranges::any_of(spec_of(change.entity).fields, [&](const FieldSpec& field) {
    return !is_same(value_of(change.before, field.name), value_of(there.fields, field.name));
  });
}
}  // namespace

Result<CheckinPlan> CheckinPlanner::plan(const std::vector<LaptopChange>& changes) {
  for (const auto& change : changes) {
    if (!change.is_there) removed_.insert(change.uuid);
    if (!change.was_there) new_records_.insert(change.uuid);
  }
  std::vector<const LaptopChange*> removals;
  for (const auto& change : changes) {
    if (!change.is_there) removals.push_back(&change);
    const auto taken = !change.is_there ? Result<void>{} : change.was_there ? take_changed(change) : take_new(change);
    if (!taken) return std::unexpected{taken.error()};
  }
  // What others hang on first: they stay where it stays.
  std::ranges::stable_sort(removals, std::ranges::greater{},
                           [](const LaptopChange* change) { return rank_of_removal(change->entity); });
  for (const auto* change : removals)
    if (auto taken = take_removed(*change); !taken) return std::unexpected{taken.error()};
  if (auto kept = keep_what_the_office_names(); !kept) return std::unexpected{kept.error()};
  if (auto brought = bring_back_entries(); !brought) return std::unexpected{brought.error()};
  if (auto settled = settle_numbers(); !settled) return std::unexpected{settled.error()};
  put_in_order();
  return std::move(plan_);
}

Result<void> CheckinPlanner::take_new(const LaptopChange& change) {
  const auto there = whole_record(office_, change.entity, change.uuid);
  if (!there) return std::unexpected{there.error()};
  if (*there) return merge(change, **there);
  const auto same = as_the_office_has_it(change);
  if (!same) return std::unexpected{same.error()};
  if (*same) return take_changed(**same);
  const auto was_known = last_touch(change.entity, change.uuid, {});
  if (!was_known) return std::unexpected{was_known.error()};
  const auto is_same_entry = is_entry_already(change.entity, change.after);
  if (!is_same_entry) return std::unexpected{is_same_entry.error()};
  if (*is_same_entry) return {};
  if (!was_known->at.empty()) {
    const auto side = side_of_record(change, true);
    if (!side) return std::unexpected{side.error()};
    if (*side != CheckinSide::laptop) return {};
  }
  const auto is_linked = is_linked_already(change.entity, change.after);
  if (!is_linked) return std::unexpected{is_linked.error()};
  return *is_linked ? Result<void>{} : add(change, change.after);
}

Result<void> CheckinPlanner::take_changed(const LaptopChange& change) {
  const auto there = whole_record(office_, change.entity, change.uuid);
  if (!there) return std::unexpected{there.error()};
  if (*there) return merge(change, **there);
  const auto same = as_the_office_has_it(change);
  if (!same) return std::unexpected{same.error()};
  if (*same) return take_changed(**same);
  const auto side = side_of_record(change, true);
  if (!side) return std::unexpected{side.error()};
  if (*side != CheckinSide::laptop) return {};
  sign(change);
  return bring_back(change.entity, change.uuid);
}

// Removed with a record that stays, it stays too.
Result<void> CheckinPlanner::take_removed(const LaptopChange& change) {
  const auto there = whole_record(office_, change.entity, change.uuid);
  if (!there) return std::unexpected{there.error()};
  if (!*there) return {};
  const auto strangers = has_strangers(change.entity, change.uuid);
  if (!strangers) return std::unexpected{strangers.error()};
  bool is_kept = std::ranges::any_of(ties(), [&](const Tie& tie) {
    return tie.entity == change.entity && kept_.contains(text_of(value_of(change.before, tie.field)));
  });
  if (!is_kept && (*strangers || is_unlike(change, **there))) {
    const auto side = side_of_record(change, false);
    if (!side) return std::unexpected{side.error()};
    is_kept = *side != CheckinSide::laptop;
  }
  if (is_kept) {
    kept_.insert(change.uuid);
    return {};
  }
  sign(change);
  removals_.push_back({ChangeKind::remove, change.entity, change.uuid, (*there)->version, {}, {}});
  return {};
}

Result<void> CheckinPlanner::merge(const LaptopChange& change, const WholeRecord& there) {
  Fields taken;
  for (const auto& [name, mine] : change.after) {
    const auto theirs = value_of(there.fields, name);
    if (is_same(theirs, mine)) continue;
    std::optional<CheckinSide> side = CheckinSide::laptop;
    if (!is_same(theirs, value_of(change.before, name))) {
      const auto by = last_touch(change.entity, change.uuid, name);
      if (!by) return std::unexpected{by.error()};
      const auto touched = change.fields.find(name);
      side = side_of({.entity = change.entity,
                      .uuid = change.uuid,
                      .name = name_among(there.fields, change.uuid),
                      .field = name,
                      .laptop = mine,
                      .office = theirs,
                      .laptop_by = touched == change.fields.end() ? change.last : touched->second,
                      .office_by = *by});
    }
    if (const auto* field = find_field(spec_of(change.entity), name); field && side == CheckinSide::laptop) {
      const auto chosen = side_of_link(change, *field);
      if (!chosen) return std::unexpected{chosen.error()};
      side = *chosen;
    }
    if (side == CheckinSide::laptop) taken.emplace(name, mine);
  }
  return set(change, there, taken);
}

// The states between come first, as far as their fields are taken.
Result<void> CheckinPlanner::set(const LaptopChange& change, const WholeRecord& there, const Fields& fields) {
  if (fields.empty()) return {};
  sign(change);
  ++plan_.changed;
  const auto put = [&](Fields values) {
    sets_.push_back({ChangeKind::set, change.entity, change.uuid, there.version, {}, std::move(values)});
  };
  if (fields.contains("status"))
    for (auto step : change.steps) {
      std::erase_if(step, [&fields](const auto& entry) { return !fields.contains(entry.first); });
      put(std::move(step));
    }
  put(fields);
  return {};
}

Result<void> CheckinPlanner::add(const LaptopChange& change, Fields fields) {
  if (const auto side = side_of_owner(change); !side || *side != CheckinSide::laptop)
    return side ? Result<void>{} : std::unexpected{side.error()};
  for (const auto& field : spec_of(change.entity).fields) {
    if (!fields.contains(field.name)) continue;
    const auto side = side_of_link(change, field);
    if (!side) return std::unexpected{side.error()};
    if (*side == CheckinSide::laptop) continue;
    if (is_needed(change.entity, field)) return {};
    fields.erase(fields.find(field.name));
  }
  const auto version = first_version(change.entity, change.uuid);
  if (!version) return std::unexpected{version.error()};
  sign(change);
  if (additions_.emplace(change.uuid, Addition{change.entity, std::move(fields), change.steps, *version}).second)
    order_.push_back(change.uuid);
  return {};
}

// That a new record will have: it counts on where its history ended.
Result<std::int64_t> CheckinPlanner::first_version(Entity entity, const std::string& uuid) const {
  auto row =
      office_.prepare("SELECT 1 + coalesce(max(version), 0) FROM history WHERE entity_uuid = ?1 AND entity = ?2");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, uuid).bind(2, std::string{spec_of(entity).name}).step();
  if (!found) return std::unexpected{found.error()};
  return row->integer(0);
}

Result<std::optional<CheckinSide>> CheckinPlanner::side_of_link(const LaptopChange& change, const FieldSpec& field) {
  if (field.type != FieldType::link) return CheckinSide::laptop;
  const auto value = value_of(change.after, field.name);
  const auto is_lost = leads_nowhere(field, value);
  if (!is_lost) return std::unexpected{is_lost.error()};
  if (!*is_lost) return CheckinSide::laptop;
  const auto target = target_of(field);
  const auto by = last_touch(*target, text_of(value), {});
  if (!by) return std::unexpected{by.error()};
  const auto side = side_of({.entity = change.entity,
                             .uuid = change.uuid,
                             .name = name_among(change.after, change.uuid),
                             .field = std::string{field.name},
                             .laptop = value,
                             .laptop_by = change.last,
                             .office_by = *by,
                             .is_gone_in_office = true});
  if (side == CheckinSide::laptop)
    if (auto brought = bring_back(*target, text_of(value)); !brought) return std::unexpected{brought.error()};
  return side;
}

// A letter or an attached file whose record the office has removed.
Result<std::optional<CheckinSide>> CheckinPlanner::side_of_owner(const LaptopChange& change) {
  const bool is_owned = change.entity == Entity::document || change.entity == Entity::attachment;
  const auto owner = text_of(value_of(change.after, "owner"));
  const auto entity = is_owned ? entity_named(text_of(value_of(change.after, "owner_entity"))) : std::nullopt;
  if (!entity || owner.empty() || new_records_.contains(owner) || additions_.contains(owner))
    return CheckinSide::laptop;
  const auto there = whole_record(office_, *entity, owner);
  if (!there) return std::unexpected{there.error()};
  if (*there) return CheckinSide::laptop;
  const auto by = last_touch(*entity, owner, {});
  if (!by) return std::unexpected{by.error()};
  const auto side = side_of({.entity = change.entity,
                             .uuid = change.uuid,
                             .name = name_among(change.after, change.uuid),
                             .field = "owner",
                             .laptop = Value{owner},
                             .laptop_by = change.last,
                             .office_by = *by,
                             .is_gone_in_office = true});
  if (side == CheckinSide::laptop)
    if (auto brought = bring_back(*entity, owner); !brought) return std::unexpected{brought.error()};
  return side;
}

Result<void> CheckinPlanner::bring_back(Entity entity, const std::string& uuid) {
  if (additions_.contains(uuid)) return {};
  const auto there = whole_record(office_, entity, uuid);
  if (!there) return std::unexpected{there.error()};
  const auto here = whole_record(copy_, entity, uuid);
  if (!here) return std::unexpected{here.error()};
  if (*there || !*here) return {};
  const auto is_made_anew = is_entry_already(entity, (*here)->fields);
  if (!is_made_anew) return std::unexpected{is_made_anew.error()};
  if (*is_made_anew) return {};
  auto steps = entity == Entity::issue ? way_to_state(office_, (*here)->fields) : Result<std::vector<Fields>>{};
  if (!steps) return std::unexpected{steps.error()};
  const auto version = first_version(entity, uuid);
  if (!version) return std::unexpected{version.error()};
  additions_.emplace(uuid, Addition{entity, (*here)->fields, *std::move(steps), *version});
  order_.push_back(uuid);
  for (const auto& field : spec_of(entity).fields)
    if (const auto value = text_of(value_of((*here)->fields, field.name));
        field.type == FieldType::link && !value.empty())
      if (auto brought = bring_back(*target_of(field), value); !brought) return brought;
  return bring_back_what_hangs_on(entity, uuid);
}

Result<void> CheckinPlanner::bring_back_what_hangs_on(Entity entity, const std::string& uuid) {
  for (const auto& tie : ties()) {
    if (tie.to != entity) continue;
    const auto hanging = tied_records(copy_, tie, uuid);
    if (!hanging) return std::unexpected{hanging.error()};
    for (const auto& one : *hanging)
      if (auto brought = bring_back(tie.entity, one); !brought) return brought;
  }
  return {};
}

std::optional<CheckinSide> CheckinPlanner::side_of(CheckinConflict conflict) {
  plan_.asked.emplace(conflict.uuid, conflict.field);
  const auto chosen = request_.choices.find({conflict.uuid, conflict.field});
  if (chosen != request_.choices.end()) return chosen->second;
  if (!request_.otherwise) plan_.conflicts.push_back(std::move(conflict));
  return request_.otherwise;
}

Result<std::optional<CheckinSide>> CheckinPlanner::side_of_record(const LaptopChange& change, bool is_gone_in_office) {
  const auto by = last_touch(change.entity, change.uuid, {});
  if (!by) return std::unexpected{by.error()};
  const auto known = whole_record(is_gone_in_office ? copy_ : office_, change.entity, change.uuid);
  if (!known) return std::unexpected{known.error()};
  return side_of({.entity = change.entity,
                  .uuid = change.uuid,
                  .name = name_among(*known ? (*known)->fields : change.before, change.uuid),
                  .field = {},
                  .laptop_by = change.last,
                  .office_by = *by,
                  .is_gone_on_laptop = !change.is_there,
                  .is_gone_in_office = is_gone_in_office});
}

Result<bool> CheckinPlanner::leads_nowhere(const FieldSpec& field, const Value& value) const {
  const auto target = target_of(field);
  const auto name = text_of(value);
  if (!target || name.empty() || new_records_.contains(name) || additions_.contains(name)) return false;
  auto row = office_.prepare(fmt::format("SELECT 1 FROM {} WHERE uuid = ?1", spec_of(*target).name));
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, name).step();
  if (!found) return std::unexpected{found.error()};
  return !*found;
}

Result<Touch> CheckinPlanner::last_touch(Entity entity, const std::string& uuid, const std::string& field) const {
  auto row = office_.prepare(
      fmt::format("SELECT who, at FROM history WHERE entity_uuid = ?1 AND entity = ?2{} ORDER BY fid DESC LIMIT 1",
                  field.empty() ? "" : " AND field = ?3"));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, uuid).bind(2, std::string{spec_of(entity).name});
  if (!field.empty()) row->bind(3, field);
  const auto found = row->step();
  if (!found) return std::unexpected{found.error()};
  return *found ? Touch{row->text(0), row->text(1)} : Touch{};
}

// What the office has hung on the record meanwhile would go with it.
Result<bool> CheckinPlanner::has_strangers(Entity entity, const std::string& uuid) const {
  for (const auto& tie : ties()) {
    if (tie.to != entity) continue;
    const auto hanging = tied_records(office_, tie, uuid);
    if (!hanging) return std::unexpected{hanging.error()};
    if (!std::ranges::all_of(*hanging, [this](const std::string& one) { return removed_.contains(one); })) return true;
  }
  return false;
}

// Both sides have joined the same two records.
Result<bool> CheckinPlanner::is_linked_already(Entity entity, const Fields& fields) const {
  if (!is_joining(entity)) return false;
  std::string same;
  int parameter = 0;
  for (const auto& field : spec_of(entity).fields)
    same += fmt::format("{}{} IS NOT DISTINCT FROM ?{}", parameter == 0 ? "" : " AND ", field.name, parameter + 1),
        ++parameter;
  auto row = office_.prepare(fmt::format("SELECT 1 FROM {} WHERE {}", spec_of(entity).name, same));
  if (!row) return std::unexpected{row.error()};
  parameter = 1;
  for (const auto& field : spec_of(entity).fields) {
    const auto value = text_of(value_of(fields, field.name));
    row->bind(parameter++, value.empty() ? SqlValue{} : SqlValue{value});
  }
  return row->step();
}

void CheckinPlanner::sign(const LaptopChange& change) {
  const auto note = [this](const std::string& who) {
    if (std::ranges::find(plan_.people, who) == plan_.people.end()) plan_.people.push_back(who);
  };
  for (const auto& [field, touch] : change.fields) note(touch.who);
  note(change.last.who);
}

void CheckinPlanner::put_addition(const std::string& uuid, std::set<std::string>& put) {
  const auto found = additions_.find(uuid);
  if (found == additions_.end() || !put.insert(uuid).second) return;
  const auto& [entity, fields, steps, version] = found->second;
  for (const auto& field : spec_of(entity).fields) {
    const auto value = text_of(value_of(fields, field.name));
    if (field.type == FieldType::link || field.name == "owner") put_addition(value, put);
  }
  put_entries_of(entity, fields, put);
  auto begun = fields;
  if (!steps.empty())
    for (const auto& [name, value] : steps.front()) begun.insert_or_assign(name, value);
  plan_.changes.push_back({ChangeKind::add, entity, uuid, 0, {}, std::move(begun)});
  for (std::size_t i = 1; i < steps.size(); ++i)
    plan_.changes.push_back({ChangeKind::set, entity, uuid, version, {}, steps[i]});
  if (steps.empty()) return;
  Fields last;
  for (const auto& [name, value] : steps.front()) last.emplace(name, value_of(fields, name));
  plan_.changes.push_back({ChangeKind::set, entity, uuid, version, {}, std::move(last)});
}

// What joins two records goes first, so that they may be joined anew; then what is new, each after what it names; then
// what is changed; last what others may have named until then.
void CheckinPlanner::put_in_order() {
  std::ranges::stable_sort(removals_, {}, [](const Change& change) { return rank_of_removal(change.entity); });
  const auto first_named =
      std::ranges::find_if(removals_, [](const Change& change) { return !is_leaf(change.entity); });
  plan_.changes.assign(removals_.begin(), first_named);
  plan_.changes.insert(plan_.changes.end(), parked_.begin(), parked_.end());
  std::set<std::string> put;
  for (const auto& [uuid, addition] : additions_)
    if (const auto entry = entry_name(addition.entity, addition.fields)) added_entries_.emplace(*entry, uuid);
  for (const auto& uuid : order_) put_addition(uuid, put);
  plan_.changes.insert(plan_.changes.end(), sets_.begin(), sets_.end());
  plan_.changes.insert(plan_.changes.end(), first_named, removals_.end());
  plan_.added = order_.size();
  plan_.removed = removals_.size();
}

}  // namespace riskmap
