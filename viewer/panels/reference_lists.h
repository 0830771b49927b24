// The lists an office keeps itself, each with its entries: renamed, added, moved, put out of use.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "layers/model/reference_lists.h"
#include "viewer/panels/calendar_list.h"
#include "viewer/panels/risk_matrix_grid.h"
#include "viewer/panels/widgets_table.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct ReferenceListsState {
  std::vector<std::string> lists;
  std::string chosen;  // one of them
  std::vector<ListEntry> entries;
  std::map<std::string, std::size_t, std::less<>> uses;  // how many records name a code
  std::int64_t revision = -1;                            // of what the entries were read from
  TableState table;
  CalendarListState calendar;
  RiskMatrixState matrix;
};
// Opens at the list that the dialog names, else at the one shown last.
void fill_reference_lists(ReferenceListsState& state, const Session& session);
Intents reference_lists_dialog(const Session& session, ReferenceListsState& state);

}  // namespace riskmap::ui
