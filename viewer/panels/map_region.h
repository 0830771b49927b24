// Keeping what lies in a part of the map: the box that is dragged with Shift, the button that keeps what is measured,
// and the outline of what is kept.
#pragma once
#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Drawn while there is something measured to keep.
Intents keep_button(const Session& session, const Layout& layout);
void draw_kept_region(const Session& session, const Layout& layout);
void draw_region_box(const Layout& layout, ScreenPoint from, ScreenPoint to);

}  // namespace riskmap::ui
