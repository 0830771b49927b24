// Panels, cards, columns, splitters.
#include "viewer/panels/widgets_layout.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "viewer/panels/compat.h"
#include "viewer/panels/widgets_item.h"
#include "viewer/panels/widgets_state.h"

namespace riskmap::ui {
namespace {

// What opens by itself, as the inspector beside a chosen row, leaves the keyboard where it is.
constexpr ImGuiWindowFlags panel_flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing;
// ImGui puts new windows of this kind below all others: right for the panels, wrong for what floats above them.
constexpr ImGuiWindowFlags stays_below = ImGuiWindowFlags_NoBringToFrontOnFocus;

Rect window_rect() {
  const ImVec2 at = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
  return {at.x, at.y, at.x + size.x, at.y + size.y};
}

ImVec4 vector_of(Colour c) {
  return ImGui::ColorConvertU32ToFloat4(packed(c));
}

}  // namespace

Panel::Panel(std::string_view name, const Rect& rect, const PanelOptions& options) {
  ImGui::SetNextWindowPos({rect.left, rect.top});
  ImGui::SetNextWindowSize({std::max(rect.width(), 1.0F), std::max(rect.height(), 1.0F)});
  ImGuiWindowFlags flags = options.is_floating ? panel_flags : panel_flags | stays_below;
  if (options.scrolls)
    flags &= ~ImGuiWindowFlags_NoScrollbar;
  else
    flags |= ImGuiWindowFlags_NoScrollWithMouse;
  if (options.is_transparent || options.is_floating) flags |= ImGuiWindowFlags_NoBackground;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(options.padding), px(options.padding)});
  const Colour background = options.background.a > 0 ? options.background : tokens().surface;
  ImGui::PushStyleColor(ImGuiCol_WindowBg, vector_of(background));
  const std::string window_name{name};
  is_seen_ = ImGui::Begin(window_name.c_str(), nullptr, flags);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  if (options.is_floating) {
    ImGui::GetWindowDrawList()->PushClipRectFullScreen();
    draw_shadow(rect, 8);
    fill_rect(rect, background, 8);
    stroke_rect(rect, tokens().border, 8);
    ImGui::GetWindowDrawList()->PopClipRect();
  }
  if (!options.is_floating && !options.is_transparent && background.a == 255) kit().solid.push_back(window_rect());
  register_panel(name);
  report(name, rect);
}

Panel::~Panel() {
  ImGui::End();
}

// The frame's height is known only at the end: it is drawn behind, on a lower channel.
struct Card::State {
  std::string name;
  CardOptions options;
  ImVec2 from;
  float width;
  ImDrawListSplitter channels;
  bool is_ended = false;
};

Card::Card(std::string_view name, const CardOptions& options)
    : state_(std::make_unique<State>(State{std::string{name}, options, ImGui::GetCursorScreenPos(), 0, {}, false})) {
  State& s = *state_;
  s.width = options.width > 0 ? px(options.width) : left_of_line();
  s.channels.Split(ImGui::GetWindowDrawList(), 2);
  s.channels.SetCurrentChannel(ImGui::GetWindowDrawList(), 1);
  const float inset = px(options.padding);
  ImGui::SetCursorScreenPos({s.from.x + inset, s.from.y + inset});
  ImGui::BeginGroup();
  ImGui::PushItemWidth(s.width - 2 * inset);
  ImGui::PushTextWrapPos(ImGui::GetCursorPosX() + s.width - 2 * inset);
  kit().drafts->push_right_edge(s.from.x + s.width - inset);
}

Card::~Card() {
  end();
}

bool Card::end() {
  State& s = *state_;
  if (s.is_ended) return false;
  s.is_ended = true;
  kit().drafts->pop_right_edge();
  ImGui::PopTextWrapPos();
  ImGui::PopItemWidth();
  ImGui::EndGroup();
  const float bottom = ImGui::GetItemRectMax().y + px(s.options.padding);
  const Rect rect{s.from.x, s.from.y, s.from.x + s.width, bottom};
  s.channels.SetCurrentChannel(ImGui::GetWindowDrawList(), 0);
  ImGui::SetCursorScreenPos(s.from);
  bool is_pressed = false, is_hovered = false;
  if (s.options.is_pressable) {
    const Item here = item(s.name, rect.width(), rect.height(), {.ring_radius = 8});
    is_pressed = here.is_pressed, is_hovered = here.is_hovered;
  } else {
    ImGui::Dummy({rect.width(), rect.height()});
  }
  const Tokens& t = tokens();
  Colour ground = s.options.background.a > 0 ? s.options.background : t.surface;
  if (s.options.is_chosen)
    ground = t.accent_soft;
  else if (is_hovered)
    ground = t.surface2;
  fill_rect(rect, ground, 8);
  if (s.options.has_border) stroke_rect(rect, s.options.is_chosen ? t.accent : t.border, 8);
  if (s.options.edge.a > 0)
    fill_rect({rect.left, rect.top + px(8), rect.left + px(3), rect.bottom - px(8)}, s.options.edge, 1);
  s.channels.Merge(ImGui::GetWindowDrawList());
  report(s.name, rect);
  return is_pressed;
}

Scroll::Scroll(std::string_view name, float height, float width) {
  const std::string id{name};
  ImGui::BeginChild(id.c_str(), {px(width), px(height)}, false);
}

Scroll::~Scroll() {
  ImGui::EndChild();
}

struct Columns::State {
  ImVec2 from;
  float width, gap, bottom;
  int index = 0;
};

Columns::Columns(int count, float gap) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.from = ImGui::GetCursorScreenPos();
  s.gap = px(gap);
  s.width = std::floor((left_of_line() - s.gap * static_cast<float>(count - 1)) / static_cast<float>(count));
  s.bottom = s.from.y;
  kit().drafts->push_right_edge(s.from.x + s.width);
  ImGui::BeginGroup();
}

void Columns::next() {
  State& s = *state_;
  ImGui::EndGroup();
  s.bottom = std::max(s.bottom, ImGui::GetItemRectMax().y);
  kit().drafts->pop_right_edge();
  ++s.index;
  const float left = s.from.x + (s.width + s.gap) * static_cast<float>(s.index);
  ImGui::SetCursorScreenPos({left, s.from.y});
  kit().drafts->push_right_edge(left + s.width);
  ImGui::BeginGroup();
}

Columns::~Columns() {
  State& s = *state_;
  ImGui::EndGroup();
  s.bottom = std::max(s.bottom, ImGui::GetItemRectMax().y);
  kit().drafts->pop_right_edge();
  ImGui::SetCursorScreenPos(s.from);
  ImGui::Dummy({1, s.bottom - s.from.y});
}

float Columns::width() const {
  return state_->width / kit().look.scale;
}

bool splitter(std::string_view name, Axis axis, const Rect& line, float& size, const SplitterOptions& options) {
  const bool is_vertical = axis == Axis::vertical;
  const float reach = px(3);
  const Rect grip = is_vertical ? Rect{line.centre_x() - reach, line.top, line.centre_x() + reach, line.bottom}
                                : Rect{line.left, line.centre_y() - reach, line.right, line.centre_y() + reach};
  ImGui::SetNextWindowPos({grip.left, grip.top});
  ImGui::SetNextWindowSize({grip.width(), grip.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  const std::string window_name{name};
  ImGui::Begin(window_name.c_str(), nullptr, panel_flags | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar(2);
  const Item here = item(name, grip.width(), grip.height(), {.is_tab_stop = false});
  const bool is_active = here.is_hovered || here.is_held;
  const float before = size;
  if (is_active) ImGui::SetMouseCursor(is_vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  if (here.is_held) {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    size += (is_vertical ? moved.x : moved.y) / kit().look.scale * static_cast<float>(options.direction);
  }
  if (here.is_double_clicked) size = options.standard;
  size = std::clamp(size, options.least, options.most);
  const float width = is_active ? px(2) : 1;
  const Colour colour = is_active ? tokens().accent : tokens().border;
  if (is_vertical)
    fill_rect({std::floor(line.centre_x()), line.top, std::floor(line.centre_x()) + width, line.bottom}, colour);
  else
    fill_rect({line.left, std::floor(line.centre_y()), line.right, std::floor(line.centre_y()) + width}, colour);
  report(name, grip, {.value = std::to_string(std::lround(size))});
  ImGui::End();
  return size != before;
}

float left_of_line() {
  const float from = ImGui::GetCursorScreenPos().x;
  if (const auto edge = kit().drafts->right_edge()) return std::max(*edge - from, 0.0F);
  return std::max(ImGui::GetContentRegionAvail().x, 0.0F);
}

void same_line(float gap) {
  ImGui::SameLine(0, px(gap));
}

void align_right(float width) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x + std::max(left_of_line() - width, 0.0F), at.y});
}

void centre_in_line(float height) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y + std::round((px(32) - height) / 2)});
}

}  // namespace riskmap::ui
