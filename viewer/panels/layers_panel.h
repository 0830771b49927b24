// The panel at the left: layers with their eyes, what colours the map, classes, palette, opacity.
#pragma once
#include <optional>

#include "viewer/panels/class_fields.h"
#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct LayersPanelState {
  bool are_layers_open = true, is_indicator_open = true;
  std::optional<std::size_t> styled;   // the context layer whose style is open
  std::optional<LayerKind> looked_at;  // the layer of the register whose look is open
  ClassFieldsState classes;
};
// Whether a map coloured so draws that layer at all: a switch without effect is greyed.
bool is_drawn(const LayerSpec& spec, LayerKind kind);
Intents layers_panel(const Session& session, LayersPanelState& state, const Layout& layout);

}  // namespace riskmap::ui
