// Settlements, rural districts and districts as export rows: names, every indicator over the selected problems,
// the population among them.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "layers/analysis/indicator.h"
#include "layers/exchange/export_rows.h"
#include "layers/mesh/polygon_room.h"

namespace riskmap {

namespace {
// Figures about people are published of places where so many live (`domain.md` §7).
constexpr std::int64_t fewest_published = 1000;

Value text_or_none(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}

struct PlaceNames {
  std::string code, uuid, parent;
  const Names* names = nullptr;
  bool is_schematic = false, exists = false;
};

PlaceNames names_of(const RegisterSnapshot& snapshot, AreaLevel level, Row row) {
  if (level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[row];
    const Row area = snapshot.find_area(settlement.kato, AreaLevel::settlement);
    return {settlement.kato,
            settlement.uuid,
            settlement.rural_district,
            &settlement.names,
            area != no_row && snapshot.areas[area].is_schematic,
            static_cast<bool>(settlement.id)};
  }
  const auto& area = snapshot.areas[row];
  return {area.code, area.uuid, area.parent_code, &area.names, area.is_schematic, area.id && area.level == level};
}

std::optional<std::size_t> shape_of(const Features& shapes, const std::string& code) {
  if (!shapes) return std::nullopt;
  const auto* codes = shapes->find_column("code");
  for (std::size_t i = 0; codes != nullptr && i < codes->texts.size(); ++i)
    if (codes->texts[i] == code && shapes->part_offset[i] != shapes->part_offset[i + 1]) return i;
  return std::nullopt;
}

// The point deepest inside, for whoever wants areas as points; degrees become a plane true enough for one area.
std::optional<LonLat> inner_point(const FeatureTable& shapes, std::size_t feature) {
  constexpr double pixels_across = 1000, precision_px = 1;
  const Box box = shapes.extent_of(feature);
  const double degree_of_lon = std::cos(box.centre_y() * std::numbers::pi / 180);  // in degrees of latitude
  const double scale = pixels_across / std::max(box.width() * degree_of_lon, box.height());
  ScaledPolygon polygon;
  for (auto ring = shapes.ring_offset[shapes.part_offset[feature]];
       ring < shapes.ring_offset[shapes.part_offset[feature + 1]]; ++ring) {
    auto& points = polygon.rings.emplace_back();
    for (auto i = shapes.vertex_offset[ring]; i < shapes.vertex_offset[ring + 1]; ++i) {
      points.push_back({(shapes.x[i] - box.min_x) * degree_of_lon * scale, (box.max_y - shapes.y[i]) * scale});
      polygon.box.include(points.back().x, points.back().y);
    }
  }
  const auto found = innermost_point(polygon, precision_px);
  if (!found) return std::nullopt;
  return LonLat{box.min_x + found->point.x / (degree_of_lon * scale), box.max_y - found->point.y / scale};
}

Properties properties_of(const PlaceNames& place, AreaLevel level) {
  return {{"kato", text_or_none(place.code)},
          {"level", Value{std::string{code_of(level)}}},
          {"name_kk", text_or_none(place.names->kk)},
          {"name_ru", text_or_none(place.names->ru)},
          {"name_en", text_or_none(place.names->en)},
          {level == AreaLevel::settlement ? "rural_district" : "parent", text_or_none(place.parent)},
          {"is_schematic", Value{std::int64_t{place.is_schematic ? 1 : 0}}}};
}

// Automatic: areas, but points for settlements whose borders are only schematic.
bool wants_area(ExportGeometry geometry, AreaLevel level, bool is_schematic) {
  if (geometry != ExportGeometry::automatic) return geometry == ExportGeometry::area;
  return level != AreaLevel::settlement || !is_schematic;
}
}  // namespace

Value number_of(const Indicator& indicator, double value) {
  if (!std::isfinite(value)) return {};
  using enum IndicatorKind;
  if (indicator.kind == count || indicator.kind == money) return Value{static_cast<std::int64_t>(std::llround(value))};
  if (indicator.kind == level) return Value{std::string{code_of(static_cast<RiskLevel>(std::llround(value)))}};
  return Value{std::round(value * 1e6) / 1e6};  // six decimals: the same bytes on every machine
}

Value as_of(const ExportRequest& request) {
  const auto day = iso_date(request.today);
  return Value{request.profile == ExportProfile::open_data ? day.substr(0, 7) : day};
}

std::optional<ExportRow> place_row(const RegisterSnapshot& snapshot, const Features& level_shapes, const Place& at,
                                   const ExportRequest& request) {
  const auto place = names_of(snapshot, at.level, at.row);
  if (!place.exists) return std::nullopt;
  ExportRow out{.id = place.code.empty() ? place.uuid : place.code,
                .point = {},
                .shape = {},
                .properties = properties_of(place, at.level)};
  const auto shape = shape_of(level_shapes, place.code);
  if (wants_area(request.geometry, at.level, place.is_schematic)) out.shape = shape;
  if (request.geometry == ExportGeometry::none || out.shape) return out;
  if (at.level == AreaLevel::settlement)
    out.point = snapshot.settlements[at.row].point;
  else if (shape)
    out.point = inner_point(*level_shapes, *shape);
  if (out.point && request.profile == ExportProfile::open_data) out.point = published_point(*out.point);
  return out;
}

void add_figure(Properties& properties, const Indicator& indicator, const IndicatorValues& values, Row row) {
  properties.emplace_back(indicator.id, number_of(indicator, values.values[row]));
  if (values.intervals.empty()) return;
  const bool is_known = std::isfinite(values.values[row]);
  const auto limit = [&](double value) { return is_known ? number_of(indicator, value) : Value{}; };
  properties.emplace_back(indicator.id + "_low", limit(values.intervals[row].low));
  properties.emplace_back(indicator.id + "_high", limit(values.intervals[row].high));
}

Result<IndicatorColumns> IndicatorColumns::of(const RegisterSnapshot& snapshot, const ExportRequest& request,
                                              AreaLevel level) {
  IndicatorColumns columns;
  columns.is_published_ = request.profile == ExportProfile::open_data;
  const bool hides_people = columns.is_published_ && level == AreaLevel::settlement;
  if (request.indicators.empty()) {
    columns.indicators_ = indicators_of(snapshot);
    if (hides_people) std::erase_if(columns.indicators_, [](const auto& each) { return each.is_about_people; });
    return columns;
  }
  for (const auto& id : request.indicators) {
    auto indicator = find_indicator(snapshot, id);
    if (!indicator) return unknown_indicator(snapshot, id, "--indicators");
    if (hides_people && indicator->is_about_people)
      return fail(ErrorCode::access, "figures about people are not published by settlement", "--indicators", id);
    columns.indicators_.push_back(std::move(*indicator));
  }
  return columns;
}

void IndicatorColumns::fill(const std::vector<PlaceSummary>& places) {
  for (const auto& indicator : indicators_) values_.push_back(values_of(indicator, places));
  for (const auto& place : places) is_small_.push_back(place.population.value_or(0) < fewest_published ? 1 : 0);
}

void IndicatorColumns::add(Row row, Properties& properties) const {
  for (std::size_t i = 0; i < indicators_.size(); ++i) {
    const bool is_hidden = is_published_ && indicators_[i].is_about_people && is_small_[row] != 0;
    if (is_hidden)
      properties.emplace_back(indicators_[i].id, Value{});
    else
      add_figure(properties, indicators_[i], values_[i], row);
  }
}

Result<void> add_place_rows(ExportTable& table, const HotspotSource& source, const std::array<Features, 4>& shapes,
                            AreaLevel level, const ExportRequest& request) {
  const auto& snapshot = source.snapshot;
  auto columns = IndicatorColumns::of(snapshot, request, level);
  if (!columns) return std::unexpected{std::move(columns).error()};
  const auto summaries = summarise(snapshot, level, source.selected, source.facts, source.counting);
  columns->fill(summaries);
  const auto& level_shapes = shapes[static_cast<std::size_t>(level)];
  table.shapes = level_shapes;
  for (Row row = 0; row < summaries.size(); ++row) {
    auto out = place_row(snapshot, level_shapes, {level, row}, request);
    if (!out) continue;
    columns->add(row, out->properties);
    out->properties.emplace_back("as_of", as_of(request));
    table.has_shapes = table.has_shapes || out->shape.has_value();
    table.rows.push_back(std::move(*out));
  }
  return {};
}

}  // namespace riskmap
