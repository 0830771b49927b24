// Which records name which, and what goes with what.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/model/entity.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A record that goes when the one goes that it names in this field.
struct Tie {
  Entity entity;
  std::string_view field;
  Entity to;
};
std::span<const Tie> ties();
Result<std::vector<std::string>> tied_records(const Connection& connection, const Tie& tie, const std::string& uuid);

// Of a link; nothing for other fields.
std::optional<Entity> target_of(const FieldSpec& field);

// An entry of a list, as records name it: "channel" and "PHONE", "category" and "utilities.water".
struct EntryName {
  std::string list, code;
  friend auto operator<=>(const EntryName&, const EntryName&) = default;
};
// Of the entry itself; nothing for records that are no entries.
std::optional<EntryName> entry_name(Entity entity, const Fields& fields);
// The list of which this field names an entry; "" = of none that could be removed.
std::string_view list_named_in(Entity entity, const FieldSpec& field);

// A field that names a record of this kind, or the entry of its list; what goes with it (ties) is not meant.
struct Naming {
  const EntitySpec* spec;
  const FieldSpec* field;
  std::string name;  // as it stands there
};
std::vector<Naming> namings_of(Entity entity, const std::string& uuid, const Fields& fields);
// Who names the record, "issue: 3, measure: 1"; "" = nobody.
Result<std::string> users_of(const Connection& connection, Entity entity, const std::string& uuid,
                             const Fields& fields);

// Without it the record cannot be.
bool is_needed(Entity entity, const FieldSpec& field);
// Joins two records and is nothing besides: of two that join the same ones there can only be one.
bool is_joining(Entity entity);
// Nothing names it.
bool is_leaf(Entity entity);
// The smaller go first: leaves, then each before what it names.
int rank_of_removal(Entity entity);

}  // namespace riskmap
