// The way a change takes through the rules: normalised, given its defaults, then examined.
#include "layers/model/rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include "layers/core/uuid.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
// Areas may be named by code; levels are tried from the one that problems name most.
std::string area_uuid(const RegisterSnapshot& snapshot, const std::string& code) {
  for (const auto level : {AreaLevel::rural_district, AreaLevel::district, AreaLevel::region, AreaLevel::settlement})
    if (const Row row = snapshot.find_area(code, level); row != no_row) return snapshot.areas[row].uuid;
  return code;
}

// A link as a person may write it, turned into uuid text; what is not found stays as it was, to be refused by name.
Value resolved_link(const RegisterSnapshot& snapshot, const FieldSpec& spec, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || spec.type != FieldType::link || is_uuid(*text)) return value;
  if (spec.domain == "settlement") {
    const Row row = snapshot.find_settlement(*text);
    return row == no_row ? value : Value{snapshot.settlements[row].uuid};
  }
  return spec.domain == "area" ? Value{area_uuid(snapshot, *text)} : value;
}

void add_default(Change& change, std::string_view name, Value value) {
  change.after.try_emplace(std::string{name}, std::move(value));
}

void complete_added(const RegisterSnapshot& snapshot, Change& change, Date today) {
  if (change.uuid.empty() && change.entity == Entity::calendar_day)
    change.uuid = uuid_of_day(text_of(field(change.after, "day")));
  if (change.uuid.empty()) change.uuid = new_uuid();
  for (const auto& spec : spec_of(change.entity).fields)
    if (spec.type == FieldType::flag) add_default(change, spec.name, std::int64_t{spec.name == "active" ? 1 : 0});
  switch (change.entity) {
    case Entity::code_value:
      complete_entry(snapshot, change);
      break;
    case Entity::settlement:
      add_default(change, "kind", "VILLAGE");
      add_default(change, "status", "ACTIVE");
      break;
    case Entity::category:
      add_default(change, "sensitivity", std::int64_t{0});
      complete_code(snapshot, change);
      break;
    case Entity::programme:
    case Entity::indicator:
      complete_code(snapshot, change);
      break;
    case Entity::reception:
      add_default(change, "status", "PLANNED");
      break;
    case Entity::comment:
      add_default(change, "at", utc_timestamp_now());
      break;
    case Entity::hotspot_review:
      add_default(change, "reviewed_on", iso_date(today));
      break;
    default:
      break;
  }
}
}  // namespace

Change completed(const RegisterSnapshot& snapshot, Change requested, Date today) {
  if (requested.kind == ChangeKind::remove) return requested;
  const auto& spec = spec_of(requested.entity);
  for (auto& [name, value] : requested.after)
    if (const auto* field_spec = find_field(spec, name))
      value = resolved_link(snapshot, *field_spec, normalised(*field_spec, value));
  const bool is_add = requested.kind == ChangeKind::add;
  if (is_add) complete_added(snapshot, requested, today);
  const auto current = is_add ? std::nullopt : current_record(snapshot, requested.entity, requested.uuid);
  const auto now = current ? current->fields : Fields{};
  if (requested.entity == Entity::issue) complete_issue(snapshot, requested, now, today);
  if (requested.entity == Entity::measure) complete_measure(snapshot, requested, now, today);
  if (requested.entity == Entity::appeal) complete_appeal(snapshot, requested, now, today);
  return requested;
}

std::vector<FieldProblem> problems_of(const RegisterSnapshot& snapshot, const Change& change, Date today,
                                      EditKind kind) {
  Examination examination{snapshot, change, today, kind};
  if (change.kind != ChangeKind::add && examination.now.empty()) {
    examination.refuse("", ErrorCode::gone, "no such record: " + change.uuid);
    return examination.problems;
  }
  if (change.kind == ChangeKind::remove) {
    check_entry_removal(examination);
    check_reckoning_removal(examination);
    check_removal(examination);
    return examination.problems;
  }
  check_values(examination);
  if (change.entity == Entity::issue)
    check_issue(examination);
  else if (change.entity == Entity::measure)
    check_measure(examination);
  else if (change.entity == Entity::appeal)
    check_appeal(examination);
  check_place_record(examination);
  check_office_record(examination);
  check_reckoning(examination);
  return examination.problems;
}

std::vector<StatusTransition> transitions_from(const RegisterSnapshot& snapshot, Status from) {
  std::vector<StatusTransition> result;
  std::ranges::copy_if(snapshot.transitions, std::back_inserter(result),
                       [from](const auto& pair) { return pair.from == from; });
  std::ranges::stable_sort(result, {}, &StatusTransition::to);
  return result;
}

std::optional<StoredRecord> current_record(const RegisterSnapshot& snapshot, Entity entity, std::string_view uuid) {
  const auto typed = [entity](const auto& record, std::int64_t fid, Fields fields) {
    return StoredRecord{entity, fid, record.uuid, record.version, std::move(fields)};
  };
  if (entity == Entity::area) {
    const Row row = snapshot.find_area(uuid);
    if (row == no_row || snapshot.areas[row].uuid != uuid) return std::nullopt;
    return typed(snapshot.areas[row], snapshot.areas[row].id.value, fields_of(snapshot.areas[row]));
  }
  if (entity == Entity::settlement) {
    const Row row = snapshot.find_settlement(uuid);
    if (row == no_row || snapshot.settlements[row].uuid != uuid) return std::nullopt;
    return typed(snapshot.settlements[row], snapshot.settlements[row].id.value, fields_of(snapshot.settlements[row]));
  }
  if (entity == Entity::party) {
    const Row row = snapshot.find_party(uuid);
    if (row == no_row) return std::nullopt;
    return typed(snapshot.parties[row], snapshot.parties[row].id.value, fields_of(snapshot.parties[row]));
  }
  if (entity == Entity::category) {
    const auto found = std::ranges::find(snapshot.categories, uuid, &Category::uuid);
    if (uuid.empty() || found == snapshot.categories.end()) return std::nullopt;
    return typed(*found, 0, fields_of(*found));
  }
  if (entity == Entity::issue) {
    const Row row = snapshot.find_issue(uuid);
    if (row == no_row) return std::nullopt;
    const auto issue = snapshot.issues[row];
    return typed(issue, issue.id.value, fields_of(snapshot, issue));
  }
  if (entity == Entity::measure) {
    const Row row = snapshot.find_measure(uuid);
    if (row == no_row) return std::nullopt;
    const auto measure = snapshot.measures[row];
    return typed(measure, measure.id.value, fields_of(snapshot, measure));
  }
  const auto* other = snapshot.find_other(uuid);
  if (other == nullptr || other->entity != entity) return std::nullopt;
  return *other;
}

Examination::Examination(const RegisterSnapshot& register_snapshot, const Change& examined, Date today_is,
                         EditKind edit_kind)
    : snapshot{register_snapshot}, change{examined}, today{today_is}, kind{edit_kind} {
  if (!is_add())
    if (auto current = current_record(snapshot, change.entity, change.uuid)) now = std::move(current->fields);
  then = now;
  for (const auto& [name, value] : change.after) then.insert_or_assign(name, value);
}

bool Examination::uses_kato() const {
  const auto system = snapshot.meta.find("code_system");
  return system != snapshot.meta.end() && system->second == "kato";
}

bool Examination::touches(std::initializer_list<std::string_view> fields) const {
  return is_add() || std::ranges::any_of(fields, [this](auto name) { return change.after.contains(name); });
}

std::optional<std::int64_t> Examination::number(std::string_view name) const {
  const auto value = field(then, name);
  const auto* whole = std::get_if<std::int64_t>(&value);
  return whole != nullptr ? std::optional{*whole} : std::nullopt;
}

void Examination::refuse(std::string_view name, ErrorCode code, std::string detail) {
  problems.push_back({std::string{name}, {code, std::move(detail), std::string{name}, text(name)}});
}

void Examination::warn(std::string_view name, ErrorCode code, std::string detail) {
  problems.push_back({std::string{name}, {code, std::move(detail), std::string{name}, text(name)}, true});
}

void Examination::require_order(std::string_view earlier, std::string_view later) {
  const auto first = date(earlier), second = date(later);
  if (first && second && *second < *first && touches({earlier, later}))
    refuse(later, ErrorCode::date_order,
           std::string{later} + " lies before " + std::string{earlier} + ' ' + iso_date(*first));
}

void Examination::refuse_future(std::string_view name) {
  const auto day = date(name);
  if (day && *day > today && touches({name}))
    refuse(name, ErrorCode::date_future, std::string{name} + " lies in the future");
}

}  // namespace riskmap
