// The map's own mouse, and the buttons that float above it.
#include "viewer/panels/map_panel.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/map_aim.h"
#include "viewer/panels/map_hits.h"
#include "viewer/panels/map_links.h"
#include "viewer/panels/map_marks.h"
#include "viewer/panels/map_region.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float click_slack_px = 4;
constexpr double wheel_step = 1.25;

void at(float x, float y) {
  ImGui::SetCursorScreenPos({x, y});
}

ScreenPoint map_point(const Layout& layout, float x, float y) {
  return {static_cast<double>(x - layout.map.left), static_cast<double>(y - layout.map.top)};
}

void tell_size(Intents& intents, const Layout& layout, const MapOverlays& overlays) {
  const auto& map = layout.map;
  Box free;
  free.include(static_cast<double>(layout.free_map.left - map.left),
               static_cast<double>(layout.free_map.top - map.top));
  free.include(static_cast<double>(layout.free_map.right - map.left),
               static_cast<double>(layout.free_map.bottom - map.top));
  const auto window = ImGui::GetIO().DisplaySize;
  intents.push_back(ResizeMap{{static_cast<int>(map.width()), static_cast<int>(map.height())},
                              free,
                              overlays.covers,
                              {static_cast<double>(map.left), static_cast<double>(map.top)},
                              {static_cast<int>(window.x), static_cast<int>(window.y)}});
}

// Shift held down when the button goes down: a box, not a movement of the map. True while one is dragged.
bool drag_box(Intents& intents, const Session& session, MapPanelState& state, const Layout& layout, const Item& canvas,
              float x, float y) {
  const auto here = map_point(layout, x, y);
  const bool begins = canvas.is_held && !state.is_dragging && ImGui::GetIO().KeyShift &&
                      session.view().tool == Tool::select && session.derived().scene.is_to_scale;
  if (begins) state.box_from = here;
  if (!state.box_from) return false;
  const auto from = *state.box_from;
  const bool is_box = std::abs(here.x - from.x) >= click_slack_px && std::abs(here.y - from.y) >= click_slack_px;
  state.is_dragging = canvas.is_held;
  state.dragged_px = click_slack_px;
  state.last_x = x, state.last_y = y;
  if (canvas.is_held) {
    if (is_box) draw_region_box(layout, from, here);
    return true;
  }
  state.box_from.reset();
  if (is_box) intents.push_back(KeepBox{from, here});
  return true;
}

void drag(Intents& intents, MapPanelState& state, const Item& canvas, float x, float y) {
  if (canvas.is_held) {
    if (!state.is_dragging)
      state.dragged_px = 0;
    else if (x != state.last_x || y != state.last_y) {
      state.dragged_px += std::abs(x - state.last_x) + std::abs(y - state.last_y);
      if (state.dragged_px >= click_slack_px)
        intents.push_back(PanBy{static_cast<double>(x - state.last_x), static_cast<double>(y - state.last_y)});
    }
    state.is_dragging = true;
  } else {
    state.is_dragging = false;
  }
  state.last_x = x, state.last_y = y;
}

// ImGui tells the canvas that it is hovered under what lies on it too.
bool is_over_map(const Item& canvas, const MapOverlays& overlays, const Rect& marked, float x, float y) {
  if (!canvas.is_hovered) return false;
  return std::ranges::none_of(std::array{overlays.modes, overlays.levels, overlays.tools, overlays.legend, marked},
                              [&](const Rect& rect) { return rect.contains(x, y); });
}

// With Alt a list of all that lies there, with Ctrl exactly there.
Intent click(ScreenPoint point) {
  const auto& io = ImGui::GetIO();
  if (io.KeyAlt) return ListHits{point};
  return ClickAt{point, io.KeyCtrl ? Snap::off : Snap::on};
}

void point(Intents& intents, const Session& session, MapPanelState& state, const Layout& layout, const Item& canvas,
           bool is_over) {
  const auto pointer = is_over ? std::optional{map_point(layout, state.last_x, state.last_y)} : std::nullopt;
  const bool has_moved = pointer.has_value() != state.pointer.has_value() || (pointer && !(*pointer == *state.pointer));
  if (has_moved && !state.is_dragging) intents.push_back(HoverAt{pointer});
  state.pointer = pointer;
  if (!pointer) return;
  if (const float wheel = ImGui::GetIO().MouseWheel; wheel != 0)
    intents.push_back(ZoomBy{std::pow(wheel_step, static_cast<double>(wheel)), *pointer});
  if (canvas.is_double_clicked) {
    state.is_second_press = true;
    intents.push_back(session.view().tool == Tool::select ? Intent{DoubleClickAt{*pointer}}
                                                          : Intent{SetTool{Tool::select}});
  } else if (canvas.is_context_asked) {
    intents.push_back(ListHits{*pointer});
  } else if (canvas.is_pressed && ImGui::IsMouseReleased(0) && state.dragged_px < click_slack_px &&
             !state.is_second_press) {
    intents.push_back(click(*pointer));
  }
  if (!canvas.is_held) state.is_second_press = false;
}

// The lit one is what is drawn.
void mode_switch(Intents& intents, const Session& session, const MapOverlays& overlays) {
  const Rect& rect = overlays.modes;
  if (rect.width() == 0) return;
  const auto mode = session.view().layer.mode;
  auto chosen = static_cast<std::size_t>(mode == MapMode::tiles && !can_show_tiles(session) ? MapMode::areas : mode);
  at(rect.left, rect.top);
  if (segmented("map.mode", mode_segments(session, overlays.switch_form), chosen, {.is_floating = true})) {
    auto layer = session.view().layer;
    layer.mode = static_cast<MapMode>(chosen);
    intents.push_back(SetLayer{layer});
  }
}

void level_switch(Intents& intents, const Session& session, const MapOverlays& overlays) {
  const Rect& rect = overlays.levels;
  if (rect.width() == 0) return;
  constexpr std::array levels = {AreaLevel::settlement, AreaLevel::rural_district, AreaLevel::district};
  const auto current = std::ranges::find(levels, session.view().layer.level);
  auto chosen = current == levels.end() ? levels.size() : static_cast<std::size_t>(current - levels.begin());
  at(rect.left, rect.top);
  if (segmented("map.level", level_segments(overlays.switch_form), chosen, {.is_floating = true})) {
    auto layer = session.view().layer;
    layer.level = levels[chosen];
    intents.push_back(SetLayer{layer});
  }
}

struct MapButton {
  std::string_view name;
  Icon icon;
  std::string tooltip;
  Intent intent;
  bool is_on = false, is_enabled = true;
};

void tool_column(Intents& intents, const Session& session, const Rect& rect) {
  const auto& view = session.view();
  const auto tool = [&](Tool wanted) { return SetTool{view.tool == wanted ? Tool::select : wanted}; };
  const bool has_ground = session.has_ground();
  const auto tip = [&](std::string what) {
    return has_ground ? what : tr("Nothing open has real places to measure or mark.");
  };
  const std::array<MapButton, 6> buttons = {
      {{"map.zoom_in", Icon::add, tr("Zoom in") + "  Ctrl++", ZoomBy{1.5, {}}},
       {"map.zoom_out", Icon::remove, tr("Zoom out") + "  Ctrl+-", ZoomBy{1 / 1.5, {}}},
       {"map.fit", Icon::zoom_fit, tr("Show the whole map") + "  Ctrl+0", FitAll{}},
       {"map.fit_selection", Icon::locate, tr("Zoom to the selection") + "  Ctrl+J", FitSelection{}, false,
        view.place || view.feature},
       {"map.distance", Icon::ruler, tip(tr("Measure a distance") + "  Ctrl+D"), tool(Tool::distance),
        view.tool == Tool::distance, has_ground},
       {"map.area", Icon::area_ruler, tip(tr("Measure an area") + "  Ctrl+Shift+D"), tool(Tool::area),
        view.tool == Tool::area, has_ground}}};
  const bool has_two_columns = rect.width() > px(tool_size);
  float x = rect.right - px(tool_size), y = rect.top;
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    if (i == 4 && !has_two_columns) y += px(8);
    if (i == 3 && has_two_columns) x = rect.left, y = rect.top;
    at(x, y);
    if (icon_button(buttons[i].name, buttons[i].icon,
                    {.tooltip = buttons[i].tooltip,
                     .is_enabled = buttons[i].is_enabled,
                     .is_on = buttons[i].is_on,
                     .has_frame = true,
                     .size = tool_size}))
      intents.push_back(buttons[i].intent);
    y += px(tool_size + tool_gap);
  }
}
}  // namespace

Intents map_panel(const Session& session, MapPanelState& state, const Layout& layout) {
  Intents intents;
  const auto overlays = map_overlays(session, layout);
  tell_size(intents, layout, overlays);
  Panel panel{"map", layout.map, {.padding = 0, .scrolls = false, .is_transparent = true}};
  if (!panel) return intents;
  at(layout.map.left, layout.map.top);
  const auto canvas = item("map.canvas", layout.map.width(), layout.map.height(),
                           {.is_tab_stop = session.view().tool != Tool::select, .may_be_overlapped = true});
  const auto mouse = ImGui::GetIO().MousePos;
  if (!drag_box(intents, session, state, layout, canvas, mouse.x, mouse.y))
    drag(intents, state, canvas, mouse.x, mouse.y);
  point(intents, session, state, layout, canvas, is_over_map(canvas, overlays, state.marked, mouse.x, mouse.y));
  aim(intents, session, state, layout, canvas);
  draw_kept_region(session, layout);
  draw_links(session, layout, state.names);
  draw_chosen_feature(session, layout);
  draw_measured(session, state, layout);
  draw_snap(session, state, layout);
  if (session.document().is_empty()) {
    at(layout.map.left, layout.map.top);
    if (empty_state("map.empty", {Icon::map, tr("No map is open"),
                                  tr("Open a register or any vector file, or drop one here."), tr("Open…")}))
      intents.push_back(OpenDialog{Dialog::open_file, no_row, {}});
    return intents;
  }
  mode_switch(intents, session, overlays);
  level_switch(intents, session, overlays);
  tool_column(intents, session, overlays.tools);
  draw_map_furniture(session, overlays);
  if (state.is_aiming) draw_aim(session, state, layout);
  for (auto& intent : coordinate_mark(session, layout, state.marked)) intents.push_back(std::move(intent));
  for (auto& intent : map_hits(session, state, layout)) intents.push_back(std::move(intent));
  for (auto& intent : keep_button(session, layout)) intents.push_back(std::move(intent));
  for (auto& intent : legend_panel(session, overlays, layout)) intents.push_back(std::move(intent));
  hover_card(session, state, layout, overlays);
  return intents;
}

}  // namespace riskmap::ui
