// Opening a person's vector file: the only place that does. Whatever is in it, the answer is features and a list of
// what was refused, or one Error.
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/geo/feature_table.h"
#include "layers/geo/glimpse.h"

namespace riskmap {

struct LayerInfo {
  std::string name;
  GeometryKind kind = GeometryKind::none;
  std::int64_t feature_count = 0;  // counted, never trusted from the file
  std::string crs_name{};
  std::string crs_wkt{};
  std::vector<std::pair<std::string, ColumnType>> fields{};
};

struct OpenOptions {
  std::string layer{};        // empty = the first layer with shapes
  std::string encoding{};     // empty = detect; else "UTF-8", "CP1251", "RK1048" …
  std::string assumed_crs{};  // for files that name none: "EPSG:4326" …; empty = leave unknown
  bool wants_attributes = true;
  std::function<void(double)> progress{};  // 0…1, from the reading thread
  std::stop_token stop{};                  // err.cancelled
  ShowGlimpse glimpse{};                   // from the reading thread; null = nobody looks
  std::chrono::milliseconds glimpse_after{150};
};

class VectorDataset {
 public:
  // Regular files of our driver list only (content decides, not the extension); zipped Shapefiles are unpacked within
  // limits. A format that must be read whole to be described heeds progress and stop here. Errors: not_found, access,
  // unsafe_file, format, damaged, no_layer, too_large, cancelled.
  static Result<VectorDataset> open(const std::filesystem::path& file, const OpenOptions& options = {});

  VectorDataset(VectorDataset&&) noexcept;
  VectorDataset& operator=(VectorDataset&&) noexcept;
  ~VectorDataset();

  [[nodiscard]] const std::filesystem::path& file() const;
  [[nodiscard]] std::string driver() const;  // GDAL's short name
  [[nodiscard]] const std::vector<LayerInfo>& layers() const;
  // Reads one layer whole. Curves are linearised, Z and M dropped, mixed collections keep the layer's main kind and
  // list the rest. Texts are valid UTF-8 in NFC. A text column whose values all parse as numbers is numeric, except
  // codes with leading zeros (`decisions.md` 28). Partial reads are said in `refusals` (row 0).
  [[nodiscard]] Result<FeatureTable> read(const OpenOptions& options = {}) const;

 private:
  struct State;
  explicit VectorDataset(std::unique_ptr<State> state);
  static Result<VectorDataset> open_with_gdal(std::unique_ptr<State> state, const std::string& where);
  [[nodiscard]] Result<FeatureTable> read_with_gdal(const OpenOptions& options, std::size_t index) const;
  [[nodiscard]] Result<FeatureTable> take_geojson(const OpenOptions& options) const;
  std::unique_ptr<State> state_;
};

// open + read in one step.
Result<FeatureTable> read_vector_file(const std::filesystem::path& file, const OpenOptions& options = {});

}  // namespace riskmap
