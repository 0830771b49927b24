// A picture of the ground from a person's file: a GeoTIFF, a PNG or JPEG with a world file, an MBTiles file, a folder
// of map tiles; or map tiles of a server. Read for a view: brought into its CRS, from the overview that suits its
// scale.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"

namespace riskmap {

// North is up, pixels are square.
struct RasterView {
  std::string crs;
  Box extent;      // in the CRS
  ImageSize size;  // pixels
};

enum class RasterLook { colours, relief };  // relief: heights as light and shadow

class RasterFile {
 public:
  // By content, as vector files are. A file that names no coordinate system is in `assumed_crs`, else in degrees when
  // its numbers are such. Errors: those of check_file, format, damaged, unsupported, too_large, no_geometry (it does
  // not say where it lies, or is empty throughout), no_crs, coords_range (it lies nowhere on the Earth).
  static Result<RasterFile> open(const std::filesystem::path& file, const std::string& assumed_crs = {});

  RasterFile(RasterFile&&) noexcept;
  RasterFile& operator=(RasterFile&&) noexcept;
  ~RasterFile();

  [[nodiscard]] const std::string& attribution() const;  // as the file tells it; often empty, a server's never
  [[nodiscard]] bool has_heights() const;                // what relief can be drawn of
  [[nodiscard]] int rows_at_once(int width) const;       // of a view so wide: more would take much memory
  // Row by row from the top, straight alpha, transparent where the picture has nothing. From any thread, one at a time.
  // Errors: damaged, no_crs, cancelled; too_large where so small a scale would need too much of a file without
  // overviews or has no tiles coarse enough; not_found where a folder of tiles has gone.
  [[nodiscard]] Result<std::vector<Colour>> read(const RasterView& view, RasterLook look,
                                                 const std::stop_token& stop = {}) const;

  // Tiles of a server: the last view lacks some that have come meanwhile or are to come; it can be read again.
  [[nodiscard]] bool is_waiting() const;
  [[nodiscard]] bool has_news() const;  // of that, some have come
  void wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) const;
  // Why the last view lacks what it should show; nothing when it shows all.
  [[nodiscard]] std::optional<Error> problem() const;

 private:
  struct State;
  explicit RasterFile(std::unique_ptr<State> state);
  static Result<RasterFile> open_tiles(const std::filesystem::path& folder);
  static Result<RasterFile> open_server(const std::string& address);
  [[nodiscard]] Result<std::vector<Colour>> read_any(const RasterView& view, RasterLook look,
                                                     const std::stop_token& stop) const;
  [[nodiscard]] Result<std::vector<Colour>> tiles_of(const RasterView& view, const std::stop_token& stop) const;
  [[nodiscard]] Result<std::vector<Colour>> relief_in(RasterView view, const std::stop_token& stop) const;
  std::unique_ptr<State> state_;
};

// A folder, or a file with the ending of a picture: what is wrong with it is told in the words of pictures.
bool is_named_as_picture(const std::filesystem::path& file);
// By its first bytes, a folder by its tiles, a server by its address (http, https) alone; false as well for what cannot
// be read.
bool is_raster_file(const std::filesystem::path& file);

}  // namespace riskmap
