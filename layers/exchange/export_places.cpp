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

void add_place_rows(ExportTable& table, const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes,
                    AreaLevel level, const RowMask& selected, const IssueFactTable& facts,
                    const ExportRequest& request) {
  const auto summaries = summarise(snapshot, level, selected, facts);
  const auto indicators = indicators_of(snapshot);
  std::vector<IndicatorValues> columns;
  for (const auto& indicator : indicators) columns.push_back(values_of(indicator, summaries));
  const auto& level_shapes = shapes[static_cast<std::size_t>(level)];
  table.shapes = level_shapes;
  for (Row row = 0; row < summaries.size(); ++row) {
    auto out = place_row(snapshot, level_shapes, {level, row}, request);
    if (!out) continue;
    for (std::size_t i = 0; i < indicators.size(); ++i) add_figure(out->properties, indicators[i], columns[i], row);
    out->properties.emplace_back("as_of", as_of(request));
    table.has_shapes = table.has_shapes || out->shape.has_value();
    table.rows.push_back(std::move(*out));
  }
}

}  // namespace riskmap
