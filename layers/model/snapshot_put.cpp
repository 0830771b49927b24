// The one way records come into a snapshot and leave it.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "layers/core/contract.h"
#include "layers/core/text.h"
#include "layers/model/snapshot_columns.h"

namespace riskmap {

namespace {
// A fresh record with the stored values; members that no field stands for keep their defaults.
template <typename Record>
Record typed(const RegisterSnapshot& snapshot, const StoredRecord& stored) {
  Record record;
  if constexpr (requires { record.id; }) record.id = {stored.fid};
  record.uuid = stored.uuid;
  record.version = stored.version;
  write_fields(snapshot, record, stored.fields);
  return record;
}
template <typename Record>
Record typed(const RegisterSnapshot& snapshot, const StoredRow& stored) {
  static const auto columns = columns_by_field<Record>(stored.entity);
  Record record;
  record.id = {stored.fid};
  record.uuid = stored.uuid;
  record.version = stored.version;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] && !is_none(stored.values[i]))
      columns[i]->write(snapshot, record, stored.values[i], columns[i]->name);
  return record;
}

// The row of `uuid`, appended if it is new.
template <typename Record>
Row row_for(std::vector<Record>& table, RowIndex& index, const std::string& uuid) {
  Row row = index.find(uuid);
  if (row != no_row) return row;
  row = static_cast<Row>(table.size());
  table.emplace_back();
  index.set(uuid, row);
  return row;
}

std::string area_key(const Area& area) {
  return std::string{code_of(area.level)} + ' ' + area.code;
}

std::optional<Date> newest_day(const StoredRecord& record) {
  return parse_iso_date(text_of(field(record.fields, "touched_on")));
}
std::optional<Date> newest_day(const StoredRow& row) {
  return parse_iso_date(row.touched_on);
}

template <typename Record>
void resolve_links(const RegisterSnapshot& snapshot, Record& record) {
  for (const auto& column : columns_of<Record>()) {
    if (!column.is_link) continue;
    const auto waiting = field(record.rest, column.name);
    if (!is_none(waiting)) column.write(snapshot, record, view_of(waiting), column.name);
  }
}
}  // namespace

void RegisterSnapshot::put(const StoredRecord& record) {
  if (record.fields.empty()) return remove(record.entity, record.uuid);
  switch (record.entity) {
    case Entity::area:
      return put_area(record);
    case Entity::settlement:
      return put_settlement(record);
    case Entity::category:
      return put_category(record);
    case Entity::party:
      return put_party(record);
    case Entity::issue:
      return put_issue(record);
    case Entity::measure:
      return put_measure(record);
    default:
      return put_other(record);
  }
}

void RegisterSnapshot::put(const StoredRow& row) {
  RISKMAP_REQUIRE(row.entity == Entity::issue || row.entity == Entity::measure);
  if (row.entity == Entity::issue) return put_issue(row);
  put_measure(row);
}

void RegisterSnapshot::put_area(const StoredRecord& record) {
  const Row row = row_for(areas, area_rows_, record.uuid);
  if (areas[row].id) area_rows_.set(area_key(areas[row]), no_row);
  auto area = typed<Area>(*this, record);
  // A record that was re-read without its shape still has the one it had.
  if (!record.fields.contains("geom")) area.has_shape = areas[row].has_shape;
  area_rows_.set(area_key(area), row);
  areas[row] = std::move(area);
}

void RegisterSnapshot::put_settlement(const StoredRecord& record) {
  const Row row = row_for(settlements, settlement_rows_, record.uuid);
  settlement_rows_.set(settlements[row].kato, no_row);
  auto settlement = typed<Settlement>(*this, record);
  settlement.population = settlements[row].population;
  settlement.population_on = settlements[row].population_on;
  settlement_rows_.set(settlement.kato, row);
  settlements[row] = std::move(settlement);
}

void RegisterSnapshot::put_category(const StoredRecord& record) {
  const Row row = row_for(categories, category_rows_, record.uuid);
  category_rows_.set(categories[row].code, no_row);
  categories[row] = typed<Category>(*this, record);
  category_rows_.set(categories[row].code, row);
}

void RegisterSnapshot::put_party(const StoredRecord& record) {
  parties[row_for(parties, party_rows_, record.uuid)] = typed<Party>(*this, record);
}

template <typename Stored>
void RegisterSnapshot::put_issue(const Stored& record) {
  auto issue = typed<Issue>(*this, record);
  const Row row = issues.find(record.uuid);
  if (!issue.rest.empty()) waiting_issues_.push_back(row == no_row ? static_cast<Row>(issues.size()) : row);
  if (row == no_row) {
    issues.append(std::move(issue));
    issue_measures_.append({});
    touch(touched_.append(never), newest_day(record));
    return;
  }
  issue.also_settlements = issues.core(row).also_settlements;
  issues.change(row) = std::move(issue);
  touch(row, newest_day(record));
}

template <typename Stored>
void RegisterSnapshot::put_measure(const Stored& record) {
  Row row = measures.find(record.uuid);
  if (row != no_row) part_measure(row);
  auto measure = typed<Measure>(*this, record);
  if (measure.issue != no_row) touch(measure.issue, newest_day(record));
  if (!measure.rest.empty()) waiting_measures_.push_back(row == no_row ? static_cast<Row>(measures.size()) : row);
  if (row == no_row) {
    row = measures.append(std::move(measure));
  } else {
    measures.change(row) = std::move(measure);
  }
  join_measure(row);
}

void RegisterSnapshot::put_other(const StoredRecord& record) {
  Row row = other_rows_.find(record.uuid);
  if (row == no_row) {
    row = static_cast<Row>(others.size());
    others.push_back(record);
    other_rows_.set(record.uuid, row);
  } else {
    const auto old = others.replace(row, record);
    part_reckoning(*old);
    if (old->entity == Entity::issue_place) part_place(*old);
    if (old->entity == Entity::indicator_value) refresh_population(text_of(field(old->fields, "settlement")));
  }
  join_reckoning(record);
  if (record.entity == Entity::issue_place) join_place(record);
  if (record.entity == Entity::indicator_value) take_population(record);
  if (record.entity == Entity::setting)
    settings[text_of(field(record.fields, "key"))] = text_of(field(record.fields, "value"));
}

void RegisterSnapshot::remove(Entity entity, std::string_view uuid) {
  const auto empty_slot = [&uuid](auto& table, RowIndex& index, Row row) {
    index.set(uuid, no_row);
    table[row] = {};
  };
  if (entity == Entity::area) {
    if (const Row row = area_rows_.find(uuid); row != no_row) {
      area_rows_.set(area_key(areas[row]), no_row);
      empty_slot(areas, area_rows_, row);
    }
  } else if (entity == Entity::settlement) {
    if (const Row row = settlement_rows_.find(uuid); row != no_row) {
      settlement_rows_.set(settlements[row].kato, no_row);
      empty_slot(settlements, settlement_rows_, row);
    }
  } else if (entity == Entity::category) {
    if (const Row row = category_rows_.find(uuid); row != no_row) {
      category_rows_.set(categories[row].code, no_row);
      empty_slot(categories, category_rows_, row);
    }
  } else if (entity == Entity::party) {
    if (const Row row = party_rows_.find(uuid); row != no_row) empty_slot(parties, party_rows_, row);
  } else if (entity == Entity::issue) {
    if (const Row row = issues.find(uuid); row != no_row) remove_issue(row);
  } else if (entity == Entity::measure) {
    if (const Row row = measures.find(uuid); row != no_row) remove_measure(row);
  } else if (const Row row = other_rows_.find(uuid); row != no_row) {
    remove_other(row);
  }
}

void RegisterSnapshot::remove_issue(Row row) {
  const auto uuid = issues.uuid(row);
  // Whoever removes an issue removes its measures too; one that stays waits for the issue's return.
  for (const Row measure : issue_measures_[row]) {
    measures.change(measure).issue = no_row;
    measures.change(measure).rest.insert_or_assign("issue", Value{uuid});
    aid_.insert(measure);
  }
  issue_measures_.change(row).clear();
  issues.change(row) = {};
  touched_.change(row) = never;
}

void RegisterSnapshot::remove_measure(Row row) {
  part_measure(row);
  measures.change(row) = {};
}

// The last record moves into the gap: the order of `others` means nothing, and no walk needs to skip.
void RegisterSnapshot::remove_other(Row row) {
  const auto gone = others[row];
  others.swap(row, others.size() - 1);
  others.pop_back();
  if (row < others.size()) other_rows_.set(others[row].uuid, row);
  other_rows_.set(gone.uuid, no_row);
  part_reckoning(gone);
  if (gone.entity == Entity::issue_place) part_place(gone);
  if (gone.entity == Entity::indicator_value) refresh_population(text_of(field(gone.fields, "settlement")));
  if (gone.entity == Entity::setting) settings.erase(text_of(field(gone.fields, "key")));
}

void RegisterSnapshot::remove_anywhere(std::string_view uuid) {
  if (area_rows_.find(uuid) != no_row) return remove(Entity::area, uuid);
  if (settlement_rows_.find(uuid) != no_row) return remove(Entity::settlement, uuid);
  if (category_rows_.find(uuid) != no_row) return remove(Entity::category, uuid);
  if (party_rows_.find(uuid) != no_row) return remove(Entity::party, uuid);
  if (issues.find(uuid) != no_row) return remove(Entity::issue, uuid);
  if (measures.find(uuid) != no_row) return remove(Entity::measure, uuid);
  if (const auto* other = find_other(uuid)) remove(other->entity, uuid);
}

void RegisterSnapshot::resolve_links_of_issue(Row row) {
  if (!issues[row].rest.empty()) resolve_links(*this, issues.change(row));
}

void RegisterSnapshot::resolve_links_of_measure(Row row) {
  if (measures[row].rest.empty()) return;
  part_measure(row);
  resolve_links(*this, measures.change(row));
  join_measure(row);
}

void RegisterSnapshot::join_measure(Row row) {
  const auto measure = measures.core(row);
  if (measure.issue == no_row) {
    aid_.insert(row);
    return;
  }
  auto& steps = issue_measures_.change(measure.issue);
  const auto place =
      std::ranges::upper_bound(steps, measure.step_no, {}, [this](Row step) { return measures.core(step).step_no; });
  steps.insert(place, row);
}

void RegisterSnapshot::part_measure(Row row) {
  aid_.erase(row);
  if (const Row issue = measures.core(row).issue; issue != no_row) std::erase(issue_measures_.change(issue), row);
}

void RegisterSnapshot::join_place(const StoredRecord& place) {
  const Row issue = find_issue(text_of(field(place.fields, "issue")));
  const Row settlement = find_settlement(text_of(field(place.fields, "settlement")));
  if (issue == no_row || settlement == no_row) return;
  const auto known = issues.core(issue).also_settlements;
  if (std::ranges::find(known, settlement) == known.end()) issues.change(issue).also_settlements.push_back(settlement);
}

void RegisterSnapshot::part_place(const StoredRecord& place) {
  const Row issue = find_issue(text_of(field(place.fields, "issue")));
  const Row settlement = find_settlement(text_of(field(place.fields, "settlement")));
  if (issue != no_row && settlement != no_row) std::erase(issues.change(issue).also_settlements, settlement);
}

void RegisterSnapshot::take_population(const StoredRecord& value) {
  if (text_of(field(value.fields, "indicator")) != "population") return;
  const Row row = find_settlement(text_of(field(value.fields, "settlement")));
  const auto day = parse_iso_date(text_of(field(value.fields, "as_of")));
  if (row == no_row || !day || settlements[row].population_on > day) return;
  settlements[row].population = integer_of(field(value.fields, "value"));
  settlements[row].population_on = day;
}

void RegisterSnapshot::refresh_population(std::string_view settlement_uuid) {
  const Row row = find_settlement(settlement_uuid);
  if (row == no_row) return;
  settlements[row].population.reset();
  settlements[row].population_on.reset();
  for (const auto& record : others)
    if (record.entity == Entity::indicator_value && find_settlement(text_of(field(record.fields, "settlement"))) == row)
      take_population(record);
}

void RegisterSnapshot::refresh_shared_names() {
  std::map<std::string, int> uses;
  const auto spellings = [](const Settlement& settlement) {
    std::set<std::string> folded;
    for (const auto* name : {&settlement.names.kk, &settlement.names.ru, &settlement.names.en})
      if (!name->empty()) folded.insert(fold(*name));
    return folded;
  };
  for (const auto& settlement : settlements)
    for (const auto& name : spellings(settlement)) ++uses[name];
  for (auto& settlement : settlements) {
    const auto names = spellings(settlement);
    settlement.shares_name = std::ranges::any_of(names, [&uses](const auto& name) { return uses[name] > 1; });
  }
}

void RegisterSnapshot::touch(Row issue, std::optional<Date> day) {
  if (!day) return;
  const auto since_1970 = static_cast<std::int32_t>(day->time_since_epoch().count());
  if (since_1970 > touched_[issue]) touched_.change(issue) = since_1970;
}

// Of a problem without a history, which came with its file, the newest thing that its own dates and its work tell.
std::optional<Date> RegisterSnapshot::newest_day_of(Row row) const {
  const auto issue = issues.core(row);
  auto day = std::max({issue.registered_on, issue.escalated_on, issue.reopened_on, issue.resolved_on, issue.closed_on});
  for (const Row step : issue_measures_[row]) {
    const auto measure = measures.core(step);
    if (measure.status == MeasureStatus::in_progress || measure.status == MeasureStatus::done)
      day = std::max(day, measure.done_on ? measure.done_on : measure.start_on);
  }
  return day;
}

void RegisterSnapshot::put_link_rows() {
  for (const Row row : waiting_issues_) resolve_links_of_issue(row);
  for (const Row row : waiting_measures_) resolve_links_of_measure(row);
  for (Row row = 0; row < issues.size(); ++row)
    if (touched_[row] == never && issues.core(row).id) touch(row, newest_day_of(row));
  for (const auto& record : others) {
    if (record.entity == Entity::issue_place) join_place(record);
    if (record.entity == Entity::indicator_value) take_population(record);
  }
  refresh_shared_names();
  settle();
}

void RegisterSnapshot::settle() {
  waiting_issues_.clear();
  waiting_measures_.clear();
  issues.pack();
  measures.pack();
}

}  // namespace riskmap
