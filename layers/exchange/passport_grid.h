// The passport figures of every settlement for one day, as a table to be filled in: settlements down, indicators
// across. What is typed is kept apart, by cell, until it becomes one edit.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct PassportColumn {
  std::string indicator;  // its code
  Names names;
  std::string unit;
  std::optional<double> least, most;  // the bounds of the risk index: beyond them a figure is unusual, not wrong
  std::string source;                 // of the figures of that day, where they share one
};

struct EnteredFigure {
  double value = 0;
  Date as_of;
  std::string uuid, source;
  std::int64_t version = 0;
};

struct PassportCell {
  std::size_t row = 0, column = 0;
  friend auto operator<=>(const PassportCell&, const PassportCell&) = default;
};

struct PassportGrid {
  Date day;
  std::vector<Row> places;  // settlements, those of a rural district together, by name
  std::vector<PassportColumn> columns;
  std::vector<std::optional<EnteredFigure>> of_day;   // row by row: the figure of that very day
  std::vector<std::optional<EnteredFigure>> earlier;  // the newest one before it

  [[nodiscard]] std::size_t index(PassportCell cell) const { return cell.row * columns.size() + cell.column; }
};
// Abolished settlements are left out unless they have a figure of that day.
PassportGrid passport_grid(const RegisterSnapshot& snapshot, Date day, Language language);

// By which what is typed into a cell is kept: the settlement's uuid and the indicator's code.
std::string passport_key(const RegisterSnapshot& snapshot, const PassportGrid& grid, PassportCell cell);

enum class FigureFlaw { none, no_number, negative, more_than_all, unusual };  // the last is only marked
constexpr bool is_refused(FigureFlaw flaw) {
  return flaw != FigureFlaw::none && flaw != FigureFlaw::unusual;
}
// Nothing typed is no flaw. A share (unit "%") lies between 0 and 100; nothing is negative where the bounds are not.
FigureFlaw flaw_of(const PassportColumn& column, std::string_view typed);

// A block copied from a spreadsheet, laid over the table.
struct PastedFigures {
  std::vector<std::pair<PassportCell, std::string>> cells;
  std::vector<std::string> unknown;  // names of places and indicators that the register does not have, or has twice
  std::size_t beyond = 0;            // cells that would lie outside of the table
};
// Cells are parted by TAB, lines by line ends. A block whose lines begin with words is laid by those names of places,
// and by the names or codes of indicators where its first line has them; any other from `at` to the right and down.
PastedFigures paste_figures(const RegisterSnapshot& snapshot, const PassportGrid& grid, PassportCell at,
                            std::string_view block);
bool is_block(std::string_view copied);  // more than one cell

// What was typed, as changes of indicator_value: a new figure, another one, none where an empty text stands. `sources`
// by indicator: what differs from the column's source is said of all its figures of that day. Cells with a refused flaw
// must not be there.
std::vector<Change> passport_changes(const RegisterSnapshot& snapshot, const PassportGrid& grid, const Fields& typed,
                                     const Fields& sources);

}  // namespace riskmap
