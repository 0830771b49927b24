// A PNG file, written row by row as the picture comes: of any size, in the memory of a few rows.
#pragma once
#include <memory>
#include <ostream>

#include "layers/raster/colour_image.h"

namespace riskmap {

struct PngLook {
  ImageSize size;
  double dots_per_inch = 96;
  bool is_opaque = true;  // without a channel of alpha
};

class PngWriter {
 public:
  PngWriter(std::ostream& out, const PngLook& look);
  ~PngWriter();
  PngWriter(const PngWriter&) = delete;
  PngWriter& operator=(const PngWriter&) = delete;

  // The next rows, as wide as the picture. False where memory ran out or the stream takes no more.
  bool add(const ColourImage& rows);
  bool finish();  // after the last row; false as well where rows are missing

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
