#include "viewer/panels/map_aim.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "layers/text/translate.h"
#include "viewer/panels/compat.h"
#include "viewer/panels/flowing_text.h"

namespace riskmap::ui {

namespace {
constexpr float short_step = 8, long_step = 64, edge = 24;  // logical pixels; edge: the map moves instead
constexpr float aim_gap = 4, aim_length = 14;
constexpr float hint_width = 420, hint_line = 18, hint_pad = 10, above_foot = 76;
constexpr double same_place_px = 1.5;

struct Direction {
  Key key;
  int right, down;
};
constexpr std::array directions = {Direction{Key::left, -1, 0}, Direction{Key::right, 1, 0}, Direction{Key::up, 0, -1},
                                   Direction{Key::down, 0, 1}};

// What arrows ask for in this frame, window pixels.
ScreenPoint asked_move() {
  ScreenPoint move{};
  for (const auto& [key, right, down] : directions)
    for (const bool is_long : {false, true}) {
      if (!is_chord_pressed({.key = key, .shift = is_long}, Repeat::yes)) continue;
      const double step = static_cast<double>(px(is_long ? long_step : short_step));
      move.x += step * right, move.y += step * down;
    }
  return move;
}

// Inside the part of the map that nothing covers; what goes beyond moves the map under the aim.
void move_aim(Intents& intents, const Session& session, MapPanelState& state, const Layout& layout) {
  const auto move = asked_move();
  if (move.x == 0 && move.y == 0) return;
  const auto [middle_x, middle_y] = session.free_middle();
  const Rect& free = layout.free_map;
  const auto kept = [](double wanted, double least, double most) {
    return least < most ? std::clamp(wanted, least, most) : (least + most) / 2;
  };
  const double inset = static_cast<double>(px(edge));
  const double left = static_cast<double>(free.left - layout.map.left),
               top = static_cast<double>(free.top - layout.map.top);
  const double right = static_cast<double>(free.right - layout.map.left),
               bottom = static_cast<double>(free.bottom - layout.map.top);
  const ScreenPoint wanted{middle_x + state.aim_offset.x + move.x, middle_y + state.aim_offset.y + move.y};
  const ScreenPoint at{kept(wanted.x, left + inset, right - inset), kept(wanted.y, top + inset, bottom - inset)};
  state.aim_offset = {at.x - middle_x, at.y - middle_y};
  if (at.x != wanted.x || at.y != wanted.y) intents.push_back(PanBy{at.x - wanted.x, at.y - wanted.y});
}

// A press where the last point stands adds nothing: it ends the measuring, as a double click does.
bool is_at_last_point(const Session& session, ScreenPoint at) {
  const auto& view = session.view();
  if (view.tool == Tool::pick_point || view.measured.empty()) return false;
  const auto last = session.screen_of(view.measured.back());
  return last && std::hypot(last->x - at.x, last->y - at.y) < same_place_px;
}

std::string hint_of(Tool tool) {
  if (tool == Tool::pick_point) return tr("Arrows move the aim, with Shift farther. Enter sets the point.");
  const auto keys =
      tr("Arrows move the aim, with Shift farther. Space or Enter sets a point, Backspace takes it back, "
         "Enter twice ends.");
  const auto keep = tool == Tool::area ? tr("Ctrl+Shift+A keeps what lies inside.")
                                       : tr("Ctrl+Shift+A keeps what lies in the circle around the first point.");
  return keys + " " + keep;
}

void draw_hint(Tool tool, const Layout& layout) {
  const auto text = hint_of(tool);
  const float room = std::min(px(hint_width), layout.free_map.width() - px(2 * hint_pad));
  const auto lines = lines_of(text, room - px(2 * hint_pad), TextStyle::small);
  const float height = static_cast<float>(lines.size()) * px(hint_line) + px(hint_pad);
  const float middle = (layout.free_map.left + layout.free_map.right) / 2;
  const float bottom = layout.map.bottom - px(above_foot);  // over the button that keeps what is measured
  const Rect card{middle - room / 2, bottom - height, middle + room / 2, bottom};
  draw_shadow(card, 6);
  fill_rect(card, tokens().surface, 6);
  float y = card.top + px(hint_pad / 2);
  for (const auto line : lines) {
    draw_text_in({card.left + px(hint_pad), y, card.right - px(hint_pad), y + px(hint_line)}, line, TextStyle::small,
                 tokens().text2);
    y += px(hint_line);
  }
  report("map.aim.hint", card, {.text = text});
}
}  // namespace

ScreenPoint aim_of(const Session& session, const MapPanelState& state) {
  const auto middle = session.free_middle();
  return {middle.x + state.aim_offset.x, middle.y + state.aim_offset.y};
}

void aim(Intents& intents, const Session& session, MapPanelState& state, const Layout& layout, const Item& canvas) {
  const auto tool = session.view().tool;
  if (tool != std::exchange(state.shown_tool, tool)) {
    state.aim_offset = {};
    if (tool != Tool::select) focus_widget("map.canvas");
  }
  state.is_aiming = tool != Tool::select && canvas.is_focused && is_highlight_visible();
  if (!state.is_aiming) return;
  keep_focus_from_arrows();
  move_aim(intents, session, state, layout);
  if (is_chord_pressed({.key = Key::backspace})) intents.push_back(TakeLastMeasured{});
  if (!canvas.is_pressed || ImGui::IsMouseReleased(0)) return;
  const auto at = aim_of(session, state);
  intents.push_back(is_at_last_point(session, at) ? Intent{SetTool{Tool::select}} : Intent{ClickAt{at, Snap::on}});
}

void draw_aim(const Session& session, const MapPanelState& state, const Layout& layout) {
  const auto aimed = aim_of(session, state);
  const ImVec2 at{layout.map.left + static_cast<float>(aimed.x), layout.map.top + static_cast<float>(aimed.y)};
  const float near = px(aim_gap), far = px(aim_gap + aim_length);
  for (const auto& [width, colour] : {std::pair{px(4.5F), rgb(0xFFFFFF)}, {px(2), tokens().accent}}) {
    draw_line(at.x - far, at.y, at.x - near, at.y, colour, width);
    draw_line(at.x + near, at.y, at.x + far, at.y, colour, width);
    draw_line(at.x, at.y - far, at.x, at.y - near, colour, width);
    draw_line(at.x, at.y + near, at.x, at.y + far, colour, width);
  }
  report("map.aim", {at.x - far, at.y - far, at.x + far, at.y + far}, {});
  draw_hint(session.view().tool, layout);
}

}  // namespace riskmap::ui
