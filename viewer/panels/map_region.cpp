#include "viewer/panels/map_region.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

#include "layers/geo/geodesic.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

std::optional<Region> region_of_box(const Session& session, ScreenPoint from, ScreenPoint to) {
  constexpr int pieces = 4;  // of a side
  const std::array<ScreenPoint, 4> corners = {
      ScreenPoint{from.x, from.y}, {to.x, from.y}, {to.x, to.y}, {from.x, to.y}};
  Region region;
  for (std::size_t side = 0; side < corners.size(); ++side) {
    const auto a = corners[side], b = corners[(side + 1) % corners.size()];
    for (int i = 0; i < pieces; ++i) {
      const double share = static_cast<double>(i) / pieces;
      const auto place = session.lonlat_at({a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share});
      if (!place) return std::nullopt;
      region.ring.push_back(*place);
    }
  }
  return region;
}

std::optional<Region> measured_region(const ViewState& view) {
  const auto& places = view.measured;
  if (view.tool == Tool::area && places.size() >= 3) return Region{places, 0};
  if (view.tool != Tool::distance || places.size() < 2) return std::nullopt;
  Region circle{{places.front()}, geodesic_metres(places.front(), places.back())};
  // The filter reads its own text: what it cannot hold is not offered.
  return region_from(text_of(circle)) ? std::optional{std::move(circle)} : std::nullopt;
}

Intent keep_within(const Session& session, const Region& region) {
  auto filter = session.view().filter;
  filter.within = text_of(region);
  return SetFilter{filter};
}

std::optional<Intent> keep_what_is_there(const Session& session) {
  if (const auto measured = measured_region(session.view())) return keep_within(session, *measured);
  const auto [width, height] = session.view().camera.size;
  const auto shown = region_of_box(session, {0, 0}, {static_cast<double>(width), static_cast<double>(height)});
  return shown ? std::optional{keep_within(session, *shown)} : std::nullopt;
}

Intents keep_button(const Session& session, const Layout& layout) {
  const auto region = measured_region(session.view());
  if (!region) return {};
  const auto text = region->radius_metres > 0
                        ? fill(tr("Keep what lies within {length}"), {{"length", format_length(region->radius_metres)}})
                        : tr("Keep what lies inside");
  const ButtonOptions options{.kind = ButtonKind::primary, .icon = Icon::tune, .tooltip = "Ctrl+Shift+A"};
  const float width = button_width(text, options), middle = (layout.map.left + layout.map.right) / 2;
  ImGui::SetCursorScreenPos({middle - width / 2, layout.map.bottom - px(64)});
  return button("map.keep", text, options) ? Intents{keep_within(session, *region), SetTool{Tool::select}} : Intents{};
}

void draw_kept_region(const Session& session, const Layout& layout) {
  const auto region = region_from(session.view().filter.within);
  if (!region) return;
  std::vector<ImVec2> points;
  for (const auto place : outline_of(*region))
    if (const auto point = session.screen_of(place))
      points.emplace_back(layout.map.left + static_cast<float>(point->x),
                          layout.map.top + static_cast<float>(point->y));
  if (points.size() < 3) return;
  auto& list = *ImGui::GetWindowDrawList();
  const auto count = static_cast<int>(points.size());
  list.AddPolyline(points.data(), count, packed(rgb(0xFFFFFF), 0.7), ImDrawFlags_Closed, px(4));
  list.AddPolyline(points.data(), count, packed(tokens().accent), ImDrawFlags_Closed, px(2));
}

void draw_region_box(const Layout& layout, ScreenPoint from, ScreenPoint to) {
  const auto [left, right] = std::minmax(from.x, to.x);
  const auto [top, bottom] = std::minmax(from.y, to.y);
  const Rect rect{layout.map.left + static_cast<float>(left), layout.map.top + static_cast<float>(top),
                  layout.map.left + static_cast<float>(right), layout.map.top + static_cast<float>(bottom)};
  const Colour accent = tokens().accent;
  fill_rect(rect, {accent.r, accent.g, accent.b, 46}, 0);
  stroke_rect(rect, accent, 0, px(2));
  report("map.region", rect, {});
}

}  // namespace riskmap::ui
