// One pass over the feature boxes, split into a fixed number of chunks.
#include "layers/raster/band_list.h"

#include <algorithm>
#include <cmath>

#include "layers/core/contract.h"
#include "layers/raster/border_density.h"
#include "layers/raster/sample_grid.h"

namespace riskmap {

namespace {

constexpr float thin_px = 0.75F, long_px = 3;  // of what is thin; what is no longer than this is small instead

struct PixelBox {
  float left, right, top, bottom;
  [[nodiscard]] bool is_long() const { return std::max(right - left, bottom - top) > long_px; }
};

PixelBox pixel_box(const LocalBox& box, const SampleGrid& grid) {
  return {grid.column(box.min_x), grid.column(box.max_x), grid.line(box.max_y), grid.line(box.min_y)};
}

}  // namespace

BandList::BandList(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
                   const BandOptions& options, JobPool& pool)
    : camera_{camera}, options_{options}, bands_{(camera.size.height + options.band_rows - 1) / options.band_rows} {
  RISKMAP_REQUIRE(visible.empty() || visible.size() == layer.geometry.size());
  RISKMAP_REQUIRE(layer.local_boxes.size() == layer.geometry.size());
  features_.resize(static_cast<std::size_t>(bands_ * chunks));
  thin_.resize(features_.size());
  small_.resize(features_.size());
  small_features_.assign(layer.geometry.size(), 0);
  if (layer.geometry.kind != GeometryKind::polygons) return;
  pool.fork_join(chunks, [&](int chunk) { list_chunk(chunk, layer, visible); });
}

void BandList::list_chunk(int chunk, const DrawnLayer& layer, const std::vector<unsigned char>& visible) {
  const SampleGrid grid{layer.rings, camera_, 1};
  const auto margin = static_cast<float>(options_.margin_px);
  const auto width = static_cast<float>(camera_.size.width), height = static_cast<float>(camera_.size.height);
  const auto part = [&](int i) { return layer.geometry.size() * static_cast<std::size_t>(i) / chunks; };
  const auto slot = [&](int band) { return static_cast<std::size_t>(band * chunks + chunk); };
  for (std::size_t feature = part(chunk); feature < part(chunk + 1); ++feature) {
    if (!visible.empty() && visible[feature] == 0) continue;
    if (layer.local_boxes[feature].is_empty()) continue;
    const PixelBox box = pixel_box(layer.local_boxes[feature], grid);
    if (box.right + margin < 0 || box.left - margin > width || box.bottom + margin < 0 || box.top - margin > height)
      continue;
    const auto index = static_cast<std::uint32_t>(feature);
    const bool has_no_centre = grid.first_column(box.left) == grid.first_column(box.right) ||
                               SampleGrid::first_line(box.top, 0, camera_.size.height) ==
                                   SampleGrid::first_line(box.bottom, 0, camera_.size.height);
    const bool is_thin = box.is_long() && (has_no_centre || side_px(layer.geometry, feature, camera_) < thin_px);
    if (has_no_centre && !is_thin) {
      small_features_[feature] = 1;
      const float x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
      if (x >= 0 && x < width && y >= 0 && y < height) {
        const int px = static_cast<int>(x), py = static_cast<int>(y);
        small_[slot(py / options_.band_rows)].push_back({index, px, py});
      }
    }
    const bool is_listed = !has_no_centre || options_.lists_small;
    if (!is_listed && !is_thin) continue;
    const int top = static_cast<int>(std::clamp(box.top - margin, 0.0F, height - 1)) / options_.band_rows;
    const int bottom = static_cast<int>(std::clamp(box.bottom + margin, 0.0F, height - 1)) / options_.band_rows;
    for (int band = top; band <= bottom; ++band) {
      if (is_listed) features_[slot(band)].push_back(index);
      if (is_thin) thin_[slot(band)].push_back(index);
    }
  }
}

}  // namespace riskmap
