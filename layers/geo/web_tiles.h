// Map tiles of a server whose address a person has given. A thread of its own fetches what readers ask for; nobody
// waits for the network unless he wants to. What came stays on the disk (layers/geo/tile_cache.h).
//
//   mosaic(): from the disk ──▶ what is missing is asked for ──▶ the thread fetches and keeps it ──▶ mosaic() again
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "layers/core/result.h"
#include "layers/geo/tile_mosaic.h"

namespace riskmap {

class WebTiles {
 public:
  // Asks nobody yet. `cache_folder`: where TileCache keeps tiles. Errors: usage (no address of tiles), io.
  static Result<WebTiles> at(const std::string& address, const std::filesystem::path& cache_folder = {});
  WebTiles(WebTiles&&) noexcept;
  WebTiles& operator=(WebTiles&&) noexcept;
  ~WebTiles();  // breaks off what is under way

  [[nodiscard]] const std::string& attribution() const;
  // The tiles that cover a box (EPSG:3857) at about this many metres a pixel, as far as they are here; a coarser one
  // stands in for a missing one. What the last reader lacked is fetched first.
  [[nodiscard]] std::optional<TileMosaic> mosaic(const Box& box, double metres_per_pixel,
                                                 const std::stop_token& stop) const;
  [[nodiscard]] bool is_waiting() const;  // tiles are to come
  [[nodiscard]] bool has_news() const;    // tiles have come since the last reader began
  // Until nothing is waited for any more, the time is over, or `stop` is requested.
  void wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) const;
  [[nodiscard]] std::optional<Error> problem() const;  // why the last tile did not come; nothing when it came

 private:
  struct State;
  explicit WebTiles(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
