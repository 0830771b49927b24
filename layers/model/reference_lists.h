// The lists that an office keeps itself: entries of enumerations, categories, programmes, passport indicators, stations
// of the life cycle; the free and worked days, the legal terms and the risk matrix.
#pragma once
#include <array>
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

// "category", "programme", "indicator", "status_def", "risk_matrix", "sla_rule", "calendar_day", then the enumerations.
std::vector<std::string> reference_lists();
// The kind of record its entries are.
Entity entity_of_list(std::string_view list);
// Its entries have a name in three languages; the risk matrix, the legal terms and the calendar have none.
bool has_named_entries(std::string_view list);
// In the order in which they are offered; none for a list that is not there or has no names.
std::vector<ListEntry> entries_of(const RegisterSnapshot& snapshot, std::string_view list);

// A day that differs from its weekday, or is said not to.
struct DayEntry {
  std::string uuid;
  Date day;
  bool is_workday = false;
  std::string note;
};
std::vector<DayEntry> days_of(const RegisterSnapshot& snapshot, int year);
// Null where the register lacks it.
const StoredRecord* cell_of(const RegisterSnapshot& snapshot, int severity, int likelihood);
// Some cell has a lower level than one that is less grave or less likely.
bool level_falls(const std::array<RiskLevel, 25>& matrix);

// The entry at `from` moved to `to` (places in entries_of()): the changes of order that it takes. Of enumerations only;
// the other lists are in order by themselves.
std::vector<Change> moved_entry(const RegisterSnapshot& snapshot, std::string_view list, std::size_t from,
                                std::size_t to);

}  // namespace riskmap
