#include "layers/raster/density_picture.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace riskmap {

namespace {
constexpr int band_rows = 32;

// Where a pixel's middle lies between two lines of the grid.
struct Between {
  int line = -1;    // the lower one; -1 = outside the grid
  float share = 0;  // of the way to the next
};

Between between(double at, int lines) {
  if (!(at >= 0 && at < lines - 1)) return {};
  const double line = std::floor(at);
  return {static_cast<int>(line), static_cast<float>(at - line)};
}

// A row of the grid's values at the height of a row of pixels; false = nothing there.
bool mix_rows(const DensityField& field, const Between& height, std::vector<float>& mixed) {
  if (height.line < 0) return false;
  const float* lower =
      field.per_km2.data() + static_cast<std::size_t>(height.line) * static_cast<std::size_t>(field.columns);
  const float* upper = lower + field.columns;
  float most = 0;
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    mixed[i] = lower[i] + (upper[i] - lower[i]) * height.share;
    most = std::max(most, mixed[i]);
  }
  return most > 0;
}
}  // namespace

void lay_density(ImageStrip strip, const DensityField& field, const Camera& camera, const DensityLook& look,
                 JobPool& pool) {
  if (field.columns < 2 || look.colours.empty() || !(look.top > 0)) return;
  const auto last = static_cast<float>(look.colours.size() - 1);
  const float factor = last / static_cast<float>(look.top);
  std::vector<Between> columns(static_cast<std::size_t>(camera.size.width));
  for (int px = 0; px < camera.size.width; ++px) {
    const double x = camera.map_from_screen({px + 0.5, 0}).x / field.step_x - static_cast<double>(field.first_column);
    columns[static_cast<std::size_t>(px)] = between(x, field.columns);
  }
  pool.fork_join((strip.image.size.height + band_rows - 1) / band_rows, [&](int band) {
    std::vector<float> mixed(static_cast<std::size_t>(field.columns));
    std::vector<std::uint32_t> heat(columns.size());
    const int first = strip.first_row + band * band_rows;
    for (int py = first; py < std::min(strip.end_row(), first + band_rows); ++py) {
      const double y = camera.map_from_screen({0, py + 0.5}).y / field.step_y - static_cast<double>(field.first_row);
      if (!mix_rows(field, between(y, field.rows), mixed)) continue;
      std::uint32_t* row = strip.row(py);
      for (std::size_t px = 0; px < columns.size(); ++px) {
        const auto [line, share] = columns[px];
        const float* at = mixed.data() + std::max(line, 0);
        const float value = at[0] + (at[1] - at[0]) * share;
        const auto step = static_cast<std::size_t>(static_cast<int>(std::min(value * factor + 0.5F, last)));
        heat[px] = line < 0 || value <= 0 ? 0 : look.colours[step];
      }
      for (std::size_t px = 0; px < columns.size(); ++px) row[px] = over(heat[px], row[px]);
    }
  });
}

}  // namespace riskmap
