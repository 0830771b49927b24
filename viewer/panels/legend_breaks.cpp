#include "viewer/panels/legend_breaks.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float handle_width = 14, handle_height = 12, way_back_height = 22;

struct Scale {
  double from, to, shift;
  Rect rect;
  [[nodiscard]] float x_of(double value) const {
    return rect.left + rect.width() * static_cast<float>((value + shift - from) / (to - from));
  }
  [[nodiscard]] double value_at(float x) const {
    return from + (to - from) * static_cast<double>((x - rect.left) / rect.width()) - shift;
  }
};

Scale scale_of(const Legend& legend, const Rect& histogram) {
  return {legend.histogram.front().from, legend.histogram.back().to, legend.breaks.shift, histogram};
}

std::string words_of(const Legend& legend, double value) {
  const double step = legend.breaks.step / legend.unit.divisor;
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 9);
  return format_number(value / legend.unit.divisor, decimals);
}

// Where a handle that has the keyboard goes by arrows.
double keyed(const Item& here, double value, double step) {
  if (!here.is_focused || !is_highlight_visible()) return value;
  const bool goes_left = is_chord_pressed({.key = Key::left}, Repeat::yes),
             goes_right = is_chord_pressed({.key = Key::right}, Repeat::yes);
  if (goes_left || goes_right) keep_focus_from_arrows();
  return value + (goes_right ? step : goes_left ? -step : 0);
}

void draw_handle(const Rect& histogram, float x, const Item& here) {
  const bool is_strong = here.is_hovered || here.is_held || here.is_focused;
  const auto ink = is_strong ? tokens().accent : tokens().text2;
  draw_line(x, histogram.top, x, histogram.bottom, ink, is_strong ? px(2) : 1);
  const float top = histogram.bottom + px(1), half = px(4.5F);
  ImGui::GetWindowDrawList()->AddTriangleFilled({x, top}, {x + half, top + px(8)}, {x - half, top + px(8)},
                                                packed(ink));
}

void draw_value(const Rect& histogram, float x, const std::string& text) {
  const float half = text_width(text, TextStyle::small_semi) / 2 + px(4);
  const float middle = std::clamp(x, histogram.left + half, histogram.right - half);
  const Rect pill{middle - half, histogram.top - px(2), middle + half, histogram.top + px(16)};
  fill_rect(pill, tokens().surface, 4);
  stroke_rect(pill, tokens().border, px(4));
  draw_text_in(pill, text, TextStyle::small_semi, tokens().text, Align::centre);
}

void ask_for(Intents& intents, const Session& session, FixedBreaks breaks) {
  auto layer = session.view().layer;
  layer.breaks = std::move(breaks);
  intents.push_back(SetLayer{layer});
}

void move_break(Intents& intents, const Session& session, std::size_t index, double value) {
  const auto& movable = session.derived().scene.legend.breaks;
  auto breaks = session.view().layer.breaks;
  breaks.inner = with_break_at(movable.inner, index, value, movable.step);
  breaks.is_hand_made = true;
  if (breaks.inner != movable.inner) ask_for(intents, session, std::move(breaks));
}

void handle(Intents& intents, const Session& session, const Scale& scale, std::size_t index) {
  const auto& legend = session.derived().scene.legend;
  const double value = legend.breaks.inner[index];
  const float x = scale.x_of(value);
  if (x < scale.rect.left - 1 || x > scale.rect.right + 1) return;  // locked, and no value is near it
  const auto name = "legend.break." + std::to_string(index);
  const auto words = words_of(legend, value);
  ImGui::SetCursorScreenPos({x - px(handle_width / 2), scale.rect.bottom - px(2)});
  const auto tooltip = fill(tr("Drag, or press the arrows: {value}"), {{"value", words}});
  const auto here = item(name, px(handle_width), px(handle_height), {.tooltip = tooltip, .ring_radius = 3});
  if (here.is_hovered || here.is_held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  draw_handle(scale.rect, x, here);
  if (here.is_held || (here.is_focused && is_highlight_visible())) draw_value(scale.rect, x, words);
  report(name, here.rect, {.text = words, .value = words, .is_focused = here.is_focused});
  const double wanted = here.is_held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, px(2))
                            ? scale.value_at(std::clamp(ImGui::GetMousePos().x, scale.rect.left, scale.rect.right))
                            : keyed(here, value, legend.breaks.step);
  if (wanted != value) move_break(intents, session, index, wanted);
}

void way_back(Intents& intents, const Session& session, const Rect& histogram, float y) {
  const auto words = tr("Classes set by hand");
  const Rect line{histogram.left, y, histogram.right, y + px(way_back_height)};
  draw_text_in(line, words, TextStyle::small, tokens().text2);
  report("legend.by_hand", line, {.text = words});
  ImGui::SetCursorScreenPos({histogram.left + text_width(words, TextStyle::small) + px(10), y + px(2)});
  if (link("legend.reset", tr("Take back"))) ask_for(intents, session, {});
}
}  // namespace

bool has_movable_breaks(const Session& session) {
  return !session.derived().scene.legend.breaks.inner.empty();
}

float breaks_height(const Session& session) {
  if (!has_movable_breaks(session)) return 0;
  return handle_height + (session.view().layer.breaks.is_hand_made ? way_back_height : 0);
}

void break_handles(Intents& intents, const Session& session, const Rect& histogram, float& y) {
  if (!has_movable_breaks(session)) return;
  const auto& legend = session.derived().scene.legend;
  const auto scale = scale_of(legend, histogram);
  for (std::size_t i = 0; i < legend.breaks.inner.size(); ++i) handle(intents, session, scale, i);
  if (session.view().layer.breaks.is_hand_made)
    way_back(intents, session, histogram, histogram.bottom + px(handle_height));
  y += px(breaks_height(session));
}

void lock_button(Intents& intents, const Session& session) {
  const auto& breaks = session.view().layer.breaks;
  const auto tooltip = breaks.is_locked ? tr("Let the classes follow the values again")
                                        : tr("Keep these classes at other times and on other maps");
  if (!icon_button("legend.lock", breaks.is_locked ? Icon::lock : Icon::lock_open,
                   {.tooltip = tooltip, .is_on = breaks.is_locked, .size = 24}))
    return;
  const auto& inner = session.derived().scene.legend.breaks.inner;
  ask_for(intents, session, breaks.is_locked ? unlocked(breaks) : locked(breaks, inner));
}

}  // namespace riskmap::ui
