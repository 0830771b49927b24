// The table of the passport form. Rows far out of sight are not built.
#include <imgui.h>

#include <algorithm>
#include <array>

#include "layers/core/number_text.h"
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/field_box.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/focus_order.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/passport_form.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float name_width = 172, cell_width = 99, cell_height = 30, cell_gap = 6, heading_height = 34;
constexpr int heading_lines = 4;
constexpr float least_rows = 160;
constexpr int figure_decimals = 6;

// The part of the table that is in sight.
struct Window {
  const Session& session;
  PassportFormState& state;
  std::size_t first = 0, count = 0;  // columns
  float left = 0, top = 0;           // of what is being drawn

  [[nodiscard]] float x(std::size_t column) const {
    return left + px(name_width) + static_cast<float>(column - first) * px(cell_width + cell_gap);
  }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *session.snapshot(); }
};

std::string figure_text(double value) {
  return format_number(value, figure_decimals);
}

void type(PassportFormState& state, const RegisterSnapshot& snapshot, PassportCell cell, std::string text) {
  const auto key = passport_key(snapshot, state.grid, cell);
  const auto& figure = state.grid.of_day[state.grid.index(cell)];
  const auto value = number_from(text);
  const bool is_as_stored = figure ? value && *value == figure->value : trimmed(text).empty();
  if (is_as_stored) {
    state.typed.erase(key), state.seen.erase(key);
    return;
  }
  state.typed.insert_or_assign(key, Value{std::move(text)});
  state.seen.try_emplace(key, figure ? figure->version : 0);
}

std::string origin_words(const EnteredFigure& figure) {
  return joined_with_dots({figure_text(figure.value), format_date(figure.as_of), figure.source});
}

std::string flaw_words(FigureFlaw flaw, const PassportColumn& column) {
  switch (flaw) {
    case FigureFlaw::no_number:
      return tr("Type a number, for example 1 248,5.");
    case FigureFlaw::negative:
      return tr("A figure here is not negative.");
    case FigureFlaw::more_than_all:
      return tr("A share is at most 100 %.");
    case FigureFlaw::unusual:
      return fill(tr("Outside of the usual bounds, {least} to {most}: please check."),
                  {{"least", column.least ? figure_text(*column.least) : "…"},
                   {"most", column.most ? figure_text(*column.most) : "…"}});
    case FigureFlaw::none:
      break;
  }
  return {};
}

std::string tooltip_of(const Window& window, PassportCell cell, FigureFlaw flaw, bool is_overtaken) {
  const auto& grid = window.state.grid;
  const auto& figure = grid.of_day[grid.index(cell)];
  const auto& earlier = grid.earlier[grid.index(cell)];
  std::string words = flaw_words(flaw, grid.columns[cell.column]);
  const auto add = [&words](const std::string& more) { words += (words.empty() ? "" : "\n") + more; };
  if (is_overtaken && figure) add(fill(tr("Saved meanwhile: {figure}"), {{"figure", origin_words(*figure)}}));
  if (!is_overtaken && figure && !figure->source.empty()) add(origin_words(*figure));
  if (earlier) add(fill(tr("Before: {figure}"), {{"figure", origin_words(*earlier)}}));
  return words;
}

// Enter and the arrows go from cell to cell.
std::optional<PassportCell> next_cell(const PassportGrid& grid, PassportCell cell, bool is_entered) {
  const bool goes_down = is_entered || is_chord_pressed({.key = Key::down}, Repeat::yes);
  if (goes_down && cell.row + 1 < grid.places.size()) return PassportCell{cell.row + 1, cell.column};
  if (is_chord_pressed({.key = Key::up}, Repeat::yes) && cell.row > 0) return PassportCell{cell.row - 1, cell.column};
  return std::nullopt;
}

void draw_mark(const Rect& frame, Colour colour, Icon icon) {
  draw_icon(icon, frame.right - px(13), frame.centre_y(), colour, IconSize::small);
}

void figure_cell(Window& window, PassportCell cell) {
  auto& state = window.state;
  const auto& grid = state.grid;
  const auto key = passport_key(window.snapshot(), grid, cell);
  const auto name = passport_cell_name(window.session, grid, cell);
  const auto& figure = grid.of_day[grid.index(cell)];
  const auto& earlier = grid.earlier[grid.index(cell)];
  const auto typed = field(state.typed, key);
  std::string text = !is_none(typed) ? text_of(typed) : figure ? figure_text(figure->value) : std::string{};
  const auto ghost = earlier ? figure_text(earlier->value) : std::string{};
  const auto flaw = is_none(typed) ? FigureFlaw::none : flaw_of(grid.columns[cell.column], text);
  const auto seen = state.seen.find(key);
  const bool is_overtaken = seen != state.seen.end() && seen->second != (figure ? figure->version : 0);
  if (state.go_to == cell) focus_widget(name);
  ImGui::SetCursorScreenPos({window.x(cell.column), window.top});
  const auto box = text_box(
      name, text,
      {.placeholder = ghost,
       .is_enabled = window.session.document().can_edit(),
       .width = cell_width,
       .height = cell_height},
      {.room_right = flaw == FigureFlaw::none ? 0 : px(14), .has_error = is_refused(flaw), .holds_arrows = true});
  tooltip_here(tooltip_of(window, cell, flaw, is_overtaken));
  const auto& t = tokens();
  if (!is_none(typed) && !is_refused(flaw))
    fill_rect({box.frame.left + px(2), box.frame.top + px(5), box.frame.left + px(5), box.frame.bottom - px(5)},
              t.accent, 1);
  if (is_refused(flaw)) draw_mark(box.frame, t.danger, Icon::error);
  if (flaw == FigureFlaw::unusual || is_overtaken) draw_mark(box.frame, t.warning, Icon::warning);
  if (box.is_changed) type(state, window.snapshot(), cell, text);
  if (box.is_active || box.is_entered)
    if (const auto next = next_cell(grid, cell, box.is_entered)) state.go_to = next;
}

// A block in the clipboard is laid over the table from the cell that has the keyboard; the field in it gets nothing.
void take_pasted(const Window& window) {
  auto& state = window.state;
  if (!is_chord_pressed({.key = Key::v, .ctrl = true}) || !window.session.document().can_edit()) return;
  const auto* copied = ImGui::GetClipboardText();
  if (copied == nullptr || !is_valid_utf8(copied) || !is_block(copied)) return;
  std::optional<PassportCell> at;
  for (std::size_t row = 0; row < state.grid.places.size() && !at; ++row)
    for (std::size_t column = 0; column < state.grid.columns.size() && !at; ++column)
      if (passport_cell_name(window.session, state.grid, {row, column}) == kit().focus->focused())
        at = PassportCell{row, column};
  if (!at) return;
  auto pasted = paste_figures(window.snapshot(), state.grid, *at, copied);
  leave_text_surface();
  for (auto& [cell, text] : pasted.cells) type(state, window.snapshot(), cell, std::move(text));
  state.unknown = std::move(pasted.unknown), state.beyond = pasted.beyond, state.pasted = pasted.cells.size();
  state.go_to = *at;
}

void column_heading(const Window& window, std::size_t column) {
  const auto& one = window.state.grid.columns[column];
  const auto label = one.names.in(window.session.view().language);
  const float line = line_height(TextStyle::small_semi);
  const Rect frame{window.x(column), window.top, window.x(column) + px(cell_width),
                   window.top + line * static_cast<float>(heading_lines)};
  const auto lines = lines_of(label, frame.width(), TextStyle::small_semi);
  const auto shown = std::min(lines.size(), static_cast<std::size_t>(heading_lines));
  for (std::size_t i = 0; i < shown; ++i) {
    const bool is_cut = i + 1 == shown && shown < lines.size();
    const auto text = is_cut ? std::string{lines[i]} + "…" : std::string{lines[i]};
    const float top = frame.bottom - line * static_cast<float>(shown - i);
    draw_text_in({frame.left, top, frame.right, top + line}, text, TextStyle::small_semi, tokens().text2);
  }
  ImGui::SetCursorScreenPos({frame.left, frame.top});
  ImGui::Dummy({frame.width(), frame.height()});
  tooltip_here(label);
}

void source_cell(const Window& window, std::size_t column) {
  auto& state = window.state;
  const auto& one = state.grid.columns[column];
  const auto given = field(state.sources, one.indicator);
  std::string source = is_none(given) ? one.source : text_of(given);
  ImGui::SetCursorScreenPos({window.x(column), window.top});
  const auto box = text_box("passport.source." + one.indicator, source,
                            {.placeholder = tr("Source"),
                             .is_enabled = window.session.document().can_edit(),
                             .width = cell_width,
                             .height = cell_height});
  tooltip_here(source);
  if (!box.is_changed) return;
  if (source == one.source)
    state.sources.erase(one.indicator);
  else
    state.sources.insert_or_assign(one.indicator, Value{source});
}

// Columns that do not fit are turned to.
void page_buttons(Window& window) {
  auto& state = window.state;
  const auto total = state.grid.columns.size();
  text(tr("Grey: the last figure before this day."),
       {.style = TextStyle::small, .ink = Ink::text2, .name = "passport.ghosts"});
  if (window.count >= total) return;
  const auto words = fill(tr("Columns {first}–{last} of {n}"),
                          {{"first", format_integer(static_cast<std::int64_t>(window.first + 1))},
                           {"last", format_integer(static_cast<std::int64_t>(window.first + window.count))},
                           {"n", format_integer(static_cast<std::int64_t>(total))}});
  if (icon_button("passport.columns_before", Icon::chevron_left,
                  {.tooltip = tr("Columns before"), .is_enabled = window.first > 0}))
    state.first_column = window.first > window.count ? window.first - window.count : 0;
  same_line(4);
  if (icon_button("passport.columns_after", Icon::chevron_right,
                  {.tooltip = tr("Columns after"), .is_enabled = window.first + window.count < total}))
    state.first_column = std::min(window.first + window.count, total - window.count);
  same_line(8);
  centre_in_line(line_height(TextStyle::small));
  text(words, {.style = TextStyle::small, .ink = Ink::text2, .name = "passport.columns"});
}

Window window_of(const Session& session, PassportFormState& state) {
  Window window{session, state};
  const float room = left_of_line() - px(name_width) - px(14);  // a scroll bar
  const auto fitting = static_cast<std::size_t>(std::max(room / px(cell_width + cell_gap), 1.0F));
  window.count = std::min(fitting, state.grid.columns.size());
  if (state.go_to && state.go_to->column < state.first_column) state.first_column = state.go_to->column;
  if (state.go_to && state.go_to->column >= state.first_column + window.count)
    state.first_column = state.go_to->column + 1 - window.count;
  window.first = std::min(state.first_column, state.grid.columns.size() - window.count);
  return window;
}

void headings(Window& window) {
  const auto at = ImGui::GetCursorScreenPos();
  window.left = at.x, window.top = at.y;
  const float line = line_height(TextStyle::small_semi);
  for (std::size_t column = window.first; column < window.first + window.count; ++column)
    column_heading(window, column);
  window.top += line * static_cast<float>(heading_lines) + px(6);
  draw_text_in({at.x, window.top, at.x + px(name_width - 12), window.top + px(cell_height)}, tr("Source"),
               TextStyle::small_semi, tokens().text2);
  for (std::size_t column = window.first; column < window.first + window.count; ++column) source_cell(window, column);
  window.top += px(cell_height) + px(8);
  draw_line(at.x, window.top, window.x(window.first + window.count), window.top, tokens().border);
  ImGui::SetCursorScreenPos({at.x, window.top + px(2)});
}

std::string district_of(const Window& window, std::size_t row) {
  const auto& snapshot = window.snapshot();
  return rural_district_label(snapshot, snapshot.settlements[window.state.grid.places[row]]);
}

bool begins_district(const Window& window, std::size_t row) {
  const auto& settlements = window.snapshot().settlements;
  const auto& places = window.state.grid.places;
  return row == 0 || settlements[places[row]].rural_district != settlements[places[row - 1]].rural_district;
}

void place_row(Window& window, std::size_t row) {
  const auto& settlement = window.snapshot().settlements[window.state.grid.places[row]];
  draw_text_in({window.left, window.top, window.left + px(name_width - 12), window.top + px(cell_height)},
               settlement.names.in(window.session.view().language), TextStyle::body, tokens().text);
  for (std::size_t column = window.first; column < window.first + window.count; ++column)
    figure_cell(window, {row, column});
}

// Brings the wanted cell into sight.
void follow(const Window& window, const std::vector<float>& tops, float room) {
  const auto& go_to = window.state.go_to;
  if (!go_to) return;
  const float top = tops[go_to->row], bottom = tops[go_to->row + 1];
  if (top - px(heading_height) < ImGui::GetScrollY()) ImGui::SetScrollY(top - px(heading_height));
  if (bottom > ImGui::GetScrollY() + room) ImGui::SetScrollY(bottom - room);
}

void rows(Window& window, float height) {
  const Scroll scroll{"passport.rows", height};
  const auto from = ImGui::GetCursorScreenPos();
  const float room = px(height);
  const std::size_t count = window.state.grid.places.size();
  std::vector<float> tops(count + 1);  // of each row's cells, from the top of the list
  float y = 0;
  for (std::size_t row = 0; row < count; ++row) {
    if (begins_district(window, row)) y += px(heading_height);
    tops[row] = y;
    y += px(cell_height + cell_gap);
  }
  tops[count] = y;
  const auto wanted = window.state.go_to;
  follow(window, tops, room);
  window.left = from.x;
  for (std::size_t row = 0; row < count; ++row) {
    const float from_sight = tops[row] - ImGui::GetScrollY();
    const bool is_wanted = wanted && wanted->row == row;
    if (!is_wanted && (from_sight < -room || from_sight > 2 * room)) continue;  // Tab finds what is near
    window.top = from.y + tops[row];
    if (begins_district(window, row))
      draw_text_in(
          {window.left, window.top - px(heading_height) + px(6), window.x(window.first + window.count), window.top},
          district_of(window, row), TextStyle::small_semi, tokens().text2);
    place_row(window, row);
  }
  if (window.state.go_to == wanted) window.state.go_to.reset();
  ImGui::SetCursorScreenPos({from.x, from.y + y});
  ImGui::Dummy({px(1), px(1)});
}
}  // namespace

std::string passport_cell_name(const Session& session, const PassportGrid& grid, PassportCell cell) {
  const auto& settlement = session.snapshot()->settlements[grid.places[cell.row]];
  return "passport.cell." + (settlement.kato.empty() ? settlement.uuid : settlement.kato) + "." +
         grid.columns[cell.column].indicator;
}

void passport_cells(const Session& session, PassportFormState& state) {
  auto window = window_of(session, state);
  page_buttons(window);
  take_pasted(window);
  headings(window);
  rows(window, std::max(ImGui::GetContentRegionAvail().y / kit().look.scale - 4, least_rows));
}

}  // namespace riskmap::ui
