#include "viewer/panels/legend_ramp.h"

#include <algorithm>
#include <string>

#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

void draw_ramp_bar(const LegendRamp& ramp, const Rect& bar) {
  const float step = bar.width() / static_cast<float>(ramp.colours.size());
  for (std::size_t i = 0; i < ramp.colours.size(); ++i)
    fill_rect({bar.left + step * static_cast<float>(i), bar.top, bar.right, bar.bottom}, ramp.colours[i]);
  stroke_rect(bar, tokens().field_border);
}

void draw_ramp(const LegendRamp& ramp, const Rect& place, float& y) {
  const Rect bar{place.left, place.top + px(4), place.right, place.top + px(20)};
  draw_ramp_bar(ramp, bar);
  for (std::size_t i = 0; i < ramp.ticks.size(); ++i) {
    const auto& [share, label] = ramp.ticks[i];
    const float width = text_width(label, TextStyle::small);
    const float middle = bar.left + bar.width() * static_cast<float>(share);
    const float left = std::clamp(middle - width / 2, bar.left, bar.right - width);
    const Rect here{left, bar.bottom + px(2), left + width + 1, bar.bottom + px(20)};
    draw_text_in(here, label, TextStyle::small, tokens().text2);
    report("legend.ramp." + std::to_string(i), here, {.text = label, .text_width = width, .text_room = here.width()});
  }
  y += px(ramp_height);
}

}  // namespace riskmap::ui
