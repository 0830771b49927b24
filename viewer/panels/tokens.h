// The colours of the three themes by meaning, and the contrast each pair of them promises (a unit test holds it).
#pragma once
#include <string_view>
#include <vector>

#include "layers/core/colour.h"

namespace riskmap::ui {

enum class Theme { light, dark, high_contrast };

struct BadgeColours {
  Colour foreground, background;
};

// What a badge or a status chip says. Never by colour alone: every one carries a word, statuses their own icon too.
enum class Tone { neutral, accent, low, medium, high, critical, fresh, in_progress, resolved, overdue, postponed };

struct MapTokens {
  Colour background, outside_line, land, inner_line, cell_line, outline, water, road, no_data;
  Colour symbol_low, symbol_medium, symbol_high, symbol_critical;
  Colour symbol_low_edge, symbol_medium_edge, symbol_high_edge, symbol_critical_edge;
  Colour symbol_number, symbol_number_critical;
  Colour casing;                     // around symbols
  Colour selected, selected_casing;  // 2.8 px inside 5 px
  Colour hovered, hovered_casing;    // 1.4 px inside 3.5 px
  float cell_line_px, outline_px;
};

struct Tokens {
  Colour canvas, surface, surface2, surface3;
  Colour border;         // dividers: decoration only, no control may rely on it
  Colour field_border;   // text fields, secondary buttons
  Colour strong_border;  // checkboxes, switches that are off, hovered fields
  Colour text, text2, text3;
  Colour accent, accent_hover, accent_active, accent_soft, on_accent;
  Colour danger, success, warning;  // as text
  Colour danger_fill, danger_fill_hover, on_danger;
  Colour scrim, shadow;
  Colour toast, on_toast, toast_action;
  Colour chart_open, chart_resolved;
  MapTokens map;
  float ring_px;              // focus ring
  float rasterizer_multiply;  // glyph weight
  bool is_dark;
};

const Tokens& tokens_of(Theme theme);
BadgeColours badge_of(Theme theme, Tone tone);

// Contrast and the ink over a fill: layers/core/colour.h.
Colour mixed(Colour from, Colour to, double share);  // straight mix, share 0…1

// Every pair the interface draws, with the least contrast it must have: 4.5 for text, 3 for parts of controls.
struct ContrastPair {
  std::string_view name;
  Colour foreground, background;
  double least;
};
std::vector<ContrastPair> contrast_pairs(Theme theme);

}  // namespace riskmap::ui
