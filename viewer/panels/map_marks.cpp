#include "viewer/panels/map_marks.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/map_aim.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float snap_radius = 7, point_radius = 7;

ImVec2 window_point(const Layout& layout, ScreenPoint point) {
  return {layout.map.left + static_cast<float>(point.x), layout.map.top + static_cast<float>(point.y)};
}

void ring(ImVec2 centre, float radius) {
  auto& list = *ImGui::GetWindowDrawList();
  list.AddCircle(centre, radius, packed(rgb(0xFFFFFF)), 0, px(5));
  list.AddCircle(centre, radius, packed(tokens().accent), 0, px(2.5F));
}

// As other programs read it: latitude first, points for the decimals.
std::string plain_text(LonLat place) {
  return fmt::format("{:.6f}, {:.6f}", place.lat, place.lon);
}

// Beside the pin, at the side that has room.
Rect card_beside(ImVec2 tip, float width, const Rect& map) {
  const float height = px(34), gap = px(16);
  const float left = tip.x + gap + width <= map.right ? tip.x + gap : tip.x - gap - width;
  const float top = std::clamp(tip.y - px(26) - height / 2, map.top, map.bottom - height);
  return {left, top, left + width, top + height};
}
}  // namespace

void draw_pin(float x, float y, std::string_view name) {
  const float radius = px(11), height = px(26);
  const ImVec2 tip{x, y}, head{x, y - height};
  const float half_turn = std::acos(radius / height), down = std::numbers::pi_v<float> / 2;
  auto& list = *ImGui::GetWindowDrawList();
  const auto drop = [&](float by) {
    list.PathArcTo(head, radius + by, down + half_turn, down + 2 * std::numbers::pi_v<float> - half_turn, 32);
    list.PathLineTo({tip.x, tip.y + by});
  };
  drop(px(2));
  list.PathFillConvex(packed(rgb(0xFFFFFF)));
  drop(0);
  list.PathFillConvex(packed(tokens().accent));
  list.AddCircleFilled(head, radius * 0.4F, packed(rgb(0xFFFFFF)));
  report(name, {tip.x - radius, head.y - radius, tip.x + radius, tip.y}, {});
}

Intents coordinate_mark(const Session& session, const Layout& layout, Rect& covered) {
  covered = {};
  const auto& marked = session.view().marked;
  const auto point = marked ? session.screen_of(*marked) : std::nullopt;
  if (!point) return {};
  const auto tip = window_point(layout, *point);
  if (!layout.map.contains(tip.x, tip.y)) return {};
  draw_pin(tip.x, tip.y, "map.mark");
  constexpr float button = 26;
  const auto words = format_lonlat(*marked);
  const float width = px(12) + text_width(words, TextStyle::semi) + px(6 + 2 * button + 4);
  covered = card_beside(tip, width, layout.map);
  draw_shadow(covered, 8);
  fill_rect(covered, tokens().surface, 8);
  draw_text_in({covered.left + px(12), covered.top, covered.right, covered.bottom}, words, TextStyle::semi,
               tokens().text);
  report("map.mark.card", covered, {.text = words, .value = plain_text(*marked)});
  const auto copy = tr("Copy the coordinates"), clear = tr("Take the mark away") + "  Escape";
  ImGui::SetCursorScreenPos({covered.right - px(2 * button + 4), covered.top + px(4)});
  if (icon_button("map.mark.copy", Icon::copy, {.tooltip = copy, .size = button}))
    ImGui::SetClipboardText(plain_text(*marked).c_str());
  ImGui::SetCursorScreenPos({covered.right - px(button + 4), covered.top + px(4)});
  if (icon_button("map.mark.clear", Icon::close, {.tooltip = clear, .size = button})) return {ClearMark{}};
  return {};
}

void draw_snap(const Session& session, const MapPanelState& state, const Layout& layout) {
  if (session.view().tool != Tool::pick_point || ImGui::GetIO().KeyCtrl || state.is_dragging) return;
  const auto aimed = state.is_aiming ? std::optional{aim_of(session, state)} : state.pointer;
  const auto met = aimed ? session.snap_at(*aimed) : std::nullopt;
  const auto point = met ? session.screen_of(*met) : std::nullopt;
  if (!point) return;
  const auto at = window_point(layout, *point);
  const float radius = px(snap_radius);
  ring(at, radius);
  report("map.snap", {at.x - radius, at.y - radius, at.x + radius, at.y + radius}, {});
}

void draw_chosen_feature(const Session& session, const Layout& layout) {
  const auto& chosen = session.view().feature;
  const auto* content = chosen ? session.content_of(*chosen) : nullptr;
  if (content == nullptr || !session.derived().scene.is_to_scale) return;
  const auto& geometry = *content->geometry;
  const auto& camera = session.view().camera;
  auto& list = *ImGui::GetWindowDrawList();
  const bool is_closed = geometry.kind == GeometryKind::polygons;
  for (auto r = geometry.feature_offset[chosen->feature]; r < geometry.feature_offset[chosen->feature + 1]; ++r) {
    std::vector<ScreenPoint> path;
    for (auto i = geometry.ring_offset[r]; i < geometry.ring_offset[r + 1]; ++i)
      path.push_back(camera.screen_from_map(geometry.vertex(i)));
    std::vector<ImVec2> points;
    for (const auto point : without_rests(std::move(path), px(2))) points.push_back(window_point(layout, point));
    if (geometry.kind == GeometryKind::points && !points.empty()) ring(points.front(), px(point_radius));
    if (points.size() < 2) continue;
    const auto flags = is_closed ? ImDrawFlags_Closed : ImDrawFlags_None;
    const auto count = static_cast<int>(points.size());
    list.AddPolyline(points.data(), count, packed(rgb(0xFFFFFF)), flags, px(5));
    list.AddPolyline(points.data(), count, packed(tokens().accent), flags, px(2.8F));
  }
}

}  // namespace riskmap::ui
