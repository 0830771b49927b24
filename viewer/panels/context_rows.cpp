#include "viewer/panels/context_rows.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/scale_choice.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

namespace {
std::string pixels(double width) {
  return format_number(width, 1) + "\u00A0" + tr("px");
}

// A column of texts or none; true when another was chosen.
bool column_combo(std::string_view name, const FileLayer& content, const std::string& none, std::string& column,
                  const std::string& label) {
  std::vector<Choice> choices{{.id = "none", .text = none}};
  std::size_t chosen = 0;
  for (const auto& title : text_columns(content)) {
    if (title == column) chosen = choices.size();
    choices.push_back({.id = title, .text = title});
  }
  if (!combo(name, choices, chosen, {.label = label})) return false;
  column = chosen == 0 ? std::string{} : choices[chosen].id;
  return true;
}

bool colour_combo(ContextStyle& style) {
  std::vector<Choice> choices;
  std::size_t chosen = 0;
  const auto colours = context_colours();
  for (std::size_t i = 0; i < colours.size(); ++i) {
    if (colours[i] == style.colour) chosen = i;
    choices.push_back({.id = std::to_string(i), .text = {}, .swatches = colours.subspan(i, 1)});
  }
  if (!combo("context.colour", choices, chosen, {.label = tr("Colour")})) return false;
  style.colour = colours[chosen];
  return true;
}

bool side_combo(ContextStyle& style) {
  const std::array<Choice, 2> choices = {Choice{.id = "below", .text = tr("Below the fills")},
                                         Choice{.id = "above", .text = tr("Above the fills")}};
  auto chosen = static_cast<std::size_t>(style.side);
  if (!combo("context.side", choices, chosen, {.label = tr("Lies")})) return false;
  style.side = static_cast<ContextSide>(chosen);
  return true;
}

bool symbol_combo(ContextStyle& style) {
  const std::array<std::string, 4> names = {tr("Circle"), tr("Square"), tr("Diamond"), tr("Triangle")};
  std::vector<Choice> choices;
  for (const auto& name : names) choices.push_back({.id = std::to_string(choices.size()), .text = name});
  auto chosen = std::min<std::size_t>(static_cast<std::size_t>(style.symbol), names.size() - 1);
  if (!combo("context.symbol", choices, chosen, {.label = tr("Symbol")})) return false;
  style.symbol = static_cast<SymbolKind>(chosen);
  return true;
}

bool size_slider(const FileLayer& content, ContextStyle& style) {
  if (content.geometry->kind == GeometryKind::points)
    return slider("context.radius", style.radius_px,
                  {.least = smallest_context_px,
                   .most = largest_context_px,
                   .step = 0.5,
                   .label = tr("Size"),
                   .value_text = pixels(2 * style.radius_px)});
  return slider("context.width", style.width_px,
                {.least = thinnest_context_px,
                 .most = widest_context_px,
                 .step = 0.2,
                 .label = tr("Line width"),
                 .value_text = pixels(style.width_px)});
}

bool opacity_slider(ContextStyle& style) {
  const auto opacity = format_percent(style.opacity);
  return slider("context.opacity", style.opacity,
                {.least = 0.1, .most = 1, .label = tr("Opacity"), .value_text = opacity});
}

bool picture_fields(const RasterFile& picture, ContextStyle& style) {
  bool has_changed = picture.has_heights() && checkbox("context.hillshade", tr("Light and shadow"), style.is_hillshade);
  has_changed = scale_combos("context.scale", style.scales) || has_changed;
  has_changed = opacity_slider(style) || has_changed;
  const auto& own = picture.attribution();
  return text_field("context.attribution", style.attribution, {.label = tr("Source"), .placeholder = own}) ||
         has_changed;
}

bool style_fields(const FileLayer& content, ContextStyle& style) {
  bool has_changed = column_combo("context.by", content, tr("One colour"), style.colour_column, tr("Colour by"));
  if (style.colour_column.empty()) has_changed = colour_combo(style) || has_changed;
  has_changed =
      column_combo("context.labels", content, tr("No labels"), style.label_column, tr("Labels")) || has_changed;
  if (content.geometry->kind == GeometryKind::polygons) has_changed = side_combo(style) || has_changed;
  if (content.geometry->kind == GeometryKind::points) has_changed = symbol_combo(style) || has_changed;
  has_changed = scale_combos("context.scale", style.scales) || has_changed;
  has_changed = size_slider(content, style) || has_changed;
  if (content.geometry->kind == GeometryKind::lines)
    has_changed = checkbox("context.dashes", tr("Dashed line"), style.is_dashed) || has_changed;
  return opacity_slider(style) || has_changed;
}

// True when the order or the number of the layers will change.
bool order_buttons(Intents& intents, std::size_t index, std::size_t size) {
  const auto up = tr("Move up"), down = tr("Move down"), away = tr("Take the layer away");
  const bool goes_up = icon_button("context.up", Icon::arrow_up, {.tooltip = up, .is_enabled = index > 0});
  same_line();
  const bool goes_down =
      icon_button("context.down", Icon::arrow_down, {.tooltip = down, .is_enabled = index + 1 < size});
  same_line();
  const bool goes_away = icon_button("context.remove", Icon::erase, {.tooltip = away});
  if (goes_up) intents.push_back(MoveContext{index, index - 1});
  if (goes_down) intents.push_back(MoveContext{index, index + 1});
  if (goes_away) intents.push_back(RemoveContext{index});
  return goes_up || goes_down || goes_away;
}

// Why it is not shown, or not whole.
std::optional<Error> problem_of(const LoadedContext& loaded) {
  return loaded.picture ? loaded.picture->problem() : loaded.problem;
}

void style_of(Intents& intents, const ContextLayers& layers, std::optional<std::size_t>& styled) {
  const auto index = *styled;
  const auto& loaded = layers[index];
  if (const auto problem = problem_of(loaded))
    wrapped_text(error_message(*problem), {.style = TextStyle::small, .ink = Ink::text2});
  auto style = loaded.layer.style;
  if (loaded.content && style_fields(*loaded.content, style)) intents.push_back(SetContextStyle{index, style});
  if (loaded.picture && picture_fields(*loaded.picture, style)) intents.push_back(SetContextStyle{index, style});
  if (order_buttons(intents, index, layers.size())) {
    if (intents.back().is<RemoveContext>()) styled.reset();
    if (const auto* move = intents.back().as<MoveContext>()) styled = move->to;
  }
  gap(8);
}

Icon icon_of(const LoadedContext& loaded) {
  if (problem_of(loaded)) return Icon::warning;
  if (loaded.picture) return Icon::map;
  switch (loaded.content->geometry->kind) {
    case GeometryKind::points:
      return Icon::place;
    case GeometryKind::lines:
      return Icon::trend_flat;
    default:
      return Icon::area_ruler;
  }
}

void row_of(Intents& intents, const LoadedContext& loaded, std::size_t index, std::optional<std::size_t>& styled) {
  const auto name = "layers.context." + std::to_string(index);
  const float top = ImGui::GetCursorScreenPos().y, left = ImGui::GetCursorScreenPos().x;
  const float right = left + left_of_line();
  auto style = loaded.layer.style;
  const bool is_open = styled == index;
  // Before the row, so that the pointer finds it first; its icon is drawn on top.
  const auto tooltip = tr("Style, order, remove");
  const auto row = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({right - px(54), top + px(2)});
  if (icon_button(name + ".style", Icon::tune, {.tooltip = tooltip, .size = 26}))
    styled = is_open ? std::nullopt : std::optional{index};
  ImGui::SetCursorScreenPos(row);
  if (list_row(name, {.icon = icon_of(loaded),
                      .text = loaded.title(),
                      .is_chosen = is_open,
                      .is_enabled = true,
                      .height = 30,
                      .room_right = 60})) {
    style.is_visible = !style.is_visible;
    if (!loaded.problem) intents.push_back(SetContextStyle{index, style});
  }
  const bool is_shown = !loaded.problem && style.is_visible;
  draw_icon(Icon::tune, right - px(41), top + px(15), is_open ? tokens().accent : tokens().text3, IconSize::small);
  draw_icon(is_shown ? Icon::visible : Icon::hidden, right - px(14), top + px(15),
            is_shown ? tokens().text2 : tokens().text3);
  if (!is_shown) report(name + ".eye", {right - px(26), top, right, top + px(30)}, {.value = "off"});
}
}  // namespace

void context_rows(Intents& intents, const Session& session, std::optional<std::size_t>& styled) {
  const auto& layers = session.document().context;
  if (!layers) return styled.reset();
  if (styled && *styled >= layers->size()) styled.reset();
  for (std::size_t i = 0; i < layers->size(); ++i) {
    row_of(intents, (*layers)[i], i, styled);
    if (styled == i) style_of(intents, *layers, styled);
  }
}

}  // namespace riskmap::ui
