// Quick picture now, smooth picture later.
#include "viewer/app/map_view.h"

#include <algorithm>
#include <utility>

#include "layers/exchange/scene_lines.h"

namespace riskmap {

// The mailbox between the refining job and the UI thread.
struct MapView::Refined {
  std::mutex mutex;
  std::optional<ColourImage> image;
};

namespace {
bool has_areas(const MapScene& scene) {
  return scene.areas && scene.areas->kind == GeometryKind::polygons && scene.style != nullptr;
}

ResolveOptions options_of(const MapScene& scene, const MapLook& look) {
  auto options = scene.resolve;
  options.pixel_scale = look.pixel_scale;
  return options;
}
}  // namespace

MapView::MapView(JobPool& pool, std::function<void()> wake)
    : pool_{pool}, detail_{wake}, wake_{wake}, context_{std::move(wake)}, refiners_{JobPool::default_workers() + 1} {}

MapView::~MapView() {
  stop_.request_stop();
}

bool MapView::update(const MapScene& scene, std::uint64_t scene_revision, const MapLook& look, bool is_resting) {
  const bool has_moved = revision_ != scene_revision || look_ != look;
  if (has_moved) {
    stop_.request_stop();
    refined_.reset();
    is_refining_ = is_refined_ = false;
    draw_quickly(scene, look);
    revision_ = scene_revision;
    look_ = look;
  }
  const bool has_arrived = take_refined();
  if (is_resting && !is_refined_ && !is_refining_ && has_areas(scene)) start_refinement(scene, look);
  const bool has_context = context_.update(scene.context, {look.camera, look.pixel_scale, look.theme, scene.view_crs});
  if (has_moved || has_arrived || has_context) lay_together(scene, look);
  return has_moved || has_arrived || has_context;
}

void MapView::draw_quickly(const MapScene& scene, const MapLook& look) {
  if (has_areas(scene)) {
    const Detail detail = detail_.detail_of(scene.areas);
    raster_ids(DrawnLayer::moving(*scene.areas, detail.get(), look.camera), look.camera, scene.visible, pool_, ids_);
    resolve(ids_, *scene.style, options_of(scene, look), pool_, fills_);
  } else {
    fills_.reset(look.camera.size);
  }
}

void MapView::start_refinement(const MapScene& scene, const MapLook& look) {
  is_refining_ = true;
  stop_ = {};
  refined_ = std::make_shared<Refined>();
  refiners_.run([this, mailbox = refined_, stop = stop_.get_token(), areas = scene.areas, style = scene.style,
                 detail = detail_.detail_of(scene.areas), visible = scene.visible, options = options_of(scene, look),
                 look] {
    ColourImage image;
    const auto layer = DrawnLayer::at_rest(*areas, detail.get(), look.camera);
    if (!resolve_smooth(layer, look.camera, visible, *style, options, refiners_, stop, image)) return;
    {
      const std::lock_guard lock{mailbox->mutex};
      mailbox->image = std::move(image);
    }
    wake_();
  });
}

bool MapView::take_refined() {
  if (!refined_) return false;
  const std::lock_guard lock{refined_->mutex};
  if (!refined_->image) return false;
  fills_ = std::move(*refined_->image);
  refined_->image.reset();
  is_refining_ = false;
  is_refined_ = true;
  return true;
}

void MapView::lay_together(const MapScene& scene, const MapLook& look) {
  const auto ground = premultiplied(scene.ground);
  picture_.size = fills_.size;
  picture_.pixels.resize(fills_.pixels.size());
  if (scene.context && scene.context->has(ContextSide::below)) {
    std::ranges::fill(picture_.pixels, ground);
    context_.lay(ContextSide::below, picture_, look.camera);
    for (std::size_t i = 0; i < picture_.pixels.size(); ++i)
      picture_.pixels[i] = over(fills_.pixels[i], picture_.pixels[i]);
  } else {
    for (std::size_t i = 0; i < picture_.pixels.size(); ++i) picture_.pixels[i] = over(fills_.pixels[i], ground);
  }
  heat_.draw(picture_, scene.heat, look.camera, pool_);
  context_.lay(ContextSide::above, picture_, look.camera);
  stroke_outlines(picture_, scene, look.camera, look.pixel_scale, pool_);
  swarm_.draw(picture_, scene.swarm, look.camera, look.pixel_scale, pool_);
}

}  // namespace riskmap
