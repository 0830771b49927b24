// Values: the study's colour tables, measured with WCAG 2 (see contrast_pairs).
#include "viewer/panels/tokens.h"

#include <array>
#include <cmath>

#include "layers/core/contract.h"

namespace riskmap::ui {
namespace {

constexpr unsigned char percent(int share) {
  return static_cast<unsigned char>((share * 255 + 50) / 100);
}

constexpr MapTokens light_map() {
  MapTokens map{};
  map.background = rgb(0xE4EAE6), map.outside_line = rgb(0xD3DBD6), map.land = rgb(0xF7F9F8);
  map.inner_line = rgb(0xBFC9D1), map.cell_line = rgb(0xFFFFFF, percent(95)), map.outline = rgb(0x37474F);
  map.water = rgb(0x7FB4D6), map.road = rgb(0xB9A88C), map.no_data = rgb(0xC9D1D8);
  map.symbol_low = rgb(0x7C93A8), map.symbol_medium = rgb(0xE0A100), map.symbol_high = rgb(0xE4691B);
  map.symbol_critical = rgb(0xB3142E);
  map.symbol_low_edge = rgb(0x3C4F61), map.symbol_medium_edge = rgb(0x5E4400), map.symbol_high_edge = rgb(0x7A2F05);
  map.symbol_critical_edge = rgb(0x6E0A1B);
  map.symbol_number = rgb(0x1A1300), map.symbol_number_critical = rgb(0xFFFFFF), map.casing = rgb(0xFFFFFF);
  map.selected = rgb(0x0B6E8F), map.selected_casing = rgb(0xFFFFFF);
  map.hovered = rgb(0x16202A), map.hovered_casing = rgb(0xFFFFFF, percent(90));
  map.cell_line_px = 1.2F, map.outline_px = 1.8F;
  return map;
}

constexpr MapTokens dark_map() {
  MapTokens map = light_map();
  map.background = rgb(0x111A20), map.outside_line = rgb(0x1C2830), map.land = rgb(0x22303B);
  map.inner_line = rgb(0x3A4956), map.cell_line = rgb(0x0E141A, percent(85)), map.outline = rgb(0xC4D2DD);
  map.water = rgb(0x2F6A8C), map.road = rgb(0x5B5342), map.no_data = rgb(0x3A4651);
  map.symbol_low = rgb(0x8FA5B8), map.symbol_medium = rgb(0xF2BC3D), map.symbol_high = rgb(0xF5853F);
  map.symbol_critical = rgb(0xE8475C);
  map.symbol_number_critical = rgb(0x1A1300), map.casing = rgb(0x0E141A);
  map.hovered = rgb(0xE7EDF3), map.hovered_casing = rgb(0x0E141A, percent(90));
  return map;
}

constexpr Tokens light() {
  Tokens t{};
  t.canvas = rgb(0xEDF1F4), t.surface = rgb(0xFFFFFF), t.surface2 = rgb(0xF5F7F9), t.surface3 = rgb(0xE8EDF1);
  t.border = rgb(0xD7DEE5), t.field_border = rgb(0xC3CCD4), t.strong_border = rgb(0x7F8B97);
  t.text = rgb(0x16202A), t.text2 = rgb(0x475563), t.text3 = rgb(0x5B6976);
  t.accent = rgb(0x0B6E8F), t.accent_hover = rgb(0x095B77), t.accent_active = rgb(0x07485F);
  t.accent_soft = rgb(0xDCEFF6), t.on_accent = rgb(0xFFFFFF);
  t.danger = rgb(0xB3142E), t.success = rgb(0x1B6E43), t.warning = rgb(0x8A5600);
  t.danger_fill = rgb(0xB3142E), t.danger_fill_hover = rgb(0x951026), t.on_danger = rgb(0xFFFFFF);
  t.scrim = rgb(0x16202A, percent(38)), t.shadow = rgb(0x16202A, percent(10));
  t.toast = rgb(0x16202A), t.on_toast = rgb(0xFFFFFF), t.toast_action = rgb(0x7FD3EA);
  t.chart_open = t.accent, t.chart_resolved = rgb(0xB4C2CD);
  t.map = light_map();
  t.ring_px = 2, t.rasterizer_multiply = 1.1F, t.is_dark = false;
  return t;
}

constexpr Tokens dark() {
  Tokens t{};
  t.canvas = rgb(0x0E141A), t.surface = rgb(0x151D25), t.surface2 = rgb(0x1B252F), t.surface3 = rgb(0x25323F);
  t.border = rgb(0x2B3845), t.field_border = rgb(0x2B3845), t.strong_border = rgb(0x6B7B8A);
  t.text = rgb(0xE7EDF3), t.text2 = rgb(0xAEBBC7), t.text3 = rgb(0x8D9BA9);
  t.accent = rgb(0x56B8D6), t.accent_hover = rgb(0x74C8E2), t.accent_active = rgb(0x3CA2C2);
  t.accent_soft = rgb(0x133C4D), t.on_accent = rgb(0x05222D);
  t.danger = rgb(0xFF8A94), t.success = rgb(0x6FD19A), t.warning = rgb(0xF0B95B);
  t.danger_fill = rgb(0xC4314A), t.danger_fill_hover = rgb(0xB02840), t.on_danger = rgb(0xFFFFFF);
  t.scrim = rgb(0x05090D, percent(55)), t.shadow = rgb(0x000000, percent(35));
  t.toast = rgb(0xE7EDF3), t.on_toast = rgb(0x16202A), t.toast_action = rgb(0x0B6E8F);
  t.chart_open = t.accent, t.chart_resolved = rgb(0x3D5162);
  t.map = dark_map();
  t.ring_px = 2, t.rasterizer_multiply = 1, t.is_dark = true;
  return t;
}

// Black on white, every edge black, a thicker ring.
constexpr Tokens high_contrast() {
  Tokens t = light();
  t.canvas = t.surface = t.surface2 = rgb(0xFFFFFF), t.surface3 = rgb(0xE0E0E0);
  t.border = t.field_border = t.strong_border = rgb(0x000000);
  t.text = t.text2 = t.text3 = rgb(0x000000);
  t.accent = rgb(0x003E9C), t.accent_hover = rgb(0x002F78), t.accent_active = rgb(0x00225A);
  t.accent_soft = rgb(0xD6E6FF);
  t.danger = t.danger_fill = rgb(0xA00018), t.danger_fill_hover = rgb(0x7A0012);
  t.success = rgb(0x00572B), t.warning = rgb(0x6B4000);
  t.map.outline = t.map.hovered = rgb(0x000000), t.map.selected = t.accent;
  t.ring_px = 3;
  return t;
}

constexpr Tokens light_tokens = light(), dark_tokens = dark(), high_contrast_tokens = high_contrast();

BadgeColours light_badge(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return {rgb(0x475563), rgb(0xE8EDF1)};
    case Tone::accent:
      return {rgb(0x0B6E8F), rgb(0xDCEFF6)};
    case Tone::low:
      return {rgb(0x45576A), rgb(0xE6EBF0)};
    case Tone::medium:
      return {rgb(0x7A4D00), rgb(0xFFF0CC)};
    case Tone::high:
      return {rgb(0xA23B07), rgb(0xFFE4D3)};
    case Tone::critical:
      return {rgb(0xFFFFFF), rgb(0xB3142E)};
    case Tone::fresh:
      return {rgb(0x1A56B0), rgb(0xE2ECFB)};
    case Tone::in_progress:
      return {rgb(0x5F43B2), rgb(0xECE7FA)};
    case Tone::resolved:
      return {rgb(0x1B6E43), rgb(0xDDF2E5)};
    case Tone::overdue:
      return {rgb(0xA8122B), rgb(0xFCE1E4)};
    case Tone::postponed:
      return {rgb(0x515D69), rgb(0xE8ECF0)};
  }
  RISKMAP_REQUIRE(!"a tone without colours");
}

BadgeColours dark_badge(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return {rgb(0xAEBBC7), rgb(0x25323F)};
    case Tone::accent:
      return {rgb(0x56B8D6), rgb(0x133C4D)};
    case Tone::low:
      return {rgb(0xB4C3D1), rgb(0x26333F)};
    case Tone::medium:
      return {rgb(0xF3C56B), rgb(0x3D2E0E)};
    case Tone::high:
      return {rgb(0xFFA877), rgb(0x46230F)};
    case Tone::critical:
      return {rgb(0xFFFFFF), rgb(0xB3142E)};
    case Tone::fresh:
      return {rgb(0x8FBAFF), rgb(0x16294A)};
    case Tone::in_progress:
      return {rgb(0xBFACFF), rgb(0x2B2250)};
    case Tone::resolved:
      return {rgb(0x79D6A2), rgb(0x123524)};
    case Tone::overdue:
      return {rgb(0xFF9AA3), rgb(0x4A151D)};
    case Tone::postponed:
      return {rgb(0xB3BFCA), rgb(0x2A343E)};
  }
  RISKMAP_REQUIRE(!"a tone without colours");
}

constexpr double least_for_text = 4.5, least_for_parts = 3;

void add_text_pairs(const Tokens& t, std::vector<ContrastPair>& pairs) {
  const auto add = [&](std::string_view name, Colour ink, Colour ground) {
    pairs.push_back({name, ink, ground, least_for_text});
  };
  add("text on surface", t.text, t.surface), add("text on surface2", t.text, t.surface2);
  add("text on surface3", t.text, t.surface3), add("text on accent soft", t.text, t.accent_soft);
  add("text on canvas", t.text, t.canvas);
  add("text2 on surface", t.text2, t.surface), add("text2 on surface2", t.text2, t.surface2);
  add("text2 on surface3", t.text2, t.surface3), add("text2 on canvas", t.text2, t.canvas);
  add("text2 on accent soft", t.text2, t.accent_soft);
  add("text3 on surface", t.text3, t.surface), add("text3 on surface2", t.text3, t.surface2);
  add("text3 on surface3", t.text3, t.surface3), add("text3 on canvas", t.text3, t.canvas);
  add("accent on surface", t.accent, t.surface), add("accent on surface2", t.accent, t.surface2);
  add("accent on accent soft", t.accent, t.accent_soft);
  add("text on an accent button", t.on_accent, t.accent);
  add("text on a hovered accent button", t.on_accent, t.accent_hover);
  add("text on a held accent button", t.on_accent, t.accent_active);
  add("danger on surface", t.danger, t.surface), add("success on surface", t.success, t.surface);
  add("warning on surface", t.warning, t.surface), add("danger on surface2", t.danger, t.surface2);
  add("text on a danger button", t.on_danger, t.danger_fill);
  add("text on a hovered danger button", t.on_danger, t.danger_fill_hover);
  add("text on a toast", t.on_toast, t.toast), add("action on a toast", t.toast_action, t.toast);
  add("number on a low symbol", t.map.symbol_number, t.map.symbol_low);
  add("number on a medium symbol", t.map.symbol_number, t.map.symbol_medium);
  add("number on a high symbol", t.map.symbol_number, t.map.symbol_high);
  add("number on a critical symbol", t.map.symbol_number_critical, t.map.symbol_critical);
}

void add_part_pairs(const Tokens& t, std::vector<ContrastPair>& pairs) {
  const auto add = [&](std::string_view name, Colour part, Colour ground) {
    pairs.push_back({name, part, ground, least_for_parts});
  };
  add("strong border on surface", t.strong_border, t.surface);
  add("strong border on surface2", t.strong_border, t.surface2);
  add("focus ring on surface", t.accent, t.surface), add("focus ring on canvas", t.accent, t.canvas);
  add("slider on its track", t.accent, t.surface3);
  add("district outline on the map", t.map.outline, t.map.background);
  const auto symbol = [&](std::string_view name, Colour fill, Colour edge) {
    add(name, contrast(fill, t.map.land) >= contrast(edge, t.map.land) ? fill : edge, t.map.land);
  };
  symbol("low symbol on land", t.map.symbol_low, t.map.symbol_low_edge);
  symbol("medium symbol on land", t.map.symbol_medium, t.map.symbol_medium_edge);
  symbol("high symbol on land", t.map.symbol_high, t.map.symbol_high_edge);
  symbol("critical symbol on land", t.map.symbol_critical, t.map.symbol_critical_edge);
}

}  // namespace

const Tokens& tokens_of(Theme theme) {
  switch (theme) {
    case Theme::light:
      return light_tokens;
    case Theme::dark:
      return dark_tokens;
    case Theme::high_contrast:
      return high_contrast_tokens;
  }
  RISKMAP_REQUIRE(!"a theme without tokens");
}

BadgeColours badge_of(Theme theme, Tone tone) {
  return theme == Theme::dark ? dark_badge(tone) : light_badge(tone);
}

Colour mixed(Colour from, Colour to, double share) {
  const auto mix = [&](unsigned char a, unsigned char b) {
    return static_cast<unsigned char>(std::lround(a + (b - a) * share));
  };
  return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), mix(from.a, to.a)};
}

std::vector<ContrastPair> contrast_pairs(Theme theme) {
  std::vector<ContrastPair> pairs;
  add_text_pairs(tokens_of(theme), pairs);
  add_part_pairs(tokens_of(theme), pairs);
  constexpr std::array<std::pair<std::string_view, Tone>, 11> badges{{{"badge neutral", Tone::neutral},
                                                                      {"badge accent", Tone::accent},
                                                                      {"badge low", Tone::low},
                                                                      {"badge medium", Tone::medium},
                                                                      {"badge high", Tone::high},
                                                                      {"badge critical", Tone::critical},
                                                                      {"badge new", Tone::fresh},
                                                                      {"badge in progress", Tone::in_progress},
                                                                      {"badge resolved", Tone::resolved},
                                                                      {"badge overdue", Tone::overdue},
                                                                      {"badge postponed", Tone::postponed}}};
  for (const auto& [name, tone] : badges) {
    const BadgeColours colours = badge_of(theme, tone);
    pairs.push_back({name, colours.foreground, colours.background, least_for_text});
  }
  return pairs;
}

}  // namespace riskmap::ui
