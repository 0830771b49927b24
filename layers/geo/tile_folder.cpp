#include "layers/geo/tile_folder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "layers/geo/file_check.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

constexpr std::int64_t most_pixels = 400 * 256 * 256;  // of a mosaic

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
  const auto side = side_of_tile(*sample);
  if (!side) return std::nullopt;
  tiles.side_ = *side;
  return tiles;
}

// The zoom that is as fine as the picture, else the next coarser one, else the coarsest of all; one that is coarse
// enough not to be read by the thousand.
std::optional<TileRange> TileFolder::range_for(const Box& box, double metres_per_pixel) const {
  const int wanted = std::max(zoom_of(metres_per_pixel, side_), zooms_.front());
  for (auto next = std::ranges::upper_bound(zooms_, wanted); next != zooms_.begin();) {
    const auto range = range_of(box, *--next);
    if (range.count() * side_ * side_ <= most_pixels) return range;
  }
  return std::nullopt;
}

fs::path TileFolder::file_of(const TileName& tile) const {
  const int count = 1 << tile.zoom;
  return folder_ / std::to_string(tile.zoom) / std::to_string(tile.column) /
         (std::to_string(counts_from_south_ ? count - 1 - tile.row : tile.row) + ending_);
}

std::optional<TileMosaic> TileFolder::mosaic(const Box& box, double metres_per_pixel,
                                             const std::stop_token& stop) const {
  const auto range = box.is_empty() ? std::nullopt : range_for(box, metres_per_pixel);
  if (!range) return std::nullopt;
  return mosaic_of(*range, side_, [&](const TileName& tile) { return read_tile(file_of(tile), side_); }, stop);
}

std::optional<Error> TileFolder::what_lacks(const Box& box, double metres_per_pixel) const {
  std::error_code ignored;
  if (!fs::is_directory(folder_, ignored)) return Error{ErrorCode::not_found, "the folder is gone", {}, {}};
  if (box.is_empty() || range_for(box, metres_per_pixel)) return std::nullopt;
  return Error{ErrorCode::too_large, "tiles of closer scales only", {}, {}};
}

}  // namespace riskmap
