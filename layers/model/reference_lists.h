// The lists that an office keeps itself: entries of enumerations, categories, programmes, passport indicators.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/register_snapshot.h"

namespace riskmap {

struct ListEntry {
  std::string uuid, code;
  Names names;
  bool is_active = true;
};

// "category", "programme", "indicator", then the enumerations.
std::vector<std::string> reference_lists();
// The kind of record its entries are.
Entity entity_of_list(std::string_view list);
// In the order in which they are offered; none for a list that is not there.
std::vector<ListEntry> entries_of(const RegisterSnapshot& snapshot, std::string_view list);

// The entry at `from` moved to `to` (places in entries_of()): the changes of order that it takes. Of enumerations only;
// the other lists are in order by themselves.
std::vector<Change> moved_entry(const RegisterSnapshot& snapshot, std::string_view list, std::size_t from,
                                std::size_t to);

}  // namespace riskmap
