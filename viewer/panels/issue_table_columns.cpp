// Widths by language and scale, and the order in which words give way to icons.
#include "viewer/panels/issue_table_columns.h"

#include <algorithm>
#include <cmath>

#include "layers/analysis/indicator.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {

namespace {
constexpr float cell_gap = 17;  // the cell padding of the kit's table on both sides, and the line between
constexpr float least_title_width = 240, good_title_width = 380;
constexpr float bare_title_width = 150;  // before columns go that the inspector beside the table shows too
constexpr int bare_icons = 5, reductions = 7;

float logical(float window_pixels) {
  return window_pixels / kit().look.scale;
}

float widest_group() {
  float width = 0;
  for (const auto group : {StatusGroup::open, StatusGroup::active, StatusGroup::done, StatusGroup::voided})
    width = std::max(width, status_chip_width(group_chip_label(group)));
  return logical(width) + 2;
}

float widest_level() {
  float width = 0;
  for (const auto level : {RiskLevel::low, RiskLevel::medium, RiskLevel::high, RiskLevel::critical})
    width = std::max(width, text_width(level_label(level), TextStyle::small_semi));
  return logical(width) + 48;
}

float due_width(Date today, const ColumnFit& fit) {
  const auto late = fit.has_days_only ? days_words(888) : late_words(888);
  return logical(std::max(text_width(format_date(today), TextStyle::body), status_chip_width(late))) + 4;
}

float number_width(const Session& session) {
  const auto& rows = session.derived().table;
  if (rows.empty()) return 100;
  return std::max(60.0F, logical(text_width(session.snapshot()->issues[rows.front()].reg_no, TextStyle::body)) + 6);
}

TableColumn column_of(IssueColumn column, const Session& session, const ColumnFit& fit) {
  TableColumn out{.id = std::string{column_id(column)}, .title = column_title(column)};
  switch (column) {
    case IssueColumn::number:
      out.width = number_width(session);
      break;
    case IssueColumn::settlement:
      out.width = fit.has_least_only ? 96 : fit.has_number_below ? 112 : 130;
      break;
    case IssueColumn::category:
      out.width = fit.has_category_icon_only ? 26 : 160;
      if (fit.has_category_icon_only) out.icon = Icon::list;
      break;
    case IssueColumn::title:
      out.width = 1, out.stretches = true;
      if (fit.has_least_only) out.title = tr("Problem");
      break;
    case IssueColumn::responsible:
      out.width = 150;
      break;
    case IssueColumn::level:
      out.width = fit.has_level_pips_only ? 46 : widest_level();
      if (fit.has_level_pips_only) out.icon = Icon::warning;
      break;
    case IssueColumn::status:
      out.width = fit.has_status_icon_only ? 26 : widest_group();
      if (fit.has_status_icon_only) out.icon = Icon::flag;
      break;
    case IssueColumn::due:
      out.width = due_width(session.today(), fit);
      break;
    case IssueColumn::next_step:
      break;
  }
  return out;
}

// Each step saves width; the later the step, the more it costs the reader.
ColumnFit reduced(const Session& session, int steps) {
  ColumnFit fit;
  fit.has_category_icon_only = steps >= 1;
  fit.has_level_pips_only = steps >= 2;
  fit.has_number_below = steps >= 4;
  fit.has_status_icon_only = steps >= bare_icons;
  fit.has_days_only = steps >= bare_icons;
  fit.has_least_only = steps >= 6;
  const auto& hidden = session.view().table.hidden;
  if (hidden.contains(IssueColumn::number)) fit.has_number_below = false;
  for (const auto column : table_columns) {
    if (hidden.contains(column)) continue;
    if (column == IssueColumn::responsible && steps >= 3) continue;
    if (column == IssueColumn::number && steps >= 4) continue;
    if ((column == IssueColumn::category || column == IssueColumn::status) && fit.has_least_only) continue;
    if (column == IssueColumn::level && steps >= 7) continue;
    fit.shown.push_back(column);
    fit.columns.push_back(column_of(column, session, fit));
    fit.signature += std::to_string(static_cast<int>(column));
  }
  fit.signature += '/' + std::to_string(steps);
  return fit;
}

float title_room(const ColumnFit& fit, float room) {
  float left = logical(room) - cell_gap;
  for (const auto& column : fit.columns) {
    if (column.stretches) continue;
    const float title = column.icon == Icon::none ? logical(text_width(column.title, TextStyle::small_semi)) + 36 : 36;
    left -= std::max(column.width, title) + cell_gap;
  }
  return left;
}

// What the title does not need goes to the columns whose words are cut. In steps: while a window is dragged wider the
// table does not become another one with every pixel.
void widen(ColumnFit& fit, float spare) {
  constexpr float step = 40, most_responsible = 480, most_category = 300;
  for (std::size_t i = 0; i < fit.shown.size(); ++i) {
    auto& width = fit.columns[i].width;
    const bool is_responsible = fit.shown[i] == IssueColumn::responsible;
    if (!is_responsible && (fit.shown[i] != IssueColumn::category || fit.has_category_icon_only)) continue;
    const float share = is_responsible ? 0.6F : 0.3F, most = is_responsible ? most_responsible : most_category;
    width = std::min(width + step * std::floor(spare * share / step), std::max(width, most));
    fit.signature += '+' + std::to_string(std::lround(width));
  }
}

ColumnFit reduced_to_room(const Session& session, float room, bool is_narrow) {
  for (int steps = is_narrow ? 1 : 0; steps < reductions; ++steps) {
    auto fit = reduced(session, steps);
    if (title_room(fit, room) >= (steps < bare_icons ? least_title_width : bare_title_width)) return fit;
  }
  return reduced(session, reductions);
}
}  // namespace

std::string_view column_id(IssueColumn column) {
  switch (column) {
    case IssueColumn::number:
      return "number";
    case IssueColumn::settlement:
      return "settlement";
    case IssueColumn::category:
      return "category";
    case IssueColumn::title:
      return "title";
    case IssueColumn::next_step:
      return "next_step";
    case IssueColumn::responsible:
      return "responsible";
    case IssueColumn::level:
      return "level";
    case IssueColumn::status:
      return "status";
    case IssueColumn::due:
      return "due";
  }
  return {};
}

IssueColumn column_named(std::string_view id) {
  const auto found = std::ranges::find(table_columns, id, column_id);
  return found == table_columns.end() ? IssueColumn::due : *found;
}

std::string column_title(IssueColumn column) {
  switch (column) {
    case IssueColumn::number:
      return trc("column", "No.");
    case IssueColumn::settlement:
      return trc("column", "Place");
    case IssueColumn::category:
      return trc("column", "Category");
    case IssueColumn::title:
      return trc("column", "Problem, next step");
    case IssueColumn::next_step:
      return trc("column", "Next step");
    case IssueColumn::responsible:
      return trc("column", "Responsible");
    case IssueColumn::level:
      return trc("column", "Risk");
    case IssueColumn::status:
      return trc("column", "Status");
    case IssueColumn::due:
      return trc("column", "Deadline");
  }
  return {};
}

Icon group_icon(StatusGroup group) {
  switch (group) {
    case StatusGroup::open:
      return Icon::new_mail;
    case StatusGroup::active:
      return Icon::sync;
    case StatusGroup::done:
      return Icon::check_circle;
    case StatusGroup::voided:
      return Icon::clock;
  }
  return Icon::none;
}

ColumnFit fitting_columns(const Session& session, float room, bool is_narrow) {
  auto fit = reduced_to_room(session, room, is_narrow);
  if (const float spare = title_room(fit, room) - good_title_width; spare > 0) widen(fit, spare);
  return fit;
}

}  // namespace riskmap::ui
