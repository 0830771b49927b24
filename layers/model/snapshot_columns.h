// How the members of a typed record stand for the fields of its EntitySpec: one line a field, both directions.
#pragma once
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

template <typename Record>
struct Column {
  std::string_view name;
  Value (*read)(const RegisterSnapshot&, const Record&, std::string_view name);
  void (*write)(const RegisterSnapshot&, Record&, const ValueView&, std::string_view name);
  bool is_link = false;  // its target may not be loaded yet
};

// Sorted by name, as Fields are.
template <typename Record>
std::span<const Column<Record>> columns_of();

// In the order of the entity's fields; null where no column stands for one.
template <typename Record>
std::vector<const Column<Record>*> columns_by_field(Entity entity) {
  std::vector<const Column<Record>*> ordered;
  for (const auto& field : spec_of(entity).fields) {
    const auto found = std::ranges::lower_bound(columns_of<Record>(), field.name, {}, &Column<Record>::name);
    ordered.push_back(found != columns_of<Record>().end() && found->name == field.name ? &*found : nullptr);
  }
  return ordered;
}

template <typename Record>
Fields read_fields(const RegisterSnapshot& snapshot, const Record& record) {
  Fields fields;
  for (const auto& column : columns_of<Record>())
    fields.emplace_hint(fields.end(), column.name, column.read(snapshot, record, column.name));
  return fields;
}

// Both sides are sorted, so one walk finds every pair.
template <typename Record>
void write_fields(const RegisterSnapshot& snapshot, Record& record, const Fields& fields) {
  auto column = columns_of<Record>().begin();
  const auto end = columns_of<Record>().end();
  for (const auto& [name, value] : fields) {
    while (column != end && column->name < name) ++column;
    if (column == end) return;
    if (column->name == name) column->write(snapshot, record, view_of(value), column->name);
  }
}

}  // namespace riskmap
