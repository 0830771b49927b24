// What lies over a register's theme: its looks and its order, found again when the register is opened the next time.
#include <algorithm>
#include <array>
#include <ranges>

#include "viewer/session/session_apply.h"

namespace riskmap {

namespace {
LayerKind layer_of(Overlay overlay) {
  constexpr std::array kinds = {LayerKind::rural_districts, LayerKind::district, LayerKind::settlements,
                                LayerKind::issue_points};
  return kinds[static_cast<std::size_t>(overlay)];
}
}  // namespace

// A line that is no longer understood is left out. Another register starts as every register does.
void Session::recall_overlays() {
  if (!document_.reg) return;
  std::vector<OverlayText> texts;
  if (const auto known = settings_.overlays.find(document_.path().string()); known != settings_.overlays.end())
    for (const auto& line : known->second)
      if (const auto text = parse_overlay(line)) texts.push_back(*text);
  view_.overlays = looks_of(texts);
  for (std::size_t i = 0; i < overlay_count; ++i) view_.hidden_layers.erase(layer_of(static_cast<Overlay>(i)));
  for (const auto& text : texts)
    if (!text.is_shown) view_.hidden_layers.insert(layer_of(text.overlay));
}

void Session::remember_overlays() {
  if (!document_.reg) return;
  std::vector<std::string> lines;
  bool is_usual = view_.overlays == OverlayLooks{};
  for (const Overlay overlay : view_.overlays.order | std::views::reverse) {
    const bool is_shown = !view_.hidden_layers.contains(layer_of(overlay));
    is_usual = is_usual && is_shown;
    lines.push_back(text_of(OverlayText{overlay, view_.overlays.of(overlay), is_shown}));
  }
  const auto path = document_.path().string();
  if (is_usual)
    settings_.overlays.erase(path);
  else
    settings_.overlays[path] = std::move(lines);
}

void Session::Applier::operator()(const SetOverlay& intent) const {
  auto& look = session.view_.overlays.of(intent.overlay);
  look = intent.look;
  look.opacity = std::clamp(look.opacity, palest_overlay, 1.0);
  session.remember_overlays();
}

void Session::Applier::operator()(const SwapOverlays& intent) const {
  if (is_line(intent.one) != is_line(intent.other)) return;
  session.view_.overlays.swap(intent.one, intent.other);
  session.remember_overlays();
}

}  // namespace riskmap
