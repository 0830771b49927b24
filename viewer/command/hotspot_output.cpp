#include "viewer/command/hotspot_output.h"

#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

#include "layers/core/csv.h"
#include "layers/core/text.h"
#include "layers/exchange/geojson_writer.h"
#include "layers/exchange/json_text.h"
#include "layers/geo/projection.h"

namespace riskmap {

namespace {
constexpr std::array<std::pair<std::string_view, HotspotFormat>, 3> formats = {
    {{"csv", HotspotFormat::csv}, {"json", HotspotFormat::json}, {"geojson", HotspotFormat::geojson}}};

Value number_or_none(double number) {
  if (!std::isfinite(number)) return {};
  return number;
}

// The fixed columns after the id.
Properties columns_of(const PlaceStatistic& place) {
  return {{"value", number_or_none(place.value)},
          {"neighbours", static_cast<std::int64_t>(place.neighbours)},
          {"lag", number_or_none(place.lag)},
          {"statistic", number_or_none(place.statistic)},
          {"expected", number_or_none(place.expected)},
          {"variance", number_or_none(place.variance)},
          {"z", number_or_none(place.z)},
          {"p_high", number_or_none(place.p_high)},
          {"p_low", number_or_none(place.p_low)},
          {"p", number_or_none(place.p)},
          {"p_adjusted", number_or_none(place.p_adjusted)},
          {"class", std::string{name_of(place.verdict)}}};
}

// What was asked and what holds for the whole layer.
Properties summary_of(const HotspotTable& table) {
  const auto& [found, dealt, request, layer, weights, sentences] = table;
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  Properties summary{{"method", std::string{name_of(request.method)}},
                     {"weights", weights},
                     {"inference", std::string{name_of(request.inference)}},
                     {"alpha", request.alpha},
                     {"correction", std::string{name_of(request.correction)}},
                     {"rows", number(found.places.size())},
                     {"with_data", number(found.with_data)},
                     {"tested", number(found.tested)},
                     {"counted_exactly", number(found.counted)}};
  if (request.inference != Inference::analytic && found.counted < found.tested) {
    summary.emplace_back("permutations", number(request.permutations.count));
    summary.emplace_back("seed", static_cast<std::int64_t>(request.permutations.seed));
  }
  summary.emplace_back("moran_statistic", number_or_none(found.global.statistic));
  summary.emplace_back("moran_expected", number_or_none(found.global.expected));
  summary.emplace_back("moran_variance", number_or_none(found.global.variance));
  summary.emplace_back("moran_z", number_or_none(found.global.z));
  summary.emplace_back("moran_p", number_or_none(found.global.p));
  summary.emplace_back("moran_p_high", number_or_none(dealt.high));
  summary.emplace_back("moran_p_low", number_or_none(dealt.low));
  summary.emplace_back("moran_p_dealt", number_or_none(dealt.p));
  summary.emplace_back("moran_deals", number(dealt.deals));
  return summary;
}

void write_csv(const HotspotTable& table, std::ostream& out) {
  std::vector<std::string> cells{"id"};
  for (const auto& [name, value] : columns_of({})) cells.push_back(name);
  out << csv_line(cells);
  for (std::size_t row = 0; row < table.found.places.size(); ++row) {
    cells = {table.layer.ids[row]};
    for (const auto& [name, value] : columns_of(table.found.places[row])) cells.push_back(text_of(value));
    out << csv_line(cells);
  }
}

std::string members(const Properties& properties) {
  std::string text;
  for (const auto& [name, value] : properties) {
    if (!text.empty()) text += ',';
    append_json_string(text, name);
    text += ':';
    append_json_value(text, value);
  }
  return text;
}

void write_json(const HotspotTable& table, std::ostream& out) {
  out << '{' << members(summary_of(table)) << ",\"places\":[";
  for (std::size_t row = 0; row < table.found.places.size(); ++row) {
    Properties place{{"id", table.layer.ids[row]}};
    for (auto& column : columns_of(table.found.places[row])) place.push_back(std::move(column));
    if (row < table.sentences.size()) place.emplace_back("sentence", table.sentences[row]);
    out << (row == 0 ? "\n{" : ",\n{") << members(place) << '}';
  }
  out << "\n]}\n";
}

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

Result<void> write_geojson(const HotspotTable& table, std::ostream& out) {
  const auto shapes = in_degrees(table.layer.features);
  if (!shapes) return std::unexpected{shapes.error()};
  const auto places = places_of(*shapes, true);
  if (!places) return std::unexpected{places.error()};
  GeoJsonWriter writer{out, shapes->extent, summary_of(table)};
  for (std::size_t row = 0; row < table.found.places.size(); ++row) {
    const auto columns = columns_of(table.found.places[row]);
    if (shapes->kind == GeometryKind::polygons)
      writer.add_polygon(table.layer.ids[row], *shapes, row, columns);
    else
      writer.add_point(table.layer.ids[row], LonLat{places->x[row], places->y[row]}, columns);
  }
  const auto count = writer.finish();
  if (!count) return std::unexpected{count.error()};
  return {};
}
}  // namespace

std::optional<HotspotFormat> hotspot_format_named(std::string_view name) {
  for (const auto& [known, format] : formats)
    if (known == name) return format;
  return std::nullopt;
}

std::optional<HotspotFormat> hotspot_format_of(std::string_view file_name) {
  const auto ending = lower_case(std::filesystem::path{file_name}.extension().string());
  return ending.empty() ? std::nullopt : hotspot_format_named(std::string_view{ending}.substr(1));
}

Result<void> write_hotspots(const HotspotTable& table, HotspotFormat format, std::ostream& out) {
  if (format == HotspotFormat::geojson) return write_geojson(table, out);
  if (format == HotspotFormat::csv)
    write_csv(table, out);
  else
    write_json(table, out);
  return {};
}

}  // namespace riskmap
