// The kit panels are made of. Every widget takes its name first ("panel.widget" or "panel.widget.id": English, stable,
// unique in a frame; it is the ImGui id and the name for scripts and tests), then its text, already translated.
//
// Sizes in options are logical pixels; widgets multiply by the scale. Zero means "as the widget likes": as wide as its
// text for buttons, all that is left of the line for fields. ImGui layout calls (SameLine, SetCursorPos, …) work
// between widgets, in window pixels: px() converts.
#pragma once
#include "viewer/panels/compat.h"
#include "viewer/panels/icons.h"
#include "viewer/panels/theme.h"
#include "viewer/panels/widgets_button.h"
#include "viewer/panels/widgets_field.h"
#include "viewer/panels/widgets_layout.h"
#include "viewer/panels/widgets_overlay.h"
#include "viewer/panels/widgets_table.h"
#include "viewer/panels/widgets_text.h"
