// Layers with their eyes, then what colours the map.
#include "viewer/panels/layers_panel.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/analysis/indicator_choices.h"
#include "layers/exchange/register_scene.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/class_fields.h"
#include "viewer/panels/context_rows.h"
#include "viewer/panels/overlay_rows.h"
#include "viewer/panels/picker.h"
#include "viewer/panels/rate_offer.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
struct LayerLine {
  LayerKind kind;
  std::string_view id;
  Icon icon;
  std::string text;
};

std::vector<LayerLine> layer_lines(const Session& session) {
  if (session.file_layer() != nullptr)
    return {{LayerKind::labels, "labels", Icon::flag, tr("Labels")},
            {LayerKind::graticule, "graticule", Icon::language, tr("Graticule")}};
  return {{LayerKind::theme, "theme", Icon::palette, tr("Indicator")},
          {LayerKind::issue_points, "issue_points", Icon::place, tr("Problems (points)")},
          {LayerKind::settlements, "settlements", Icon::village, tr("Settlements")},
          {LayerKind::rural_districts, "rural_districts", Icon::map, tr("Rural districts")},
          {LayerKind::district, "district", Icon::layers, tr("District boundary")},
          {LayerKind::labels, "labels", Icon::flag, tr("Labels")},
          {LayerKind::graticule, "graticule", Icon::language, tr("Graticule")}};
}

// The layers of a plain file, where it has several: one of them is the map.
void file_layer_combo(Intents& intents, const Session& session) {
  const auto& file = session.document().file;
  const auto names = file ? drawable_layers(file->layers_in_file) : std::vector<std::string>{};
  if (names.size() < 2) return;
  std::vector<Choice> choices;
  std::size_t chosen = 0;
  for (const auto& name : names) {
    if (name == file->layer->features->layer_name) chosen = choices.size();
    choices.push_back({.id = name, .text = name});
  }
  if (combo("layers.of_file", choices, chosen, {.label = tr("Layer of the file")}))
    intents.push_back(OpenPath{file->path, FileUse::map, {}, names[chosen]});
  gap(6);
}

bool has_effect(const Session& session, LayerKind kind) {
  if (kind == LayerKind::theme && session.derived().scene.heat) return false;
  return session.snapshot() == nullptr || is_drawn(session.view().layer, kind);
}

// Before its row, so that the pointer finds it first; its icon is drawn on top.
void look_button(std::optional<LayerKind>& looked_at, LayerKind kind, const std::string& name, float right) {
  const auto tooltip = tr("Opacity, order, scales");
  const auto row = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({right - px(54), row.y + px(2)});
  if (icon_button(name + ".look", Icon::tune, {.tooltip = tooltip, .size = 26}))
    looked_at = looked_at == kind ? std::nullopt : std::optional{kind};
  ImGui::SetCursorScreenPos(row);
}

void layer_rows(Intents& intents, const Session& session, std::optional<LayerKind>& looked_at) {
  const auto greyed = tr("This kind of map does not draw it");
  for (const auto& line : layer_lines(session)) {
    const bool is_possible = has_effect(session, line.kind);
    const bool is_shown = is_possible && !session.view().hidden_layers.contains(line.kind);
    const std::string name = "layers." + std::string{line.id};
    const float top = ImGui::GetCursorScreenPos().y, left = ImGui::GetCursorScreenPos().x;
    const auto overlay = session.snapshot() != nullptr && is_possible ? overlay_of(line.kind) : std::nullopt;
    const bool is_open = overlay && looked_at == line.kind;
    if (overlay) look_button(looked_at, line.kind, name, left + left_of_line());
    if (list_row(name, {.icon = line.icon,
                        .text = line.text,
                        .is_chosen = is_open,
                        .is_enabled = is_possible,
                        .height = 30,
                        .room_right = overlay ? 60.0F : 24.0F,
                        .tooltip = is_possible ? std::string_view{} : greyed}))
      intents.push_back(ToggleLayer{line.kind});
    const float right = left + left_of_line();
    draw_icon(is_shown ? Icon::visible : Icon::hidden, right - px(14), top + px(15),
              is_shown ? tokens().text2 : tokens().text3);
    if (!is_shown) report(name + ".eye", {right - px(26), top, right, top + px(30)}, {.value = "off"});
    if (!overlay) continue;
    draw_icon(Icon::tune, right - px(41), top + px(15), is_open ? tokens().accent : tokens().text3, IconSize::small);
    if (is_open) overlay_fields(intents, session, *overlay);
  }
}

// Points that a person can have shown together.
bool has_points(const Session& session) {
  if (const auto* file = session.file_layer()) return file->geometry->kind == GeometryKind::points;
  return session.snapshot() != nullptr && has_issue_points(session.view().layer) &&
         !session.view().hidden_layers.contains(LayerKind::issue_points);
}

void bandwidth_combo(Intents& intents, const LayerSpec& layer, const GatheredPoints& points) {
  std::vector<Choice> choices{
      {.id = "fitting",
       .text = fill(tr("Fitting: {length}"), {{"length", format_length(points.fitting_bandwidth_m)}})}};
  std::size_t chosen = 0;
  for (const double metres : bandwidths()) {
    if (metres == layer.bandwidth_m) chosen = choices.size();
    choices.push_back({.id = std::to_string(std::llround(metres)), .text = format_length(metres)});
  }
  if (!combo("layers.bandwidth", choices, chosen, {.label = tr("Bandwidth")})) return;
  auto next = layer;
  next.bandwidth_m = chosen == 0 ? 0 : bandwidths()[chosen - 1];
  intents.push_back(SetLayer{next});
}

// How points are shown, and why not so where they are too few.
void point_look(Intents& intents, const Session& session) {
  if (!has_points(session)) return;
  const auto& layer = session.view().layer;
  const std::array<Choice, 3> choices = {Choice{.id = "each", .text = tr("One by one")},
                                         Choice{.id = "clusters", .text = tr("Circles with numbers")},
                                         Choice{.id = "heat", .text = tr("Heat map")}};
  auto chosen = static_cast<std::size_t>(layer.points);
  gap(8);
  if (combo("layers.points", choices, chosen, {.label = tr("Points are shown")})) {
    auto next = layer;
    next.points = static_cast<PointLook>(chosen);
    intents.push_back(SetLayer{next});
  }
  const auto& gathered = session.derived().gathered;
  if (!gathered) return;
  if (const auto why = why_one_by_one(*gathered); !why.empty())
    return wrapped_text(why, {.style = TextStyle::small, .ink = Ink::text2, .name = "layers.points.why"});
  if (gathered->heat) bandwidth_combo(intents, layer, *gathered);
}

std::vector<Indicator> indicators(const Session& session) {
  if (const auto* file = session.file_layer()) return file->indicators;
  if (session.snapshot() == nullptr) return {};
  auto all = indicator_choices(*session.snapshot());
  // What colours the map though it is not listed: the rate of a count.
  const auto& shown = session.derived().values.indicator;
  if (std::ranges::find(all, shown.id, &Indicator::id) == all.end() && !shown.id.empty()) all.push_back(shown);
  return all;
}

void indicator_picker(Intents& intents, const Session& session) {
  const auto all = indicators(session);
  std::vector<PickerRow> rows;
  std::optional<std::size_t> chosen;
  if (session.file_layer() != nullptr) {
    chosen = 0;
    rows.push_back({.id = {}, .text = tr("One colour"), .search_key = picker_key(tr("One colour"))});
  }
  for (const auto& indicator : all) {
    if (indicator.id == session.view().layer.indicator) chosen = rows.size();
    rows.push_back({.id = indicator.id,
                    .text = indicator.label,
                    .grey = indicator.unit,
                    .search_key = picker_key(indicator.label)});
  }
  if (picker("indicator.what", rows, chosen, {.label = tr("Colour by")}) && chosen) {
    intents.push_back(SetLayer{with_indicator(session.view().layer, rows[*chosen].id)});
  }
}

void palette_combo(Intents& intents, const Session& session, const Indicator& indicator) {
  const auto& layer = session.view().layer;
  const auto& current = palette_of(layer, indicator);
  std::vector<std::vector<Colour>> strips;
  for (const auto& palette : all_palettes()) strips.push_back(ramp(palette, 5, session.view().theme));
  std::vector<Choice> choices;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < strips.size(); ++i) {
    const auto& palette = all_palettes()[i];
    if (palette.id == current.id) chosen = i;
    choices.push_back({.id = std::string{palette.id},
                       .text = std::string{palette.id},
                       .grey = palette.is_colour_safe ? tr("colour-safe") : std::string{},
                       .swatches = strips[i]});
  }
  if (combo("indicator.palette", choices, chosen, {.label = tr("Palette")})) {
    auto next = layer;
    next.palette = choices[chosen].id;
    intents.push_back(SetLayer{next});
  }
}

// Schematic cells take a tint only; the slider then shows and sets the tint.
void opacity_slider(Intents& intents, const Session& session) {
  auto layer = session.view().layer;
  const auto& document = session.document();
  if (document.reg && !session.derived().scene.heat && is_tinted(*document.reg->layers, layer)) {
    double tint = tint_of(layer.opacity);
    const auto text =
        fill(tr("{share}, at most {most}"), {{"share", format_percent(tint)}, {"most", format_percent(most_tint)}});
    if (slider("indicator.opacity", tint,
               {.least = 0.03, .most = most_tint, .label = tr("Opacity"), .value_text = text})) {
      layer.opacity = opacity_of_tint(tint);
      intents.push_back(SetLayer{layer});
    }
    return;
  }
  const auto text = format_percent(layer.opacity);
  if (slider("indicator.opacity", layer.opacity, {.least = 0.1, .most = 1, .label = tr("Opacity"), .value_text = text}))
    intents.push_back(SetLayer{layer});
}

// True = colours say where the indicator clusters: then there are no classes to choose.
bool hotspots_switch(Intents& intents, const Session& session) {
  auto layer = session.view().layer;
  gap(6);
  if (toggle("indicator.hotspots", tr("Only what is beyond chance"), layer.shows_hotspots))
    intents.push_back(SetLayer{layer});
  gap(6);
  return draws_hotspots(session.view().layer);
}

void offer_of_rate(Intents& intents, const Session& session) {
  const auto offer = rate_offer(session);
  if (!offer) return;
  if (!offer->words.empty())
    wrapped_text(offer->words, {.style = TextStyle::small, .ink = Ink::text2, .name = "indicator.rate.why"});
  if (link("indicator.rate", offer->link))
    intents.push_back(SetLayer{with_indicator(session.view().layer, offer->indicator)});
  gap(6);
}

// The panel follows the mode: the ways to solve have no classes to choose (`decisions.md` 55).
void indicator_section(Intents& intents, const Session& session, LayersPanelState& state) {
  const auto& view = session.view();
  if (session.snapshot() != nullptr && view.layer.mode == MapMode::ways_to_solve) {
    wrapped_text(tr("Each ring shows how far the problems of a place are on their way to a solution: those that are "
                    "open and those solved this quarter."),
                 {.style = TextStyle::small, .ink = Ink::text2});
    return;
  }
  if (session.derived().scene.heat) {
    wrapped_text(tr("The heat map takes the place of the colours."), {.style = TextStyle::small, .ink = Ink::text2});
    return opacity_slider(intents, session);
  }
  indicator_picker(intents, session);
  if (session.snapshot() != nullptr && hotspots_switch(intents, session)) return opacity_slider(intents, session);
  const auto all = indicators(session);
  const auto current = std::ranges::find(all, view.layer.indicator, &Indicator::id);
  if (current == all.end() && session.file_layer() != nullptr) return opacity_slider(intents, session);
  if (current == all.end()) return;
  if (session.snapshot() != nullptr && view.layer.mode == MapMode::symbols) {
    wrapped_text(tr("Circle area shows the number, colour the highest risk level."),
                 {.style = TextStyle::small, .ink = Ink::text2});
    return;
  }
  offer_of_rate(intents, session);
  if (current->kind != IndicatorKind::level && current->kind != IndicatorKind::category) {
    class_fields(intents, session, *current, state.classes);
    palette_combo(intents, session, *current);
  }
  opacity_slider(intents, session);
}
}  // namespace

bool is_drawn(const LayerSpec& spec, LayerKind kind) {
  switch (kind) {
    case LayerKind::issue_points:
    case LayerKind::settlements:
      return spec.mode == MapMode::areas;
    case LayerKind::rural_districts:
      return spec.level == AreaLevel::settlement;
    case LayerKind::district:
    case LayerKind::graticule:
      return !is_tile_picture(spec);
    case LayerKind::theme:
    case LayerKind::labels:
      return true;
  }
  return true;
}

Intents layers_panel(const Session& session, LayersPanelState& state, const Layout& layout) {
  Intents intents;
  Panel panel{"layers", layout.layers};
  if (!panel || session.document().is_empty()) return intents;
  const auto lines = layer_lines(session);
  const auto shown = std::ranges::count_if(lines, [&](const LayerLine& line) {
    return has_effect(session, line.kind) && !session.view().hidden_layers.contains(line.kind);
  });
  const auto count = format_integer(shown) + " / " + format_integer(static_cast<std::int64_t>(lines.size()));
  if (section_header("layers.section", tr("Layers"), count, state.are_layers_open)) {
    file_layer_combo(intents, session);
    layer_rows(intents, session, state.looked_at);
    point_look(intents, session);
    context_rows(intents, session, state.styled);
  }
  divider();
  if (section_header("indicator.section", tr("Indicator"), {}, state.is_indicator_open))
    indicator_section(intents, session, state);
  return intents;
}

}  // namespace riskmap::ui
