// Messages that come and go at the bottom of the map (declared in widgets_overlay.h).
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/text/translate.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {
namespace {

constexpr double seconds_shown = 6;
constexpr std::size_t most_shown = 3, most_logged = 200;

struct Mark {
  Icon icon;
  Colour colour;
};

// On the toast's ground, which is dark in the light theme and light in the dark one.
Mark mark_of(ToastKind kind) {
  const Tokens& other = tokens_of(tokens().is_dark ? Theme::light : Theme::dark);
  switch (kind) {
    case ToastKind::success:
      return {Icon::check_circle, other.success};
    case ToastKind::information:
      return {Icon::info, other.accent};
    case ToastKind::warning:
      return {Icon::warning, other.warning};
    case ToastKind::error:
      return {Icon::error, other.danger};
  }
  return {Icon::info, other.accent};
}

struct Press {
  bool is_action = false, is_detail = false, is_close = false, is_hovered = false;
};

float width_of_action(const std::string& words) {
  return words.empty() ? 0 : text_width(words, TextStyle::semi) + px(24);
}

bool word_button(const std::string& name, std::string_view words) {
  const Item here = item(name, text_width(words, TextStyle::semi) + px(16), px(32));
  if (here.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const float width = draw_text_in(here.rect, words, TextStyle::semi, tokens().toast_action, Align::centre);
  report(name, here.rect,
         {.text = words, .is_focused = here.is_focused, .text_width = width, .text_room = here.rect.width()});
  return here.is_pressed;
}

Press draw_toast(const std::string& name, const Toast& toast, const Rect& rect) {
  const Tokens& t = tokens();
  Press press;
  const PanelOptions options{.padding = 0, .scrolls = false, .is_floating = true, .background = t.toast};
  if (Panel panel{name, rect, options}; panel) {
    press.is_hovered = ImGui::IsWindowHovered();
    const Mark mark = mark_of(toast.kind);
    draw_icon(mark.icon, rect.left + px(24), rect.centre_y(), mark.colour);
    const float action = width_of_action(toast.action), detail = width_of_action(toast.detail);
    const Rect words{rect.left + px(44), rect.top, rect.right - px(44) - action - detail, rect.bottom};
    const float needed = draw_text_in(words, toast.text, TextStyle::body, t.on_toast);
    report(name + ".text", words, {.text = toast.text, .text_width = needed, .text_room = words.width()});
    if (!toast.detail.empty()) {
      ImGui::SetCursorScreenPos({words.right + px(4), rect.centre_y() - px(16)});
      press.is_detail = word_button(name + ".detail", toast.detail);
    }
    if (!toast.action.empty()) {
      ImGui::SetCursorScreenPos({words.right + detail + px(4), rect.centre_y() - px(16)});
      press.is_action = word_button(name + ".action", toast.action);
    }
    ImGui::SetCursorScreenPos({rect.right - px(42), rect.centre_y() - px(16)});
    press.is_close = icon_button(name + ".close", Icon::close, {.tooltip = tr("Close"), .colour = t.on_toast});
  }
  return press;
}

}  // namespace

void Toasts::add(Toast toast) {
  log_.push_back(toast);
  if (log_.size() > most_logged) log_.erase(log_.begin());
  const double seconds = toast.kind == ToastKind::error ? -1 : seconds_shown;
  shown_.push_back({std::move(toast), seconds, next_number_++, true});
  if (shown_.size() > most_shown) shown_.erase(shown_.begin());
}

std::optional<std::string> Toasts::draw(const Rect& area, const std::function<bool(const std::string&)>& is_possible) {
  std::optional<std::string> action;
  float bottom = area.bottom - px(14);
  std::vector<unsigned> closed;
  for (auto shown = shown_.rbegin(); shown != shown_.rend(); ++shown) {
    Toast& toast = shown->toast;
    if (is_possible && !toast.action.empty() && !is_possible(toast.action_id)) toast.action.clear();
    const float action_width = width_of_action(toast.action) + width_of_action(toast.detail);
    const float width = std::clamp(text_width(toast.text, TextStyle::body) + px(96) + action_width, px(280),
                                   std::max(area.width() - px(28), px(280)));
    const float left = std::round(area.centre_x() - width / 2);
    const Rect rect{left, bottom - px(48), left + width, bottom};
    const Press press = draw_toast("toast." + std::to_string(shown->number), toast, rect);
    if (press.is_action) action = toast.action_id;
    if (press.is_detail) action = toast.detail_id;
    if (shown->seconds_left >= 0 && !press.is_hovered) {
      // The first frame's time is what passed before there was a toast.
      if (!std::exchange(shown->is_new, false)) shown->seconds_left -= static_cast<double>(ImGui::GetIO().DeltaTime);
      request_frame_after(std::max(shown->seconds_left, 0.0) + 0.01);
    }
    const bool is_over = shown->seconds_left < 0 && toast.kind != ToastKind::error;
    if (press.is_action || press.is_detail || press.is_close || is_over) closed.push_back(shown->number);
    bottom = rect.top - px(8);
  }
  std::erase_if(shown_, [&](const Shown& shown) { return std::ranges::find(closed, shown.number) != closed.end(); });
  return action;
}

void toast(Toast message) {
  kit().toasts->add(std::move(message));
}

}  // namespace riskmap::ui
