// The window's arithmetic (logical sizes: `ux.md` §1.1).
#include "viewer/panels/layout.h"

#include <algorithm>

namespace riskmap::ui {

namespace {
constexpr float top_height = 50, chips_height = 44, status_height = 28;
constexpr float map_inset = 12, legend_width = 272, tools_width = 48, switch_height = 48;
constexpr float side_list_width = 400, least_map_width = 280, least_map_height = 160;
constexpr float least_inspector_width = 300, most_inspector_share = 0.42F;  // of the window
constexpr float least_map_share = 0.6F;  // of the window, beside what the Map workspace opens by itself
constexpr float register_share = 0.58F;  // of the height between the bars that the table takes in its own workspace
constexpr float least_register_height = 266;  // its heading, its header and four problems

bool has_side_list(const ViewState& view) {
  return view.workspace == Workspace::clusters || view.workspace == Workspace::today;
}

// As a person chose; else in the Map workspace, where the map keeps its share beside them (logical pixels).
bool wants_layers(const ViewState& view, const Settings& settings, float width, float height) {
  const auto choice = view.layers_choice.find(view.workspace);
  if (choice != view.layers_choice.end()) return choice->second;
  const float map = (width - settings.layers_width) * (height - top_height - chips_height - status_height);
  return view.workspace == Workspace::map && map >= least_map_share * width * height;
}

float inspector_width(const Settings& settings, float width) {
  return std::min(settings.inspector_width, std::max(least_inspector_width, most_inspector_share * width));
}

// What opens at the sides. What was opened last covers the other where there is room for one of them only.
struct Sides {
  bool has_list, has_layers, has_inspector;
};
Sides sides_of(const ViewState& view, const Settings& settings, float width, float height) {
  const bool has_list = has_side_list(view);
  const bool has_layers = !has_list && wants_layers(view, settings, width, height);
  const float beside = width - inspector_width(settings, width) - least_map_width;
  const float left = has_list ? side_list_width : has_layers ? settings.layers_width : 0;
  if (!view.is_inspector_open || left <= beside) return {has_list, has_layers, view.is_inspector_open};
  const bool has_inspector = has_list || !has_layers || view.opened_last == SidePanel::inspector;
  return {has_list && !has_inspector, has_layers && !has_inspector, has_inspector};
}

// Of the table; in its own workspace it leaves the map what is over, and nothing where it has no room itself.
float table_height(const ViewState& view, const Settings& settings, float free) {
  if (view.workspace != Workspace::register_table)
    return std::clamp(settings.table_height, 120.0F, std::max(120.0F, free - least_map_height));
  if (free < least_register_height + least_map_height) return free;
  return std::clamp(free * register_share, least_register_height, free - least_map_height);
}
}  // namespace

Layout layout_of(const Session& session, float width, float height, float scale) {
  const auto& view = session.view();
  const auto& settings = session.settings();
  const auto px = [scale](float logical) { return logical * scale; };
  Layout out;
  out.is_narrow = width < px(1400);
  out.top_bar = {0, 0, width, px(top_height)};
  out.status_bar = {0, height - px(status_height), width, height};
  float left = 0, right = width, bottom = out.status_bar.top;
  const float top = out.top_bar.bottom;
  if (session.document().is_empty() || (session.document().reg && session.snapshot() == nullptr)) {
    out.map = out.free_map = {left, top, right, bottom};
    return out;
  }
  const auto sides = sides_of(view, settings, width / scale, height / scale);
  if (sides.has_list) out.side_list = {0, top, px(side_list_width), bottom};
  if (sides.has_layers) out.layers = {0, top, px(settings.layers_width), bottom};
  left = std::max(out.side_list.right, out.layers.right);
  if (sides.has_inspector) {
    right = width - px(inspector_width(settings, width / scale));
    out.inspector = {right, top, width, bottom};
  }
  out.chip_bar = {left, top, right, top + px(chips_height)};
  if (view.is_table_open) {
    const float free = bottom - out.chip_bar.bottom;
    const float table = table_height(view, settings, free / scale);
    out.table = {left, bottom - px(table), right, bottom};
    if (px(table) >= free) return out;
    bottom = out.table.top;
    out.is_table_resizable = view.workspace != Workspace::register_table;
  }
  out.map = {left, out.chip_bar.bottom, right, bottom};
  const bool has_room_for_legend =
      view.is_legend_open && out.map.height() > px(low_map_height) && out.map.width() > px(narrow_map_width);
  out.free_map = {out.map.left + px(map_inset), out.map.top + px(map_inset + switch_height),
                  out.map.right - px(map_inset + tools_width), out.map.bottom - px(map_inset)};
  if (!has_room_for_legend) return out;
  if (view.legend_side == LegendSide::left)
    out.free_map.left += px(legend_width + map_inset);
  else
    out.free_map.right -= px(legend_width + map_inset - tools_width);
  return out;
}

}  // namespace riskmap::ui
