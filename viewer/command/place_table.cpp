#include "viewer/command/place_table.h"

#include <cmath>

#include "layers/core/csv.h"
#include "layers/exchange/json_text.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {
// The layer's shapes in longitude and latitude. Error: no_crs when the file names no coordinate system.
Result<FeatureTable> in_degrees(const FeatureTable& features) {
  const auto& crs = features.crs_wkt.empty() ? features.crs_name : features.crs_wkt;
  if (crs.empty()) return fail(ErrorCode::no_crs, "GeoJSON is in longitude and latitude");
  auto shapes = features;
  if (!features.is_geographic) {
    const auto projection = Projection::between(crs, "EPSG:4326");
    if (!projection) return std::unexpected{projection.error()};
    projection->forward(shapes.x, shapes.y);
  }
  shapes.extent = {};
  for (std::size_t i = 0; i < shapes.x.size(); ++i) shapes.extent.include(shapes.x[i], shapes.y[i]);
  return shapes;
}
}  // namespace

Value number_or_none(double number) {
  if (!std::isfinite(number)) return {};
  return number + 0.0;  // no minus before a zero
}

void write_csv(const PlaceTable& table, std::ostream& out) {
  std::vector<std::string> cells{"id"};
  for (const auto& name : table.columns) cells.push_back(name);
  out << csv_line(cells);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    cells = {table.layer.ids[row]};
    for (const auto& [name, value] : table.rows[row]) cells.push_back(text_of(value));
    out << csv_line(cells);
  }
}

Result<void> write_geojson(const PlaceTable& table, std::ostream& out) {
  const auto shapes = in_degrees(table.layer.features);
  if (!shapes) return std::unexpected{shapes.error()};
  const auto places = places_of(*shapes, true);
  if (!places) return std::unexpected{places.error()};
  GeoJsonWriter writer{out, shapes->extent, table.summary};
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (shapes->kind == GeometryKind::polygons)
      writer.add_polygon(table.layer.ids[row], *shapes, row, table.rows[row]);
    else
      writer.add_point(table.layer.ids[row], LonLat{places->x[row], places->y[row]}, table.rows[row]);
  }
  const auto count = writer.finish();
  if (!count) return std::unexpected{count.error()};
  return {};
}

std::string json_members(const Properties& properties) {
  std::string text;
  for (const auto& [name, value] : properties) {
    if (!text.empty()) text += ',';
    append_json_string(text, name);
    text += ':';
    append_json_value(text, value);
  }
  return text;
}

std::string json_list(const std::vector<std::string>& objects) {
  std::string text = "[";
  for (std::size_t i = 0; i < objects.size(); ++i) text += (i == 0 ? "\n" : ",\n") + objects[i];
  return text + (objects.empty() ? "]" : "\n]");
}

}  // namespace riskmap
