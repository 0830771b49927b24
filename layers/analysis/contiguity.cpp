#include "layers/analysis/contiguity.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "layers/analysis/area_overlap.h"
#include "layers/analysis/border_contact.h"
#include "layers/geo/geodesic.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {
constexpr double rook_length = 20;  // tolerances
constexpr double default_metres = 0.01;
constexpr double default_share = 1e-7;  // of the diagonal, where nobody knows the unit
constexpr double steps_in_a_side = 50;  // a rounding step that is more than this part of a side is none

// Two areas that came near each other somewhere.
struct Meeting {
  std::uint32_t a = 0, b = 0;  // a < b
  bool is_exact = false, hints_overlap = false;
};

// Part of one side that runs along the border of the other area.
struct SharedStretch {
  std::uint32_t a = 0, b = 0;  // a < b
  std::uint32_t side = 0;
  bool is_exact = false;
  Stretch on_side{};
};

// Metres that a unit of the layer makes in its middle, to the east and to the north.
Result<GroundScale> metres_per_unit(const FeatureTable& areas) {
  const MapPoint middle{areas.extent.centre_x(), areas.extent.centre_y()};
  const double step = 1e-3 * std::max({areas.extent.width(), areas.extent.height(), 1e-6});
  constexpr std::string_view outside = "the numbers lie outside the assumed coordinate system";
  if (areas.is_geographic) {
    constexpr double pole = 90;
    if (areas.extent.min_y < -pole || areas.extent.max_y > pole) return fail(ErrorCode::no_crs, std::string{outside});
    const LonLat place{middle.x, middle.y};
    return GroundScale{geodesic_metres(place, {middle.x + step, middle.y}) / step,
                       geodesic_metres(place, {middle.x, middle.y + (middle.y > 0 ? -step : step)}) / step};
  }
  const auto projection = Projection::between("EPSG:4326", areas.crs_wkt.empty() ? areas.crs_name : areas.crs_wkt);
  if (!projection) return std::unexpected{projection.error()};
  const auto place = projection->inverse(middle);
  const GroundScale scale{geodesic_metres(place, projection->inverse({middle.x + step, middle.y})) / step,
                          geodesic_metres(place, projection->inverse({middle.x, middle.y + step})) / step};
  if (!std::isfinite(scale.x) || !std::isfinite(scale.y) || scale.x <= 0 || scale.y <= 0)
    return fail(ErrorCode::no_crs, std::string{outside});
  return scale;
}

bool is_multiple_of(double value, double parts) {
  constexpr double most_exact = 1e12;
  const double scaled = std::abs(value) * parts;
  return scaled < most_exact && std::abs(scaled - std::round(scaled)) <= 1e-6;
}

// The decimal step that all coordinates are multiples of, in the layer's units; 0 = none.
double rounding_step(const FeatureTable& areas) {
  double parts = 1;
  constexpr double finest = 1e9;
  for (const auto* axis : {&areas.x, &areas.y})
    for (const double value : *axis)
      while (!is_multiple_of(value, parts))
        if ((parts *= 10) > finest) return 0;
  return 1 / parts;
}

double median_length(const Borders& borders) {
  std::vector<double> lengths;
  lengths.reserve(borders.sides.size());
  for (const auto& side : borders.sides) lengths.push_back(length_of(side));
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::ranges::nth_element(lengths, middle);
  return *middle;
}

double default_tolerance(const FeatureTable& areas, const Borders& borders, double least, double unit) {
  const double step = rounding_step(areas) * unit;
  return step * steps_in_a_side <= median_length(borders) ? std::max(least, step) : least;
}

// Sorted by area a, then by `less`: a counting sort first, because the buckets are tiny.
template <typename Item, typename Less>
void sort_by_area(std::vector<Item>& items, std::size_t areas, Less less) {
  std::vector<std::size_t> first(areas + 1, 0);
  for (const auto& item : items) ++first[item.a + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<Item> sorted(items.size());
  auto next = first;
  for (const auto& item : items) sorted[next[item.a]++] = item;
  for (std::size_t area = 0; area < areas; ++area)
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(first[area]),
              sorted.begin() + static_cast<std::ptrdiff_t>(first[area + 1]), less);
  items = std::move(sorted);
}

// What the pass over the borders brings together.
class Meetings {
 public:
  Meetings(const Borders& borders, const BorderTolerance& tolerance) : borders_{borders}, tolerance_{tolerance} {}

  void look_at(const BorderPiece& one, const BorderPiece& other) {
    const bool is_ordered = one.area < other.area;
    const auto &a = is_ordered ? one : other, &b = is_ordered ? other : one;
    const auto contact = contact_between(a, b, tolerance_);
    if (!contact.is_near) return;
    meetings_.push_back({a.area, b.area, contact.is_exact, contact.hints_overlap});
    if (meetings_.size() >= next_merge_) merge_early();
    if (!tolerance_.measures_stretches) return;
    add_stretch(a, b, a, contact.on_a, contact.runs_exactly);
    add_stretch(a, b, b, contact.on_b, contact.runs_exactly);
  }

  [[nodiscard]] bool are_too_many() const { return are_too_many_; }

  // One meeting for each two areas, ascending.
  std::vector<Meeting> merged() {
    sort_by_area(meetings_, area_count(), [](const Meeting& m, const Meeting& n) { return m.b < n.b; });
    std::vector<Meeting> pairs;
    for (const auto& meeting : meetings_) {
      if (pairs.empty() || pairs.back().a != meeting.a || pairs.back().b != meeting.b)
        pairs.push_back({meeting.a, meeting.b});
      pairs.back().is_exact |= meeting.is_exact;
      pairs.back().hints_overlap |= meeting.hints_overlap;
    }
    return pairs;
  }

  // Those that run along one another for long enough; exact is whose borders do so exactly.
  std::vector<Meeting> along_one_another() {
    sort_by_area(stretches_, area_count(), [](const SharedStretch& m, const SharedStretch& n) {
      return std::tie(m.b, m.side, m.on_side.from) < std::tie(n.b, n.side, n.on_side.from);
    });
    std::vector<Meeting> pairs;
    for (std::size_t i = 0; i < stretches_.size();) {
      std::size_t end = i;
      while (end < stretches_.size() && stretches_[end].a == stretches_[i].a && stretches_[end].b == stretches_[i].b)
        ++end;
      const std::span shared{stretches_.data() + i, end - i};
      const auto& [a, b, side, is_exact, on_side] = stretches_[i];
      if (std::min(length_on(shared, a), length_on(shared, b)) > rook_length * tolerance_.distance)
        pairs.push_back({a, b, std::ranges::any_of(shared, &SharedStretch::is_exact), false});
      i = end;
    }
    return pairs;
  }

 private:
  [[nodiscard]] std::size_t area_count() const { return borders_.first.size() - 1; }

  void add_stretch(const BorderPiece& a, const BorderPiece& b, const BorderPiece& on, const Stretch& stretch,
                   bool is_exact) {
    if (stretch.is_empty()) return;
    stretches_.push_back({a.area, b.area, on.side, is_exact, {on.from + stretch.from, on.from + stretch.to}});
  }

  // Length of the border of `area` that lies near the other one; stretches of a side may overlap.
  [[nodiscard]] double length_on(std::span<const SharedStretch> shared, std::uint32_t area) const {
    double length = 0, reached = 0;
    std::uint32_t side = 0;
    bool is_first = true;
    for (const auto& stretch : shared) {
      if (borders_.sides[stretch.side].area != area) continue;
      if (is_first || stretch.side != side) reached = 0;
      is_first = false, side = stretch.side;
      length += std::max(0.0, stretch.on_side.to - std::max(reached, stretch.on_side.from));
      reached = std::max(reached, stretch.on_side.to);
    }
    return length;
  }

  // Before they fill the memory.
  void merge_early() {
    meetings_ = merged();
    are_too_many_ = 2 * meetings_.size() > most_links;
    next_merge_ = std::max(next_merge_, 2 * meetings_.size());
  }

  const Borders& borders_;
  BorderTolerance tolerance_;
  std::size_t next_merge_ = 10'000'000;
  bool are_too_many_ = false;
  std::vector<Meeting> meetings_;
  std::vector<SharedStretch> stretches_;
};

std::vector<AreaOverlap> overlaps_among(const Borders& borders, const std::vector<Meeting>& meetings,
                                        double tolerance) {
  std::vector<Link> suspects;
  for (const auto& meeting : meetings)
    if (meeting.hints_overlap) suspects.push_back({meeting.a, meeting.b});
  for (const auto& [outer, inner] : find_contained(borders))
    suspects.push_back({std::min(outer, inner), std::max(outer, inner)});
  std::ranges::sort(suspects);
  suspects.erase(std::unique(suspects.begin(), suspects.end()), suspects.end());
  std::vector<AreaOverlap> overlaps;
  for (const auto& [a, b] : suspects)
    if (const auto found = overlap_between(borders, a, b, tolerance)) overlaps.push_back(*found);
  std::ranges::sort(overlaps);
  return overlaps;
}

void take_links(const std::vector<Meeting>& meetings, std::size_t rows, Contiguity& contiguity) {
  std::vector<Link> links;
  links.reserve(2 * meetings.size());
  for (const auto& [a, b, is_exact, hints_overlap] : meetings) {
    links.push_back({a, b});
    links.push_back({b, a});
    if (!is_exact) contiguity.by_tolerance.push_back({a, b});
  }
  contiguity.neighbours = neighbours_from(rows, std::move(links));
}

// Areas are neighbours for sure where their boxes lie, whole, within a tolerance of one another: too many links of such
// areas are told at once, without a look at their borders.
class CrowdedCells {
 public:
  CrowdedCells(const Borders& borders, double tolerance) : cell_{tolerance / cells_in_reach} {
    if (!(cell_ > borders.rounding)) return;
    for (std::uint32_t area = 0; area + 1 < borders.first.size(); ++area) {
      Box box;
      for (const auto& side : borders.of(area)) box.include(side.start.x, side.start.y);
      if (box.is_empty() || std::max(box.width(), box.height()) > cell_) continue;
      areas_[{std::floor(box.min_x / cell_), std::floor(box.min_y / cell_)}] += 1;
    }
  }
  [[nodiscard]] bool are_too_many() const {
    double links = 0;
    for (const auto& [cell, areas] : areas_) links += areas * (areas_near(cell) - 1);
    return links > static_cast<double>(most_links);
  }

 private:
  using Cell = std::pair<double, double>;
  static constexpr int cells_in_reach = 8;

  // A box may begin at the near side of its cell and end a cell farther on.
  [[nodiscard]] double areas_near(const Cell& cell) const {
    double areas = 0;
    for (int dx = 2 - cells_in_reach; dx <= cells_in_reach - 2; ++dx)
      for (int dy = 2 - cells_in_reach; dy <= cells_in_reach - 2; ++dy) {
        if (std::hypot(std::abs(dx) + 2, std::abs(dy) + 2) > cells_in_reach) continue;
        if (const auto found = areas_.find({cell.first + dx, cell.second + dy}); found != areas_.end())
          areas += found->second;
      }
    return areas;
  }

  double cell_;
  std::map<Cell, double> areas_;
};

constexpr double full_turn = 360;

bool goes_around(const FeatureTable& areas, bool is_planar) {
  constexpr double hair = 1e-9;
  return areas.is_geographic && !is_planar && areas.extent.width() >= full_turn - hair;
}

// What may touch others beyond the 180th meridian: the sides at either end of the layer, those in the west a turn
// farther east.
Borders turned_borders(const Borders& borders, double turn, double tolerance) {
  double west = HUGE_VAL, east = -HUGE_VAL;
  for (const auto& side : borders.sides) {
    west = std::min({west, side.start.x, side.end.x});
    east = std::max({east, side.start.x, side.end.x});
  }
  Borders turned{.rounding = borders.rounding};
  for (std::uint32_t area = 0; area + 1 < borders.first.size(); ++area) {
    turned.first.push_back(turned.sides.size());
    for (auto side : borders.of(area)) {
      if (std::max(side.start.x, side.end.x) >= west + turn - tolerance) turned.sides.push_back(side);
      side.start.x += turn, side.end.x += turn;
      if (std::min(side.start.x, side.end.x) <= east + tolerance) turned.sides.push_back(side);
    }
  }
  turned.first.push_back(turned.sides.size());
  return turned;
}

// Each two areas once, exact where they are so in one.
std::vector<Meeting> both_of(std::vector<Meeting> meetings, const std::vector<Meeting>& others) {
  if (others.empty()) return meetings;
  meetings.insert(meetings.end(), others.begin(), others.end());
  std::ranges::sort(meetings, {}, [](const Meeting& m) { return std::tuple{m.a, m.b, !m.is_exact}; });
  const auto again = std::ranges::unique(meetings, {}, [](const Meeting& m) { return std::pair{m.a, m.b}; });
  meetings.erase(again.begin(), again.end());
  return meetings;
}

std::unexpected<Error> too_many_links() {
  return fail(ErrorCode::too_large, "more links than fit into memory");
}

struct FoundMeetings {
  std::vector<Meeting> near{}, linked{};  // somewhere within the tolerance; by the rule
};

Result<FoundMeetings> meetings_along(const Borders& borders, double tolerance, const ContiguityOptions& options) {
  const bool is_rook = options.rule == ContiguityRule::rook;
  Meetings meetings{borders, {tolerance, borders.rounding, is_rook}};
  visit_close_pieces(
      borders, tolerance, [&] { return !options.stop.stop_requested() && !meetings.are_too_many(); },
      [&](const BorderPiece& a, const BorderPiece& b) { meetings.look_at(a, b); });
  if (options.stop.stop_requested()) return fail(ErrorCode::cancelled, "contiguity");
  FoundMeetings found{.near = meetings.merged()};
  if (2 * found.near.size() > most_links) return too_many_links();
  found.linked = is_rook ? meetings.along_one_another() : found.near;
  return found;
}

// The scale to measure in, and the tolerance that goes without saying.
struct Ruler {
  GroundScale scale{};
  double least = 0;  // before the rounding step is looked at
};

Result<Ruler> ruler_for(const FeatureTable& areas, bool is_planar) {
  const double diagonal = std::hypot(areas.extent.width(), areas.extent.height());
  const auto metres = areas.crs_wkt.empty() && areas.crs_name.empty() ? Result<GroundScale>{} : metres_per_unit(areas);
  if (is_planar && (areas.crs_name.empty() || !metres)) return Ruler{{}, default_share * diagonal};
  if (!metres) return std::unexpected{metres.error()};
  if (is_planar) return Ruler{{}, default_metres / std::max(metres->x, metres->y)};
  return Ruler{*metres, default_metres};
}
}  // namespace

Result<Contiguity> find_contiguity(const FeatureTable& areas, const ContiguityOptions& options) {
  if (areas.kind != GeometryKind::polygons) return fail(ErrorCode::no_geometry, "areas are needed to touch");
  const bool is_planar = options.is_planar || (areas.crs_name.empty() && areas.crs_wkt.empty());
  const auto ruler = ruler_for(areas, is_planar);
  if (!ruler) return std::unexpected{ruler.error()};
  const auto borders = borders_of(areas, ruler->scale);
  Contiguity contiguity;
  contiguity.is_in_metres = !is_planar;
  for (std::uint32_t row = 0; row < areas.size(); ++row)
    if (borders.of(row).empty()) contiguity.without_area.push_back(row);
  contiguity.neighbours = neighbours_from(areas.size(), {});
  if (borders.sides.empty()) return contiguity;
  contiguity.tolerance = options.tolerance.value_or(
      default_tolerance(areas, borders, ruler->least, std::max(ruler->scale.x, ruler->scale.y)));
  const double tolerance = std::max(contiguity.tolerance, borders.rounding);
  if (CrowdedCells{borders, tolerance}.are_too_many()) return too_many_links();
  auto found = meetings_along(borders, tolerance, options);
  if (!found) return std::unexpected{std::move(found).error()};
  contiguity.overlaps = overlaps_among(borders, found->near, tolerance);
  if (goes_around(areas, is_planar)) {
    const auto turned = turned_borders(borders, full_turn * ruler->scale.x, tolerance);
    const auto across = meetings_along(turned, tolerance, options);
    if (!across) return std::unexpected{across.error()};
    found->linked = both_of(std::move(found->linked), across->linked);
  }
  take_links(found->linked, areas.size(), contiguity);
  return contiguity;
}

}  // namespace riskmap
