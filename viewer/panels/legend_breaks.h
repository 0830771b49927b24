// Where one class ends and the next begins: handles under the legend's histogram, taken by the pointer or by arrows; a
// lock that keeps them; the way back.
#pragma once
#include "viewer/panels/layout.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

bool has_movable_breaks(const Session& session);
float breaks_height(const Session& session);  // below the histogram, logical
// On the histogram and below it; y goes on below.
void break_handles(Intents& intents, const Session& session, const Rect& histogram, float& y);
// In the legend's heading, its left edge at the cursor.
void lock_button(Intents& intents, const Session& session);

}  // namespace riskmap::ui
