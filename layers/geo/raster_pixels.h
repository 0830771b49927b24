// What the numbers of a raster's bands look like: true colours, shades of grey, or the colours of a table.
#pragma once
#include <array>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"

class GDALDataset;

namespace riskmap {

class RasterColours {
 public:
  static RasterColours of(GDALDataset& dataset);
  [[nodiscard]] bool has_table() const { return !table_.empty(); }
  [[nodiscard]] bool has_values() const { return has_values_; }    // else it is empty throughout
  [[nodiscard]] bool are_heights() const { return are_heights_; }  // one band of numbers that no picture has
  // Of a picture with the same bands, with or without alpha behind them.
  [[nodiscard]] Result<std::vector<Colour>> pixels_of(GDALDataset& dataset) const;

 private:
  std::array<int, 3> bands_{1, 1, 1};  // of red, green and blue
  std::vector<Colour> table_;          // by the first band's number; empty = none
  double darkest_ = 0, lightest_ = 255;
  bool are_heights_ = false, has_values_ = true;
};

}  // namespace riskmap
