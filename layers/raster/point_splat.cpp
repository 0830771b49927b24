// Sixteen ready-made stamps, one for each quarter-pixel place of the centre; points are dealt to bands of rows first.
#include "layers/raster/point_splat.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "layers/core/contract.h"

namespace riskmap {

namespace {

constexpr int band_rows = 64, chunks = 16, steps = 4;  // steps: places of the centre across a pixel

struct Stamp {
  std::vector<unsigned char> share;  // side × side
};

struct Stamps {
  int reach = 0, side = 0;  // pixels from the centre's pixel to the stamp's edge; pixels across
  std::array<Stamp, steps * steps> at;
};

Stamps make_stamps(double radius_px) {
  Stamps stamps;
  stamps.reach = static_cast<int>(std::ceil(radius_px + 0.5));
  stamps.side = 2 * stamps.reach + 1;
  for (int place = 0; place < steps * steps; ++place) {
    const double x = stamps.reach + (place % steps + 0.5) / steps, y = stamps.reach + (place / steps + 0.5) / steps;
    auto& share = stamps.at[static_cast<std::size_t>(place)].share;
    for (int row = 0; row < stamps.side; ++row)
      for (int column = 0; column < stamps.side; ++column) {
        const double inside = radius_px + 0.5 - std::hypot(column + 0.5 - x, row + 0.5 - y);
        share.push_back(static_cast<unsigned char>(std::clamp(inside, 0.0, 1.0) * 255 + 0.5));
      }
  }
  return stamps;
}

struct Placed {
  int px, py;  // the centre's pixel
  unsigned place;
  std::uint32_t colour;
};

void draw(ColourImage& image, const Stamps& stamps, const Placed& point, int first_row, int end_row) {
  const Stamp& stamp = stamps.at[point.place];
  const int left = point.px - stamps.reach, top = point.py - stamps.reach;
  const int first_x = std::max(0, -left), end_x = std::min(stamps.side, image.size.width - left);
  const int end_y = std::min(stamps.side, end_row - top);
  for (int y = std::max(0, first_row - top); y < end_y; ++y) {
    const unsigned char* share = stamp.share.data() + y * stamps.side;
    std::uint32_t* row = image.row(top + y) + left;
    for (int x = first_x; x < end_x; ++x) {
      if (share[x] == 255)
        row[x] = over(point.colour, row[x]);
      else if (share[x] != 0)
        row[x] = over(scaled(point.colour, share[x]), row[x]);
    }
  }
}

}  // namespace

void splat_points(ColourImage& image, std::span<const ScreenPoint> centres, std::span<const std::uint32_t> colours,
                  double radius_px, JobPool& pool) {
  RISKMAP_REQUIRE(centres.size() == colours.size());
  const Stamps stamps = make_stamps(radius_px);
  const int bands = (image.size.height + band_rows - 1) / band_rows;
  std::vector<std::vector<Placed>> dealt(static_cast<std::size_t>(bands * chunks));
  pool.fork_join(chunks, [&](int chunk) {
    const auto part = [&](int i) { return centres.size() * static_cast<std::size_t>(i) / chunks; };
    for (std::size_t i = part(chunk); i < part(chunk + 1); ++i) {
      const auto [x, y] = centres[i];
      if (!(x > -stamps.reach && x < image.size.width + stamps.reach)) continue;
      if (!(y > -stamps.reach && y < image.size.height + stamps.reach)) continue;
      const double column = std::floor(x), row = std::floor(y);
      const auto place = static_cast<unsigned>((y - row) * steps) * steps + static_cast<unsigned>((x - column) * steps);
      const Placed placed{static_cast<int>(column), static_cast<int>(row), place, colours[i]};
      const int first = std::max(0, placed.py - stamps.reach) / band_rows;
      const int last = std::min(image.size.height - 1, placed.py + stamps.reach) / band_rows;
      for (int band = first; band <= last; ++band)
        dealt[static_cast<std::size_t>(band * chunks + chunk)].push_back(placed);
    }
  });
  pool.fork_join(bands, [&](int band) {
    const int first_row = band * band_rows, end_row = std::min(first_row + band_rows, image.size.height);
    for (int chunk = 0; chunk < chunks; ++chunk)
      for (const Placed& point : dealt[static_cast<std::size_t>(band * chunks + chunk)])
        draw(image, stamps, point, first_row, end_row);
  });
}

}  // namespace riskmap
