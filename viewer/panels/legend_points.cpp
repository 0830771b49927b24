#include "viewer/panels/legend_points.h"

#include <imgui.h>

#include <string>
#include <utility>
#include <vector>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float above = 6, heading_height = 22, key_height = 20, dot_width = 15, between_keys = 12;

float key_width(const LegendRow& row) {
  return px(dot_width) + text_width(row.label, TextStyle::small);
}

// Where each key of the points stands: as many in a line as it holds.
std::vector<std::pair<float, float>> key_places(const Legend& legend, float room) {
  std::vector<std::pair<float, float>> places;
  float x = 0, y = 0;
  for (const auto& row : legend.points) {
    if (x > 0 && x + key_width(row) > room) x = 0, y += px(key_height);
    places.emplace_back(x, y);
    x += key_width(row) + px(between_keys);
  }
  return places;
}
}  // namespace

float points_height(const Legend& legend, float room) {
  if (legend.points.empty()) return 0;
  return above + heading_height + key_places(legend, room).back().second / px(1) + key_height;
}

void point_keys(const Legend& legend, const Rect& place, float& y) {
  if (legend.points.empty()) return;
  const float left = place.left, right = place.right;
  draw_text_in({left, y + px(above), right, y + px(above + heading_height)}, tr("Problems (points)"),
               TextStyle::small_semi, tokens().text2);
  const float top = y + px(above + heading_height);
  const auto places = key_places(legend, place.width());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& row = legend.points[i];
    const float x = left + places[i].first, middle = top + places[i].second + px(key_height) / 2;
    auto* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled({x + px(5), middle}, px(5), packed(row.colour));
    list->AddCircle({x + px(5), middle}, px(5), packed(tokens().field_border));
    const Rect rect{x, middle - px(key_height) / 2, x + key_width(row) + px(2), middle + px(key_height) / 2};
    const Rect label{x + px(dot_width), rect.top, rect.right, rect.bottom};
    const float width = draw_text_in(label, row.label, TextStyle::small, tokens().text);
    report("legend.point." + std::to_string(i), rect,
           {.text = row.label, .value = format_integer(row.count), .text_width = width, .text_room = label.width()});
  }
  y += px(points_height(legend, place.width()));
}

}  // namespace riskmap::ui
