// The paper's own colours, those of the window's panels (`ux.md` §1.4).
#pragma once
#include "layers/core/units.h"
#include "layers/style/palette.h"

namespace riskmap {

struct SheetColours {
  Colour surface, border, border_strong, text, text_quiet, histogram_edge;
};

inline SheetColours sheet_colours(Theme theme) {
  if (theme == Theme::dark)
    return {.surface = rgb(0x151D25),
            .border = rgb(0x2B3845),
            .border_strong = rgb(0x6B7B8A),
            .text = rgb(0xE7EDF3),
            .text_quiet = rgb(0xAEBBC7),
            .histogram_edge = rgb(0xE7EDF3, 60)};
  return {.surface = rgb(0xFFFFFF),
          .border = rgb(0xD7DEE5),
          .border_strong = rgb(0x7F8B97),
          .text = rgb(0x16202A),
          .text_quiet = rgb(0x475563),
          .histogram_edge = rgb(0x16202A, 70)};
}

}  // namespace riskmap
