// Links between places: where they end on the map, and how they are turned and saved.
#include <algorithm>
#include <cmath>
#include <utility>

#include "layers/exchange/whole_file.h"
#include "layers/text/translate.h"
#include "viewer/session/export_job.h"
#include "viewer/session/session_apply.h"

namespace riskmap {

namespace {
constexpr double near_middle_px = 12;  // of a place, at scale 1: still a press on it

std::optional<std::uint32_t> row_in(const HotspotFinding& finding, const Place& place) {
  const auto& places = finding.found.places;
  const auto found = std::ranges::find(places, place.row, &PlaceHotspot::row);
  if (place.level != finding.found.question.level || found == places.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - places.begin());
}
}  // namespace

bool Session::has_links() const {
  const auto& finding = derived().hotspots;
  return finding != nullptr && !finding->scan;
}

bool Session::shows_links() const {
  return view_.links.is_open && view_.workspace == Workspace::clusters && has_links();
}

std::optional<ScreenPoint> Session::middle_of(const Place& place) const {
  if (!document_.reg) return std::nullopt;
  const auto& layers = *document_.reg->layers;
  const auto& areas = derived().scene.areas;
  const bool is_settlement = place.level == AreaLevel::settlement;
  const bool is_tile = is_settlement && areas != nullptr && areas == layers.tiles.geometry;
  if (is_settlement && !is_tile && place.row < layers.points.size() && layers.points[place.row])
    return view_.camera.screen_from_map(*layers.points[place.row]);
  const auto* layer = is_tile ? &layers.tiles : layers.layer(place.level);
  if (layer == nullptr || place.row >= layer->features.size() || layer->features[place.row] == no_feature)
    return std::nullopt;
  const auto feature = layer->features[place.row];
  const auto& box = layer->geometry->boxes[feature];
  const bool has_middle = !is_tile && feature < layer->middles.size() && layer->middles[feature];
  return view_.camera.screen_from_map(has_middle ? *layer->middles[feature] : MapPoint{box.centre_x(), box.centre_y()});
}

// Of the level whose links are shown: where they meet, else whatever of it lies there.
std::optional<Place> Session::link_end_at(ScreenPoint point) const {
  const auto& found = derived().hotspots->found;
  std::optional<Place> nearest;
  double least = near_middle_px * view_.scale_percent / 100;
  for (const auto& at : found.places) {
    const Place place{found.question.level, at.row};
    const auto middle = middle_of(place);
    const double distance = middle ? std::hypot(middle->x - point.x, middle->y - point.y) : least;
    if (distance < least) least = distance, nearest = place;
  }
  if (nearest) return nearest;
  for (const auto& hit : hits_at(point))
    if (hit.place && row_in(*derived().hotspots, *hit.place)) return hit.place;
  return std::nullopt;
}

// One end, then the other; the same again, or a press beside everything, gives the first one up.
void Session::press_link_end(ScreenPoint point) {
  auto& from = view_.links.from;
  const auto place = link_end_at(point);
  const bool is_second = from && place && !(*from == *place) && from->level == place->level;
  if (is_second)
    apply(TurnLink{*std::exchange(from, {}), *place});
  else
    from = from == place ? std::nullopt : place;
}

void Session::Applier::operator()(const SetLinks& intent) const {
  session.view_.links = intent.links;
}

// The edits may be newer than the finding, the rule is not.
void Session::Applier::operator()(const TurnLink& intent) const {
  const auto& finding = session.derived().hotspots;
  if (!session.has_links()) return;
  const auto one = row_in(*finding, intent.one), other = row_in(*finding, intent.other);
  if (!one || !other || one == other) return;
  const auto& known = *finding->known;
  auto layer = session.view_.layer;
  auto& edits = layer.hotspots.edits;
  const auto level = finding->found.question.level;
  const auto links = with_edits(known.rule.neighbours, known.uuids, edits_of(edits, level)).neighbours;
  edits =
      with_link_turned(std::move(edits), link_edit(level, known.uuids[*one], known.uuids[*other], LinkChange::added),
                       are_linked(known.rule.neighbours, *one, *other), are_linked(links, *one, *other));
  session.apply(SetLayer{std::move(layer)});
}

void Session::Applier::operator()(const SaveNeighbours& intent) const {
  const auto& finding = session.derived().hotspots;
  const auto format = weights_format_of(intent.path);
  if (!session.has_links() || !format) return;
  if (const auto allowed = check_export_target(intent.path); !allowed) return session.tell(allowed.error());
  const auto& known = *finding->known;
  const auto written = write_whole_file(intent.path, [&](std::ostream& out) -> Result<void> {
    write_weights(out, *format, known.links.neighbours, known.ids,
                  [&known](std::size_t from, std::size_t to) { return known.places.distance(from, to); });
    return {};
  });
  if (!written) return session.tell(written.error());
  session.tell(Toast::Kind::success, fill(tr("Neighbours saved: {file}"), {{"file", intent.path.filename().string()}}));
}

}  // namespace riskmap
