// The legend: what · period · filter · n, histogram, classes with counts; a press on a class filters to its places.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "layers/exchange/scene_context.h"
#include "layers/exchange/symbol_size.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/drop_list.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/legend_breaks.h"
#include "viewer/panels/legend_points.h"
#include "viewer/panels/legend_ramp.h"
#include "viewer/panels/legend_swatch.h"
#include "viewer/panels/legend_title.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/rate_offer.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float card_width = 272, pad = 12, row_height = 22, histogram_height = 34, strip_height = 62, context_gap = 6;

constexpr ButtonOptions show_button{.icon = Icon::list, .height = 36};
constexpr std::string_view over_map = "legend.over_map";

constexpr float note_line = 17, note_gap = 3, link_line = 22;

float words_width() {
  return px(card_width - 2 * pad);
}

std::vector<std::string_view> note_lines(std::string_view note) {
  return lines_of(note, words_width(), TextStyle::small);
}

float title_width(const Session& session) {
  return px(card_width - 2 * pad - (has_movable_breaks(session) ? 50 : 24));  // beside the lock and the chevron
}

// For when, which part, how many; the number is left out where it finds no room, the rows say it too.
std::string detail_of(const Legend& legend) {
  std::string text;
  for (const auto* part : {&legend.period, &legend.filter, &legend.number}) {
    if (part->empty()) continue;
    auto longer = text.empty() ? *part : text + " · " + *part;
    if (part != &legend.number || text_width(longer, TextStyle::small) <= words_width()) text = std::move(longer);
  }
  return text;
}

// Of the layers beside the theme, as many as leave room for the map; the layer list has them all.
std::size_t context_rows(const Legend& legend) {
  return std::min<std::size_t>(legend.context.size(), 8);
}

// Where a low map shows points, their keys are worth more than the histogram.
enum class Histogram { left_out, shown };
Histogram histogram_in(const Layout& layout, const Legend& legend) {
  const bool is_low = layout.map.height() < px(700);
  return legend.histogram.empty() || (is_low && !legend.points.empty()) ? Histogram::left_out : Histogram::shown;
}

float offer_height(const std::optional<RateOffer>& offer) {
  if (!offer) return 0;
  return static_cast<float>(note_lines(offer->words).size()) * note_line + link_line;
}

float height_of(const Session& session, Histogram histogram) {
  const auto& legend = session.derived().scene.legend;
  float height =
      2 * pad + title_height(legend.what, title_width(session)) + static_cast<float>(legend.rows.size()) * row_height;
  if (!detail_of(legend).empty()) height += 20;
  if (histogram == Histogram::shown) height += histogram_height + 10 + breaks_height(session);
  if (legend.ramp) height += ramp_height;
  if (!legend.sizes.empty()) height += 64;
  height += points_height(legend, words_width());
  for (const auto& note : legend.notes) height += static_cast<float>(note_lines(note).size()) * note_line + note_gap;
  if (const auto beside = context_rows(legend); beside > 0)
    height += context_gap + static_cast<float>(beside) * row_height;
  height += offer_height(rate_offer(session));
  return height;
}

void draw_histogram(const Legend& legend, const Rect& rect) {
  std::int64_t most = 1;
  for (const auto& bin : legend.histogram) most = std::max(most, bin.count);
  const float width = rect.width() / static_cast<float>(legend.histogram.size());
  for (std::size_t i = 0; i < legend.histogram.size(); ++i) {
    const auto& bin = legend.histogram[i];
    const float height = rect.height() * static_cast<float>(bin.count) / static_cast<float>(most);
    const float left = rect.left + width * static_cast<float>(i);
    float foot = rect.bottom;
    for (const auto& part : bin.parts) {
      const float share = static_cast<float>(part.count) / static_cast<float>(bin.count);
      const float top = foot - std::max(height, px(1.5F)) * share;
      fill_rect({left + 0.5F, top, left + width - 0.5F, foot}, part.colour, 1);
      foot = top;
    }
  }
  draw_line(rect.left, rect.bottom, rect.right, rect.bottom, tokens().border);
}

struct ClassSwitch {
  bool is_chosen = false, is_hovered = false;
};

// A class is a switch: pressed, only its places (or problems) are kept; the others fade on the map.
ClassSwitch class_switch(const LegendRow& row, const std::string& name, const Rect& rect, std::string_view tooltip,
                         FilterState& filter) {
  if (row.class_index == no_class) return {};
  auto& chosen = filter.map_classes;
  ImGui::SetCursorScreenPos({rect.left, rect.top});
  const auto here = item(name, rect.width(), rect.height(), {.tooltip = tooltip});
  if (here.is_pressed && chosen.erase(row.class_index) == 0) chosen.insert(row.class_index);
  if (here.is_hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return {chosen.contains(row.class_index), here.is_hovered};
}

void class_row(const LegendRow& row, const std::string& name, const Rect& rect, FilterState& filter) {
  const bool was_chosen = filter.map_classes.contains(row.class_index);
  const auto tooltip = was_chosen ? tr("Show all classes again") : tr("Keep only this class");
  const Rect pressed{rect.left + px(4), rect.top, rect.right - px(4), rect.bottom};
  const auto [is_chosen, is_hovered] = class_switch(row, name, pressed, tooltip, filter);
  if (is_chosen || is_hovered) fill_rect(pressed, is_chosen ? tokens().accent_soft : tokens().surface3, 5);
  const bool is_quiet = !filter.map_classes.empty() && !is_chosen;
  swatch({rect.left + px(pad), rect.top + px(4), rect.left + px(pad + 22), rect.top + px(18)}, row);
  const Rect label{rect.left + px(pad + 30), rect.top, rect.right - px(pad + 36), rect.bottom};
  const auto style = is_chosen ? TextStyle::small_semi : TextStyle::small;
  const float width = draw_text_in(label, row.label, style, is_quiet ? tokens().text3 : tokens().text);
  const auto count = format_integer(row.count);
  draw_text_in({rect.right - px(pad + 60), rect.top, rect.right - px(pad), rect.bottom}, count, style,
               is_quiet ? tokens().text3 : tokens().text2, Align::right);
  report(name, rect,
         {.text = row.label, .value = is_chosen ? "on" : count, .text_width = width, .text_room = label.width()});
}

// From which scale on, or up to which, a layer is drawn that is not drawn now.
std::string shown_where(const LegendRow& row, double denominator) {
  if (row.farthest_scale > 0 && denominator > row.farthest_scale)
    return fill(tr("From 1 : {n} on"), {{"n", format_integer(std::llround(row.farthest_scale))}});
  return fill(tr("Up to 1 : {n}"), {{"n", format_integer(std::llround(row.closest_scale))}});
}

// A layer that the scale hides: grey, with the scale it waits for.
void hidden_row(const LegendRow& row, const std::string& name, const Rect& rect, double denominator) {
  auto faint = row;
  faint.colour = mixed(row.colour, tokens().surface, 0.7);
  swatch({rect.left + px(pad), rect.top + px(4), rect.left + px(pad + 22), rect.top + px(18)}, faint);
  const auto where = shown_where(row, denominator);
  const float where_left = rect.right - px(pad) - text_width(where, TextStyle::small);
  draw_text_in({where_left, rect.top, rect.right - px(pad), rect.bottom}, where, TextStyle::small, tokens().text3);
  const Rect label{rect.left + px(pad + 30), rect.top, where_left - px(8), rect.bottom};
  const float width = draw_text_in(label, row.label, TextStyle::small, tokens().text3);
  report(
      name, rect,
      {.text = row.label, .value = where, .may_be_shortened = true, .text_width = width, .text_room = label.width()});
}

// The colours alone, lowest class at the left; their words come as tooltips.
void strip(const Legend& legend, const Rect& rect, FilterState& filter) {
  if (legend.ramp) return draw_ramp_bar(*legend.ramp, {rect.left, rect.top + px(6), rect.right, rect.bottom - px(6)});
  std::vector<std::size_t> shown;
  for (std::size_t i = legend.rows.size(); i-- > 0;)
    if (legend.rows[i].class_index >= 0) shown.push_back(i);
  const float width = rect.width() / static_cast<float>(std::max<std::size_t>(shown.size(), 1));
  float left = rect.left;
  for (const auto i : shown) {
    const auto& row = legend.rows[i];
    const auto name = "legend.row." + std::to_string(i), count = format_integer(row.count);
    const Rect part{left, rect.top, left + width, rect.bottom};
    const auto [is_chosen, is_hovered] = class_switch(row, name, part, row.label + " · " + count, filter);
    const float inset = is_chosen || is_hovered ? px(3) : px(6);
    const Rect bar{part.left + px(1), part.top + inset, part.right - px(1), part.bottom - inset};
    fill_rect(bar, row.colour, 3);
    stroke_rect(bar, is_chosen ? tokens().accent : tokens().field_border, px(3), is_chosen ? px(2) : 1);
    report(name, part, {.text = row.label, .value = is_chosen ? "on" : count, .may_be_shortened = true});
    left += width;
  }
}

Intents changed(Intents intents, const Session& session, const FilterState& filter) {
  if (filter != session.view().filter) intents.push_back(SetFilter{filter});
  return intents;
}

void rows(const Legend& legend, const Rect& card, float& y, FilterState& filter) {
  for (std::size_t i = 0; i < legend.rows.size(); ++i) {
    class_row(legend.rows[i], "legend.row." + std::to_string(i), {card.left, y, card.right, y + px(row_height)},
              filter);
    y += px(row_height);
  }
}

void notes(const Legend& legend, const Rect& card, float& y) {
  for (std::size_t i = 0; i < legend.notes.size(); ++i) {
    const float top = y;
    float widest = 0;
    for (const auto line : note_lines(legend.notes[i])) {
      const Rect row{card.left + px(pad), y, card.right - px(pad), y + px(note_line)};
      widest = std::max(widest, draw_text_in(row, line, TextStyle::small, tokens().text2));
      y += px(note_line);
    }
    report("legend.note." + std::to_string(i), {card.left + px(pad), top, card.right - px(pad), y},
           {.text = legend.notes[i], .text_width = widest, .text_room = words_width()});
    y += px(note_gap);
  }
}

void rows_beside(const Session& session, const Rect& card, float& y, FilterState& filter) {
  const auto& legend = session.derived().scene.legend;
  if (legend.context.empty()) return;
  const double denominator =
      scale_denominator(session.view().camera.metres_per_pixel, session.view().scale_percent / 100.0);
  y += px(context_gap);
  for (std::size_t i = 0; i < context_rows(legend); ++i) {
    const Rect row{card.left, y, card.right, y + px(row_height)};
    const auto name = "legend.context." + std::to_string(i);
    if (is_shown_at(legend.context[i], denominator))
      class_row(legend.context[i], name, row, filter);
    else
      hidden_row(legend.context[i], name, row, denominator);
    y += px(row_height);
  }
}

// As large as the map's own symbols at its scale.
void size_circles(const Session& session, const Rect& card, float& y) {
  const auto& scene = session.derived().scene;
  const double pixel_scale = session.view().scale_percent / 100.0;
  const double factor =
      radius_of_one(scene) * pixel_scale * symbol_scale(scene, session.view().camera.metres_per_pixel, pixel_scale);
  const float base = y + px(56);
  float left = card.left + px(pad + 2);
  for (const auto& circle : scene.legend.sizes) {
    const auto radius = static_cast<float>(symbol_radius(factor, circle.count));
    ImGui::GetWindowDrawList()->AddCircle({left + radius, base - radius}, radius, packed(tokens().text2), 0, px(1.4F));
    draw_text_at(left + radius * 2 + px(6), base - px(16), circle.label, TextStyle::small, tokens().text);
    left += radius * 2 + px(34);
  }
  y += px(64);
}

// Why a rate says more than the number that colours the areas, and the way there; or the way back.
void offer(Intents& intents, const Session& session, const Rect& card, float& y) {
  const auto found = rate_offer(session);
  if (!found) return;
  for (const auto line : note_lines(found->words)) {
    draw_text_in({card.left + px(pad), y, card.right - px(pad), y + px(note_line)}, line, TextStyle::small,
                 tokens().text2);
    y += px(note_line);
  }
  ImGui::SetCursorScreenPos({card.left + px(pad), y + px(1)});
  if (link("legend.rate", found->link))
    intents.push_back(SetLayer{with_indicator(session.view().layer, found->indicator)});
  y += px(link_line);
}

// What is drawn of a legend, and what is asked for in it.
struct LegendParts {
  const Session& session;
  Histogram histogram;
  FilterState& filter;
  Intents& intents;
};

struct Heading {
  std::string tooltip;
  Icon icon;
};

// True when the button at its right was pressed, which closes what it heads.
bool heading(const LegendParts& parts, const Rect& rect, float& y, const Heading& close) {
  const auto& legend = parts.session.derived().scene.legend;
  const bool has_lock = has_movable_breaks(parts.session);
  const float top = y, width = title_width(parts.session);
  draw_title(legend.what, rect.left + px(pad), top, width);
  y += px(title_height(legend.what, width));
  report("legend.title", {rect.left + px(pad), top, rect.left + px(pad) + width, y},
         {.text = legend.what, .value = legend.title(), .may_be_shortened = true});
  if (has_lock) {
    ImGui::SetCursorScreenPos({rect.right - px(pad + 46), top - px(2)});
    lock_button(parts.intents, parts.session);
  }
  ImGui::SetCursorScreenPos({rect.right - px(pad + 20), top - px(2)});
  return icon_button("legend.hide", close.icon, {.tooltip = close.tooltip, .size = 24});
}

// What stands under the heading of a card.
void body(const LegendParts& parts, const Rect& card, float& y) {
  const auto& [session, histogram, filter, intents] = parts;
  const auto& legend = session.derived().scene.legend;
  if (const auto detail = detail_of(legend); !detail.empty()) {
    draw_text_in({card.left + px(pad), y, card.right - px(pad), y + px(18)}, detail, TextStyle::small, tokens().text2);
    y += px(20);
  }
  if (histogram == Histogram::shown) {
    const Rect bars{card.left + px(pad), y + px(2), card.right - px(pad), y + px(histogram_height)};
    draw_histogram(legend, bars);
    break_handles(intents, session, bars, y);
    y += px(histogram_height + 10);
  }
  if (legend.ramp) draw_ramp(*legend.ramp, {card.left + px(pad), y, card.right - px(pad), y}, y);
  if (!legend.sizes.empty()) size_circles(session, card, y);
  rows(legend, card, y, filter);
  point_keys(legend, {card.left + px(pad), y, card.right - px(pad), y}, y);
  rows_beside(session, card, y, filter);
  notes(legend, card, y);
  offer(intents, session, card, y);
}

// Where the map has no room for the legend, it lies over the map until it is closed, but not by the Enter that opened
// it just now.
void card_over_map(const LegendParts& parts, const Rect& button, bool has_just_opened) {
  const float height = px(height_of(parts.session, parts.histogram));
  DropList list{over_map, {button.left, button.top, button.left + px(card_width), button.bottom}, height + px(8)};
  if (!list) return;
  const ImVec2 from = ImGui::GetCursorScreenPos();
  const Rect card{from.x, from.y, from.x + ImGui::GetContentRegionAvail().x, from.y + height};
  float y = card.top + px(pad) - px(2);
  if (heading(parts, card, y, {tr("Close"), Icon::close}) && !has_just_opened) list.close();
  body(parts, card, y);
  ImGui::SetCursorScreenPos(from);
  ImGui::Dummy({card.width(), height - px(pad)});
}

bool show_legend(const Rect& rect) {
  const auto tooltip = tr("Show the legend");
  ImGui::SetCursorScreenPos({rect.left, rect.top});
  if (rect.width() <= px(tool_size))
    return icon_button("legend.show", Icon::list, {.tooltip = tooltip, .has_frame = true, .size = tool_size});
  auto options = show_button;
  options.tooltip = tooltip;
  return button("legend.show", tr("Legend"), options);
}

// In a narrow map the button is its icon, or it would lie under the scale bar.
bool has_room_for_word(const Layout& layout) {
  constexpr float others = 280;  // scale bar, tools and the air between
  return button_width(tr("Legend"), show_button) + px(others) <= layout.map.width();
}
}  // namespace

bool has_room_for_legend(const Layout& layout) {
  // In a low map even the strip takes a corner that the district needs, unless the map is wide.
  const bool is_low = layout.map.height() < px(low_map_height);
  return layout.map.width() >= px(is_low ? 800 : 500) && layout.map.height() >= px(200);
}

LegendSize legend_size(const Session& session, const Layout& layout) {
  const auto& map = layout.map;
  const float width = has_room_for_word(layout) ? button_width(tr("Legend"), show_button) : px(tool_size);
  const LegendSize shut{width, px(tool_size), LegendForm::button};
  if (!session.view().is_legend_open || !has_room_for_legend(layout)) return shut;
  const float tools = 90;  // above and below the card
  const auto& legend = session.derived().scene.legend;
  const float card = height_of(session, histogram_in(layout, legend));
  if (map.height() < px(std::max(low_map_height, card + tools)) || map.width() < px(narrow_map_width))
    return {px(card_width), px(strip_height), LegendForm::strip};
  return {px(card_width), px(card), LegendForm::card};
}

Intents legend_panel(const Session& session, const MapOverlays& overlays, const Layout& layout) {
  const auto& legend = session.derived().scene.legend;
  const Rect& rect = overlays.legend;
  auto filter = session.view().filter;
  Intents intents;
  const LegendParts parts{session, histogram_in(layout, legend), filter, intents};
  if (overlays.legend_form == LegendForm::button) {
    const bool is_asked = show_legend(rect);
    if (is_asked && overlays.has_room_for_legend) intents.push_back(TogglePanel{TogglePanel::Panel::legend});
    const bool opens_over_map = is_asked && !overlays.has_room_for_legend;
    if (opens_over_map) open_popup(over_map);
    card_over_map(parts, rect, opens_over_map);
    return changed(std::move(intents), session, filter);
  }
  draw_shadow(rect, 8);
  fill_rect(rect, tokens().surface, 8);
  float y = rect.top + px(pad) - px(2);
  if (heading(parts, rect, y, {tr("Hide the legend"), Icon::chevron_down}))
    intents.push_back(TogglePanel{TogglePanel::Panel::legend});
  if (overlays.legend_form == LegendForm::strip)
    strip(legend, {rect.left + px(pad), y, rect.right - px(pad), y + px(24)}, filter);
  else
    body(parts, rect, y);
  return changed(std::move(intents), session, filter);
}

}  // namespace riskmap::ui
