// Tables of any length: only the rows in sight are built. Sticky header, sorting, resizing, keyboard.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "viewer/panels/icons.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {

struct TableColumn {
  std::string id;  // "due"; the header is reported as NAME.header.ID
  std::string title{};
  float width = 100;  // logical; never narrower than the title + 20. With `stretches`: its weight
  bool stretches = false, is_sortable = true;
  Align align = Align::left;
  Icon icon = Icon::none;  // instead of a title (with the title as tooltip)
};

struct TableState {
  std::string sort_column{};  // id; empty = the caller's order
  bool is_descending = false;
  std::optional<std::size_t> cursor{};     // the row the keyboard is on
  std::optional<std::size_t> scroll_to{};  // set it to bring a row into sight; cleared by the table
  unsigned shown_as = 0;  // ImGui's id of the table and its scroll in the last frame: other columns are another table
  float scroll_y = 0;
};

struct TableOptions {
  float height = 0;  // logical; 0 = what is left
  float row_height = 32;
  std::function<std::string(std::size_t)> row_id{};  // reported as NAME.row.ID; default: the row's number
  std::function<bool(std::size_t)> is_selected{};
  std::string_view empty_text{};  // instead of rows
};

// Given to the row's drawing function; cell calls go from left to right.
class TableRow {
 public:
  TableRow(std::size_t index, std::string name, std::span<const TableColumn> columns, float height);
  [[nodiscard]] std::size_t index() const { return index_; }
  bool next_cell();  // moves to the next column; false when it is out of sight (nothing need be drawn)
  void text(std::string_view text, TextStyle style = TextStyle::body,
            Ink ink = Ink::text);  // "…" and tooltip when long
  void icon(Icon icon, Colour colour, std::string_view tooltip = {});
  void badge(std::string_view text, Tone tone);
  void status(std::string_view text, Tone tone);
  void late(std::string_view text);
  void level(int level, std::string_view word);
  [[nodiscard]] std::string cell_name() const;  // NAME.row.ID.COLUMN, for widgets of your own in a cell
  [[nodiscard]] Rect cell() const;              // window pixels

 private:
  void centre_pill();

  std::size_t index_;
  std::string name_;
  std::span<const TableColumn> columns_;
  float height_;
  int column_ = -1;
};

struct TableResult {
  std::optional<std::size_t> pressed{};        // click, or arrows moved the cursor
  std::optional<std::size_t> opened{};         // double click or Enter
  std::optional<std::size_t> context_asked{};  // right button
  bool is_sort_changed = false;                // state says how; the caller sorts
  bool is_extending = false;                   // Ctrl or Shift was held with the press
};
TableResult table(std::string_view name, std::span<const TableColumn> columns, std::size_t row_count, TableState& state,
                  const TableOptions& options, const std::function<void(TableRow&)>& draw_row);

}  // namespace riskmap::ui
