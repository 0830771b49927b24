// Tables on ImGui's, with our header, rows and keyboard.
#include "viewer/panels/widgets_table.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>

#include "viewer/panels/compat.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"

namespace riskmap::ui {
namespace {

constexpr ImGuiTableFlags table_flags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_Resizable |
                                        ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_BordersInnerV |
                                        ImGuiTableFlags_NoBordersInBodyUntilResize | ImGuiTableFlags_SizingFixedFit |
                                        ImGuiTableFlags_PadOuterX | ImGuiTableFlags_NoSavedSettings;
constexpr float header_height = 32;

void set_up(std::span<const TableColumn> columns) {
  for (const TableColumn& column : columns) {
    const float title = column.icon == Icon::none ? text_width(column.title, TextStyle::small_semi) + px(36) : px(36);
    if (column.stretches)
      ImGui::TableSetupColumn(column.id.c_str(), ImGuiTableColumnFlags_WidthStretch, column.width);
    else
      ImGui::TableSetupColumn(column.id.c_str(), ImGuiTableColumnFlags_WidthFixed, std::max(px(column.width), title));
  }
  ImGui::TableSetupScrollFreeze(0, 1);
}

void draw_header_cell(const Rect& cell, const TableColumn& column, bool is_sorted, bool is_descending) {
  const Tokens& t = tokens();
  if (column.icon != Icon::none)
    return draw_icon(column.icon, cell.centre_x(), cell.centre_y(), t.text2, IconSize::small);
  const Rect words{cell.left, cell.top, cell.right - (is_sorted ? px(16) : 0), cell.bottom};
  draw_text_in(words, column.title, TextStyle::small_semi, is_sorted ? t.text : t.text2, column.align);
  if (is_sorted)
    draw_icon(is_descending ? Icon::arrow_down : Icon::arrow_up, cell.right - px(6), cell.centre_y(), t.text2,
              IconSize::small);
}

bool draw_header(std::string_view name, std::span<const TableColumn> columns, TableState& state) {
  ImGui::TableNextRow(ImGuiTableRowFlags_Headers, px(header_height));
  bool is_changed = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const TableColumn& column = columns[i];
    if (!ImGui::TableSetColumnIndex(static_cast<int>(i))) continue;
    const std::string id = fmt::format("{}.header.{}", name, column.id);
    const Item here = item(id, ImGui::GetContentRegionAvail().x, px(header_height),
                           {.is_tab_stop = false,
                            .tooltip = column.icon == Icon::none ? std::string_view{} : column.title,
                            .ring_radius = 3});
    const bool is_sorted = state.sort_column == column.id;
    draw_header_cell(here.rect, column, is_sorted, state.is_descending);
    report(id, here.rect,
           {.text = column.title,
            .value = !is_sorted            ? ""
                     : state.is_descending ? "descending"
                                           : "ascending",
            .text_width = column.icon == Icon::none ? text_width(column.title, TextStyle::small_semi) : 0,
            .text_room = here.rect.width()});
    if (!here.is_pressed || !column.is_sortable) continue;
    state.is_descending = is_sorted && !state.is_descending;
    state.sort_column = column.id;
    is_changed = true;
  }
  return is_changed;
}

struct RowPress {
  bool is_pressed, is_opened, is_context_asked;
};

// The clickable ground of a row: ImGui's Selectable is the one item that can span the columns.
RowPress draw_ground(const std::string& name, bool is_selected, bool is_tab_stop, float height) {
  if (kit().focus->visit(name, is_tab_stop)) focus_next_item();
  ImGui::PushID(name.c_str());
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});  // a Selectable grows by it
  const bool is_clicked = ImGui::Selectable(
      "##", is_selected, ImGuiSelectableFlags_SpanAllColumns | ImGuiSelectableFlags_AllowItemOverlap, {0, height});
  ImGui::PopStyleVar();
  ImGui::PopID();
  const Item here = after_foreign_item(name, {.ring_radius = 2});
  const bool has_arrived = here.is_focused && is_highlight_visible() && kit().focus->focused_before() != name;
  report(name, here.rect, {.value = is_selected ? "on" : "off", .is_focused = here.is_focused});
  const bool is_entered = here.is_focused && is_highlight_visible() &&
                          (is_chord_pressed({.key = Key::enter}) || is_chord_pressed({.key = Key::keypad_enter}));
  return {is_clicked || has_arrived, is_entered || (here.is_hovered && ImGui::IsMouseDoubleClicked(0)),
          here.is_hovered && ImGui::IsMouseClicked(1)};
}

std::string row_name(std::string_view name, const TableOptions& options, std::size_t row) {
  return fmt::format("{}.row.{}", name, options.row_id ? options.row_id(row) : std::to_string(row));
}

struct Body {
  std::string_view name;
  std::span<const TableColumn> columns;
  TableState& state;
  const TableOptions& options;
};

void draw_row(const Body& body, std::size_t row, bool is_tab_stop, TableResult& result,
              const std::function<void(TableRow&)>& draw) {
  const float height = px(body.options.row_height);
  ImGui::TableNextRow(ImGuiTableRowFlags_None, height);
  ImGui::TableSetColumnIndex(0);
  const std::string name = row_name(body.name, body.options, row);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const bool is_selected = body.options.is_selected && body.options.is_selected(row);
  const RowPress press = draw_ground(name, is_selected, is_tab_stop, height);
  if (press.is_pressed) {
    result.pressed = body.state.cursor = row;
    result.is_extending = ImGui::GetIO().KeyCtrl || ImGui::GetIO().KeyShift;
  }
  if (press.is_opened) result.opened = row;
  if (press.is_context_asked) result.context_asked = body.state.cursor = row;
  if (body.state.scroll_to == row) ImGui::SetScrollHereY(0.5F), body.state.scroll_to.reset();
  ImGui::SetCursorScreenPos(corner);
  TableRow cells{row, name, body.columns, height};
  draw(cells);
}

void draw_rows(const Body& body, std::size_t row_count, TableResult& result,
               const std::function<void(TableRow&)>& draw) {
  const auto wanted = static_cast<int>(body.state.scroll_to.value_or(row_count));
  // A row asked for may be far outside the rows in sight: go there first, it is built in the next frame.
  if (body.state.scroll_to) {
    const float top = static_cast<float>(wanted) * px(body.options.row_height);
    ImGui::SetScrollY(std::max(top - ImGui::GetWindowHeight() / 2 + px(header_height), 0.0F));
    body.state.scroll_to.reset();
    request_frame_after(0);
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(row_count), px(body.options.row_height));
  bool has_tab_stop = false;
  while (clipper.Step()) {
    const bool shows_cursor = body.state.cursor && static_cast<int>(*body.state.cursor) >= clipper.DisplayStart &&
                              static_cast<int>(*body.state.cursor) < clipper.DisplayEnd;
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto row = static_cast<std::size_t>(i);
      const bool is_tab_stop = !has_tab_stop && (shows_cursor ? body.state.cursor == row : true);
      has_tab_stop |= is_tab_stop;
      draw_row(body, row, is_tab_stop, result, draw);
    }
  }
}

// To ImGui a table of other columns is another one: it would begin at the top, without the keyboard.
void carry_over(std::string_view name, unsigned id, TableState& state) {
  if (state.shown_as != 0 && state.shown_as != id) {
    ImGui::SetScrollY(state.scroll_y);
    if (const auto& focused = kit().focus->focused_before(); focused.starts_with(fmt::format("{}.row.", name)))
      focus_widget(focused);
    request_frame_after(0);
  } else {
    state.scroll_y = ImGui::GetScrollY();
  }
  state.shown_as = id;
}

}  // namespace

TableRow::TableRow(std::size_t index, std::string name, std::span<const TableColumn> columns, float height)
    : index_(index), name_(std::move(name)), columns_(columns), height_(height) {}

bool TableRow::next_cell() {
  return ImGui::TableSetColumnIndex(++column_);
}

std::string TableRow::cell_name() const {
  return name_ + "." + columns_[static_cast<std::size_t>(column_)].id;
}

Rect TableRow::cell() const {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  return {at.x, at.y, at.x + ImGui::GetContentRegionAvail().x, at.y + height_};
}

void TableRow::text(std::string_view words, TextStyle style, Ink ink) {
  const Rect here = cell();
  const float needed =
      draw_text_in(here, words, style, colour_of(ink), columns_[static_cast<std::size_t>(column_)].align);
  if (kit().probe.is_enabled())
    report(cell_name(), here,
           {.text = words, .may_be_shortened = true, .text_width = needed, .text_room = here.width()});
  if (needed > here.width() && ImGui::IsMouseHoveringRect({here.left, here.top}, {here.right, here.bottom}))
    tooltip_here(words);
}

void TableRow::icon(Icon icon, Colour colour, std::string_view tooltip) {
  const Rect here = cell();
  draw_icon(icon, here.left + std::min(here.width() / 2, px(12)), here.centre_y(), colour);
  report(cell_name(), here, {.text = tooltip});
  if (ImGui::IsMouseHoveringRect({here.left, here.top}, {here.right, here.bottom})) tooltip_here(tooltip);
}

void TableRow::centre_pill() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y + (height_ - px(20)) / 2});
}

void TableRow::badge(std::string_view words, Tone tone) {
  centre_pill(), ui::badge(cell_name(), words, tone);
}
void TableRow::status(std::string_view words, Tone tone) {
  centre_pill(), status_chip(cell_name(), words, tone);
}
void TableRow::late(std::string_view words) {
  centre_pill(), late_mark(cell_name(), words);
}
void TableRow::level(int level, std::string_view word) {
  centre_pill(), level_pips(cell_name(), level, word);
}

TableResult table(std::string_view name, std::span<const TableColumn> columns, std::size_t row_count, TableState& state,
                  const TableOptions& options, const std::function<void(TableRow&)>& draw_row) {
  TableResult result;
  // Another language or scale is another table: its widths begin anew, so that headers are never cut.
  const std::string id = fmt::format("{}##{}{}", name, code_of(kit().look.language), kit().look.scale);
  ImGui::PushStyleVar(ImGuiStyleVar_CellPadding, {px(8), 0});
  ImGui::PushStyleColor(ImGuiCol_HeaderHovered, packed(tokens().surface2));
  const float height = options.height > 0 ? px(options.height) : 0;
  const unsigned table_id = ImGui::GetID(id.c_str());
  if (ImGui::BeginTable(id.c_str(), static_cast<int>(columns.size()), table_flags, {0, height})) {
    carry_over(name, table_id, state);
    set_up(columns);
    result.is_sort_changed = draw_header(name, columns, state);
    draw_rows({name, columns, state, options}, row_count, result, draw_row);
    ImGui::EndTable();
  }
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax();
  const Rect whole{from.x, from.y, to.x, to.y};
  report(name, whole, {.value = std::to_string(row_count)});
  if (row_count == 0)
    draw_text_in({whole.left, whole.top + px(header_height), whole.right, whole.bottom}, options.empty_text,
                 TextStyle::body, tokens().text2, Align::centre);
  return result;
}

}  // namespace riskmap::ui
