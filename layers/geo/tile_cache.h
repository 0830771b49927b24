// Map tiles of one address on the disk, so that a place that was seen once is seen without network. All addresses
// together keep within a bound: what came first goes first.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "layers/core/result.h"
#include "layers/geo/tile_grid.h"

namespace riskmap {

inline constexpr std::uintmax_t most_cached_bytes = 256 << 20;

class TileCache {
 public:
  // In `folder`/tiles; below $XDG_CACHE_HOME/riskmap by itself. Errors: io.
  static Result<TileCache> of(const std::string& address, const std::filesystem::path& folder = {});

  enum class Age { missing, fresh, old };  // old: to be shown, and asked for again
  [[nodiscard]] Age age(const TileName& tile) const;
  [[nodiscard]] std::filesystem::path file_of(const TileName& tile) const;
  [[nodiscard]] std::optional<int> side() const;  // pixels of the tiles; nothing while there are none
  // Whole or not at all. Errors: io, disk_full.
  Result<void> keep(const TileName& tile, const std::string& bytes) const;
  // The oldest tiles of all addresses go until the rest takes three quarters of the bound.
  void shrink(std::uintmax_t bound = most_cached_bytes) const;

 private:
  std::filesystem::path root_, folder_;
};

}  // namespace riskmap
