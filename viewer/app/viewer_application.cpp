// The glue between session, panels and map.
#include "viewer/app/viewer_application.h"

#include <utility>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
SessionOptions with_wake(SessionOptions options, const std::function<void()>& wake) {
  options.wake = wake;
  return options;
}
}  // namespace

ViewerApplication::ViewerApplication(SessionOptions options, std::function<void()> wake)
    : session_{with_wake(std::move(options), wake)}, map_view_{pool_, wake}, overlay_{wake} {}

bool ViewerApplication::update() {
  while (const auto found = map_view_.take_found_detail()) session_.note_borders(found->areas, found->detail->borders);
  const bool has_news = session_.update();
  return std::exchange(has_new_names_, false) || has_news;
}

void ViewerApplication::build_ui(float width, float height) {
  pixel_scale_ = static_cast<double>(ui::kit().look.scale);
  shell_.set_names(names_on_map());
  session_.apply(shell_.build(session_, width, height));
  session_.update();
}

std::vector<ui::Rect> ViewerApplication::names_on_map() const {
  std::vector<ui::Rect> names;
  if (!session_.shows_links()) return names;
  for (const auto& box : overlay_.name_boxes(session_.view().camera))
    names.push_back({static_cast<float>(box.min_x), static_cast<float>(box.min_y), static_cast<float>(box.max_x),
                     static_cast<float>(box.max_y)});
  return names;
}

void ViewerApplication::draw_map(gpu::MapCanvas& canvas, Motion motion) {
  const auto& view = session_.view();
  const auto& derived = session_.derived();
  if (session_.document().is_empty() || !view.is_camera_set || view.camera.size.width < 2) return;
  const MapLook look{view.camera, pixel_scale_, view.theme};
  if (map_view_.update(derived.scene, derived.scene_revision, look, motion == Motion::resting && !session_.is_flying()))
    canvas.present(map_view_.picture());
  const MapScene& scene = session_.shown_scene();
  const bool has_labels = overlay_.update(scene, derived.scene_revision, look);
  has_new_names_ = has_new_names_ || (has_labels && session_.shows_links());
  if (!has_labels && drawn_revision_ == derived.scene_revision && drawn_look_ == look) return;
  overlay_.draw(canvas, scene, look);
  drawn_revision_ = derived.scene_revision;
  drawn_look_ = look;
}

ui::Look ViewerApplication::look() const {
  const auto& view = session_.view();
  return {.theme = view.theme == Theme::dark ? ui::Theme::dark : ui::Theme::light,
          .scale = static_cast<float>(view.scale_percent) / 100.0F,
          .language = view.language,
          .has_motion = !session_.settings().reduces_motion};
}

std::string ViewerApplication::title() const {
  const auto name = session_.document().path().filename().string();
  return name.empty() ? tr("Risk Map") : name + " – " + tr("Risk Map");
}

void ViewerApplication::drop(const std::vector<std::filesystem::path>& files) {
  if (!files.empty()) session_.apply(OpenPath{files.front(), FileUse::ask});
}

std::optional<ScreenPoint> ViewerApplication::window_point_of(LonLat place) const {
  const auto point = session_.screen_of(place);
  if (!point) return std::nullopt;
  const auto map = map_place();
  return ScreenPoint{point->x + static_cast<double>(map.left), point->y + static_cast<double>(map.top)};
}

}  // namespace riskmap
