// A picture that is drawn strip by strip, because the whole of it would be too large to hold.
#pragma once
#include "layers/raster/colour_image.h"

namespace riskmap {

// Some rows of a picture that is drawn strip by strip, or the whole of it.
struct ImageStrip {
  ImageStrip(ColourImage& rows, int first = 0) : image{rows}, first_row{first} {}
  ColourImage& image;
  int first_row;  // of the picture
  [[nodiscard]] int end_row() const { return first_row + image.size.height; }
  [[nodiscard]] std::uint32_t* row(int py) const { return image.row(py - first_row); }  // `py` of the picture
};

}  // namespace riskmap
