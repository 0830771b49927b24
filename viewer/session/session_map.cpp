// Intents that move the map or point at it.
#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/exchange/scene_context.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"
#include "layers/text/translate.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

namespace {
constexpr double closest_metres_per_pixel = 0.05, farthest_metres_per_pixel = 60'000;
constexpr double whole_inset_px = 12;         // around everything, at scale 1
constexpr double legend_stays_within = 1.05;  // of the scale that the other corner would give
constexpr double chosen_margin_px = 72;       // a chosen place keeps from the map's sides, at scale 1
constexpr double least_cluster_view = 50;     // view CRS units across, of a cluster that is opened
constexpr double one_place = 2;               // view CRS units: closer points are in one place
constexpr double around_place_m = 5;
constexpr double place_view_metres = 9'000;  // what a flight to a point shows across
constexpr double stays_in_view_px = 48;      // of the map's content where it is pushed out of the picture, at scale 1

// The shapes and what lies outside them, which is drawn too.
MapContent whole_content(const MapScene& scene) {
  if (!scene.areas || scene.areas->extent.is_empty()) return content_of(scene.extent);
  auto content = content_of(*scene.areas);
  content.extent.include(scene.extent);
  for (const auto& symbol : scene.symbols) {
    const auto at = symbol.symbol.place;
    if (!scene.areas->extent.contains(at.x, at.y)) content.pieces.push_back({at.x, at.y, at.x, at.y});
  }
  if (scene.swarm)
    for (std::size_t i = 0; i < scene.swarm->classes.size(); ++i) {
      const auto at = scene.swarm->places->points.place(i);
      if (scene.swarm->classes[i] != hidden_point && !scene.areas->extent.contains(at.x, at.y))
        content.pieces.push_back({at.x, at.y, at.x, at.y});
    }
  return content;
}

// Everything that may be looked for, what lies beside the theme included.
Box content_extent(const MapScene& scene) {
  Box extent = scene.extent;
  if (scene.context)
    for (const auto& layer : scene.context->layers) extent.include(layer.geometry->extent);
  return extent;
}

// A coordinate of the picture's centre such that content from `low` to `high` shows; who is farther away already (a
// flight leads anywhere) goes no farther.
double within_reach(double wanted, double before, double low, double high) {
  return std::clamp(wanted, std::min(before, low), std::max(before, high));
}

// A point is shown with what lies around it.
Box with_surroundings(const Box& box) {
  if (box.is_empty()) return box;
  const double missing = std::max(0.0, place_view_metres - std::max(box.width(), box.height())) / 2;
  return {box.min_x - missing, box.min_y - missing, box.max_x + missing, box.max_y + missing};
}
}  // namespace

void Session::scale_scene() {
  shown_scene_ = &scaled_.at(derived().scene, derived().scene_revision, view_.camera.metres_per_pixel,
                             view_.scale_percent / 100.0);
}

// Comes closer until its members part; where they all lie in one place, no scale parts them, and they are listed.
void Session::open_cluster(const Box& members) {
  const double missing = std::max(0.0, least_cluster_view - std::max(members.width(), members.height())) / 2;
  if (std::max(members.width(), members.height()) > one_place)
    return fit({members.min_x - missing, members.min_y - missing, members.max_x + missing, members.max_y + missing});
  const auto place = lonlat_at(view_.camera.screen_from_map({members.centre_x(), members.centre_y()}));
  if (!place) return;
  view_.is_table_open = true;
  keep_within(Region{{*place}, around_place_m});
}

void Session::Applier::operator()(const HoverAt& intent) const {
  session.pointer_ = intent.point;
}

void Session::Applier::operator()(const ClickAt& intent) const {
  auto& view = session.view_;
  if (view.tool == Tool::select) {
    if (view.links.is_changing && session.shows_links()) return session.press_link_end(intent.point);
    if (const auto members = session.cluster_at(intent.point)) return session.open_cluster(*members);
    return session.select(session.next_hit(intent.point));
  }
  auto place = session.lonlat_at(intent.point);
  if (!place) return;
  if (view.tool != Tool::pick_point) return view.measured.push_back(*place);
  if (const auto met = session.snap_at(intent.point); met && intent.snap == Snap::on) place = met;
  view.measured = {*place};
}

void Session::Applier::operator()(const DoubleClickAt& intent) const {
  if (session.view_.tool != Tool::select) return;
  if (session.view_.links.is_changing && session.shows_links()) return;
  const auto place = session.hit_at(intent.point).place;
  session.select(place, no_row, place.has_value());
}

void Session::Applier::operator()(const PanBy& intent) const {
  auto& camera = session.view_.camera;
  const MapPoint before = camera.centre;
  camera.centre.x -= intent.dx * camera.metres_per_pixel;
  camera.centre.y += intent.dy * camera.metres_per_pixel;
  session.is_fitted_ = false;
  const Box extent = content_extent(session.derived().scene);
  if (extent.is_empty()) return;
  const double rest = stays_in_view_px * session.view_.scale_percent / 100;
  const double across = std::max(0.0, camera.size.width / 2.0 - rest) * camera.metres_per_pixel,
               up = std::max(0.0, camera.size.height / 2.0 - rest) * camera.metres_per_pixel;
  camera.centre.x = within_reach(camera.centre.x, before.x, extent.min_x - across, extent.max_x + across);
  camera.centre.y = within_reach(camera.centre.y, before.y, extent.min_y - up, extent.max_y + up);
}

void Session::Applier::operator()(const ZoomBy& intent) const {
  auto& camera = session.view_.camera;
  const auto middle = session.free_middle();
  const double wanted =
      std::clamp(camera.metres_per_pixel / intent.factor, closest_metres_per_pixel, farthest_metres_per_pixel);
  camera = zoomed(camera, camera.metres_per_pixel / wanted, intent.about.value_or(middle));
  session.is_fitted_ = false;
}

void Session::Applier::operator()(const FitAll&) const {
  const auto before = session.view_.camera;
  session.fit_whole();
  session.fly_from(before);
}

void Session::Applier::operator()(const FitSelection&) const {
  const auto before = session.view_.camera;
  if (session.view_.feature) session.fit(session.box_of(*session.view_.feature));
  if (session.view_.place) session.fit(session.box_of(*session.view_.place));
  session.fly_from(before);
}

void Session::Applier::operator()(const FlyTo& intent) const {
  const auto screen = session.bring_ground() ? session.screen_of(intent.place) : std::nullopt;
  if (!screen) return;
  auto& camera = session.view_.camera;
  const auto before = camera;
  session.is_fitted_ = false;
  const auto target = camera.map_from_screen(*screen);
  if (intent.metres_per_pixel > 0)
    camera.metres_per_pixel = std::clamp(intent.metres_per_pixel, closest_metres_per_pixel, farthest_metres_per_pixel);
  // The target comes to the middle of what is free, not of the whole texture.
  const auto middle = camera.map_from_screen(session.free_middle());
  camera.centre.x += target.x - middle.x;
  camera.centre.y += target.y - middle.y;
  if (intent.leaves_mark) session.view_.marked = intent.place;
  session.fly_from(before);
}

void Session::Applier::operator()(const ClearMark&) const {
  session.view_.marked.reset();
}

void Session::Applier::operator()(const ResizeMap& intent) const {
  if (session.room_ == intent) return;
  const auto old = session.room_;
  const auto flight = session.flight_;
  auto seen = session.view_.camera;
  session.land();
  session.take_room(intent);
  if (!flight) return;
  // The flight goes on from what is seen, to where its end lies in the new room, for the time that was left.
  const double moved = intent.corner.x + intent.size.width / 2.0 - old.corner.x - old.size.width / 2.0;
  seen.centre.x += moved * seen.metres_per_pixel;
  seen.size = intent.size;
  session.fly_from(seen);
  if (session.flight_) session.flight_->end_by(flight->end());
}

void Session::take_room(const ResizeMap& room) {
  const bool is_beside = has_side_moved(room);
  const auto before = std::exchange(room_, room);
  room_workspace_ = view_.workspace;
  view_.camera.size = room.size;
  if (const auto box = std::exchange(flown_to_, {})) return fit(*box);
  if (is_beside) return stay_under_pointer(before);
  // A picture that shows everything goes on showing everything when the window or the workspace becomes another.
  if (is_fitted_ && !document_.is_empty()) fit_whole();
}

// A panel has opened or shut beside the map, or what floats over the map has changed since.
bool Session::has_side_moved(const ResizeMap& room) const {
  const double right = room.corner.x + room.size.width;
  return room.window.width > 0 && room.window == room_.window && room_workspace_ == view_.workspace &&
         room.corner.y == room_.corner.y && room.size.height == room_.size.height &&
         (room.corner.x != fitted_left_ || right != fitted_right_ || room.corner.x != room_.corner.x ||
          room.size.width != room_.size.width);
}

// What is looked at keeps its place on the screen; only what was chosen comes out from under the panel.
void Session::stay_under_pointer(const ResizeMap& before) {
  auto& camera = view_.camera;
  const double moved = room_.corner.x + room_.size.width / 2.0 - before.corner.x - before.size.width / 2.0;
  camera.centre.x += moved * camera.metres_per_pixel;
  if (!view_.place || moved == 0) return;
  const auto box = box_of(*view_.place);
  if (box.is_empty()) return;
  const double at = camera.screen_from_map({box.centre_x(), box.centre_y()}).x;
  const double was_at = at + room_.corner.x - before.corner.x;
  if (was_at < 0 || was_at > before.size.width) return;
  const double margin = std::min(chosen_margin_px * view_.scale_percent / 100, room_.size.width / 4.0);
  camera.centre.x += (at - std::clamp(at, margin, room_.size.width - margin)) * camera.metres_per_pixel;
}

void Session::Applier::operator()(const SetTool& intent) const {
  if (intent.tool != Tool::select && !session.bring_ground())
    return session.tell(Toast::Kind::info, tr("Nothing open has real places to measure or mark."));
  session.view_.tool = intent.tool;
  session.view_.measured.clear();
  session.view_.hovered.reset();
}

void Session::Applier::operator()(const ClearMeasured&) const {
  session.view_.measured.clear();
}

void Session::Applier::operator()(const TakeLastMeasured&) const {
  if (!session.view_.measured.empty()) session.view_.measured.pop_back();
}

bool Session::has_ground() const {
  if (const auto* file = file_layer()) return !file->geometry->extent.is_empty();
  return document_.reg && !document_.reg->layers->extent.is_empty();
}

// Tiles lie elsewhere than the places they stand for: a tool that needs coordinates shows a picture that has them.
bool Session::bring_ground() {
  if (!has_ground()) return false;
  derived_.update(document_, view_, today_);
  if (derived().scene.is_to_scale) return true;
  auto layer = view_.layer;
  layer.mode = document_.reg->layers->layer(layer.level) != nullptr ? MapMode::areas : MapMode::symbols;
  apply(SetLayer{layer});
  return true;
}

ScreenPoint Session::free_middle() const {
  if (room_.free.is_empty()) return {view_.camera.size.width / 2.0, view_.camera.size.height / 2.0};
  return {room_.free.centre_x(), room_.free.centre_y()};
}

void Session::fit(const Box& box) {
  is_fitted_ = false;
  if (box.is_empty() || view_.camera.size.width < 2 || room_.free.is_empty()) return;
  view_.camera = riskmap::fit(box, view_.camera.size, room_.free);
  view_.is_camera_set = true;
}

// Among the overlays; the legend stands on the side that leaves the map larger, on the left when it hardly matters.
void Session::fit_whole() {
  const auto& scene = derived().scene;
  auto extent = scene.extent;
  if (coming_) extent.include(*coming_);
  fit(extent);
  is_fitted_ = true;
  fitted_left_ = room_.corner.x, fitted_right_ = room_.corner.x + room_.size.width;
  if (!view_.is_camera_set || room_.covers.front().empty()) return;
  if (scene.areas != whole_of_ || !(whole_.extent == extent)) {
    whole_of_ = scene.areas;
    whole_ = whole_content(scene);
    whole_.extent = extent;
  }
  const auto size = view_.camera.size;
  const double inset = whole_inset_px * view_.scale_percent / 100;
  const Box frame{inset, inset, size.width - inset, size.height - inset};
  const auto left = fit_among(whole_, size, frame, room_.covers[0]),
             right = fit_among(whole_, size, frame, room_.covers[1]);
  if (!left && !right) return;
  const bool is_right = right && (!left || left->metres_per_pixel > right->metres_per_pixel * legend_stays_within);
  view_.legend_side = is_right ? LegendSide::right : LegendSide::left;
  view_.camera = is_right ? *right : *left;
}

Box Session::box_of(const Place& place) const {
  if (const auto* file = file_layer())
    return place.row < file->geometry->size() ? file->geometry->boxes[place.row] : Box{};
  if (!document_.reg) return {};
  const auto& layers = *document_.reg->layers;
  const bool is_tile = derived().scene.areas != nullptr && derived().scene.areas == layers.tiles.geometry;
  const auto* layer = is_tile && place.level == AreaLevel::settlement ? &layers.tiles : layers.layer(place.level);
  Box box;
  if (layer != nullptr && place.row < layer->features.size() && layer->features[place.row] != no_feature)
    box = layer->geometry->boxes[layer->features[place.row]];
  if (box.is_empty() && place.level == AreaLevel::settlement && place.row < layers.points.size() &&
      layers.points[place.row])
    box.include(layers.points[place.row]->x, layers.points[place.row]->y);
  return with_surroundings(box);
}

Box Session::box_of(const ContextFeature& feature) const {
  const auto* content = content_of(feature);
  return content == nullptr ? Box{} : with_surroundings(content->geometry->boxes[feature.feature]);
}

void Session::select(std::optional<Place> place, Row issue, bool flies) {
  const bool has_new_issue = view_.issue != issue, opens = !view_.is_inspector_open;
  view_.place = place;
  view_.issue = issue;
  view_.feature.reset();
  view_.party = no_row;
  view_.is_inspector_open = place.has_value() || issue != no_row;
  view_.opened_last = SidePanel::inspector;
  if (has_new_issue) request_history();
  flown_to_.reset();
  if (!flies || !place) return;
  auto box = box_of(*place);
  const bool is_cluster = view_.workspace == Workspace::clusters && issue == no_row && derived().hotspots;
  if (const auto* at = is_cluster ? hotspot_at(*derived().hotspots, *place) : nullptr; at && at->is_significant())
    for (const Row other : at->neighbours) box.include(box_of({place->level, other}));
  const auto before = view_.camera;
  fit(box);
  fly_from(before);
  if (opens) flown_to_ = box;
}

std::optional<LonLat> Session::lonlat_at(ScreenPoint point) const {
  if (!projection_ || !derived().scene.is_to_scale) return std::nullopt;
  const auto place = projection_->inverse(view_.camera.map_from_screen(point));
  return std::isfinite(place.lon) && std::isfinite(place.lat) ? std::optional{place} : std::nullopt;
}

std::optional<ScreenPoint> Session::screen_of(LonLat place) const {
  if (!projection_ || !derived().scene.is_to_scale) return std::nullopt;
  const auto point = projection_->forward(place);
  return std::isfinite(point.x) && std::isfinite(point.y) ? std::optional{view_.camera.screen_from_map(point)}
                                                          : std::nullopt;
}

// While a register is a picture only there is nothing to say of its places.
std::optional<Place> Session::pointed_at() const {
  if (is_arriving() && document_.reg) return std::nullopt;
  return pointer_ && view_.tool == Tool::select ? hit_at(*pointer_).place : std::nullopt;
}

void Session::set_projection() {
  const auto& crs = derived().scene.view_crs;
  if (crs == projection_crs_) return;
  projection_crs_ = crs;
  projection_.reset();
  if (crs.empty()) return;
  if (auto projection = Projection::between("EPSG:4326", crs)) projection_ = std::move(*projection);
}

double Session::metres_per_pixel() const {
  const ScreenPoint middle{view_.camera.size.width / 2.0, view_.camera.size.height / 2.0};
  const auto left = lonlat_at({middle.x - 50, middle.y}), right = lonlat_at({middle.x + 50, middle.y});
  return left && right ? geodesic_metres(*left, *right) / 100 : view_.camera.metres_per_pixel;
}

}  // namespace riskmap
