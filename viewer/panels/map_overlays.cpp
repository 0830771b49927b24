#include "viewer/panels/map_overlays.h"

#include <algorithm>
#include <utility>

#include "layers/text/translate.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float inset = 12, switch_height = 34, tools_height = 6 * (tool_size + tool_gap) + 8;
constexpr float gap = 8;  // between an overlay and what the map shows
constexpr float scale_width = 190, scale_height = 38, remark_height = 28;
constexpr float least_message = 420;  // a narrower gap between legend and notes holds no sentence

bool overlap(const Rect& a, const Rect& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

struct SwitchPlace {
  Rect rect;
  SegmentForm form;
};

// In words where they end before the tools, in a low map only beside the level switch, which would take a second line
// of it; else in icons. Absent where not even these find room: the Map workspace has them.
SwitchPlace mode_place(const Session& session, const Layout& layout, const Rect& tools) {
  const float left = layout.map.left + px(inset), top = layout.map.top + px(inset);
  const float words = segmented_width(mode_segments(session, SegmentForm::words));
  const bool is_low = layout.map.height() < px(low_map_height);
  const float levels = is_low ? segmented_width(level_segments(SegmentForm::words)) + px(24) : 0;
  const auto form = left + words + levels + px(12) <= tools.left ? SegmentForm::words : SegmentForm::icons;
  const float width = segmented_width(mode_segments(session, form));
  if (left + width + px(gap) > tools.left) return {{}, form};
  return {{left, top, left + width, top + px(switch_height)}, form};
}

// Beside the mode switch, or under it where both do not fit.
Rect level_rect(SegmentForm form, const Rect& tools, const Rect& modes) {
  if (modes.width() == 0) return {};
  const float width = segmented_width(level_segments(form));
  const float left = tools.left - px(12) - width;
  const bool is_beside = left > modes.right + px(12);
  const Rect place{is_beside ? left : modes.left, is_beside ? modes.top : modes.bottom + px(8), 0, 0};
  return {place.left, place.top, place.left + width, place.top + px(switch_height)};
}

Rect in_corner(const Layout& layout, float width, float height, bool is_right) {
  const float left = is_right ? layout.map.right - px(inset) - width : layout.map.left + px(inset);
  const float bottom = layout.map.bottom - px(inset);
  return {left, bottom - height, left + width, bottom};
}

// One column, or two in a low map.
Rect tools_rect(const Layout& layout) {
  const float right = layout.map.right - px(inset), top = layout.map.top + px(inset);
  if (layout.map.height() >= px(inset + tools_height))
    return {right - px(tool_size), top, right, top + px(tools_height)};
  constexpr float low_height = 3 * tool_size + 2 * tool_gap;
  return {right - px(2 * tool_size + tool_gap), top, right, top + px(low_height)};
}

Rect notes_rect(const Session& session, const Layout& layout, bool is_right) {
  const auto& scene = session.derived().scene;
  const float remark = scene.is_schematic ? remark_width() : 0;
  if (!scene.is_to_scale && remark == 0) return {};
  const float bar = scene.is_to_scale ? px(scale_width) : 0;
  auto rect =
      in_corner(layout, std::max(bar, remark), px(scale_height) + (remark > 0 ? px(remark_height) : 0), is_right);
  // In a low map beside the tools instead of under them.
  if (const auto tools = tools_rect(layout); overlap(rect, tools)) {
    const float by = rect.right - tools.left + px(12);
    rect.left -= by, rect.right -= by;
  }
  return rect;
}

Box covered(const Rect& rect, const Rect& map) {
  const float around = px(gap);
  Box box;
  box.include(static_cast<double>(rect.left - map.left - around), static_cast<double>(rect.top - map.top - around));
  box.include(static_cast<double>(rect.right - map.left + around), static_cast<double>(rect.bottom - map.top + around));
  return box;
}
}  // namespace

bool can_show_tiles(const Session& session) {
  const auto& reg = session.document().reg;
  return session.view().layer.level == AreaLevel::settlement && reg && reg->layers->tiles.geometry != nullptr;
}

std::array<Segment, 4> mode_segments(const Session& session, SegmentForm form) {
  const bool has_tiles = can_show_tiles(session);
  std::array<Segment, 4> segments = {{{"areas", tr("Areas"), Icon::grid, {}, true},
                                      {"tiles", tr("Tiles"), Icon::hexagon, {}, has_tiles},
                                      {"symbols", tr("Symbols"), Icon::symbols, {}, true},
                                      {"ways_to_solve", tr("Ways to solve"), Icon::route, {}, true}}};
  if (form == SegmentForm::icons)
    for (auto& segment : segments) segment.tooltip = std::exchange(segment.text, {});
  if (!has_tiles) segments[1].tooltip = tr("Tiles show settlements only");
  return segments;
}

std::array<Segment, 3> level_segments(SegmentForm form) {
  std::array<Segment, 3> segments = {{{"settlement", tr("Settlements"), Icon::none, {}, true},
                                      {"rural_district", tr("Rural districts"), Icon::none, {}, true},
                                      {"district", tr("District"), Icon::none, {}, true}}};
  if (form == SegmentForm::words) return segments;
  for (auto& segment : segments) segment.tooltip = std::exchange(segment.text, {});
  segments[0].icon = Icon::village, segments[1].icon = Icon::map, segments[2].icon = Icon::layers;
  return segments;
}

MapOverlays map_overlays(const Session& session, const Layout& layout) {
  MapOverlays out;
  if (session.document().is_empty()) return out;
  const auto& map = layout.map;
  out.tools = tools_rect(layout);
  if (session.snapshot() != nullptr) {
    const auto modes = mode_place(session, layout, out.tools);
    out.modes = modes.rect, out.switch_form = modes.form;
    out.levels = level_rect(out.switch_form, out.tools, out.modes);
  }
  const auto legend = legend_size(session, layout);
  out.legend_form = legend.form, out.has_room_for_legend = has_room_for_legend(layout);
  for (const bool is_right : {false, true}) {
    auto& covers = out.covers[is_right ? 1 : 0];
    const auto card = in_corner(layout, legend.width, legend.height, is_right);
    // Under the tools there may be no room for it: then no map is fitted for that corner.
    const bool has_room = !is_right || !overlap(card, out.tools);
    for (const auto& rect :
         {has_room ? card : map, notes_rect(session, layout, !is_right), out.modes, out.levels, out.tools})
      if (rect.width() > 0) covers.push_back(covered(rect, map));
    if (is_right) out.is_legend_right = has_room && session.view().legend_side == LegendSide::right;
  }
  out.legend = in_corner(layout, legend.width, legend.height, out.is_legend_right);
  out.notes = notes_rect(session, layout, !out.is_legend_right);
  return out;
}

Rect message_area(const MapOverlays& overlays, const Layout& layout) {
  if (layout.map.height() <= 0) return layout.table;
  Rect area = layout.map;
  const bool has_notes = overlays.notes.width() > 0;
  const Rect &first = overlays.is_legend_right ? overlays.notes : overlays.legend,
             &last = overlays.is_legend_right ? overlays.legend : overlays.notes;
  if (first.width() > 0) area.left = first.right;
  if (last.width() > 0) area.right = last.left;
  if (area.width() >= px(least_message)) return area;
  const float top = std::min(overlays.legend.top, has_notes ? overlays.notes.top : overlays.legend.top);
  return {layout.map.left, layout.map.top, layout.map.right, top};
}

}  // namespace riskmap::ui
