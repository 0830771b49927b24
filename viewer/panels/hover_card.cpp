// What lies under the pointer, in few words.
#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

#include "layers/analysis/finding_words.h"
#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"
#include "viewer/panels/map_panel.h"
#include "viewer/panels/place_hotspot.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
constexpr float card_width = 264, inset = 12, row_height = 20, edge = 12, disc = 5;

struct HoverText {
  std::string title, subtitle;
  std::vector<std::pair<std::string, std::string>> rows;
  int late_row = -1;
  std::string chance{};  // what hotspots say of the place, where they are looked at
  Colour chance_colour{};
};

std::string value_words(const Indicator& indicator, double value) {
  return std::isfinite(value) || indicator.missing.empty() ? format_value(indicator, value) : indicator.missing;
}

// A rate with what is known of it.
void add_indicator(HoverText& out, const PlaceValues& shown, Row row) {
  const auto& [indicator, values] = std::tie(shown.indicator, shown.values);
  out.rows.emplace_back(indicator.label, value_words(indicator, values.values[row]));
  if (auto counts = share_counts_text(indicator, shown.places[row]); !counts.empty())
    out.rows.emplace_back(trc("figure", "Counted"), std::move(counts));
  if (values.intervals.empty() || !std::isfinite(values.intervals[row].low)) return;
  out.rows.emplace_back(tr("95 % interval"), interval_text(indicator, values.intervals[row]));
  if (values.is_uncertain[row] != 0) out.rows.emplace_back(tr("Class of the map"), trc("class", "too few to say"));
}

HoverText figures_of(const Session& session, const Place& place) {
  const auto& snapshot = *session.snapshot();
  const auto& derived = session.derived();
  HoverText out;
  const auto language = session.view().language;
  if (place.level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[place.row];
    out.title = snapshot.settlement_label(place.row, language);
    if (const Row area = snapshot.find_area(settlement.rural_district, AreaLevel::rural_district); area != no_row)
      out.subtitle = snapshot.areas[area].names.in(language);
  } else {
    out.title = snapshot.areas[place.row].names.in(language);
  }
  // As the map shows them: classes chosen in the legend fade places and do not change their figures.
  const bool is_coloured = place.level == session.view().layer.level;
  if (is_coloured && place.row >= derived.values.places.size()) return out;
  const auto* found = is_coloured ? &derived.values.places[place.row] : summary_of(session, place);
  if (found == nullptr) return out;
  const auto& summary = *found;
  const auto& indicator = derived.values.indicator;
  if (is_coloured && indicator.id != "open" && indicator.id != "overdue") add_indicator(out, derived.values, place.row);
  if (is_coloured && indicator.id.starts_with("risk_") && indicator.id != "risk_completeness")
    out.rows.emplace_back(tr("Data complete"), format_percent(summary.risk.completeness));
  out.rows.emplace_back(tr("Open problems"), format_integer(summary.open));
  if (summary.overdue > 0) {
    out.late_row = static_cast<int>(out.rows.size());
    out.rows.emplace_back(tr("Overdue"), format_integer(summary.overdue));
  }
  if (summary.no_plan > 0) out.rows.emplace_back(tr("No measures for long"), format_integer(summary.no_plan));
  if (summary.next_deadline) out.rows.emplace_back(tr("Next deadline"), format_date(*summary.next_deadline));
  return out;
}

HoverText register_text(const Session& session, const Place& place) {
  auto out = figures_of(session, place);
  if (const auto* hotspot = hotspot_looked_at(session, place)) {
    out.chance = short_line_of(*session.derived().hotspots, *hotspot);
    out.chance_colour = hotspot_colour(session, *hotspot);
  }
  return out;
}

// The coloured column first, then what is told in the person's own language.
std::vector<std::size_t> told_columns(const FileLayer& layer, const ViewState& view) {
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < layer.features->columns.size(); ++i) {
    const auto& name = layer.features->columns[i].name;
    if (name == layer.label_column(view.language)) continue;
    if (!is_in_another_language(*layer.features, name, view.language)) told.push_back(i);
  }
  std::ranges::stable_partition(told,
                                [&](std::size_t i) { return layer.features->columns[i].name == view.layer.indicator; });
  return told;
}

HoverText file_text(const FileLayer& layer, const ViewState& view, const Place& place) {
  constexpr std::size_t most_rows = 5;
  HoverText out;
  out.title = layer.name_of(place.row, view.language);
  if (out.title.empty())
    out.title = fill(tr("Feature {n}"), {{"n", format_integer(static_cast<std::int64_t>(place.row) + 1)}});
  for (const auto column : told_columns(layer, view)) {
    if (out.rows.size() == most_rows) break;
    auto value = layer.attribute_text(column, place.row, 4);
    if (!value.empty()) out.rows.emplace_back(layer.features->columns[column].name, std::move(value));
  }
  return out;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

// The shapes of the map on the window: tiles and cells, not the thousands of a large file.
std::vector<Rect> shapes_in_sight(const Session& session, const Layout& layout) {
  constexpr std::size_t most_shapes = 500;
  const auto& areas = session.derived().scene.areas;
  if (areas == nullptr || areas->boxes.size() > most_shapes) return {};
  const auto& camera = session.view().camera;
  std::vector<Rect> out;
  for (const auto& box : areas->boxes) {
    const auto from = camera.screen_from_map({box.min_x, box.max_y}),
               to = camera.screen_from_map({box.max_x, box.min_y});
    out.push_back({layout.map.left + static_cast<float>(from.x), layout.map.top + static_cast<float>(from.y),
                   layout.map.left + static_cast<float>(to.x), layout.map.top + static_cast<float>(to.y)});
  }
  return out;
}

// Free of overlays, over as few shapes as can be, and of such places the one farthest from the pointer.
Rect place_card(const Session& session, const MapPanelState& state, const Layout& layout, const MapOverlays& overlays,
                ScreenPoint size) {
  const auto width = static_cast<float>(size.x), height = static_cast<float>(size.y);
  const auto& map = layout.map;
  const float gap = px(inset);
  const float low = std::max(overlays.modes.bottom, overlays.levels.bottom);
  const float top = std::max(map.top, low) + gap, bottom = map.bottom - gap - height;
  const float above_notes = (overlays.notes.height() > 0 ? overlays.notes.top : map.bottom) - gap - height;
  const float above_legend = overlays.legend.top - gap - height;
  const float left = map.left + gap, right = overlays.tools.left - gap - width;
  const auto shapes = shapes_in_sight(session, layout);
  Rect best{right, top, right + width, top + height};
  std::pair least{std::numeric_limits<std::ptrdiff_t>::max(), 0.0};
  for (const float x : {right, left})
    for (const float y : {top, bottom, above_notes, above_legend}) {
      const Rect card{x, y, x + width, y + height};
      if (y < top || overlap(card, overlays.legend) || overlap(card, overlays.notes)) continue;
      if (overlap(card, state.marked)) continue;
      if (card.contains(map.left + static_cast<float>(state.pointer->x),
                        map.top + static_cast<float>(state.pointer->y)))
        continue;
      const double distance = std::hypot(static_cast<double>(card.centre_x() - map.left) - state.pointer->x,
                                         static_cast<double>(card.centre_y() - map.top) - state.pointer->y);
      const auto covered = std::ranges::count_if(shapes, [&](const Rect& shape) { return overlap(shape, card); });
      if (std::pair{covered, -distance} >= least) continue;
      least = {covered, -distance};
      best = card;
    }
  return best;
}
// Returns where the next line starts.
float draw_chance(const Rect& inner, float y, const HoverText& text, const std::vector<std::string_view>& lines) {
  const float top = y;
  draw_disc(inner.left + px(disc), y + px(row_height / 2), px(disc), text.chance_colour);
  for (const auto line : lines) {
    draw_text_in({inner.left + px(disc * 3), y, inner.right, y + px(row_height)}, line, TextStyle::small,
                 tokens().text);
    y += px(row_height);
  }
  report("map.hover_card.chance", {inner.left, top, inner.right, y}, {.text = text.chance});
  return y;
}

void draw_rows(const Rect& inner, float y, const HoverText& text) {
  for (std::size_t i = 0; i < text.rows.size(); ++i) {
    const auto ink = static_cast<int>(i) == text.late_row ? tokens().danger : tokens().text;
    draw_text_in({inner.left, y, inner.right - px(70), y + px(row_height)}, text.rows[i].first, TextStyle::small,
                 tokens().text2);
    draw_text_in({inner.left + px(90), y, inner.right, y + px(row_height)}, text.rows[i].second, TextStyle::small_semi,
                 ink, Align::right);
    y += px(row_height);
  }
}
}  // namespace

void hover_card(const Session& session, const MapPanelState& state, const Layout& layout, const MapOverlays& overlays) {
  const auto& hovered = session.view().hovered;
  if (!hovered || !state.pointer || state.is_dragging) return;
  const auto* file = session.file_layer();
  const auto text = file != nullptr ? file_text(*file, session.view(), *hovered) : register_text(session, *hovered);
  const auto chance = lines_of(text.chance, px(card_width - 2 * edge - disc * 3), TextStyle::small);
  const std::size_t lines = text.rows.size() + (text.chance.empty() ? 0 : chance.size());
  const float height = px(24 + 24 + (text.subtitle.empty() ? 0 : 18) + row_height * static_cast<float>(lines));
  const auto card =
      place_card(session, state, layout, overlays, {static_cast<double>(px(card_width)), static_cast<double>(height)});
  draw_shadow(card, 8);
  fill_rect(card, tokens().surface, 8);
  const Rect inner{card.left + px(edge), card.top + px(10), card.right - px(edge), card.bottom};
  draw_text_in({inner.left, inner.top, inner.right, inner.top + px(22)}, text.title, TextStyle::semi, tokens().text);
  report("map.hover_card", card, {.text = text.title, .value = text.title, .may_be_shortened = true});
  float y = inner.top + px(22);
  if (!text.subtitle.empty()) {
    draw_text_in({inner.left, y, inner.right, y + px(18)}, text.subtitle, TextStyle::small, tokens().text2);
    y += px(18);
  }
  y += px(4);
  if (!text.chance.empty()) y = draw_chance(inner, y, text, chance);
  draw_rows(inner, y, text);
}

}  // namespace riskmap::ui
