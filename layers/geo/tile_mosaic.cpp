#include "layers/geo/tile_mosaic.h"

#include <gdal_priv.h>

#include <algorithm>
#include <array>

#include "layers/geo/file_check.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/raster_pixels.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

constexpr int largest_side = 1024;

GDALDatasetUniquePtr open_tile(const fs::path& file) {
  const auto checked = check_file(file);
  if (!checked || (checked->format != FileFormat::png && checked->format != FileFormat::jpeg)) return nullptr;
  constexpr std::array<const char*, 3> drivers = {"PNG", "JPEG", nullptr};
  return GDALDatasetUniquePtr{
      GDALDataset::Open(checked->path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr)};
}
}  // namespace

std::optional<int> side_of_tile(const fs::path& file) {
  const GdalMessages silenced;
  const auto tile = open_tile(file);
  if (!tile || tile->GetRasterXSize() != tile->GetRasterYSize()) return std::nullopt;
  return tile->GetRasterXSize() <= largest_side ? std::optional{tile->GetRasterXSize()} : std::nullopt;
}

std::optional<TilePixels> read_tile(const fs::path& file, int side) {
  const GdalMessages silenced;
  const auto tile = open_tile(file);
  if (!tile || tile->GetRasterXSize() != side || tile->GetRasterYSize() != side || tile->GetRasterCount() == 0)
    return std::nullopt;
  auto pixels = RasterColours::of(*tile).pixels_of(*tile);
  return pixels ? std::optional{std::move(*pixels)} : std::nullopt;
}

std::optional<TileMosaic> mosaic_of(const TileRange& range, int side, const FindTile& find,
                                    const std::stop_token& stop) {
  TileMosaic mosaic{{range.columns() * side, range.rows() * side}, range.extent(), {}};
  mosaic.pixels.assign(static_cast<std::size_t>(mosaic.size.width) * static_cast<std::size_t>(mosaic.size.height),
                       Colour{0, 0, 0, 0});
  bool has_any = false;
  for (int row = 0; row < range.rows(); ++row)
    for (int column = 0; column < range.columns(); ++column) {
      if (stop.stop_requested()) return std::nullopt;
      const auto pixels = find({range.zoom, range.first_column + column, range.first_row + row});
      if (!pixels) continue;
      has_any = true;
      for (int line = 0; line < side; ++line)
        std::copy_n(pixels->begin() + line * side, side,
                    mosaic.pixels.begin() + (row * side + line) * mosaic.size.width + column * side);
    }
  return has_any ? std::optional{std::move(mosaic)} : std::nullopt;
}

}  // namespace riskmap
