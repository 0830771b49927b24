// One line of text as coverage: letters and the halo around them apart, so that any ink can be laid through them.
#pragma once
#include <string_view>
#include <vector>

#include "layers/core/units.h"
#include "layers/mesh/text_shaper.h"

namespace riskmap {

struct TextImage {
  ImageSize size;
  std::vector<unsigned char> fill, halo;   // 0…255, rows from the top
  ScreenPoint baseline;                    // where the text's start lies in the image, pixels from its top left
};

// `halo_width` in pixels on each side of a letter; 0 = an empty halo.
TextImage text_image(const TextShaper& shaper, std::string_view text, const TextFont& font, double halo_width);

}  // namespace riskmap
