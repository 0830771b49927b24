// Twelve months of a place as pairs of bars.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float plot_height = 72, axis_width = 24, label_height = 18, swatch_size = 9;

// The smallest of 2, 4, 10, 20, 40, 100 … that holds every bar: its half is a whole number too.
int axis_top(int most) {
  for (int power = 1;; power *= 10)
    for (const int step : {2, 4, 10})
      if (step * power >= most) return step * power;
}

void legend_entry(float& right, std::string_view words, Colour colour) {
  const float y = ImGui::GetCursorScreenPos().y, height = line_height(TextStyle::small);
  const float width = text_width(words, TextStyle::small);
  right -= width;
  draw_text_at(right, y, words, TextStyle::small, tokens().text2);
  right -= px(swatch_size + 5);
  const float top = std::round(y + height / 2 - px(swatch_size) / 2);
  fill_rect({right, top, right + px(swatch_size), top + px(swatch_size)}, colour, 2);
  right -= px(12);
}

// The title keeps the left; where both do not fit on one line, the entries take the next.
void title_and_legend() {
  const auto title = tr("Last 12 months"), registered = trc("chart", "Registered"), resolved = trc("chart", "Resolved");
  const float left = ImGui::GetCursorScreenPos().x, room = left_of_line();
  const float entries = text_width(registered, TextStyle::small) + text_width(resolved, TextStyle::small) +
                        px(2 * (swatch_size + 5) + 24);
  const bool is_one_line = text_width(title, TextStyle::small_semi) + entries < room;
  const auto at = ImGui::GetCursorScreenPos();
  text(title, {.style = TextStyle::small_semi, .name = "inspector.months.title"});
  if (is_one_line) ImGui::SetCursorScreenPos(at);
  float right = left + room;
  legend_entry(right, resolved, tokens().chart_resolved);
  legend_entry(right, registered, tokens().chart_open);
  ImGui::Dummy({room, line_height(TextStyle::small)});
}

void bar(float left, float width, float base, float height, Colour colour) {
  if (height > 0) fill_rect({left, base - std::max(height, px(2)), left + width, base}, colour, 2);
}

void draw_axis(const Rect& plot, int top) {
  for (const int value : {0, top / 2, top}) {
    const float y =
        std::round(plot.bottom - plot.height() * static_cast<float>(value) / static_cast<float>(top)) + 0.5F;
    draw_line(plot.left, y, plot.right, y, tokens().border);
    draw_text_in({plot.left - px(axis_width), y - px(9), plot.left - px(6), y + px(9)}, format_integer(value),
                 TextStyle::small, tokens().text3, Align::right);
  }
}

// The first letters of a month stand under every second pair, the month of today among them.
void draw_month_name(const Rect& slot, Date month) {
  const auto name = std::string{first_characters(format_month(month), 3)};
  const float half = px(20);
  draw_text_in({slot.centre_x() - half, slot.bottom, slot.centre_x() + half, slot.bottom + px(label_height)}, name,
               TextStyle::small, tokens().text3, Align::centre);
}
}  // namespace

void month_chart(const PlaceSummary& summary, Date today) {
  title_and_legend();
  const auto from = ImGui::GetCursorScreenPos();
  const float width = left_of_line();
  const Rect plot{from.x + px(axis_width), from.y + px(6), from.x + width, from.y + px(6 + plot_height)};
  const int most = std::max(*std::ranges::max_element(summary.registered_by_month),
                            *std::ranges::max_element(summary.resolved_by_month));
  const int top = axis_top(std::max(most, 2));
  draw_axis(plot, top);
  const std::chrono::year_month_day day{today};
  const Date this_month = std::chrono::sys_days{day.year() / day.month() / 1};
  const float slot_width = plot.width() / 12, bar_width = std::floor(slot_width * 0.36F);
  for (std::size_t i = 0; i < 12; ++i) {
    const float left = plot.left + slot_width * static_cast<float>(i);
    const Rect slot{left, plot.top, left + slot_width, plot.bottom};
    const Date month = add_months(this_month, static_cast<int>(i) - 11);
    const int registered = summary.registered_by_month[i], resolved = summary.resolved_by_month[i];
    const auto figures = joined_with_dots({fill(tr("registered: {n}"), {{"n", format_integer(registered)}}),
                                           fill(tr("resolved: {n}"), {{"n", format_integer(resolved)}})});
    const std::string name = "inspector.months." + std::to_string(i);
    ImGui::SetCursorScreenPos({slot.left, slot.top});
    const auto here = item(name, slot.width(), slot.height(),
                           {.is_tab_stop = false, .tooltip = format_month(month) + ": " + figures});
    if (here.is_hovered) fill_rect(slot, tokens().surface2, 3);
    const auto height = [&](int value) { return plot.height() * static_cast<float>(value) / static_cast<float>(top); };
    bar(std::round(slot.centre_x() - bar_width - px(0.5F)), bar_width, plot.bottom, height(registered),
        tokens().chart_open);
    bar(std::round(slot.centre_x() + px(0.5F)), bar_width, plot.bottom, height(resolved), tokens().chart_resolved);
    report(name, slot,
           {.text = format_month(month), .value = std::to_string(registered) + "/" + std::to_string(resolved)});
    if (i % 2 == 1) draw_month_name(slot, month);
  }
  draw_line(plot.left, plot.bottom, plot.right, plot.bottom, tokens().strong_border);
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({width, px(6 + plot_height + label_height)});
}

}  // namespace riskmap::ui
