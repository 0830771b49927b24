#include "layers/geo/tile_cache.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <vector>

#include "layers/core/user_folder.h"
#include "layers/core/uuid.h"
#include "layers/geo/tile_mosaic.h"

namespace riskmap {

namespace {
namespace fs = std::filesystem;

constexpr std::chrono::days fresh_for{14};  // servers of tiles ask for a week at least

struct Kept {
  fs::path file;
  fs::file_time_type time;
  std::uintmax_t bytes;
};

std::vector<Kept> all_below(const fs::path& root) {
  std::vector<Kept> all;
  std::error_code problem;
  for (auto entry = fs::recursive_directory_iterator{root, problem}; !problem && entry != end(entry);
       entry.increment(problem)) {
    std::error_code ignored;
    if (entry->is_regular_file(ignored))
      all.push_back({entry->path(), entry->last_write_time(ignored), entry->file_size(ignored)});
  }
  return all;
}
}  // namespace

Result<TileCache> TileCache::of(const std::string& address, const fs::path& folder) {
  TileCache cache;
  cache.root_ = (folder.empty() ? user_folder("XDG_CACHE_HOME", ".cache") : folder) / "tiles";
  cache.folder_ = cache.root_ / uuid_of_name(address);
  std::error_code problem;
  fs::create_directories(cache.folder_, problem);
  if (problem) return fail(ErrorCode::io, problem.message(), cache.folder_.string());
  return cache;
}

fs::path TileCache::file_of(const TileName& tile) const {
  return folder_ / std::to_string(tile.zoom) / std::to_string(tile.column) / std::to_string(tile.row);
}

TileCache::Age TileCache::age(const TileName& tile) const {
  std::error_code problem;
  const auto written = fs::last_write_time(file_of(tile), problem);
  if (problem) return Age::missing;
  return fs::file_time_type::clock::now() - written < fresh_for ? Age::fresh : Age::old;
}

std::optional<int> TileCache::side() const {
  std::error_code problem;
  for (auto entry = fs::recursive_directory_iterator{folder_, problem}; !problem && entry != end(entry);
       entry.increment(problem)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored)) continue;
    if (const auto side = side_of_tile(entry->path())) return side;
  }
  return std::nullopt;
}

Result<void> TileCache::keep(const TileName& tile, const std::string& bytes) const {
  const auto file = file_of(tile);
  const fs::path unfinished = file.string() + '-' + new_uuid();  // two programs may keep the same tile
  std::error_code problem;
  fs::create_directories(file.parent_path(), problem);
  std::ofstream out{unfinished, std::ios::binary};
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) fs::rename(unfinished, file, problem);
  if (out && !problem) return {};
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  return fail(problem ? ErrorCode::io : ErrorCode::disk_full, "a map tile cannot be kept", file.string());
}

void TileCache::shrink(std::uintmax_t bound) const {
  auto all = all_below(root_);
  std::uintmax_t bytes = 0;
  for (const auto& tile : all) bytes += tile.bytes;
  if (bytes <= bound) return;
  std::ranges::sort(all, {}, &Kept::time);
  for (const auto& tile : all) {
    if (bytes <= bound / 4 * 3) return;
    std::error_code ignored;
    if (fs::remove(tile.file, ignored)) bytes -= tile.bytes;
  }
}

}  // namespace riskmap
