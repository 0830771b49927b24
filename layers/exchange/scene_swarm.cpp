#include "layers/exchange/scene_swarm.h"

#include <algorithm>
#include <cmath>

#include "layers/geo/projection.h"
#include "layers/raster/detail.h"

namespace riskmap {

namespace {
constexpr double stroke_px = 1.2, casing_px = 1.4;  // as symbols have them
constexpr std::size_t most_hits = 1000;             // nobody looks through more of what lies in one place

std::shared_ptr<const SceneSwarm> unless_few(std::shared_ptr<const SceneSwarm> swarm) {
  return swarm->shown_count() > most_point_symbols ? swarm : nullptr;
}

SceneSwarm plain_swarm(std::shared_ptr<const SwarmPlaces> places, double radius_px, Theme theme) {
  SceneSwarm swarm;
  swarm.classes.assign(places->points.size(), hidden_point);
  swarm.places = std::move(places);
  swarm.look = {.radius_px = radius_px,
                .stroke_px = stroke_px,
                .casing_px = casing_px,
                .casing = map_colours(theme).land,
                .classes = {}};
  return swarm;
}

// Layers have a colour per class: few, and neighbours often share one.
unsigned char class_of(SplatLook& look, PointColours colours) {
  auto found = std::ranges::find(look.classes, colours);
  if (found == look.classes.end() && look.classes.size() + 1 < hidden_point)
    found = look.classes.insert(found, colours);
  return static_cast<unsigned char>(std::min<std::ptrdiff_t>(found - look.classes.begin(), hidden_point - 1));
}

bool is_in(const RowMask& selected, std::uint32_t row) {
  return selected.empty() || (row < selected.size() && selected[row] != 0);
}
}  // namespace

std::size_t SceneSwarm::shown_count() const {
  return classes.size() - static_cast<std::size_t>(std::ranges::count(classes, hidden_point));
}

std::shared_ptr<const SwarmPlaces> swarm_places(const LayerGeometry& geometry) {
  if (geometry.kind != GeometryKind::points || geometry.x.size() <= most_point_symbols) return nullptr;
  auto places = std::make_shared<SwarmPlaces>();
  places->points = {geometry.grid.anchor, offsets_of(geometry.x, geometry.grid), offsets_of(geometry.y, geometry.grid)};
  places->features.reserve(geometry.x.size());
  for (std::uint32_t feature = 0; feature < geometry.size(); ++feature) {
    const auto first = geometry.feature_offset[feature], last = geometry.feature_offset[feature + 1];
    places->features.insert(places->features.end(), geometry.ring_offset[last] - geometry.ring_offset[first], feature);
  }
  return places;
}

std::shared_ptr<const SwarmPlaces> swarm_places(const RegisterSnapshot& snapshot, const std::string& view_crs) {
  const auto to_view = Projection::between("EPSG:4326", view_crs);
  if (!to_view) return nullptr;
  auto places = std::make_shared<SwarmPlaces>();
  std::vector<double> x, y;
  for (Row row = 0; row < snapshot.issues.size(); ++row) {
    const auto issue = snapshot.issues.core(row);
    if (!issue.id || !issue.point) continue;
    x.push_back(issue.point->lon), y.push_back(issue.point->lat);
    places->features.push_back(row);
  }
  if (x.size() <= most_point_symbols) return nullptr;
  to_view->forward(x, y);
  std::vector<MapPoint> on_map;
  for (std::size_t i = 0; i < x.size(); ++i) on_map.push_back({x[i], y[i]});
  places->points = point_set(on_map);
  return places;
}

namespace {
std::optional<LonLat> point_in(const RegisterSnapshot& snapshot, Row row) {
  return row < snapshot.issues.size() ? snapshot.issues.core(row).point : std::nullopt;
}

// Without the points of `moved`, and then with those that they have now; rows stay in their order.
SwarmPlaces with_moved(const SwarmPlaces& places, const RegisterSnapshot& snapshot, const Projection& to_view,
                       std::span<const Row> moved) {
  SwarmPlaces after;
  after.points.anchor = places.points.anchor;
  const auto put = [&after](std::uint32_t row, float x, float y) {
    after.features.push_back(row);
    after.points.x.push_back(x), after.points.y.push_back(y);
  };
  auto next = moved.begin();
  const auto put_moved_before = [&](std::uint32_t row) {
    for (; next != moved.end() && *next < row; ++next) {
      const auto point = point_in(snapshot, *next);
      if (!point) continue;
      const MapPoint at = to_view.forward(*point);
      put(*next, static_cast<float>(at.x - after.points.anchor.x), static_cast<float>(at.y - after.points.anchor.y));
    }
  };
  for (std::size_t i = 0; i < places.features.size(); ++i) {
    const auto row = places.features[i];
    put_moved_before(row);
    if (!std::ranges::binary_search(moved, row)) put(row, places.points.x[i], places.points.y[i]);
  }
  put_moved_before(no_row);
  return after;
}
}  // namespace

std::shared_ptr<const SwarmPlaces> swarm_places_after(std::shared_ptr<const SwarmPlaces> places,
                                                      const RegisterSnapshot& before, const RegisterSnapshot& after,
                                                      const std::string& view_crs, std::span<const Row> touched) {
  std::vector<Row> moved;
  for (const Row row : touched)
    if (point_in(before, row) != point_in(after, row)) moved.push_back(row);
  if (moved.empty()) return places;
  const auto to_view = Projection::between("EPSG:4326", view_crs);
  if (!places || !to_view) return swarm_places(after, view_crs);
  auto with = std::make_shared<const SwarmPlaces>(with_moved(*places, after, *to_view, moved));
  return with->points.size() > most_point_symbols ? with : nullptr;
}

std::shared_ptr<const SceneSwarm> feature_swarm(std::shared_ptr<const SwarmPlaces> places,
                                                const std::vector<Colour>& fills, const RowMask& selected,
                                                double radius_px, Theme theme) {
  if (!places) return nullptr;
  auto swarm = std::make_shared<SceneSwarm>(plain_swarm(std::move(places), radius_px, theme));
  const auto& features = swarm->places->features;
  const Colour stroke = map_colours(theme).outline;
  PointColours last{};
  unsigned char last_class = hidden_point;
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (!is_in(selected, features[i])) continue;
    const PointColours colours{fills[features[i]], stroke};
    if (last_class == hidden_point || colours != last) last_class = class_of(swarm->look, colours);
    swarm->classes[i] = last_class;
    last = colours;
  }
  return unless_few(std::move(swarm));
}

unsigned char point_class_of(const IssueFacts& facts) {
  return facts.is_open ? static_cast<unsigned char>(facts.level) : hidden_point;
}

std::vector<unsigned char> point_classes(const IssueFactTable& facts) {
  std::vector<unsigned char> classes(facts.facts.size());
  std::ranges::transform(facts.facts, classes.begin(), point_class_of);
  return classes;
}

std::shared_ptr<const SceneSwarm> issue_swarm(std::shared_ptr<const SwarmPlaces> places, const IssueFactTable& facts,
                                              const RowMask& selected, Theme theme) {
  return issue_swarm(std::move(places), point_classes(facts), selected, theme);
}

std::shared_ptr<const SceneSwarm> issue_swarm(std::shared_ptr<const SwarmPlaces> places,
                                              std::span<const unsigned char> classes, const RowMask& selected,
                                              Theme theme) {
  if (!places) return nullptr;
  auto swarm = std::make_shared<SceneSwarm>(plain_swarm(std::move(places), issue_radius_px, theme));
  swarm->role = SymbolRole::issue;
  for (int level = 0; level <= static_cast<int>(RiskLevel::critical); ++level) {
    const auto colours = symbol_of(static_cast<RiskLevel>(level), theme);
    swarm->look.classes.push_back({colours.fill, colours.stroke});
  }
  const auto& features = swarm->places->features;
  const std::size_t known = std::min(classes.size(), selected.size());
  const bool is_every_row = !features.empty() && features.back() + 1 == features.size() && features.size() <= known;
  auto& drawn = swarm->classes;
  if (is_every_row)
    for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i] = selected[i] != 0 ? classes[i] : hidden_point;
  else
    for (std::size_t i = 0; i < drawn.size(); ++i)
      if (const auto row = features[i]; row < known) drawn[i] = selected[row] != 0 ? classes[row] : hidden_point;
  return unless_few(std::move(swarm));
}

std::shared_ptr<const SceneSwarm> paler(std::shared_ptr<const SceneSwarm> swarm, double opacity) {
  if (!swarm || opacity >= 1) return swarm;
  auto pale = std::make_shared<SceneSwarm>(*swarm);
  const auto fade = [opacity](Colour& colour) {
    colour.a = static_cast<unsigned char>(std::lround(colour.a * opacity));
  };
  fade(pale->look.casing);
  for (auto& [fill, stroke] : pale->look.classes) fade(fill), fade(stroke);
  return pale;
}

std::vector<SwarmHit> swarm_hits(const SceneSwarm& swarm, const Camera& camera, double pixel_scale, ScreenPoint point,
                                 double reach_px) {
  std::vector<SwarmHit> hits;
  const PointSet& points = swarm.places->points;
  const MapPoint at = camera.map_from_screen(point);
  const auto x = static_cast<float>(at.x - points.anchor.x), y = static_cast<float>(at.y - points.anchor.y);
  const double radius = swarm.look.radius_px * pixel_scale;
  const auto reach = static_cast<float>((radius + reach_px) * camera.metres_per_pixel);
  for (std::size_t i = points.size(); i-- > 0 && hits.size() < most_hits;) {
    if (!(std::abs(points.x[i] - x) <= reach) || !(std::abs(points.y[i] - y) <= reach)) continue;
    if (swarm.classes[i] == hidden_point) continue;
    const auto on_screen = camera.screen_from_map(points.place(i));
    const double gap = std::hypot(on_screen.x - point.x, on_screen.y - point.y) - radius;
    if (gap <= reach_px) hits.push_back({swarm.places->features[i], gap});
  }
  return hits;
}

void SwarmDrawer::draw(ImageStrip strip, const std::shared_ptr<const SceneSwarm>& swarm, const Camera& camera,
                       double pixel_scale, JobPool& pool) {
  if (!swarm) {
    swarm_.reset();
    return;
  }
  const bool is_same_part = first_row_ == strip.first_row && splatter_.picture().size == strip.image.size;
  if (swarm_ != swarm || camera_ != camera || pixel_scale_ != pixel_scale || !is_same_part) {
    auto look = swarm->look;
    look.radius_px *= pixel_scale, look.stroke_px *= pixel_scale, look.casing_px *= pixel_scale;
    splatter_.draw(swarm->places->points, swarm->classes, look, camera, {strip.first_row, strip.image.size.height},
                   pool);
    swarm_ = swarm, camera_ = camera, pixel_scale_ = pixel_scale, first_row_ = strip.first_row;
  }
  splatter_.lay(strip.image, pool);
}

}  // namespace riskmap
