// One question at a time; the next is asked when its answer has come, so that a map that moves on and on has names too.
#include "viewer/app/label_view.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/exchange/scene_context.h"
#include "layers/mesh/taken_room.h"

namespace riskmap {

namespace {
constexpr std::size_t few = 200;  // are placed within a frame

std::vector<Colour> grounds_of(const std::vector<SceneLabel>& labels) {
  std::vector<Colour> grounds;
  for (const SceneLabel& label : labels) grounds.push_back(label.ground);
  return grounds;
}
}  // namespace

bool LabelView::update(const MapScene& scene, std::uint64_t scene_revision, const Camera& camera, double pixel_scale) {
  bool has_changed = use_painter_of(pixel_scale);
  has_changed = take_placed() || has_changed;
  has_changed = forget_others_than(scene.areas) || has_changed;
  Wanted wanted{scene_revision, scene.areas, scene.context, camera.metres_per_pixel,
                label_region(camera.visible(), camera.metres_per_pixel)};
  if ((placed_ && placed_->wanted == wanted) || (is_placing_ && in_work_ == wanted)) return has_changed;
  if (is_placing_ && scene.labels.size() > few) return has_changed;
  const auto labels = labels_at(scene, camera.metres_per_pixel, pixel_scale);
  auto wishes = label_wishes(scene, labels, symbol_sizes(scene, camera.metres_per_pixel, pixel_scale));
  if (labels.size() <= few) {
    const PlacementView view{wanted.metres_per_pixel, wanted.region};
    auto placed = place_labels(wishes.requests, wishes.obstacles, view, *painter_);
    placed_ = std::make_unique<Placed>(Placed{std::move(wanted), std::move(placed), grounds_of(labels)});
    stop_.request_stop();  // what is in work is of no use any more
    return true;
  }
  if (!is_placing_) start({std::move(wanted), {}, grounds_of(labels)}, std::move(wishes));
  return has_changed;
}

// Letters of another size have other room.
bool LabelView::use_painter_of(double pixel_scale) {
  if (painter_ && painter_->pixel_scale() == pixel_scale) return false;
  painter_ = std::make_shared<LabelPainter>(pixel_scale);
  placed_.reset();
  stop_.request_stop();
  return true;
}

bool LabelView::take_placed() {
  const std::lock_guard lock{mailbox_->mutex};
  if (!std::exchange(mailbox_->is_done, false)) return false;
  is_placing_ = false;
  if (!mailbox_->placed) return false;
  placed_ = std::move(mailbox_->placed);
  return true;
}

// Anchors of another map mean nothing on this one.
bool LabelView::forget_others_than(const Geometry& areas) {
  if (is_placing_ && in_work_.areas != areas) stop_.request_stop();
  if (!placed_ || placed_->wanted.areas == areas) return false;
  placed_.reset();
  return true;
}

void LabelView::start(Placed placed, LabelWishes wishes) {
  is_placing_ = true;
  in_work_ = placed.wanted;
  stop_ = {};
  worker_.run([wake = wake_, mailbox = mailbox_, painter = painter_, stop = stop_.get_token(),
               wishes = std::move(wishes), placed = std::move(placed)] {
    const PlacementView view{placed.wanted.metres_per_pixel, placed.wanted.region, stop};
    auto answer = std::make_unique<Placed>(placed);
    answer->labels = place_labels(wishes.requests, wishes.obstacles, view, *painter);
    {
      const std::lock_guard lock{mailbox->mutex};
      if (!stop.stop_requested()) mailbox->placed = std::move(answer);
      mailbox->is_done = true;
    }
    wake();
  });
}

std::vector<LabelView::Name> LabelView::names(const Camera& camera) const {
  std::vector<Name> names;
  if (!placed_) return names;
  const bool may_collide = placed_->wanted.metres_per_pixel != camera.metres_per_pixel;
  const Box picture{0, 0, static_cast<double>(camera.size.width), static_cast<double>(camera.size.height)};
  TakenRoom room;
  std::vector<unsigned char> is_named(placed_->grounds.size(), 0);  // by request
  for (const PlacedLabel& label : placed_->labels) {
    const auto anchor = camera.screen_from_map(label.anchor);
    const int left = static_cast<int>(std::lround(anchor.x) + std::lround(label.offset.x)),
              top = static_cast<int>(std::lround(anchor.y) + std::lround(label.offset.y));
    const Box& text = label.image->text_box;
    const Box box{left + text.min_x, top + text.min_y, left + text.max_x, top + text.max_y};
    const bool is_whole = picture.contains(box.min_x, box.min_y) && picture.contains(box.max_x, box.max_y);
    if (!is_whole || is_named[label.request] != 0) continue;  // a name cut at the edge would be read as another
    if (may_collide && !room.is_free(box)) continue;
    is_named[label.request] = 1;
    if (may_collide) room.take(box);
    names.push_back({label.image, left, top, placed_->grounds[label.request]});
  }
  return names;
}

}  // namespace riskmap
