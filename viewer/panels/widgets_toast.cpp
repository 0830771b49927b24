// Messages that come and go at the bottom of the map (declared in widgets_overlay.h).
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
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

// One line with the actions beside it; where that has no room, as many lines as the text needs and the actions below.
struct Arrangement {
  float width = 0, height = 0;
  std::vector<std::string_view> lines;
  bool are_actions_below = false;
};

Arrangement arrange(const Toast& toast, float room) {
  const float actions = width_of_action(toast.action) + width_of_action(toast.detail);
  const float wanted = text_width(toast.text, TextStyle::body) + px(96) + actions;
  if (wanted <= room) return {std::max(wanted, px(280)), px(48), {toast.text}, false};
  Arrangement out{room, 0, lines_of(toast.text, room - px(92), TextStyle::body), actions > 0};
  out.height =
      px(28) + static_cast<float>(out.lines.size()) * line_height(TextStyle::body) + (actions > 0 ? px(34) : 0);
  return out;
}

bool word_button(const std::string& name, std::string_view words) {
  const Item here = item(name, text_width(words, TextStyle::semi) + px(16), px(32));
  if (here.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  const float width = draw_text_in(here.rect, words, TextStyle::semi, tokens().toast_action, Align::centre);
  report(name, here.rect,
         {.text = words, .is_focused = here.is_focused, .text_width = width, .text_room = here.rect.width()});
  return here.is_pressed;
}

// Returns how wide the widest line is.
float draw_lines(const Arrangement& arranged, const Rect& words) {
  const float height = line_height(TextStyle::body);
  const float block = height * static_cast<float>(arranged.lines.size());
  float top = arranged.are_actions_below ? words.top + px(14) : words.centre_y() - block / 2, widest = 0;
  for (const auto line : arranged.lines) {
    const Rect here{words.left, top, words.right, top + height};
    widest = std::max(widest, draw_text_in(here, line, TextStyle::body, tokens().on_toast));
    top += height;
  }
  return widest;
}

void draw_actions(Press& press, const std::string& name, const Toast& toast, float left, float top) {
  if (!toast.detail.empty()) {
    ImGui::SetCursorScreenPos({left, top});
    press.is_detail = word_button(name + ".detail", toast.detail);
    left += width_of_action(toast.detail);
  }
  if (toast.action.empty()) return;
  ImGui::SetCursorScreenPos({left, top});
  press.is_action = word_button(name + ".action", toast.action);
}

Press draw_toast(const std::string& name, const Toast& toast, const Arrangement& arranged, const Rect& rect) {
  const Tokens& t = tokens();
  Press press;
  const PanelOptions options{.padding = 0, .scrolls = false, .is_floating = true, .background = t.toast};
  if (Panel panel{name, rect, options}; panel) {
    press.is_hovered = ImGui::IsWindowHovered();
    const float head = arranged.are_actions_below ? rect.top + px(24) : rect.centre_y();
    const Mark mark = mark_of(toast.kind);
    draw_icon(mark.icon, rect.left + px(24), head, mark.colour);
    const float actions = width_of_action(toast.action) + width_of_action(toast.detail);
    const float beside = arranged.are_actions_below ? 0 : actions;
    const Rect words{rect.left + px(44), rect.top, rect.right - px(44) - beside, rect.bottom};
    const float needed = draw_lines(arranged, words);
    report(name + ".text", words, {.text = toast.text, .text_width = needed, .text_room = words.width()});
    if (arranged.are_actions_below)
      draw_actions(press, name, toast, rect.right - px(12) - actions, rect.bottom - px(40));
    else
      draw_actions(press, name, toast, words.right + px(4), rect.centre_y() - px(16));
    ImGui::SetCursorScreenPos({rect.right - px(42), head - px(16)});
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
    const auto arranged = arrange(toast, std::max(area.width() - px(28), px(280)));
    const float left = std::round(area.centre_x() - arranged.width / 2);
    const Rect rect{left, bottom - arranged.height, left + arranged.width, bottom};
    const Press press = draw_toast("toast." + std::to_string(shown->number), toast, arranged, rect);
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
