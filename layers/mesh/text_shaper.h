// Single lines of text in the map's fonts: measured, and laid into a Cairo drawing as outlines or as text.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/units.h"

struct _cairo;

namespace riskmap {

// The same families in the same order for every text of a map.
inline constexpr const char* map_font_families = "Inter, Noto Sans, DejaVu Sans";

struct TextFont {
  double size_px = 12;
  bool is_semibold = false;
  double letter_spacing_px = 0;
  bool has_even_digits = false;  // figures in columns
};
inline TextFont scaled(TextFont font, double by) {
  font.size_px *= by;
  font.letter_spacing_px *= by;
  return font;
}

// Belongs to one thread at a time. The result never depends on the machine's locale or desktop settings.
class TextShaper {
 public:
  TextShaper();
  ~TextShaper();
  TextShaper(const TextShaper&) = delete;
  TextShaper& operator=(const TextShaper&) = delete;

  [[nodiscard]] double width(std::string_view text, const TextFont& font) const;
  // The letters' outlines, added to the current path: hinted in height only, placed to fractions of a pixel.
  void add_outline(_cairo* cairo, ScreenPoint start, std::string_view text, const TextFont& font) const;
  // As text, so that it can be found and copied in a PDF.
  void show(_cairo* cairo, ScreenPoint start, std::string_view text, const TextFont& font) const;
  // Broken at spaces to lines of at most `width`; a longer word stands alone.
  [[nodiscard]] std::vector<std::string> wrapped(std::string_view text, const TextFont& font, double width) const;
  // The whole text, or its beginning and "…".
  [[nodiscard]] std::string shortened(std::string_view text, const TextFont& font, double width) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
