#include "viewer/panels/overlay_rows.h"

#include <string>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/scale_choice.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
void order_buttons(Intents& intents, const OverlayLooks& overlays, Overlay overlay) {
  const auto above = overlays.above(overlay), below = overlays.below(overlay);
  const auto up = tr("Move up"), down = tr("Move down");
  if (icon_button("overlay.up", Icon::arrow_up, {.tooltip = up, .is_enabled = above.has_value()}))
    intents.push_back(SwapOverlays{overlay, *above});
  same_line();
  if (icon_button("overlay.down", Icon::arrow_down, {.tooltip = down, .is_enabled = below.has_value()}))
    intents.push_back(SwapOverlays{overlay, *below});
}
}  // namespace

std::optional<Overlay> overlay_of(LayerKind kind) {
  switch (kind) {
    case LayerKind::issue_points:
      return Overlay::issue_points;
    case LayerKind::settlements:
      return Overlay::settlements;
    case LayerKind::rural_districts:
      return Overlay::rural_districts;
    case LayerKind::district:
      return Overlay::district;
    case LayerKind::theme:
    case LayerKind::labels:
    case LayerKind::graticule:
      return std::nullopt;
  }
  return std::nullopt;
}

void overlay_fields(Intents& intents, const Session& session, Overlay overlay) {
  const auto& overlays = session.view().overlays;
  auto look = overlays.of(overlay);
  bool has_changed = scale_combos("overlay.scale", look.scales);
  const auto opacity = format_percent(look.opacity);
  has_changed = slider("overlay.opacity", look.opacity,
                       {.least = palest_overlay, .most = 1, .label = tr("Opacity"), .value_text = opacity}) ||
                has_changed;
  if (has_changed) intents.push_back(SetOverlay{overlay, look});
  order_buttons(intents, overlays, overlay);
  gap(8);
}

}  // namespace riskmap::ui
