// Which features touch which band of pixel rows: found once per picture, in parallel, so that bands can be drawn alone.
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "layers/core/job.h"
#include "layers/raster/camera.h"
#include "layers/raster/detail.h"

namespace riskmap {

// A feature whose box holds no pixel centre, and the pixel that holds the middle of its box.
struct SmallFeature {
  std::uint32_t feature = 0;
  int px = 0, py = 0;
};

struct BandOptions {
  int band_rows = 64;
  double margin_px = 0;     // features this far outside a band still count
  bool lists_small = true;  // small features are listed among the others too
};

// Bands are the same for any number of threads; every list is in feature order.
class BandList {
 public:
  BandList(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
           const BandOptions& options, JobPool& pool);

  [[nodiscard]] int count() const { return bands_; }
  [[nodiscard]] int first_row(int band) const { return band * options_.band_rows; }
  [[nodiscard]] int end_row(int band) const {
    return std::min(first_row(band) + options_.band_rows, camera_.size.height);
  }
  // The features of a band, as a few ascending runs: all of runs(band)[0] come before all of runs(band)[1].
  [[nodiscard]] std::span<const std::vector<std::uint32_t>> runs(int band) const {
    return {features_.data() + static_cast<std::size_t>(band * chunks), static_cast<std::size_t>(chunks)};
  }
  [[nodiscard]] std::span<const std::vector<SmallFeature>> small_runs(int band) const {
    return {small_.data() + static_cast<std::size_t>(band * chunks), static_cast<std::size_t>(chunks)};
  }
  // Those thinner than a pixel that run through more than a few: small for their width, not for their length.
  [[nodiscard]] std::span<const std::vector<std::uint32_t>> thin_runs(int band) const {
    return {thin_.data() + static_cast<std::size_t>(band * chunks), static_cast<std::size_t>(chunks)};
  }
  // Whether a feature in view holds no pixel centre of the picture.
  [[nodiscard]] bool is_small(std::uint32_t feature) const { return small_features_[feature] != 0; }

 private:
  static constexpr int chunks = 16;
  void list_chunk(int chunk, const DrawnLayer& layer, const std::vector<unsigned char>& visible);

  Camera camera_;
  BandOptions options_;
  int bands_ = 0;
  std::vector<std::vector<std::uint32_t>> features_;  // [band · chunks + chunk]
  std::vector<std::vector<std::uint32_t>> thin_;
  std::vector<std::vector<SmallFeature>> small_;
  std::vector<unsigned char> small_features_;  // per feature
};

}  // namespace riskmap
