#include "layers/geo/raster_reach.h"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "layers/geo/projection.h"

namespace riskmap {
namespace {

constexpr double most_pixels_read = 400'000'000;  // some seconds' worth

bool is_on_globe(LonLat place) {
  return std::isfinite(place.lon) && std::isfinite(place.lat) && std::abs(place.lon) <= 540 &&
         std::abs(place.lat) <= 90;
}

struct Lattice {
  std::vector<double> x, y;
};
Lattice lattice_over(const RasterView& view) {
  constexpr int steps = 8;
  Lattice points;
  for (int i = 0; i <= steps; ++i)
    for (int j = 0; j <= steps; ++j) {
      points.x.push_back(view.extent.min_x + view.extent.width() * i / steps);
      points.y.push_back(view.extent.min_y + view.extent.height() * j / steps);
    }
  return points;
}

// In columns and rows of the file; empty where it is turned by points of control only, or nothing of the view is there.
Box pixels_under(GDALDataset& dataset, const std::string& crs, const RasterView& view) {
  std::array<double, 6> to{}, from{};
  const auto projection = Projection::between(view.crs, crs);
  if (!projection || dataset.GetGeoTransform(to.data()) != CE_None || GDALInvGeoTransform(to.data(), from.data()) == 0)
    return {};
  auto [x, y] = lattice_over(view);
  projection->forward(x, y);
  Box pixels;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i]))
      pixels.include(from[0] + x[i] * from[1] + y[i] * from[2], from[3] + x[i] * from[4] + y[i] * from[5]);
  return pixels;
}

}  // namespace

Result<Box> extent_in(const std::string& crs, const RasterView& view) {
  const auto projection = Projection::between(view.crs, crs);
  if (!projection) return std::unexpected{projection.error()};
  auto [x, y] = lattice_over(view);
  projection->forward(x, y);
  Box box;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) box.include(x[i], y[i]);
  return box;
}

bool lies_on_earth(const Box& extent, const std::string& crs) {
  const auto projection = Projection::between("EPSG:4326", crs);
  if (!projection) return true;  // whether it is known is asked elsewhere
  constexpr int steps = 4;
  for (int i = 0; i <= steps; ++i)
    for (int j = 0; j <= steps; ++j)
      if (is_on_globe(projection->inverse(
              {extent.min_x + extent.width() * i / steps, extent.min_y + extent.height() * j / steps})))
        return true;
  return false;
}

bool is_too_far(GDALDataset& dataset, const std::string& crs, const RasterView& view) {
  const Box pixels = pixels_under(dataset, crs, view);
  if (pixels.is_empty()) return false;
  const double width = dataset.GetRasterXSize(), height = dataset.GetRasterYSize();
  const double needed = std::min(pixels.width() / view.size.width, pixels.height() / view.size.height);
  double coarser = 1;
  auto& band = *dataset.GetRasterBand(1);
  for (int i = 0; i < band.GetOverviewCount(); ++i)
    if (const double factor = width / band.GetOverview(i)->GetXSize(); factor <= needed)
      coarser = std::max(coarser, factor);
  const double across = std::min(pixels.max_x, width) - std::max(pixels.min_x, 0.0),
               down = std::min(pixels.max_y, height) - std::max(pixels.min_y, 0.0);
  return across > 0 && down > 0 && across / coarser * (down / coarser) > most_pixels_read;
}

}  // namespace riskmap
