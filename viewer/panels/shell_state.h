// What the panels remember, gathered.
#pragma once
#include "viewer/panels/bars.h"
#include "viewer/panels/dialogs.h"
#include "viewer/panels/inspector.h"
#include "viewer/panels/issue_table.h"
#include "viewer/panels/layers_panel.h"
#include "viewer/panels/lists.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {

struct ShellState {
  ChipBarState chips;
  MapPanelState map;
  LayersPanelState layers;
  IssueTableState issues;
  FeatureTableState features;
  InspectorState inspector;
  ListsState lists;
  Dialogs dialogs = make_dialogs();
  std::uint64_t shown_toast = 0;
};

}  // namespace riskmap::ui
