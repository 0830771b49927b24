#include "viewer/panels/map_region.h"

#include <imgui.h>

#include <algorithm>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

Intents keep_button(const Session& session, const Layout& layout) {
  const auto region = session.measured_region();
  if (!region) return {};
  const auto text = region->radius_metres > 0
                        ? fill(tr("Keep what lies within {length}"), {{"length", format_length(region->radius_metres)}})
                        : tr("Keep what lies inside");
  const ButtonOptions options{.kind = ButtonKind::primary, .icon = Icon::tune, .tooltip = "Ctrl+Shift+A"};
  const float width = button_width(text, options), middle = (layout.map.left + layout.map.right) / 2;
  ImGui::SetCursorScreenPos({middle - width / 2, layout.map.bottom - px(64)});
  return button("map.keep", text, options) ? Intents{KeepShown{}} : Intents{};
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
