// The ground every widget of ours stands on: one focusable, probed, tabbable rectangle. Panels that draw something of
// their own (charts, timelines, map overlays) use it too.
#pragma once
#include <string>
#include <string_view>

#include "viewer/panels/theme.h"

namespace riskmap::ui {

struct ItemOptions {
  bool is_enabled = true;
  bool is_tab_stop = true;         // false: reached by arrows or mouse only
  bool may_be_overlapped = false;  // later widgets may lie on it
  std::string_view tooltip{};
  float ring_radius = 6;  // of the focus ring, logical
  Rect ring{};            // what the ring goes around; empty = the item itself
};

struct Item {
  Rect rect;
  bool is_pressed = false;  // click, or Space or Enter while focused
  bool is_double_clicked = false;
  bool is_context_asked = false;  // right button
  bool is_hovered = false, is_held = false, is_focused = false, is_enabled = true, is_seen = true;
};

// An invisible button of width x height window pixels at the cursor, with focus ring and tooltip; the caller draws it.
Item item(std::string_view name, float width, float height, const ItemOptions& options = {});
// For widgets that ImGui draws (text fields, tree nodes): makes the next one part of the Tab order.
void before_foreign_item(std::string_view name, bool is_enabled = true);
// After such a widget: its ring, tooltip and rectangle.
Item after_foreign_item(std::string_view name, const ItemOptions& options = {});

// Reports the widget to the probe. text_room 0 = the text is not checked for being cut. Does nothing when the probe is
// off.
struct Report {
  std::string_view text{}, value{};
  bool is_enabled = true, is_focused = false, may_be_shortened = false;
  float text_width = 0, text_room = 0;
};
void report(std::string_view name, const Rect& rect, const Report& report = {});

void draw_focus_ring(const Rect& rect, float radius);
// Drawing in the current window, in window pixels; a corner's radius is in logical ones.
void fill_rect(const Rect& rect, Colour colour, float radius = 0);
void stroke_rect(const Rect& rect, Colour colour, float radius = 0, float width = 1);
void draw_shadow(const Rect& rect, float radius);
void draw_line(float x1, float y1, float x2, float y2, Colour colour, float width = 1);
void draw_disc(float x, float y, float radius, Colour colour);

enum class Align { left, centre, right };
// Text at a place inside a rectangle, vertically centred, shortened with "…" when too long. Returns the full width.
float draw_text_in(const Rect& rect, std::string_view text, TextStyle style, Colour colour, Align align = Align::left);
void draw_text_at(float x, float y, std::string_view text, TextStyle style, Colour colour);
enum class IconSize { small, normal, large };  // 15, 19, 24
void draw_icon(Icon icon, float centre_x, float centre_y, Colour colour, IconSize size = IconSize::normal);

// Steers the keyboard: the next named widget of the Tab order gets the focus ("issue_form.title").
void focus_widget(std::string_view name);
// A region for F6 (next panel); called by Panel and DialogFrame.
void register_panel(std::string_view window_name);

}  // namespace riskmap::ui
