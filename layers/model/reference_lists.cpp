#include "layers/model/reference_lists.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "layers/model/code_lists.h"

namespace riskmap {

namespace {
constexpr std::array lists_of_records = {Entity::category,    Entity::programme,   Entity::indicator,
                                         Entity::status_def,  Entity::risk_matrix, Entity::sla_rule,
                                         Entity::calendar_day};
constexpr int step_of_order = 10;

// "1.10" comes after "1.9".
std::vector<int> parts_of_number(std::string_view number) {
  std::vector<int> parts{0};
  for (const char c : number)
    if (c == '.')
      parts.push_back(0);
    else if (c >= '0' && c <= '9')
      parts.back() = std::min(parts.back() * 10 + (c - '0'), 1'000'000);
  return parts;
}

std::vector<ListEntry> categories_of(const RegisterSnapshot& snapshot) {
  std::vector<const Category*> order;
  for (const auto& category : snapshot.categories)
    if (!category.uuid.empty()) order.push_back(&category);
  std::ranges::stable_sort(order, {}, [](const Category* category) { return parts_of_number(category->number); });
  std::vector<ListEntry> entries;
  for (const auto* category : order)
    entries.push_back({category->uuid, category->code, category->names, category->is_active});
  return entries;
}

std::vector<ListEntry> codes_of(const RegisterSnapshot& snapshot, std::string_view list) {
  std::vector<ListEntry> entries;
  if (const auto found = snapshot.codes.find(list); found != snapshot.codes.end())
    for (const auto& value : found->second) entries.push_back({value.uuid, value.code, value.names, value.is_active});
  return entries;
}

std::vector<ListEntry> records_of(const RegisterSnapshot& snapshot, Entity entity) {
  std::vector<ListEntry> entries;
  for (const auto& record : snapshot.others) {
    if (record.entity != entity) continue;
    const auto words = [&record](std::string_view name) { return text_of(field(record.fields, name)); };
    entries.push_back({record.uuid,
                       words("code"),
                       {words("kk"), words("ru"), words("en")},
                       integer_of(field(record.fields, "active"), 1) != 0});
  }
  std::ranges::sort(entries, {}, &ListEntry::code);
  return entries;
}
}  // namespace

std::vector<std::string> reference_lists() {
  std::vector<std::string> lists;
  for (const auto entity : lists_of_records) lists.emplace_back(spec_of(entity).name);
  for (const auto list : all_lists())
    if (list != "status") lists.emplace_back(list);  // records of their own: status_def
  return lists;
}

Entity entity_of_list(std::string_view list) {
  for (const auto entity : lists_of_records)
    if (spec_of(entity).name == list) return entity;
  return Entity::code_value;
}

bool has_named_entries(std::string_view list) {
  const auto entity = entity_of_list(list);
  return entity != Entity::risk_matrix && entity != Entity::sla_rule && entity != Entity::calendar_day;
}

std::vector<DayEntry> days_of(const RegisterSnapshot& snapshot, int year) {
  std::vector<DayEntry> days;
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::calendar_day) continue;
    const auto day = parse_iso_date(text_of(field(record.fields, "day")));
    if (!day || static_cast<int>(std::chrono::year_month_day{*day}.year()) != year) continue;
    days.push_back({record.uuid, *day, integer_of(field(record.fields, "is_workday")) != 0,
                    text_of(field(record.fields, "note"))});
  }
  std::ranges::sort(days, {}, &DayEntry::day);
  return days;
}

const StoredRecord* cell_of(const RegisterSnapshot& snapshot, int severity, int likelihood) {
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::risk_matrix && integer_of(field(record.fields, "severity")) == severity &&
        integer_of(field(record.fields, "likelihood")) == likelihood)
      return &record;
  return nullptr;
}

bool level_falls(const std::array<RiskLevel, 25>& matrix) {
  for (std::size_t cell = 0; cell < matrix.size(); ++cell) {
    const bool has_likelier = cell % 5 != 4, has_graver = cell + 5 < matrix.size();
    if ((has_likelier && matrix.at(cell + 1) < matrix.at(cell)) ||
        (has_graver && matrix.at(cell + 5) < matrix.at(cell)))
      return true;
  }
  return false;
}

std::vector<ListEntry> entries_of(const RegisterSnapshot& snapshot, std::string_view list) {
  const auto entity = entity_of_list(list);
  if (entity == Entity::category) return categories_of(snapshot);
  if (entity == Entity::status_def) return codes_of(snapshot, "status");
  if (!has_named_entries(list)) return {};
  return entity == Entity::code_value ? codes_of(snapshot, list) : records_of(snapshot, entity);
}

std::vector<Change> moved_entry(const RegisterSnapshot& snapshot, std::string_view list, std::size_t from,
                                std::size_t to) {
  std::vector<Change> changes;
  const auto found = snapshot.codes.find(list);
  if (found == snapshot.codes.end() || from >= found->second.size() || to >= found->second.size()) return changes;
  std::vector<const CodeValue*> order;
  for (const auto& value : found->second) order.push_back(&value);
  const auto* moved = order[from];
  order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), moved);
  int sort = 0;
  for (const auto* value : order) {
    sort += step_of_order;
    const auto* record = snapshot.find_other(value->uuid);
    if (value->sort == sort || record == nullptr) continue;
    changes.push_back({.kind = ChangeKind::set,
                       .entity = Entity::code_value,
                       .uuid = value->uuid,
                       .version = record->version,
                       .before = {},
                       .after = {{"sort", Value{std::int64_t{sort}}}}});
  }
  return changes;
}

}  // namespace riskmap
