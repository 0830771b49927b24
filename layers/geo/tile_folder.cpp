#include "layers/geo/tile_folder.h"

#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "layers/geo/file_check.h"
#include "layers/geo/raster_pixels.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

constexpr double half_world = 6378137.0 * std::numbers::pi;  // metres of Web Mercator
constexpr int deepest_zoom = 24, most_tiles = 400;

std::optional<int> number_of(const fs::path& name) {
  const auto text = name.stem().string();
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = problem == std::errc{} && end == text.data() + text.size() && number >= 0;
  return is_number ? std::optional{number} : std::nullopt;
}

bool is_tile(const fs::path& file) {
  constexpr std::array<std::string_view, 3> endings = {".png", ".jpg", ".jpeg"};
  return number_of(file) && std::ranges::find(endings, lower_extension(file)) != endings.end();
}

// The first tile of a zoom level.
std::optional<fs::path> any_tile(const fs::path& level) {
  std::error_code problem;
  for (const auto& column : fs::directory_iterator{level, problem}) {
    std::error_code ignored;
    if (!number_of(column.path().filename()) || !column.is_directory(ignored)) continue;
    for (const auto& row : fs::directory_iterator{column.path(), ignored})
      if (is_tile(row.path())) return row.path();
  }
  return std::nullopt;
}

GDALDatasetUniquePtr open_tile(const fs::path& file) {
  const auto checked = check_file(file);
  if (!checked || (checked->format != FileFormat::png && checked->format != FileFormat::jpeg)) return nullptr;
  constexpr std::array<const char*, 3> drivers = {"PNG", "JPEG", nullptr};
  return GDALDatasetUniquePtr{
      GDALDataset::Open(checked->path.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers.data(), nullptr, nullptr)};
}

// Columns and rows, both ends included, rows from the north.
struct TileRange {
  int first_column, last_column, first_row, last_row;
  [[nodiscard]] int columns() const { return last_column - first_column + 1; }
  [[nodiscard]] int rows() const { return last_row - first_row + 1; }
};

double tile_metres(int zoom) {
  return 2 * half_world / std::exp2(zoom);
}

TileRange range_of(const Box& box, int zoom) {
  const double metres = tile_metres(zoom), last = std::exp2(zoom) - 1;
  const auto at = [&](double value) {
    return static_cast<int>(std::clamp(std::floor((value + half_world) / metres), 0.0, last));
  };
  return {at(box.min_x), at(box.max_x), at(-box.max_y), at(-box.min_y)};
}

// True when the tile had the size it should have.
bool put(TileMosaic& mosaic, GDALDataset& tile, int left, int top, int side) {
  if (tile.GetRasterXSize() != side || tile.GetRasterYSize() != side || tile.GetRasterCount() == 0) return false;
  const auto pixels = RasterColours::of(tile).pixels_of(tile);
  if (!pixels) return false;
  for (int row = 0; row < side; ++row)
    std::copy_n(pixels->begin() + row * side, side, mosaic.pixels.begin() + (top + row) * mosaic.size.width + left);
  return true;
}
}  // namespace

std::optional<TileFolder> TileFolder::in(const fs::path& folder) {
  TileFolder tiles;
  tiles.folder_ = folder;
  std::error_code problem;
  std::optional<fs::path> sample;
  for (const auto& level : fs::directory_iterator{folder, problem}) {
    std::error_code ignored;
    const auto zoom = number_of(level.path().filename());
    if (!zoom || *zoom > deepest_zoom || !level.is_directory(ignored)) continue;
    const auto tile = any_tile(level.path());
    if (!tile) continue;
    tiles.zooms_.push_back(*zoom);
    sample = tile;
  }
  if (!sample) return std::nullopt;
  std::ranges::sort(tiles.zooms_);
  tiles.ending_ = sample->extension().string();
  tiles.counts_from_south_ = fs::exists(folder / "tilemapresource.xml", problem);
  const auto opened = open_tile(*sample);
  if (opened == nullptr || opened->GetRasterXSize() > 1024) return std::nullopt;
  tiles.side_ = opened->GetRasterXSize();
  return tiles;
}

std::optional<int> TileFolder::zoom_for(const Box& box, double metres_per_pixel) const {
  const auto wanted = static_cast<int>(std::lround(std::log2(2 * half_world / side_ / metres_per_pixel)));
  // The one that is as fine as the picture, else the next coarser one, else the coarsest of all.
  auto zoom = std::ranges::upper_bound(zooms_, std::max(wanted, zooms_.front()));
  const auto range = range_of(box, *--zoom);
  return range.columns() * range.rows() <= most_tiles ? std::optional{*zoom} : std::nullopt;
}

fs::path TileFolder::tile(int zoom, int column, int row) const {
  const int count = 1 << zoom;
  return folder_ / std::to_string(zoom) / std::to_string(column) /
         (std::to_string(counts_from_south_ ? count - 1 - row : row) + ending_);
}

std::optional<TileMosaic> TileFolder::mosaic(const Box& box, double metres_per_pixel,
                                             const std::stop_token& stop) const {
  const auto zoom = box.is_empty() ? std::nullopt : zoom_for(box, metres_per_pixel);
  if (!zoom) return std::nullopt;
  const auto range = range_of(box, *zoom);
  const double metres = tile_metres(*zoom);
  TileMosaic mosaic{{range.columns() * side_, range.rows() * side_},
                    {range.first_column * metres - half_world, half_world - (range.last_row + 1) * metres,
                     (range.last_column + 1) * metres - half_world, half_world - range.first_row * metres},
                    {}};
  mosaic.pixels.assign(static_cast<std::size_t>(mosaic.size.width) * static_cast<std::size_t>(mosaic.size.height),
                       Colour{0, 0, 0, 0});
  bool has_any = false;
  for (int column = 0; column < range.columns(); ++column)
    for (int row = 0; row < range.rows(); ++row) {
      if (stop.stop_requested()) return std::nullopt;
      const auto file = tile(*zoom, range.first_column + column, range.first_row + row);
      if (const auto opened = open_tile(file))
        has_any = put(mosaic, *opened, column * side_, row * side_, side_) || has_any;
    }
  return has_any ? std::optional{std::move(mosaic)} : std::nullopt;
}

}  // namespace riskmap
