// What is measured on the map, and the map's furniture: scale bar, north arrow, notes.
#include <fmt/ranges.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "layers/exchange/scene_context.h"
#include "layers/geo/geodesic.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/map_aim.h"
#include "viewer/panels/map_marks.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr double widest_scale_px = 120;

ImVec2 window_point(const Layout& layout, ScreenPoint point) {
  return {layout.map.left + static_cast<float>(point.x), layout.map.top + static_cast<float>(point.y)};
}

std::string schematic_text() {
  return tr("Schematic boundaries, not official");
}

// A figure on its own ground, readable over any map.
void tag(float x, float y, const std::string& text, std::string_view name) {
  const float width = text_width(text, TextStyle::semi) + px(16), height = px(26);
  const Rect rect{x, y, x + width, y + height};
  draw_shadow(rect, 6);
  fill_rect(rect, tokens().surface, 6);
  draw_text_in(rect, text, TextStyle::semi, tokens().text, Align::centre);
  report(name, rect, {.text = text});
}

// The largest 1, 2 or 5 × 10ⁿ metres that fits.
double round_length(double metres) {
  const double power = std::pow(10.0, std::floor(std::log10(metres)));
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power <= metres) return factor * power;
  return power;
}

// The north arrow stands at the map's edge, the bar beside it.
void scale_bar(const Session& session, const Rect& notes, bool is_left) {
  const double metres_per_px = session.metres_per_pixel();
  if (!(metres_per_px > 0) || !std::isfinite(metres_per_px)) return;
  const double metres = round_length(metres_per_px * widest_scale_px * static_cast<double>(kit().look.scale));
  const auto length = static_cast<float>(metres / metres_per_px);
  const auto text = format_length(metres);
  const float width = std::max(length, text_width(text, TextStyle::small_semi));
  const float right = is_left ? notes.left + px(44 + 8) + width : notes.right - px(44), bottom = notes.bottom - px(4);
  const Rect ground{right - width - px(8), bottom - px(28), right + px(8), bottom + px(6)};
  fill_rect(ground, {tokens().surface.r, tokens().surface.g, tokens().surface.b, 215}, 6);
  draw_text_in({right - width, ground.top, right, bottom - px(5)}, text, TextStyle::small_semi, tokens().text,
               Align::centre);
  const float left = right - width / 2 - length / 2, end = left + length;
  draw_line(left, bottom, end, bottom, tokens().text, px(2));
  draw_line(left, bottom - px(5), left, bottom, tokens().text, px(2));
  draw_line(end, bottom - px(5), end, bottom, tokens().text, px(2));
  report("map.scale_bar", ground, {.text = text, .value = text});
}

void north_arrow(const Rect& notes, bool is_left) {
  const float x = is_left ? notes.left + px(16) : notes.right - px(16), y = notes.bottom - px(14), r = px(16);
  draw_disc(x, y, r, {tokens().surface.r, tokens().surface.g, tokens().surface.b, 215});
  auto& list = *ImGui::GetWindowDrawList();
  list.AddTriangleFilled({x, y - r * 0.7F}, {x - r * 0.42F, y + r * 0.5F}, {x, y + r * 0.2F}, packed(tokens().text));
  list.AddTriangleFilled({x, y - r * 0.7F}, {x, y + r * 0.2F}, {x + r * 0.42F, y + r * 0.5F}, packed(tokens().text3));
}

void remark(const Rect& notes, bool is_left) {
  const float left = is_left ? notes.left : notes.right - remark_width();
  const Rect rect{left, notes.top, left + remark_width(), notes.top + px(24)};
  fill_rect(rect, {tokens().surface.r, tokens().surface.g, tokens().surface.b, 225}, 6);
  const auto text = schematic_text();
  draw_text_in(rect, text, TextStyle::small_semi, tokens().warning, Align::centre);
  report("map.schematic_note", rect, {.text = text});
}
// Between the notes and the legend, or above the notes where that gap is too narrow.
Rect attribution_rect(const MapOverlays& overlays, float width) {
  const auto& [notes, legend] = std::pair{overlays.notes, overlays.legend};
  const bool is_left = overlays.is_legend_right;
  const float height = px(20), bottom = notes.bottom + px(2);
  const float left = is_left ? notes.right + px(8) : notes.left - px(8) - width;
  const bool fits =
      legend.height() <= 0 || (is_left ? left + width + px(8) <= legend.left : left >= legend.right + px(8));
  if (fits) return {left, bottom - height, left + width, bottom};
  const float edge = is_left ? notes.left : notes.right - width;
  return {edge, notes.top - px(4) - height, edge + width, notes.top - px(4)};
}

// Whose the pictures of the ground are, always in sight.
void attributions(const MapScene& scene, const MapOverlays& overlays) {
  if (!scene.context || scene.context->attributions.empty()) return;
  const auto text = fmt::format("{}", fmt::join(scene.context->attributions, " · "));
  const auto rect = attribution_rect(overlays, text_width(text, TextStyle::small) + px(12));
  fill_rect(rect, {tokens().surface.r, tokens().surface.g, tokens().surface.b, 215}, 4);
  draw_text_in(rect, text, TextStyle::small, tokens().text2, Align::centre);
  report("map.attribution", rect, {.text = text});
}
}  // namespace

std::vector<ScreenPoint> without_rests(std::vector<ScreenPoint> path, double least_px) {
  const auto is_same = [&](ScreenPoint a, ScreenPoint b) { return std::hypot(a.x - b.x, a.y - b.y) < least_px; };
  const auto rest = std::ranges::unique(path, is_same);
  path.erase(rest.begin(), rest.end());
  return path;
}

void draw_measured(const Session& session, const MapPanelState& state, const Layout& layout) {
  const auto& view = session.view();
  if (view.tool == Tool::select || (view.measured.empty() && view.tool != Tool::pick_point)) return;
  std::vector<LonLat> places = view.measured;
  std::vector<ScreenPoint> path;
  for (const auto place : places)
    if (const auto point = session.screen_of(place)) path.push_back(*point);
  const auto aimed = state.is_aiming ? std::optional{aim_of(session, state)} : state.pointer;
  if (aimed && view.tool != Tool::pick_point)
    if (const auto place = session.lonlat_at(*aimed)) {
      places.push_back(*place);
      path.push_back(*aimed);
    }
  std::vector<ImVec2> points;
  for (const auto point : without_rests(std::move(path), px(2))) points.push_back(window_point(layout, point));
  if (points.empty()) return;
  if (view.tool == Tool::pick_point) return draw_pin(points.front().x, points.front().y, "map.pin");
  auto& list = *ImGui::GetWindowDrawList();
  const auto line = packed(tokens().accent), casing = packed(rgb(0xFFFFFF));
  const bool is_closed = view.tool == Tool::area && points.size() > 2;
  if (is_closed)
    list.AddConvexPolyFilled(points.data(), static_cast<int>(points.size()), packed(tokens().accent, 0.18));
  const auto flags = is_closed ? ImDrawFlags_Closed : ImDrawFlags_None;
  list.AddPolyline(points.data(), static_cast<int>(points.size()), casing, flags, px(5));
  list.AddPolyline(points.data(), static_cast<int>(points.size()), line, flags, px(2.5F));
  for (const auto& point : points) draw_disc(point.x, point.y, px(4), tokens().accent);
  const bool is_area = view.tool == Tool::area;
  const auto figure = is_area ? format_area(geodesic_area_m2(places)) : format_length(geodesic_path_metres(places));
  tag(points.back().x + px(14), points.back().y - px(13), figure, "map.measured");
}

float remark_width() {
  return text_width(schematic_text(), TextStyle::small_semi) + px(20);
}

void draw_map_furniture(const Session& session, const MapOverlays& overlays) {
  const auto& scene = session.derived().scene;
  if (scene.is_to_scale) {
    scale_bar(session, overlays.notes, overlays.is_legend_right);
    north_arrow(overlays.notes, overlays.is_legend_right);
  }
  attributions(scene, overlays);
  if (scene.is_schematic) remark(overlays.notes, overlays.is_legend_right);
}

}  // namespace riskmap::ui
