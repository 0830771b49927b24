// Edges are taken straight from the layer's arrays; blocks of them that miss the mask are skipped whole.
#include "layers/raster/border_stroker.h"

#include <algorithm>
#include <cmath>

namespace riskmap {

namespace {
constexpr float joined_px = 1;        // shorter steps along a border are drawn as one
constexpr float thin_half_px = 1.5F;  // wider borders get round joints
constexpr float far_px = 4096;        // longer edges are cut to the mask in doubles first
}  // namespace

void BorderStroker::stroke(FeatureIndex feature, CoverageMask& mask) const {
  const std::uint32_t last_ring = rings_.feature_offset[feature + 1];
  for (std::uint32_t ring = rings_.feature_offset[feature], next = ring; ring < last_ring; ring = next) {
    const std::uint32_t first = rings_.ring_offset[ring], last = rings_.ring_offset[ring + 1];
    next = ring + 1;
    if (last - first < 2) continue;
    if (last - first < LayerRings::block && !may_touch(rings_.box_around(first, last), mask)) {
      next = std::max(next, rings_.ring_after_block(ring, last_ring));
      continue;
    }
    const float strength = weight_of_ring(first, last);
    if (strength <= 0) continue;
    for (std::uint32_t i = first; i + 1 < last;) {
      const std::uint32_t block = i / LayerRings::block;
      const std::uint32_t stop = std::min((block + 1) * LayerRings::block, last - 1);
      if (may_touch(rings_.block_boxes[block], mask)) stroke_path(i, stop, strength, mask);
      i = stop;
    }
    const Segment closing{grid_.column(rings_.x[last - 1]), grid_.line(rings_.y[last - 1]),
                          grid_.column(rings_.x[first]), grid_.line(rings_.y[first])};
    stroke_edge(closing, last - 1, first, strength, mask);
  }
}

// An islet or a hole is all border sooner than the feature it belongs to.
float BorderStroker::weight_of_ring(std::uint32_t first, std::uint32_t last) const {
  if (last - first >= LayerRings::block) return 255;
  const auto [left, right] = std::minmax_element(rings_.x.begin() + first, rings_.x.begin() + last);
  const auto [lower, upper] = std::minmax_element(rings_.y.begin() + first, rings_.y.begin() + last);
  const float across = grid_.column(*right) - grid_.column(*left), down = grid_.line(*lower) - grid_.line(*upper);
  return border_weight_of(std::max(across, down), 2 * static_cast<double>(half_width_));
}

bool BorderStroker::may_touch(const LocalBox& box, const CoverageMask& mask) const {
  const float reach = half_width_ + 1;
  return grid_.line(box.min_y) + reach > static_cast<float>(mask.top) &&
         grid_.line(box.max_y) - reach < static_cast<float>(mask.top + mask.height) &&
         grid_.column(box.max_x) + reach > static_cast<float>(mask.left) &&
         grid_.column(box.min_x) - reach < static_cast<float>(mask.left + mask.width);
}

void BorderStroker::stroke_path(std::uint32_t first, std::uint32_t last, float weight, CoverageMask& mask) const {
  std::uint32_t from = first;
  float x0 = grid_.column(rings_.x[from]), y0 = grid_.line(rings_.y[from]);
  for (std::uint32_t i = first + 1; i <= last; ++i) {
    const float x1 = grid_.column(rings_.x[i]), y1 = grid_.line(rings_.y[i]);
    if (i < last && std::abs(x1 - x0) + std::abs(y1 - y0) < joined_px) continue;
    stroke_edge({x0, y0, x1, y1}, from, i, weight, mask);
    from = i, x0 = x1, y0 = y1;
  }
}

void BorderStroker::stroke_edge(Segment segment, std::uint32_t from, std::uint32_t to, float weight,
                                CoverageMask& mask) const {
  const float reach = half_width_ + 1;
  if (std::max(segment.y0, segment.y1) + reach < static_cast<float>(mask.top)) return;
  if (std::min(segment.y0, segment.y1) - reach > static_cast<float>(mask.top + mask.height)) return;
  const float across = std::abs(segment.x1 - segment.x0), down = std::abs(segment.y1 - segment.y0);
  if (std::max(across, down) > far_px && !clip_far(from, to, mask, segment)) return;
  const auto cover = [&](auto&& strength) {
    if (half_width_ <= thin_half_px)
      cover_crossings(mask, segment, half_width_, strength);
    else
      cover_segment(mask, segment, half_width_, strength);
  };
  if (!is_dashed_) {
    cover([weight](float, float) { return weight; });
  } else if (across >= down) {
    cover([&](float x, float) { return weight * pattern_.dash_share_x(x); });
  } else {
    cover([&](float, float y) { return weight * pattern_.dash_share_y(y); });
  }
}

bool BorderStroker::clip_far(std::uint32_t from, std::uint32_t to, const CoverageMask& mask, Segment& segment) const {
  ScreenPoint a = camera_.screen_from_map(rings_.vertex(from)), b = camera_.screen_from_map(rings_.vertex(to));
  if (!clip(a, b, mask, static_cast<double>(half_width_) + 2)) return false;
  segment = {static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x), static_cast<float>(b.y)};
  return true;
}

}  // namespace riskmap
