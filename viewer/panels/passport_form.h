// The passport figures of all settlements for one day, filled in as a table: typed, or pasted from a spreadsheet.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "layers/exchange/passport_grid.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct PassportFormState {
  Fields head;                               // as_of: the day of the figures
  Fields typed, sources;                     // by cell (passport_key), by indicator
  Fields untouched;                          // nothing: what a draft differs from
  std::map<std::string, std::int64_t> seen;  // the version that stood in a cell when it was typed into, by cell
  PassportGrid grid;
  std::int64_t revision = -1;  // of what the grid was filled from
  Language language = Language::kk;
  std::size_t first_column = 0;  // of those in sight
  std::optional<PassportCell> go_to;
  std::vector<std::string> unknown;  // of the last paste
  std::size_t pasted = 0, beyond = 0;
  std::uint64_t waiting_for = 0;
  bool asks_to_discard = false;

  [[nodiscard]] bool has_typed() const { return !typed.empty() || !sources.empty(); }
};
// The selected settlement gets the keyboard.
void fill_passport_form(PassportFormState& state, const Session& session);
Intents passport_form(const Session& session, PassportFormState& state);

// --- its table
// The columns that fit, their sources, and the cells below, in a region of its own scrolling.
void passport_cells(const Session& session, PassportFormState& state);
std::string passport_cell_name(const Session& session, const PassportGrid& grid, PassportCell cell);

}  // namespace riskmap::ui
