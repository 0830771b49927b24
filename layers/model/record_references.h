// Which fields name a record: by a link to its uuid, or by the code of its list.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "layers/model/register_snapshot.h"

namespace riskmap {

// A field that may name a record.
struct Reference {
  Entity entity;
  std::string_view field;
  friend auto operator<=>(const Reference&, const Reference&) = default;
};

// What it may name. list: what fields of codes are declared with, "category", "channel" …
struct ReferenceTarget {
  Entity entity;
  std::string uuid, list, code;
};
ReferenceTarget target_of(const StoredRecord& record);

// Calls visit(the field, the uuid of the record it stands in) for all that name the target.
void visit_references(const RegisterSnapshot& snapshot, const ReferenceTarget& target,
                      const std::function<void(Reference, const std::string& uuid)>& visit);

// How often each code of a list is named. `entity`: the kind of record that its entries are.
std::map<std::string, std::size_t, std::less<>> uses_of_list(const RegisterSnapshot& snapshot, Entity entity,
                                                             std::string_view list);

}  // namespace riskmap
