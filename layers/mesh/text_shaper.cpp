#include "layers/mesh/text_shaper.h"

#include <pango/pangocairo.h>

#include "layers/core/text.h"

namespace riskmap {
namespace {

struct Release {
  void operator()(PangoFontMap* object) const { g_object_unref(object); }
  void operator()(PangoContext* object) const { g_object_unref(object); }
  void operator()(PangoLayout* object) const { g_object_unref(object); }
  void operator()(PangoFontDescription* object) const { pango_font_description_free(object); }
  void operator()(cairo_font_options_t* object) const { cairo_font_options_destroy(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Release>;

Owned<PangoContext> make_context(PangoFontMap* fonts) {
  Owned<PangoContext> context{pango_font_map_create_context(fonts)};
  const Owned<cairo_font_options_t> options{cairo_font_options_create()};
  cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_SLIGHT);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context.get(), options.get());
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_language(context.get(), pango_language_from_string("kk"));
  return context;
}

}  // namespace

struct TextShaper::State {
  Owned<PangoFontMap> fonts{pango_cairo_font_map_new()};
  Owned<PangoContext> context{make_context(fonts.get())};

  [[nodiscard]] Owned<PangoLayout> layout(std::string_view text, const TextFont& font) const {
    const Owned<PangoFontDescription> description{pango_font_description_from_string(map_font_families)};
    pango_font_description_set_weight(description.get(),
                                      font.is_semibold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(description.get(), font.size_px * PANGO_SCALE);
    Owned<PangoLayout> layout{pango_layout_new(context.get())};
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    PangoAttrList* attributes = pango_attr_list_new();
    if (font.letter_spacing_px > 0)
      pango_attr_list_insert(attributes,
                             pango_attr_letter_spacing_new(static_cast<int>(font.letter_spacing_px * PANGO_SCALE)));
    if (font.has_even_digits) pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    return layout;
  }
};

TextShaper::TextShaper() : state_{std::make_unique<State>()} {}
TextShaper::~TextShaper() = default;

double TextShaper::width(std::string_view text, const TextFont& font) const {
  if (text.empty()) return 0;
  PangoRectangle extent;
  pango_layout_get_extents(state_->layout(text, font).get(), nullptr, &extent);
  return static_cast<double>(extent.width) / PANGO_SCALE - font.letter_spacing_px;
}

void TextShaper::add_outline(_cairo* cairo, ScreenPoint start, std::string_view text, const TextFont& font) const {
  const Owned<PangoLayout> layout = state_->layout(text, font);
  cairo_move_to(cairo, start.x, start.y);
  pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(layout.get(), 0));
}

void TextShaper::show(_cairo* cairo, ScreenPoint start, std::string_view text, const TextFont& font) const {
  const Owned<PangoLayout> layout = state_->layout(text, font);
  cairo_move_to(cairo, start.x, start.y);
  pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(layout.get(), 0));
}

std::vector<std::string> TextShaper::wrapped(std::string_view text, const TextFont& font, double width) const {
  std::vector<std::string> lines;
  for (const std::string& word : split(text, ' ')) {
    const bool fits = !lines.empty() && this->width(lines.back() + ' ' + word, font) <= width;
    if (fits)
      lines.back() += ' ' + word;
    else
      lines.push_back(word);
  }
  return lines;
}

std::string TextShaper::shortened(std::string_view text, const TextFont& font, double width) const {
  if (this->width(text, font) <= width) return std::string{text};
  std::size_t kept = length_in_characters(text);
  std::string result;
  do {
    result = trimmed(first_characters(text, --kept)) + "…";
  } while (kept > 0 && this->width(result, font) > width);
  return result;
}

}  // namespace riskmap
