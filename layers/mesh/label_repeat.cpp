#include "layers/mesh/label_repeat.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/mesh/label_candidates.h"
#include "layers/mesh/polygon_room.h"

namespace riskmap {

namespace {

constexpr double part_px = 512;  // a side of a part; a smaller shape bears its name once

class Repeater {
 public:
  Repeater(const PlacementView& view, LabelPainter& painter, TakenRoom& texts, const TakenRoom& marks)
      : view_{view}, painter_{painter}, texts_{texts}, marks_{marks} {
    for (const double x : {view.region.min_x, view.region.max_x})
      for (const double y : {view.region.min_y, view.region.max_y})
        region_.include(x / view.metres_per_pixel, -y / view.metres_per_pixel);
  }

  void repeat(std::size_t number, const LabelRequest& wanted) {
    const ScaledPolygon whole = scaled_polygon(*wanted.polygon, view_.metres_per_pixel, 1);
    if (std::max(whole.box.width(), whole.box.height()) <= part_px || !whole.box.intersects(region_)) return;
    const ScaledPolygon seen = clipped(whole, region_);
    const auto texts = settings_inside(wanted, wanted.text.value);
    for (double y = std::floor(seen.box.min_y / part_px) * part_px; y < seen.box.max_y; y += part_px)
      for (double x = std::floor(seen.box.min_x / part_px) * part_px; x < seen.box.max_x; x += part_px) {
        if (view_.stop.stop_requested()) return;
        const ScaledPolygon part = clipped(seen, {x, y, x + part_px, y + part_px});
        for (const LabelText& text : texts)
          if (place(number, wanted, part, text)) break;
      }
  }
  [[nodiscard]] std::vector<PlacedLabel> take_labels() { return std::move(labels_); }

 private:
  bool place(std::size_t number, const LabelRequest& wanted, const ScaledPolygon& part, const LabelText& text) {
    auto image = painter_.image(text);
    const double width = image->text_box.width(), height = image->text_box.height();
    if (image->lines.empty() || width > part.box.width() || height > part.box.height()) return false;
    const auto inner = innermost_point(part, 1, std::clamp(width / height, 1.0, 8.0));
    if (!inner) return false;
    for (const ScreenPoint centre : centres_around(inner->point, part.box, width, height)) {
      const auto candidate =
          candidate_at(inner->point, {centre.x - width / 2, centre.y - height / 2}, *image, painter_.pixel_scale());
      if (!holds_box(part, candidate.box) || !texts_.is_free(candidate.box) || !marks_.is_free(candidate.box)) continue;
      texts_.take(candidate.box);
      labels_.push_back({number,
                         wanted.feature,
                         std::move(image),
                         {inner->point.x * view_.metres_per_pixel, -inner->point.y * view_.metres_per_pixel},
                         candidate.offset});
      return true;
    }
    return false;
  }

  const PlacementView& view_;
  LabelPainter& painter_;
  TakenRoom& texts_;
  const TakenRoom& marks_;
  Box region_;  // pixels of the scale
  std::vector<PlacedLabel> labels_;
};

}  // namespace

std::vector<PlacedLabel> repeated_labels(std::span<const LabelRequest> requests, std::span<const std::size_t> order,
                                         const PlacementView& view, LabelPainter& painter, TakenRoom& texts,
                                         const TakenRoom& marks) {
  Repeater repeater{view, painter, texts, marks};
  for (const std::size_t number : order)
    if (requests[number].polygon && !view.stop.stop_requested()) repeater.repeat(number, requests[number]);
  return repeater.take_labels();
}

}  // namespace riskmap
