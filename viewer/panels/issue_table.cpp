// Header line, columns that fit, rows of two lines, context menu.
#include "viewer/panels/issue_table.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/analysis/indicator.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/issue_table_columns.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float panel_inset = 12, row_height = 44, search_width = 240, least_search_width = 110;

void columns_menu(Intents& intents, const Session& session) {
  Popup menu{"table.columns.menu", Popup::Place::right_aligned};
  if (!menu) return;
  menu.heading(tr("Columns"));
  for (const auto column : table_columns) {
    if (column == IssueColumn::title) continue;  // without it a row would say nothing
    auto table = session.view().table;
    const bool is_shown = !table.hidden.contains(column);
    const std::string name = "table.columns." + std::string{column_id(column)};
    if (!menu.item({.name = name, .text = column_title(column), .is_on = is_shown})) continue;
    if (is_shown)
      table.hidden.insert(column);
    else
      table.hidden.erase(column);
    intents.push_back(SetTable{table});
  }
}

// From the right edge leftwards; what does not fit keeps its icon.
void header_buttons(Intents& intents, const Session& session, float room) {
  const bool can_edit = session.document().can_edit();
  const auto new_text = tr("New problem"), export_text = tr("Export…");
  const ButtonOptions new_button{.kind = ButtonKind::primary, .icon = Icon::add, .is_enabled = can_edit};
  const ButtonOptions export_button{.icon = Icon::download};
  const float full = px(40) + button_width(export_text, export_button) + px(8) + button_width(new_text, new_button);
  const bool has_words = room >= full;
  align_right(has_words ? full : px(40 + 40 + 32));
  if (icon_button("table.columns", Icon::tune, {.tooltip = tr("Columns")})) open_popup("table.columns.menu");
  columns_menu(intents, session);
  same_line();
  const bool is_export = has_words ? button("table.export", export_text, export_button)
                                   : icon_button("table.export", Icon::download, {.tooltip = export_text});
  if (is_export) intents.push_back(OpenDialog{Dialog::export_file, no_row, {}});
  same_line();
  const bool is_new = has_words ? button("table.new", new_text, new_button)
                                : icon_button("table.new", Icon::add, {.tooltip = new_text, .is_enabled = can_edit});
  if (is_new) intents.push_back(OpenDialog{Dialog::issue_form, no_row, {}});
}

std::string count_text(const Derived& derived) {
  const auto total = format_integer(derived.total_count);
  return derived.selected_count == derived.total_count ? total : format_integer(derived.selected_count) + " / " + total;
}

void header(Intents& intents, const Session& session) {
  const auto top = ImGui::GetCursorScreenPos();
  centre_in_line(line_height(TextStyle::heading));
  heading(tr("Problems"), "table.title");
  same_line();
  ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top.y});
  centre_in_line(px(20));
  count_pill("table.count", count_text(session.derived()));
  same_line(16);
  ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top.y});
  const float icons_only = px(40 + 40 + 32 + 16);
  if (const float room = left_of_line() - icons_only; room > px(least_search_width)) {
    auto filter = session.view().filter;
    const float width = std::min(px(search_width), room) / kit().look.scale;
    if (search_field("table.search", filter.text, tr("Search table"), width)) intents.push_back(SetFilter{filter});
    same_line(16);
    ImGui::SetCursorScreenPos({ImGui::GetCursorScreenPos().x, top.y});
  }
  header_buttons(intents, session, left_of_line());
}

struct RowContext {
  const Session& session;
  const RegisterSnapshot& snapshot;
  const ColumnFit& fit;
};

struct TwoLines {
  std::string first, second;
  Ink second_ink = Ink::text2;
};

// Two lines of one cell; a single line stands in the middle.
void two_lines(TableRow& row, const TwoLines& lines) {
  const Rect cell = row.cell();
  const float middle = cell.top + std::round(cell.height() * 0.52F);
  const Rect upper{cell.left, cell.top + px(3), cell.right, lines.second.empty() ? cell.bottom - px(3) : middle};
  const float width = draw_text_in(upper, lines.first, TextStyle::body, colour_of(Ink::text));
  report(row.cell_name(), cell,
         {.text = lines.first,
          .value = lines.second,
          .may_be_shortened = true,
          .text_width = width,
          .text_room = cell.width()});
  float widest = width;
  if (!lines.second.empty()) {
    const Rect lower{cell.left, middle, cell.right, cell.bottom - px(4)};
    widest = std::max(width, draw_text_in(lower, lines.second, TextStyle::small, colour_of(lines.second_ink)));
  }
  if (widest > cell.width() && ImGui::IsMouseHoveringRect({cell.left, cell.top}, {cell.right, cell.bottom}))
    tooltip_here(lines.second.empty() ? lines.first : lines.first + "\n" + lines.second);
}

// A name that occurs twice carries its rural district below; the number joins it where it has no column.
TwoLines settlement_lines(const RowContext& context, const Issue& issue) {
  TwoLines lines;
  std::string district;
  if (issue.settlement != no_row) {
    const auto& settlement = context.snapshot.settlements[issue.settlement];
    lines.first = settlement.names.in(language());
    if (settlement.shares_name) district = rural_district_label(context.snapshot, settlement);
  } else if (const auto place = place_of(context.snapshot, issue)) {
    lines.first = place_label(context.snapshot, *place);
  }
  lines.second =
      joined_with_dots({district, context.fit.has_number_below ? std::string_view{issue.reg_no} : std::string_view{}});
  return lines;
}

void category_cell(TableRow& row, const RowContext& context, const Issue& issue) {
  const auto label = category_label(context.snapshot, issue.category);
  const auto code = issue.category == no_row ? std::string{} : context.snapshot.categories[issue.category].code;
  if (context.fit.has_category_icon_only) return row.icon(category_icon(code), tokens().text2, label);
  const Rect cell = row.cell();
  draw_icon(category_icon(code), cell.left + px(9), cell.centre_y(), tokens().text2);
  const Rect words{cell.left + px(24), cell.top, cell.right, cell.bottom};
  const float width = draw_text_in(words, label, TextStyle::body, tokens().text);
  report(row.cell_name(), cell,
         {.text = label, .may_be_shortened = true, .text_width = width, .text_room = words.width()});
  if (width > words.width() && ImGui::IsMouseHoveringRect({cell.left, cell.top}, {cell.right, cell.bottom}))
    tooltip_here(label);
}

// A long name takes two lines before it is cut.
void responsible_cell(TableRow& row, const std::string& name) {
  const Rect cell = row.cell();
  const auto lines = lines_of(name, cell.width(), TextStyle::small);
  if (lines.size() < 2 || text_width(name, TextStyle::body) <= cell.width())
    return row.text(name, TextStyle::body, Ink::text2);
  const auto rest = std::string_view{name}.substr(static_cast<std::size_t>(lines[1].data() - name.data()));
  const float middle = cell.top + std::round(cell.height() / 2);
  draw_text_in({cell.left, cell.top + px(4), cell.right, middle}, lines[0], TextStyle::small, colour_of(Ink::text2));
  const Rect lower{cell.left, middle, cell.right, cell.bottom - px(4)};
  const float needed = draw_text_in(lower, rest, TextStyle::small, colour_of(Ink::text2));
  report(row.cell_name(), cell,
         {.text = name, .may_be_shortened = true, .text_width = needed, .text_room = cell.width()});
  if (needed > cell.width() && ImGui::IsMouseHoveringRect({cell.left, cell.top}, {cell.right, cell.bottom}))
    tooltip_here(name);
}

void status_cell(TableRow& row, const RowContext& context, const Issue& issue) {
  const auto group = group_of(issue.status);
  if (!context.fit.has_status_icon_only) return row.status(group_chip_label(group), group_tone(group));
  row.icon(group_icon(group), badge_colours(group_tone(group)).foreground,
           status_label(context.snapshot, issue.status));
}

void due_cell(TableRow& row, const RowContext& context, const Issue& issue, const IssueFacts& facts) {
  const auto day = facts.is_open ? facts.due : issue.due_on;
  const auto words = day ? format_date(*day) : std::string{"—"};
  const bool is_late = facts.lateness >= Lateness::overdue;
  const Ink ink = !facts.is_open || !day ? Ink::text3 : facts.lateness == Lateness::due_soon ? Ink::warning : Ink::text;
  if (!is_late) return row.text(words, TextStyle::body, ink);
  const Rect cell = row.cell();
  draw_text_in({cell.left, cell.top + px(1), cell.right, cell.top + px(20)}, words, TextStyle::body,
               colour_of(Ink::danger));
  ImGui::SetCursorScreenPos({cell.left, cell.top + px(21)});
  late_mark(row.cell_name(), context.fit.has_days_only ? days_words(facts.days_over) : late_words(facts.days_over));
}

void issue_row(TableRow& row, const RowContext& context, Row issue_row) {
  const auto& issue = context.snapshot.issues[issue_row];
  const auto& facts = context.session.derived().facts.facts[issue_row];
  for (const auto column : context.fit.shown) {
    if (!row.next_cell()) continue;
    switch (column) {
      case IssueColumn::number:
        row.text(issue.reg_no, TextStyle::body, Ink::text2);
        break;
      case IssueColumn::settlement:
        two_lines(row, settlement_lines(context, issue));
        break;
      case IssueColumn::category:
        category_cell(row, context, issue);
        break;
      case IssueColumn::title: {
        const auto step = next_step_line(context.snapshot, issue, facts);
        two_lines(row, {issue.title, step.to_be_cut(), step.ink});
        break;
      }
      case IssueColumn::responsible:
        responsible_cell(row, party_label(context.snapshot, issue.responsible));
        break;
      case IssueColumn::level:
        row.level(static_cast<int>(facts.level),
                  context.fit.has_level_pips_only ? std::string{} : level_label(facts.level));
        break;
      case IssueColumn::status:
        status_cell(row, context, issue);
        break;
      case IssueColumn::due:
        due_cell(row, context, issue, facts);
        break;
      case IssueColumn::next_step:
        break;
    }
  }
}

void context_menu(Intents& intents, const Session& session, Row issue) {
  Popup menu{"table.menu", Popup::Place::at_pointer};
  const auto& snapshot = *session.snapshot();
  if (!menu || issue == no_row || issue >= snapshot.issues.size()) return;
  const bool can_edit = session.document().can_edit();
  const auto open = [&](Dialog dialog, Row row, std::string text = {}) {
    intents.push_back(SelectIssue{issue, false});
    intents.push_back(OpenDialog{dialog, row, std::move(text)});
  };
  if (menu.item({.name = "table.menu.edit",
                 .text = tr("Edit…"),
                 .icon = Icon::edit,
                 .chord = "Enter",
                 .is_enabled = can_edit}))
    open(Dialog::issue_form, issue);
  if (menu.item(
          {.name = "table.menu.status", .text = tr("Change status…"), .icon = Icon::sync, .is_enabled = can_edit}))
    open(Dialog::status_change, issue);
  if (menu.item({.name = "table.menu.measure", .text = tr("Add measure…"), .icon = Icon::add, .is_enabled = can_edit}))
    open(Dialog::measure_form, no_row, snapshot.issues.uuid(issue));
  if (menu.item({.name = "table.menu.zoom", .text = tr("Zoom to the place"), .icon = Icon::locate}))
    intents.push_back(SelectIssue{issue, true});
  menu.separator();
  if (menu.item({.name = "table.menu.delete",
                 .text = tr("Delete…"),
                 .icon = Icon::erase,
                 .is_enabled = can_edit,
                 .is_danger = true}))
    open(Dialog::delete_issue, issue);
}

void no_rows(Intents& intents, const Session& session) {
  const bool is_filtered = session.derived().total_count > 0;
  const auto title = is_filtered ? tr("No problem matches the filter") : tr("No problems are registered");
  const auto action = is_filtered ? tr("Clear filter") : std::string{};
  if (empty_state("table.empty", {is_filtered ? Icon::filter : Icon::check_circle, title, {}, action}))
    intents.push_back(SetFilter{FilterState{}});
}

// Brings a selection made elsewhere into sight, and the header's arrow in line with the session.
void follow_session(const Session& session, IssueTableState& state) {
  const auto& view = session.view();
  state.table.sort_column = column_id(view.table.sort);
  state.table.is_descending = !view.table.is_ascending;
  if (view.issue == state.shown_selection) return;
  state.shown_selection = view.issue;
  const auto& rows = session.derived().table;
  const auto found = std::ranges::find(rows, view.issue);
  if (found == rows.end()) return;
  state.table.cursor = state.table.scroll_to = static_cast<std::size_t>(found - rows.begin());
}

void rows(Intents& intents, const Session& session, IssueTableState& state, const Layout& layout) {
  const auto& snapshot = *session.snapshot();
  const auto& table_rows = session.derived().table;
  follow_session(session, state);
  const auto fit = fitting_columns(session, left_of_line(), layout.is_narrow);
  const RowContext context{session, snapshot, fit};
  const auto row_id = [&](std::size_t index) {
    const auto& issue = snapshot.issues[table_rows[index]];
    return issue.reg_no.empty() ? issue.uuid : issue.reg_no;
  };
  // Another choice of columns is another table: widths dragged for one do not fit the other.
  ImGui::PushID(fit.signature.c_str());
  const auto result =
      table("table", fit.columns, table_rows.size(), state.table,
            {.row_height = row_height,
             .row_id = row_id,
             .is_selected = [&](std::size_t index) { return table_rows[index] == session.view().issue; }},
            [&](TableRow& row) { issue_row(row, context, table_rows[row.index()]); });
  ImGui::PopID();
  if (result.is_sort_changed) {
    auto sorting = session.view().table;
    sorting.sort = column_named(state.table.sort_column);
    sorting.is_ascending = !state.table.is_descending;
    intents.push_back(SetTable{sorting});
  }
  if (result.pressed) {
    state.shown_selection = table_rows[*result.pressed];
    intents.push_back(SelectIssue{state.shown_selection, false});
  }
  if (result.opened && session.document().can_edit())
    intents.push_back(OpenDialog{Dialog::issue_form, table_rows[*result.opened], {}});
  if (result.context_asked) {
    state.menu_row = table_rows[*result.context_asked];
    open_popup("table.menu");
  }
}
}  // namespace

Intents issue_table(const Session& session, IssueTableState& state, const Layout& layout) {
  Intents intents;
  Panel panel{"table.panel", layout.table, {.padding = panel_inset, .scrolls = false}};
  if (!panel) return intents;
  draw_line(layout.table.left, layout.table.top, layout.table.right, layout.table.top, tokens().border);
  if (session.snapshot() == nullptr) {
    const auto title = tr("No register is open");
    empty_state("table.empty", {Icon::table, title});
    return intents;
  }
  header(intents, session);
  if (session.derived().table.empty())
    no_rows(intents, session);
  else
    rows(intents, session, state, layout);
  context_menu(intents, session, state.menu_row);
  return intents;
}

}  // namespace riskmap::ui
