// Small services on layers, shared by the loading of boundaries and the making of registers.
#include "layers/store/shape_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "layers/geo/projection.h"
#include "layers/store/gpkg_geometry.h"

namespace riskmap {

std::string text_at(const FeatureTable& table, std::string_view column, std::size_t feature) {
  const auto* values = table.find_column(column);
  if (values == nullptr) return {};
  if (!values->is_numeric()) return values->texts[feature];
  const double number = values->numbers[feature];
  constexpr double largest_exact = 9e15;
  if (std::isnan(number)) return {};
  if (std::floor(number) == number && std::abs(number) < largest_exact)
    return fmt::format("{}", static_cast<std::int64_t>(number));
  return fmt::format("{}", number);
}

Result<FeatureTable> in_wgs84(const FeatureTable& table) {
  if (table.crs_name == "EPSG:4326") return table;
  const auto& crs = table.crs_wkt.empty() ? table.crs_name : table.crs_wkt;
  if (crs.empty()) return fail(ErrorCode::no_crs, "the layer names no CRS", table.layer_name);
  const auto projection = Projection::between(crs, "EPSG:4326");
  if (!projection) return std::unexpected{projection.error()};
  FeatureTable result = table;
  projection->forward(result.x, result.y);
  result.crs_name = "EPSG:4326", result.crs_wkt.clear(), result.is_geographic = true;
  result.extent = {};
  for (std::size_t i = 0; i < result.x.size(); ++i)
    if (std::isfinite(result.x[i]) && std::isfinite(result.y[i])) result.extent.include(result.x[i], result.y[i]);
  return result;
}

FeatureTable with_codes(const FeatureTable& table, const std::vector<std::size_t>& rows,
                        const std::vector<std::string>& codes) {
  std::vector<std::string> order;
  std::map<std::string, Shape> shapes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto shape = shape_of(table, rows[i]);
    const auto [known, is_first] = shapes.emplace(codes[i], shape);
    if (is_first) {
      order.push_back(codes[i]);
    } else {
      std::ranges::move(shape.parts, std::back_inserter(known->second.parts));
    }
  }
  FeatureTable result;
  result.layer_name = table.layer_name, result.kind = table.kind;
  result.crs_name = table.crs_name, result.crs_wkt = table.crs_wkt, result.is_geographic = table.is_geographic;
  for (const auto& code : order) {
    append_shape(result, as_multi(shapes.at(code)));
    result.fid.push_back(static_cast<std::int64_t>(result.fid.size()) + 1);
  }
  result.columns.push_back({.name = "code", .type = ColumnType::text, .numbers = {}, .texts = std::move(order)});
  return result;
}

}  // namespace riskmap
