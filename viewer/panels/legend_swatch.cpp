#include "viewer/panels/legend_swatch.h"

#include <imgui.h>

#include <algorithm>

#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
void line_sample(const Rect& rect, const LegendRow& row) {
  const float dash = row.is_dashed ? px(5) : rect.width(), step = row.is_dashed ? dash + px(3.5F) : rect.width();
  for (float x = rect.left; x < rect.right; x += step)
    draw_line(x, rect.centre_y(), std::min(x + dash, rect.right), rect.centre_y(), row.colour, px(2.4F));
}

// As on the map: slanted lines for no data, dots for what is uncertain.
void mark(const Rect& rect, FillMark mark) {
  if (mark == FillMark::none) return;
  ImGui::GetWindowDrawList()->PushClipRect({rect.left, rect.top}, {rect.right, rect.bottom}, true);
  if (mark == FillMark::no_data)
    for (float x = rect.left - rect.height(); x < rect.right; x += px(5))
      draw_line(x, rect.bottom, x + rect.height(), rect.top, tokens().text3, 1);
  else
    for (float y = rect.top + px(2.5F); y < rect.bottom; y += px(5))
      for (float x = rect.left + px(2.5F); x < rect.right; x += px(5)) draw_disc(x, y, px(1), tokens().text3);
  ImGui::GetWindowDrawList()->PopClipRect();
}
}  // namespace

void swatch(const Rect& rect, const LegendRow& row) {
  if (row.sample == LegendSample::line) return line_sample(rect, row);
  fill_rect(rect, row.colour, 3);
  mark(rect, row.mark);
  stroke_rect(rect, row.edge.value_or(tokens().field_border), 3);
}

}  // namespace riskmap::ui
