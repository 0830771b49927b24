// The window's arithmetic (logical sizes: `ux.md` §1.1).
#include "viewer/panels/layout.h"

#include <algorithm>

namespace riskmap::ui {

namespace {
constexpr float top_height = 50, chips_height = 44, status_height = 28;
constexpr float map_inset = 12, legend_width = 272, tools_width = 48, switch_height = 48;
constexpr float side_list_width = 400, least_map_width = 280;
constexpr float register_share = 0.58F;  // of the height between the bars that the table takes in its own workspace

bool has_side_list(const ViewState& view) {
  return view.workspace == Workspace::clusters || view.workspace == Workspace::today;
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
  if (session.document().is_empty()) {
    out.map = out.free_map = {left, top, right, bottom};
    return out;
  }
  const float beside_inspector = width - (view.is_inspector_open ? px(settings.inspector_width) : 0);
  // What was opened last, the inspector, covers what stood there before where there is room for one of them only.
  const auto has_room = [&](float logical) {
    return !view.is_inspector_open || beside_inspector - px(logical) >= px(least_map_width);
  };
  if (has_side_list(view)) {
    if (has_room(side_list_width)) out.side_list = {0, top, px(side_list_width), bottom};
    left = out.side_list.right;
  } else if (view.are_layers_open && has_room(settings.layers_width)) {
    out.layers = {0, top, px(settings.layers_width), bottom};
    left = out.layers.right;
  }
  if (view.is_inspector_open) {
    out.inspector = {beside_inspector, top, width, bottom};
    right = out.inspector.left;
  }
  out.chip_bar = {left, top, right, top + px(chips_height)};
  const float free_height = bottom - out.chip_bar.bottom;
  if (view.is_table_open) {
    const float wanted =
        view.workspace == Workspace::register_table ? free_height * register_share : px(settings.table_height);
    out.table = {left, bottom - std::clamp(wanted, px(120), std::max(px(120), free_height - px(160))), right, bottom};
    bottom = out.table.top;
    out.is_table_resizable = view.workspace != Workspace::register_table;
  }
  out.map = {left, out.chip_bar.bottom, right, bottom};
  const bool has_room_for_legend = view.is_legend_open && out.map.height() > px(430) && out.map.width() > px(700);
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
