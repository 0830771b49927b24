// The table of problems: the filtered set, virtual rows, sorted by any column; each row's second line is its next step.
#pragma once
#include "viewer/panels/layout.h"
#include "viewer/panels/widgets_table.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct IssueTableState {
  ui::TableState table;
  Row shown_selection = no_row;  // scrolled to when the selection changes elsewhere
  Row menu_row = no_row;         // the problem the context menu is about
};
Intents issue_table(const Session& session, IssueTableState& state, const Layout& layout);

// The same table over the features of a plain file: its columns.
struct FeatureTableState {
  ui::TableState table;
  std::vector<std::uint32_t> order;   // features as sorted and filtered
  const void* ordered_for = nullptr;  // the table the order was made for
  std::string ordered_by;             // and its sorting and filter
  Row shown_selection = no_row;
};
Intents feature_table(const Session& session, FeatureTableState& state, const Layout& layout);

}  // namespace riskmap::ui
