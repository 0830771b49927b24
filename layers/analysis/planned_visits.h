// Receptions that are to come to a place, and those whose day has passed though nobody says that they were held.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/receptions.h"

namespace riskmap {

struct PlannedVisit {
  std::string uuid;         // of the reception
  Row settlement = no_row;  // it is held in; no_row = the rural district, no village named
  Date on{};
  bool is_overdue = false;  // its day has passed, and it was neither held nor cancelled
  // Comes to this settlement: is held in it, or in the rural district as a whole.
  [[nodiscard]] bool comes_to(Row place) const { return settlement == no_row || settlement == place; }
};

// Those that will serve a settlement or, with `settlement` no_row, a rural district as a whole (`served`: served_with()
// of the settlement, the code of the rural district), the next one first and overdue ones last. What is planned on line
// or in the office is no visit (indicator_voices.h).
std::vector<PlannedVisit> planned_visits(const RegisterSnapshot& snapshot, const ReceptionJournal& receptions,
                                         std::string_view served, Date today);

// One sentence of the current language, as seen from a settlement; no_row = from its rural district.
std::string sentence_of(const RegisterSnapshot& snapshot, const PlannedVisit& visit, Row from);

}  // namespace riskmap
