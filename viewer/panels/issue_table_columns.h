// Which columns of the problem table fit, and in what form: narrow windows keep the sense and drop the words.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/widgets_table.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// In drawing order. The next step is the second line of the title, never a column of its own.
inline constexpr std::array table_columns = {IssueColumn::number, IssueColumn::settlement,  IssueColumn::category,
                                             IssueColumn::title,  IssueColumn::responsible, IssueColumn::level,
                                             IssueColumn::status, IssueColumn::due};

std::string_view column_id(IssueColumn column);
IssueColumn column_named(std::string_view id);
std::string column_title(IssueColumn column);
Icon group_icon(StatusGroup group);

struct ColumnFit {
  std::vector<IssueColumn> shown;
  std::vector<TableColumn> columns;
  std::string signature;  // differs where the choice differs
  bool has_category_icon_only = false, has_level_pips_only = false, has_number_below = false;
  bool has_status_icon_only = false;
  bool has_days_only = false;   // of lateness: "5 days" instead of "5 days late"
  bool has_least_only = false;  // place, title, deadline, and the risk where it fits
};
// `room`: window pixels for the whole table.
ColumnFit fitting_columns(const Session& session, float room, bool is_narrow);

}  // namespace riskmap::ui
