// Keeping what lies in a part of the map: a box dragged with Shift, the measured polygon or circle, or what is in view.
// The part becomes a condition of the filter, so that map, table, counts and exports keep to it.
#pragma once
#include <optional>

#include "layers/model/region.h"
#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Between two corners of a picture that shows true places, its sides bent as the projection bends them; nothing where
// a corner is no place.
std::optional<Region> region_of_box(const Session& session, ScreenPoint from, ScreenPoint to);
// The measured polygon of three or more points; of a distance the circle around its first point through its last.
std::optional<Region> measured_region(const ViewState& view);
// What is measured, else what the map shows; nothing where the picture has no true places.
std::optional<Intent> keep_what_is_there(const Session& session);
// The button that keeps what is measured; drawn while there is something to keep.
Intent keep_within(const Session& session, const Region& region);
Intents keep_button(const Session& session, const Layout& layout);
// The part that the filter keeps to.
void draw_kept_region(const Session& session, const Layout& layout);
void draw_region_box(const Layout& layout, ScreenPoint from, ScreenPoint to);

}  // namespace riskmap::ui
