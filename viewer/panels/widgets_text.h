// Text and what only tells: labels, badges, level pips, key hints, KPI cards, section headers.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "viewer/panels/icons.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {

enum class Ink { text, text2, text3, accent, danger, success, warning, on_accent };
Colour colour_of(Ink ink);

float text_width(std::string_view text, TextStyle style);  // window pixels
float line_height(TextStyle style);
// The longest beginning of whole characters that fits `width` window pixels with "…"; the text itself when it fits.
std::string shortened(std::string_view text, float width, TextStyle style);

struct TextOptions {
  TextStyle style = TextStyle::body;
  Ink ink = Ink::text;
  std::optional<Colour> colour{};  // instead of ink
  std::string_view name{};         // reported to the probe when given
  float width = 0;                 // logical; 0 = what is left of the line
};
void text(std::string_view text, const TextOptions& options = {});  // one line, never cut: widens the line
void shortened_text(std::string_view text,
                    const TextOptions& options = {});                       // one line, "…" and a tooltip when too long
void wrapped_text(std::string_view text, const TextOptions& options = {});  // as many lines as needed
void selectable_text(std::string_view name, std::string_view text, const TextOptions& options = {});  // can be copied

void badge(std::string_view name, std::string_view text, Tone tone);
void count_pill(std::string_view name, std::string_view text);  // the "97" beside a heading
// Icon and word; the icon differs for every status.
void status_chip(std::string_view name, std::string_view text, Tone tone);
// The mark of lateness: clock and words on solid red ("5 days late"). Nothing else is solid red.
void late_mark(std::string_view name, std::string_view text);
// The risk level: four pips, `level` of them filled (0…4), and its word.
void level_pips(std::string_view name, int level, std::string_view word);
void key_hint(std::string_view chord);     // the small key cap "Ctrl+K"
float badge_width(std::string_view text);  // window pixels, for columns
float status_chip_width(std::string_view text);

struct KpiCard {
  std::string_view label, figure, change{};  // "Open", "18", "+3"
  Ink figure_ink = Ink::text, change_ink = Ink::text2;
  std::string_view tooltip{};
};
// A card of the width of a grid cell; true when pressed (cards open the list they count).
bool kpi_card(std::string_view name, const KpiCard& card, float width);

// "▾ Layers   6 / 6": returns whether the section is open; the state is the caller's.
bool section_header(std::string_view name, std::string_view title, std::string_view count, bool& is_open);
void heading(std::string_view text, std::string_view name = {});  // 16 semi
void divider();                                                   // a line over the full width, 12 px of air
void gap(float height);                                           // vertical air, logical

}  // namespace riskmap::ui
