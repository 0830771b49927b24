#include "layers/mesh/label_placement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

#include "layers/mesh/label_candidates.h"
#include "layers/mesh/label_repeat.h"
#include "layers/mesh/polygon_room.h"
#include "layers/mesh/taken_room.h"

namespace riskmap {
namespace {

constexpr double symbol_gap_px = 3;        // between a point's symbol and its text, at pixel scale 1
constexpr double clearly_nearer_px = 4;    // to its own symbol than to the next, at pixel scale 1 …
constexpr double barely_nearer_px = 0.25;  // … and where names are short of room
constexpr double region_block_px = 1024;   // regions are whole blocks of this size

class Placement {
 public:
  Placement(std::span<const LabelRequest> requests, const PlacementView& view, LabelPainter& painter)
      : requests_{requests}, view_{view}, painter_{painter} {
    placed_.resize(requests.size());
    forget_rare_names();
  }

  void keep_off(std::span<const LabelObstacle> obstacles) {
    for (const LabelObstacle& obstacle : obstacles) {
      if (obstacle.radius_px <= 0 || !view_.region.contains(obstacle.place.x, obstacle.place.y)) continue;
      marks_.take_circle(scaled(obstacle.place), obstacle.radius_px);
      if (obstacle.has_name) named_.take_circle(scaled(obstacle.place), obstacle.radius_px);
    }
  }
  void place(std::size_t request) {
    if (requests_[request].polygon && requests_[request].symbol_radius_px > 0)
      place_at_symbol(request, *requests_[request].polygon);
    else if (requests_[request].polygon)
      place_inside(request, *requests_[request].polygon);
    else if (requests_[request].home)
      place_at_home(request);
    else
      place_beside(request);
  }
  void make_room(std::span<const std::size_t> order);
  // Once all have been placed: a repeated name takes only what room is left.
  void repeat(std::span<const std::size_t> order);
  // In this order of requests, then those that are repeated.
  std::vector<PlacedLabel> take_labels(std::span<const std::size_t> order) {
    std::vector<PlacedLabel> labels;
    for (const std::size_t request : order)
      if (placed_[request]) labels.push_back(std::move(placed_[request]->label));
    std::ranges::move(repeated_, std::back_inserter(labels));
    return labels;
  }

 private:
  [[nodiscard]] ScreenPoint scaled(MapPoint point) const {
    return {point.x / view_.metres_per_pixel, -point.y / view_.metres_per_pixel};
  }
  [[nodiscard]] MapPoint unscaled(ScreenPoint point) const {
    return {point.x * view_.metres_per_pixel, -point.y * view_.metres_per_pixel};
  }
  [[nodiscard]] Box scaled_region() const {
    Box box;
    for (const MapPoint corner :
         {MapPoint{view_.region.min_x, view_.region.min_y}, {view_.region.max_x, view_.region.max_y}})
      box.include(scaled(corner).x, scaled(corner).y);
    return box;
  }
  void place_inside(std::size_t request, const FeatureRings& feature);
  void forget_rare_names();
  [[nodiscard]] std::string value_inside(const LabelRequest& wanted, const ScaledPolygon& polygon);
  [[nodiscard]] bool has_room(const ScaledPolygon& polygon, const LabelText& text);
  [[nodiscard]] bool has_room_for_name(const LabelRequest& wanted);
  void place_beside(std::size_t request);
  void place_at_symbol(std::size_t request, const FeatureRings& feature);
  [[nodiscard]] bool is_mistakable(std::size_t request, const Box& box) const;
  bool try_beside(std::size_t request, const LabelText& text, bool may_cover_marks, const ScaledPolygon* polygon);
  bool try_point(std::size_t request);
  bool make_room_for(std::size_t request, int depth);
  bool try_in_place_of(std::size_t request, const std::shared_ptr<const LabelImage>& image, ScreenPoint corner,
                       int depth);
  [[nodiscard]] bool may_move(std::size_t request) const {
    const LabelRequest& wanted = requests_[request];
    return !wanted.polygon && !wanted.home && wanted.may_shrink && !wanted.priority.is_selected;
  }
  void place_at_home(std::size_t request);
  bool try_at_home(std::size_t request, const ScaledPolygon& home, const LabelText& text, bool may_cover_marks);
  bool try_inside(std::size_t request, const ScaledPolygon& polygon, const LabelText& text, bool may_cover_marks);

  void accept(std::size_t request, std::shared_ptr<const LabelImage> image, MapPoint anchor,
              const LabelCandidate& candidate) {
    moves_.push_back({request, std::nullopt});
    put(request, {{request, requests_[request].feature, std::move(image), anchor, candidate.offset}, candidate.box, 0});
  }

  struct Placed {
    PlacedLabel label;
    Box box;
    std::size_t number = 0;  // in texts_
  };
  void put(std::size_t request, Placed placed) {
    placed.number = texts_.take(placed.box);
    owners_.push_back(request);
    placed_[request] = std::move(placed);
  }
  void take_away(std::size_t request) {
    texts_.release(placed_[request]->number);
    moves_.push_back({request, std::exchange(placed_[request], std::nullopt)});
  }
  // Undoes the moves after the first `kept` of them.
  void take_back(std::size_t kept) {
    for (; moves_.size() > kept; moves_.pop_back()) {
      auto& [request, before] = moves_.back();
      if (placed_[request]) texts_.release(placed_[request]->number), placed_[request].reset();
      if (before) put(request, std::move(*before));
    }
  }

  std::span<const LabelRequest> requests_;
  PlacementView view_;
  LabelPainter& painter_;
  TakenRoom texts_, marks_, named_;
  std::vector<std::optional<Placed>> placed_;  // per request
  std::vector<PlacedLabel> repeated_;
  std::vector<std::size_t> owners_;                                   // requests, by their texts' numbers
  std::vector<std::pair<std::size_t, std::optional<Placed>>> moves_;  // a request, and where it stood before
  int tries_left_ = 2000;                                             // to move others: placing is to take milliseconds
  double nearer_px_ = clearly_nearer_px;
  bool has_no_names_ = false;  // where requests share their names
};

// Clearly nearer to its own symbol than to any other that has a name.
bool Placement::is_mistakable(std::size_t request, const Box& box) const {
  const ScreenPoint own = scaled(requests_[request].anchor);
  const double dx = own.x - std::clamp(own.x, box.min_x, box.max_x),
               dy = own.y - std::clamp(own.y, box.min_y, box.max_y);
  const double gap = std::max(0.0, std::hypot(dx, dy) - requests_[request].symbol_radius_px);
  return !named_.is_free_of_others(grown(box, gap + nearer_px_ * std::max(1.0, painter_.pixel_scale())), own);
}

// `polygon`: what the text must lie in; null = nothing.
bool Placement::try_beside(std::size_t request, const LabelText& text, bool may_cover_marks,
                           const ScaledPolygon* polygon) {
  const LabelRequest& wanted = requests_[request];
  auto image = painter_.image(text);
  if (image->lines.empty()) return false;
  const ScreenPoint anchor = scaled(wanted.anchor);
  const auto corners = corners_around(anchor, wanted.symbol_radius_px,
                                      symbol_gap_px * std::max(1.0, painter_.pixel_scale()), image->text_box);
  for (const ScreenPoint corner : corners) {
    const LabelCandidate candidate = candidate_at(anchor, corner, *image, painter_.pixel_scale());
    if (polygon != nullptr && !holds_box(*polygon, candidate.box)) continue;
    if (!texts_.is_free(candidate.box)) continue;
    if (!may_cover_marks &&
        (!marks_.is_free_of_others(candidate.box, candidate.anchor) || is_mistakable(request, candidate.box)))
      continue;
    accept(request, std::move(image), wanted.anchor, candidate);
    return true;
  }
  return false;
}

bool Placement::try_point(std::size_t request) {
  const LabelRequest& wanted = requests_[request];
  if (!wanted.may_shrink) return try_beside(request, wanted.text, false, nullptr);
  return std::ranges::any_of(settings_beside(wanted),
                             [&](const LabelText& text) { return try_beside(request, text, false, nullptr); });
}

// What is selected is named even where its name covers a symbol.
void Placement::place_beside(std::size_t request) {
  const LabelRequest& wanted = requests_[request];
  if (!view_.region.contains(wanted.anchor.x, wanted.anchor.y)) return;
  if (try_point(request)) return;
  if (wanted.priority.is_selected || wanted.may_cover) try_beside(request, wanted.text, true, nullptr);
}

// More than once, because what has moved may have left room for one that was asked before.
void Placement::make_room(std::span<const std::size_t> order) {
  constexpr int times = 2, moves_of_moved = 1;
  nearer_px_ = barely_nearer_px;
  for (int time = 0; time < times; ++time)
    for (const std::size_t request : order)
      if (!placed_[request] && !view_.stop.stop_requested()) make_room_for(request, moves_of_moved), moves_.clear();
}

// A name that found no room takes that of others where these find another place.
bool Placement::make_room_for(std::size_t request, int depth) {
  const LabelRequest& wanted = requests_[request];
  if (!may_move(request) || !view_.region.contains(wanted.anchor.x, wanted.anchor.y)) return false;
  if (try_point(request)) return true;  // others have moved meanwhile
  for (const LabelText& text : settings_beside(wanted)) {
    const auto image = painter_.image(text);
    if (image->lines.empty()) return false;
    for (const ScreenPoint corner :
         corners_around(scaled(wanted.anchor), wanted.symbol_radius_px,
                        symbol_gap_px * std::max(1.0, painter_.pixel_scale()), image->text_box))
      if (try_in_place_of(request, image, corner, depth)) return true;
  }
  return false;
}

bool Placement::try_in_place_of(std::size_t request, const std::shared_ptr<const LabelImage>& image, ScreenPoint corner,
                                int depth) {
  constexpr std::size_t most_moved = 2;
  if (tries_left_ == 0) return false;
  const LabelCandidate candidate =
      candidate_at(scaled(requests_[request].anchor), corner, *image, painter_.pixel_scale());
  if (!marks_.is_free_of_others(candidate.box, candidate.anchor) || is_mistakable(request, candidate.box)) return false;
  std::vector<std::size_t> others;
  for (const std::size_t number : texts_.touched(candidate.box)) others.push_back(owners_[number]);
  if (others.size() > most_moved || !std::ranges::all_of(others, [&](std::size_t other) { return may_move(other); }))
    return false;
  --tries_left_;
  const std::size_t before = moves_.size();
  for (const std::size_t other : others) take_away(other);
  accept(request, image, requests_[request].anchor, candidate);
  const auto finds_place = [&](std::size_t other) {
    return placed_[other] || try_point(other) || (depth > 0 && make_room_for(other, depth - 1));
  };
  if (std::ranges::all_of(others, finds_place) && placed_[request]) return true;
  take_back(before);
  return false;
}

void Placement::place_at_symbol(std::size_t request, const FeatureRings& feature) {
  const LabelRequest& wanted = requests_[request];
  if (!view_.region.contains(wanted.anchor.x, wanted.anchor.y)) return;
  std::vector<LabelText> texts;
  add_settings(texts, wanted.text, wanted.may_shrink);
  const ScaledPolygon polygon = scaled_polygon(feature, view_.metres_per_pixel, 1);
  const bool is_inside =
      std::ranges::any_of(texts, [&](const LabelText& text) { return try_beside(request, text, false, &polygon); });
  if (is_inside || try_beside(request, wanted.text, false, nullptr)) return;
  if (wanted.priority.is_selected) try_beside(request, wanted.text, true, nullptr);
}

// A figure with no room even alone counts as none: it must not take the name with it.
std::string Placement::value_inside(const LabelRequest& wanted, const ScaledPolygon& polygon) {
  const auto& [name, value, style, max_width, size] = wanted.text;
  return value.empty() || has_room(polygon, {.name = {}, .value = value, .style = style}) ? value : std::string{};
}

void Placement::place_inside(std::size_t request, const FeatureRings& feature) {
  const LabelRequest& wanted = requests_[request];
  const ScaledPolygon polygon = scaled_polygon(feature, view_.metres_per_pixel, 1);
  if (polygon.box.width() < 12 || polygon.box.height() < 10 || !polygon.box.intersects(scaled_region())) return;
  const bool is_named = !(wanted.shares_names && has_no_names_) || wanted.priority.is_selected;
  const std::string value = value_inside(wanted, polygon);
  const auto texts = is_named ? settings_inside(wanted, value) : std::vector<LabelText>{};
  const auto try_texts = [&](bool may_cover_marks) {
    return std::ranges::any_of(
        texts, [&](const LabelText& text) { return try_inside(request, polygon, text, may_cover_marks); });
  };
  if (try_texts(false) || (wanted.may_cover && try_texts(true))) return;
  if (!wanted.shares_names && !wanted.text.name.empty() && !value.empty())
    try_inside(request, polygon, {.name = {}, .value = value, .style = wanted.text.style}, false);
}

// In the shape by itself, whatever else is on the map.
bool Placement::has_room(const ScaledPolygon& polygon, const LabelText& text) {
  const auto inner = innermost_point(polygon, 1);
  if (!inner) return false;
  const Box box = with_clearance(painter_.image(text)->text_box, painter_.pixel_scale());
  return std::ranges::any_of(centres_around(inner->point, polygon.box, box.width(), box.height()),
                             [&](ScreenPoint centre) {
                               return holds_box(polygon, {centre.x - box.width() / 2, centre.y - box.height() / 2,
                                                          centre.x + box.width() / 2, centre.y + box.height() / 2});
                             });
}

bool Placement::has_room_for_name(const LabelRequest& wanted) {
  const ScaledPolygon polygon = scaled_polygon(*wanted.polygon, view_.metres_per_pixel, 1);
  return std::ranges::any_of(settings_inside(wanted, value_inside(wanted, polygon)),
                             [&](const LabelText& text) { return has_room(polygon, text); });
}

// A few short names among many shapes without would seem to be of some importance.
void Placement::forget_rare_names() {
  constexpr double nearly_all = 0.9;
  int asking = 0, fitting = 0;
  for (const LabelRequest& request : requests_)
    if (request.polygon && request.shares_names) ++asking, fitting += has_room_for_name(request) ? 1 : 0;
  has_no_names_ = fitting < nearly_all * asking;
}

// Where every room is taken by symbols the label lies over as few of them as it can.
bool Placement::try_inside(std::size_t request, const ScaledPolygon& polygon, const LabelText& text,
                           bool may_cover_marks) {
  auto image = painter_.image(text);
  const double width = image->text_box.width(), height = image->text_box.height();
  if (image->lines.empty() || width > polygon.box.width() || height > polygon.box.height()) return false;
  const auto inner = innermost_point(polygon, 1, std::clamp(width / height, 1.0, 8.0));
  if (!inner) return false;
  const MapPoint anchor = unscaled(inner->point);
  if (!view_.region.contains(anchor.x, anchor.y)) return false;
  std::optional<LabelCandidate> best;
  std::size_t fewest = 0;
  for (const ScreenPoint centre : centres_around(inner->point, polygon.box, width, height)) {
    const LabelCandidate candidate =
        candidate_at(inner->point, {centre.x - width / 2, centre.y - height / 2}, *image, painter_.pixel_scale());
    if (!holds_box(polygon, candidate.box) || !texts_.is_free(candidate.box)) continue;
    const std::size_t covered = marks_.count(candidate.box);
    if (best && covered >= fewest) continue;
    best = candidate, fewest = covered;
    if (covered == 0) break;
  }
  if (!best || (fewest > 0 && !may_cover_marks)) return false;
  accept(request, std::move(image), anchor, *best);
  return true;
}

void Placement::repeat(std::span<const std::size_t> order) {
  std::vector<std::size_t> named;
  for (const std::size_t request : order)
    if (!(requests_[request].shares_names && has_no_names_)) named.push_back(request);
  repeated_ = repeated_labels(requests_, named, view_, painter_, texts_, marks_);
}

// Whole in one line or at a break of its own; a word that is parted reads badly beside a point.
void Placement::place_at_home(std::size_t request) {
  const LabelRequest& wanted = requests_[request];
  if (wanted.text.name.empty() || !view_.region.contains(wanted.anchor.x, wanted.anchor.y)) return;
  const auto texts = settings_beside(wanted);
  const ScaledPolygon home = scaled_polygon(*wanted.home, view_.metres_per_pixel, 1);
  for (const bool may_cover_marks : {false, true}) {
    if (may_cover_marks && !wanted.priority.is_selected && !wanted.may_cover) return;
    for (const LabelText& text : texts)
      if (try_at_home(request, home, text, may_cover_marks)) return;
  }
  place_beside(request);  // what is selected, and a town, is named even where its cell has no room at all
}

bool Placement::try_at_home(std::size_t request, const ScaledPolygon& home, const LabelText& text,
                            bool may_cover_marks) {
  const LabelRequest& wanted = requests_[request];
  auto image = painter_.image(text);
  const double width = image->text_box.width(), height = image->text_box.height();
  if (image->lines.empty() || width > home.box.width() || height > home.box.height()) return false;
  const ScreenPoint anchor = scaled(wanted.anchor);
  const auto beside = corners_around(anchor, wanted.symbol_radius_px,
                                     symbol_gap_px * std::max(1.0, painter_.pixel_scale()), image->text_box);
  std::vector<ScreenPoint> corners{beside.begin(), beside.end()};
  for (const ScreenPoint centre : centres_around(anchor, home.box, width, height))
    corners.push_back({centre.x - width / 2, centre.y - height / 2});
  for (const ScreenPoint corner : corners) {
    const LabelCandidate candidate = candidate_at(anchor, corner, *image, painter_.pixel_scale());
    if (!holds_box(home, candidate.box) || !texts_.is_free(candidate.box)) continue;
    if (!may_cover_marks && !marks_.is_free(candidate.box)) continue;
    accept(request, std::move(image), wanted.anchor, candidate);
    return true;
  }
  return false;
}

std::vector<std::size_t> in_order_of_priority(std::span<const LabelRequest> requests) {
  std::vector<std::size_t> order(requests.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) {
    const LabelPriority& p = requests[i].priority;
    return std::tuple{!p.is_selected, -p.rank, -p.value, -p.population, i};
  };
  std::ranges::sort(order, {}, key);
  return order;
}

}  // namespace

std::vector<PlacedLabel> place_labels(std::span<const LabelRequest> requests, std::span<const LabelObstacle> obstacles,
                                      const PlacementView& view, LabelPainter& painter) {
  Placement placement{requests, view, painter};
  placement.keep_off(obstacles);
  const auto order = in_order_of_priority(requests);
  for (const std::size_t request : order)
    if (!view.stop.stop_requested()) placement.place(request);
  placement.make_room(order);
  placement.repeat(order);
  return placement.take_labels(order);
}

Box label_region(const Box& visible, double metres_per_pixel) {
  const double block = region_block_px * metres_per_pixel;
  const double half_width = visible.width() / 2, half_height = visible.height() / 2;
  return {std::floor((visible.min_x - half_width) / block) * block,
          std::floor((visible.min_y - half_height) / block) * block,
          std::ceil((visible.max_x + half_width) / block) * block,
          std::ceil((visible.max_y + half_height) / block) * block};
}

}  // namespace riskmap
