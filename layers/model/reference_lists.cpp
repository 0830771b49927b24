#include "layers/model/reference_lists.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "layers/model/code_lists.h"

namespace riskmap {

namespace {
constexpr std::array lists_of_records = {Entity::category, Entity::programme, Entity::indicator};
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
    if (list != "status") lists.emplace_back(list);  // the life cycle is no list of records
  return lists;
}

Entity entity_of_list(std::string_view list) {
  for (const auto entity : lists_of_records)
    if (spec_of(entity).name == list) return entity;
  return Entity::code_value;
}

std::vector<ListEntry> entries_of(const RegisterSnapshot& snapshot, std::string_view list) {
  const auto entity = entity_of_list(list);
  if (entity == Entity::category) return categories_of(snapshot);
  if (entity != Entity::code_value) return records_of(snapshot, entity);
  std::vector<ListEntry> entries;
  if (const auto found = snapshot.codes.find(list); found != snapshot.codes.end())
    for (const auto& value : found->second) entries.push_back({value.uuid, value.code, value.names, value.is_active});
  return entries;
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
