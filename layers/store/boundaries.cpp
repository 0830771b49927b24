// Matching of shapes to places, and the two ways shapes come into a register: from a file, from the points.
#include "layers/store/boundaries.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "layers/geo/cells.h"
#include "layers/geo/geodesic.h"
#include "layers/store/boundary_places.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/new_areas.h"
#include "layers/store/shape_columns.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// A name alone is believed only so near to where the register has the place (kilometres).
double believable_km(AreaLevel level) {
  switch (level) {
    case AreaLevel::settlement:
      return 30;
    case AreaLevel::rural_district:
      return 60;
    case AreaLevel::district:
      return 150;
    case AreaLevel::region:
      return 600;
  }
  return 0;
}

bool contains(const FeatureTable& shapes, std::size_t feature, LonLat place) {
  if (!shapes.extent_of(feature).contains(place.lon, place.lat)) return false;
  bool is_inside = false;
  for (auto part = shapes.part_offset[feature]; part < shapes.part_offset[feature + 1]; ++part)
    for (auto ring = shapes.ring_offset[part]; ring < shapes.ring_offset[part + 1]; ++ring) {
      const auto begin = shapes.vertex_offset[ring], end = shapes.vertex_offset[ring + 1];
      for (auto i = begin, j = end - 1; i < end; j = i++)
        if ((shapes.y[i] > place.lat) != (shapes.y[j] > place.lat) &&
            place.lon <
                (shapes.x[j] - shapes.x[i]) * (place.lat - shapes.y[i]) / (shapes.y[j] - shapes.y[i]) + shapes.x[i])
          is_inside = !is_inside;
    }
  return is_inside;
}

// Whether one of its rings encloses anything. A bow tie of two equal halves does not.
bool has_surface(const FeatureTable& shapes, std::size_t feature) {
  for (auto part = shapes.part_offset[feature]; part < shapes.part_offset[feature + 1]; ++part)
    for (auto ring = shapes.ring_offset[part]; ring < shapes.ring_offset[part + 1]; ++ring) {
      const auto begin = shapes.vertex_offset[ring], end = shapes.vertex_offset[ring + 1];
      double doubled = 0;
      for (auto i = begin + 1; i + 1 < end; ++i)
        doubled += (shapes.x[i] - shapes.x[begin]) * (shapes.y[i + 1] - shapes.y[begin]) -
                   (shapes.x[i + 1] - shapes.x[begin]) * (shapes.y[i] - shapes.y[begin]);
      if (doubled != 0) return true;
    }
  return false;
}

// 0 when the shape holds one of the points, else the kilometres from its middle to the nearest; infinite without
// points.
double distance_km(const FeatureTable& shapes, std::size_t feature, const std::vector<LonLat>& points) {
  const auto box = shapes.extent_of(feature);
  double nearest = std::numeric_limits<double>::infinity();
  if (box.is_empty()) return nearest;
  for (const auto& point : points) {
    if (contains(shapes, feature, point)) return 0;
    nearest = std::min(nearest, geodesic_metres({box.centre_x(), box.centre_y()}, point) / 1000);
  }
  return nearest;
}

class Matcher {
 public:
  Matcher(const std::vector<BoundaryPlace>& places, AreaLevel level, const FeatureTable& shapes, bool is_located)
      : places_{places}, level_{level}, shapes_{shapes}, is_located_{is_located} {
    for (std::size_t i = 0; i < places.size(); ++i) {
      by_code_.emplace(places[i].code, i);
      for (const auto& key : places[i].keys) by_name_.emplace(key, i);
    }
  }

  [[nodiscard]] BoundaryMatch match(const std::string& key_field) const {
    std::vector<std::optional<std::size_t>> place_of(shapes_.size());
    std::map<std::size_t, std::size_t> best_shape;  // of a place known by name
    std::set<std::size_t> known_by_code;
    std::vector<unsigned char> is_far(shapes_.size(), 0);
    for (std::size_t i = 0; i < shapes_.size(); ++i)
      if (const auto found = by_code_.find(text_at(shapes_, key_field, i)); found != by_code_.end()) {
        // A district elsewhere is said by the settlements it leaves outside.
        is_far[i] = level_ != AreaLevel::district && !is_believable(i, found->second);
        if (!is_far[i]) place_of[i] = found->second, known_by_code.insert(found->second);
      }
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (place_of[i] || is_far[i]) continue;
      const auto place = place_by_name(text_at(shapes_, key_field, i), i);
      if (!place || known_by_code.contains(*place)) continue;
      const auto [best, is_first] = best_shape.emplace(*place, i);
      if (!is_first && is_nearer(i, best->second, *place)) best->second = i;
    }
    for (const auto& [place, shape] : best_shape) place_of[shape] = place;
    return result(place_of, is_far, key_field);
  }

 private:
  [[nodiscard]] double own_distance(std::size_t shape, std::size_t place) const {
    return distance_km(shapes_, shape, places_[place].own_points);
  }
  [[nodiscard]] bool is_nearer(std::size_t shape, std::size_t other, std::size_t place) const {
    return is_located_ && own_distance(shape, place) < own_distance(other, place);
  }
  [[nodiscard]] bool is_believable(std::size_t shape, std::size_t place) const {
    const bool has_shape = shapes_.part_offset[shape + 1] > shapes_.part_offset[shape];
    if (!is_located_ || !has_shape || places_[place].own_points.empty()) return true;
    const double limit = believable_km(level_);
    return own_distance(shape, place) <= limit || distance_km(shapes_, shape, places_[place].near_points) <= limit;
  }

  [[nodiscard]] std::optional<std::size_t> place_by_name(const std::string& name, std::size_t shape) const {
    const auto key = place_key(name);
    if (key.empty()) return std::nullopt;
    std::vector<std::size_t> found;
    for (auto [entry, end] = by_name_.equal_range(key); entry != end; ++entry)
      if (is_believable(shape, entry->second)) found.push_back(entry->second);
    if (found.empty()) return std::nullopt;
    if (found.size() == 1) return found.front();
    if (!is_located_) return std::nullopt;
    return *std::ranges::min_element(found, {}, [&](std::size_t place) { return own_distance(shape, place); });
  }

  [[nodiscard]] BoundaryMatch result(const std::vector<std::optional<std::size_t>>& place_of,
                                     const std::vector<unsigned char>& is_far, const std::string& key_field) const {
    BoundaryMatch match;
    std::set<std::size_t> matched;
    for (std::size_t i = 0; i < place_of.size(); ++i) {
      // A row without a surface takes no shape away from anybody: the file's own remarks say why.
      if (!place_of[i] || !has_surface(shapes_, i)) continue;
      match.matched_features.push_back(i);
      match.matched_codes.push_back(places_[*place_of[i]].code);
      matched.insert(*place_of[i]);
    }
    for (std::size_t i = 0; i < place_of.size(); ++i) {
      if (place_of[i]) continue;
      auto name = text_at(shapes_, key_field, i);
      const bool is_elsewhere = is_far[i] != 0 || names_unmatched_place(name, matched);
      if (name.empty()) name = fill(tr("row {n}"), {{"n", std::to_string(i + 1)}});
      (is_elsewhere ? match.far_features : match.unmatched_features).push_back(std::move(name));
    }
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (!matched.contains(i)) match.kept_codes.push_back(places_[i].code);
    return match;
  }

  // The name of places none of which has found a shape: it is not just a namesake.
  [[nodiscard]] bool names_unmatched_place(const std::string& name, const std::set<std::size_t>& matched) const {
    const auto [first, last] = by_name_.equal_range(place_key(name));
    return first != last &&
           std::none_of(first, last, [&](const auto& entry) { return matched.contains(entry.second); });
  }

  const std::vector<BoundaryPlace>& places_;
  AreaLevel level_;
  const FeatureTable& shapes_;
  bool is_located_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
  std::multimap<std::string, std::size_t, std::less<>> by_name_;
};

BoundaryMatch all_new(const FeatureTable& shapes, const std::string& key_field) {
  auto areas = new_areas(shapes, key_field);
  BoundaryMatch match;
  match.makes_new_areas = true;
  match.matched_features = std::move(areas.rows), match.matched_codes = std::move(areas.codes);
  match.unmatched_features = std::move(areas.left_out);
  match.code_field = std::move(areas.code_field), match.has_numbered_codes = areas.has_numbered_codes;
  return match;
}

std::vector<BoundaryPlace> places_of(const NewAreas& areas) {
  std::vector<BoundaryPlace> places;
  for (std::size_t i = 0; i < areas.codes.size(); ++i)
    places.push_back({areas.codes[i], {}, areas.names[i], {}, {}, {}});
  return places;
}

Column text_column(std::string name) {
  return {.name = std::move(name), .type = ColumnType::text, .numbers = {}, .texts = {}};
}

// Names and parents, which put_shapes writes into areas that are new.
void add_names(FeatureTable& table, const std::vector<BoundaryPlace>& places) {
  std::map<std::string_view, const BoundaryPlace*> by_code;
  for (const auto& place : places) by_code.emplace(place.code, &place);
  Column kk = text_column("name_kk"), ru = text_column("name_ru"), en = text_column("name_en"),
         parent = text_column("parent_code");
  for (const auto& code : table.columns.front().texts) {
    const auto found = by_code.find(code);
    const auto* place = found == by_code.end() ? nullptr : found->second;
    kk.texts.push_back(place ? place->names.kk : std::string{});
    ru.texts.push_back(place ? place->names.ru : std::string{});
    en.texts.push_back(place ? place->names.en : std::string{});
    parent.texts.push_back(place ? place->parent_code : std::string{});
  }
  for (auto* column : {&kk, &ru, &en, &parent}) table.columns.push_back(std::move(*column));
}

std::size_t count_of_different(std::vector<std::string> codes) {
  std::ranges::sort(codes);
  return static_cast<std::size_t>(std::ranges::unique(codes).begin() - codes.begin());
}

std::vector<CellSite> cell_sites(const RegisterSnapshot& snapshot) {
  std::vector<CellSite> sites;
  for (const auto& place : boundary_places(snapshot, AreaLevel::settlement))
    if (!place.own_points.empty()) sites.push_back({place.code, place.parent_code, place.own_points.front()});
  return sites;
}

// The districts as they will stand: the new shapes, and those of districts that keep theirs.
Result<FeatureTable> districts_with(RegisterStore& store, const FeatureTable& fresh,
                                    const std::vector<std::string>& kept_codes) {
  auto outline = fresh;
  if (kept_codes.empty()) return outline;
  const auto known = store.load_shapes(AreaLevel::district);
  if (!known) return std::unexpected{known.error()};
  for (std::size_t i = 0; i < known->size(); ++i)
    if (std::ranges::find(kept_codes, text_at(*known, "code", i)) != kept_codes.end())
      append_shape(outline, shape_of(*known, i));
  return outline;
}

bool is_inside(const FeatureTable& outline, LonLat place) {
  for (std::size_t i = 0; i < outline.size(); ++i)
    if (contains(outline, i, place)) return true;
  return false;
}

// The cells of a level that the register marks as schematic, in their new shape. A settlement outside the outline loses
// its cell, which would lie over those of its neighbours inside. A rural district wholly outside keeps the shape it
// had.
ShapeSet recut_level(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& cells) {
  std::vector<std::size_t> rows;
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto code = text_at(cells, "code", i);
    const Row area = snapshot.find_area(code, level);
    if (area == no_row || !snapshot.areas[area].is_schematic) continue;
    if (level != AreaLevel::settlement && cells.part_offset[i + 1] == cells.part_offset[i]) continue;
    rows.push_back(i);
    codes.push_back(std::move(code));
  }
  return {level, with_codes(cells, rows, codes), true, tr("Derived from the points, not official")};
}

Error nothing_matched(const BoundaryMatch& match, const std::string& source) {
  if (!match.far_features.empty())
    return {ErrorCode::coords_range, "the shapes lie far from the places they name", source,
            match.far_features.front()};
  if (!match.unmatched_features.empty())
    return {ErrorCode::name_unknown, "no shape belongs to a place of the register", source,
            match.unmatched_features.front()};
  return {ErrorCode::no_geometry, "no row has a usable shape", source, {}};
}

bool has_schematic_cells(const RegisterSnapshot& snapshot) {
  return std::ranges::any_of(snapshot.areas, [](const Area& area) {
    return area.id && area.is_schematic &&
           (area.level == AreaLevel::settlement || area.level == AreaLevel::rural_district);
  });
}

// Adds to `sets` what a better district outline makes of the schematic cells, and says so in `match`.
Result<void> recut_cells(const RegisterSnapshot& snapshot, const FeatureTable& outline, std::vector<ShapeSet>& sets,
                         BoundaryMatch& match) {
  const auto sites = cell_sites(snapshot);
  if (!has_schematic_cells(snapshot)) return {};
  if (std::ranges::none_of(sites, [&](const CellSite& site) { return is_inside(outline, site.place); })) {
    for (const auto& site : sites) match.outside_codes.push_back(site.code);
    return {};
  }
  auto cells = derive_cells(sites, &outline);
  if (!cells) return std::unexpected{std::move(cells).error()};
  match.outside_codes = std::move(cells->outside);
  for (const auto& [level, shapes] : {std::pair{AreaLevel::settlement, &cells->settlements},
                                      std::pair{AreaLevel::rural_district, &cells->rural_districts}}) {
    auto set = recut_level(snapshot, level, *shapes);
    const auto& codes = set.shapes.find_column("code")->texts;
    std::ranges::copy_if(codes, std::back_inserter(match.recut_codes), [&](const std::string& code) {
      return std::ranges::find(match.outside_codes, code) == match.outside_codes.end();
    });
    if (!codes.empty()) sets.push_back(std::move(set));
  }
  return {};
}
// What this program wrote of schematic shapes stays schematic when it is read back.
bool says_schematic(const FeatureTable& shapes) {
  const auto* column = shapes.find_column("is_schematic");
  return column != nullptr && column->is_numeric() &&
         std::ranges::any_of(column->numbers, [](double value) { return value == 1; });
}
}  // namespace

std::size_t BoundaryMatch::place_count() const {
  return count_of_different(matched_codes);
}

Result<BoundaryMatch> match_boundaries(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes,
                                       const std::string& key_field) {
  if (shapes.kind != GeometryKind::polygons)
    return fail(ErrorCode::no_geometry, "boundaries are polygons", shapes.layer_name);
  if (shapes.find_column(key_field) == nullptr)
    return fail(ErrorCode::unknown_field, "the layer has no such field", shapes.layer_name, key_field);
  const auto places = boundary_places(snapshot, level);
  if (places.empty()) return all_new(shapes, key_field);
  const auto located = in_wgs84(shapes);
  return Matcher{places, level, located ? *located : shapes, located.has_value()}.match(key_field);
}

KeyFields key_fields(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable& shapes) {
  const auto places = boundary_places(snapshot, level);
  const auto located = in_wgs84(shapes);
  const auto& table = located ? *located : shapes;
  const Matcher matcher{places, level, table, located.has_value()};
  KeyFields keys{.places = places.size(), .fields = {}};
  for (const auto& column : shapes.columns) {
    const auto match = places.empty() ? all_new(table, column.name) : matcher.match(column.name);
    keys.fields.push_back({column.name, count_of_different(match.matched_codes)});
  }
  std::ranges::stable_sort(keys.fields, std::ranges::greater{}, &KeyField::matched);
  return keys;
}

Result<BoundaryMatch> load_boundaries(RegisterStore& store, const RegisterSnapshot& snapshot, AreaLevel level,
                                      const FeatureTable& shapes, const std::string& key_field,
                                      const std::string& source, const Author& author, const LongWork& work) {
  auto match = match_boundaries(snapshot, level, shapes, key_field);
  if (!match) return match;
  if (match->matched_codes.empty()) return std::unexpected{nothing_matched(*match, source)};
  const auto located = in_wgs84(shapes);
  if (!located) return std::unexpected{located.error()};
  std::vector<ShapeSet> sets{
      {level, with_codes(*located, match->matched_features, match->matched_codes), says_schematic(shapes), source}};
  add_names(sets.front().shapes,
            match->makes_new_areas ? places_of(new_areas(shapes, key_field)) : boundary_places(snapshot, level));
  if (level == AreaLevel::district) {
    const auto outline = districts_with(store, sets.front().shapes, match->kept_codes);
    if (!outline) return std::unexpected{outline.error()};
    if (const auto cut = recut_cells(snapshot, *outline, sets, *match); !cut) return std::unexpected{cut.error()};
  }
  auto put = store.put_shapes(sets, author, work);
  if (!put) return std::unexpected{std::move(put).error()};
  match->accepted = std::move(*put);
  return match;
}

Result<BoundaryMatch> derive_boundaries(RegisterStore& store, const RegisterSnapshot& snapshot, AreaLevel level,
                                        const FeatureTable* clip, const Author& author) {
  if (level != AreaLevel::settlement && level != AreaLevel::rural_district)
    return fail(ErrorCode::usage, "settlement or rural_district", "level", std::string{code_of(level)});
  const auto cells = derive_cells(cell_sites(snapshot), clip);
  if (!cells) return std::unexpected{cells.error()};

  const auto& shapes = level == AreaLevel::settlement ? cells->settlements : cells->rural_districts;
  const auto places = boundary_places(snapshot, level);
  auto match = Matcher{places, level, shapes, true}.match("code");
  if (match.matched_codes.empty()) return fail(ErrorCode::invalid_input, "no place to draw a boundary for");
  auto table = with_codes(shapes, match.matched_features, match.matched_codes);
  add_names(table, places);
  auto put =
      store.put_shapes({{level, std::move(table), true, tr("Derived from the points, not official")}}, author, {});
  if (!put) return std::unexpected{put.error()};
  match.accepted = std::move(*put);
  match.unmatched_features.clear();  // cells that the clip left empty: their places are in kept_codes
  return match;
}

}  // namespace riskmap
