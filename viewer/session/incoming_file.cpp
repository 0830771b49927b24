// Reading a file that was brought, and deciding whether there is something to ask about it.
#include "viewer/session/incoming_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "layers/core/csv.h"
#include "layers/geo/projection.h"
#include "layers/geo/web_client.h"
#include "layers/geo/wmts.h"

namespace riskmap {

namespace {
std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// Without the table there is nothing to compare with; a file can be opened all the same.
std::vector<LonLat> points_of_table(const std::filesystem::path& file) {
  std::vector<LonLat> points;
  const auto table = read_csv_file(file);
  const auto lon = table ? table->find_column("lon") : std::nullopt, lat = table ? table->find_column("lat") : lon;
  if (!lon || !lat) return points;
  for (const auto& record : table->records) {
    const auto x = number_in(CsvTable::cell(record, *lon)), y = number_in(CsvTable::cell(record, *lat));
    if (x && y) points.push_back({*x, *y});
  }
  return points;
}

std::vector<LonLat> known_settlements(const FileRequest& request) {
  if (!request.snapshot) return points_of_table(request.sample_settlements);
  std::vector<LonLat> points;
  for (const auto& settlement : request.snapshot->settlements)
    if (settlement.id && settlement.point) points.push_back(*settlement.point);
  return points;
}
}  // namespace

bool IncomingFile::can_be_boundaries() const {
  return std::ranges::any_of(keys, [](const KeyFields& level) { return !level.fields.empty(); });
}

std::size_t IncomingFile::best_level() const {
  const auto found = [&](std::size_t level) {
    const auto& [places, fields] = keys[level];
    const auto matched = places == 0 || fields.empty() ? 0 : fields.front().matched;
    return std::pair{matched, static_cast<double>(matched) / static_cast<double>(std::max<std::size_t>(places, 1))};
  };
  std::size_t best = 0;
  for (std::size_t level = 1; level < keys.size(); ++level)
    if (found(level) > found(best)) best = level;
  return best;
}

namespace {
Result<BroughtFile> bring_server(const FileRequest& request, const OpenOptions& options) {
  const auto offered = ask_for_tiles(request.path.string(), options.stop);
  if (!offered) return std::unexpected{offered.error()};
  IncomingFile incoming{request.path, request.use, {}, {}, {}, {}, {}};
  for (const auto& tiles : *offered) incoming.layers.push_back(tiles.name);
  return incoming;
}
}  // namespace

std::optional<ArrivingFile> arriving_file(const FileRequest& request, const Features& so_far) {
  const Box& extent = so_far->extent;
  const bool is_sound = !so_far->is_geographic || (std::max(-extent.min_x, extent.max_x) <= 360 &&
                                                   std::max(-extent.min_y, extent.max_y) <= 90.000001);
  if (so_far->crs_wkt.empty() || !is_sound) return std::nullopt;
  auto layer = file_layer(so_far, request.view);
  const auto to_view = layer ? Projection::between(so_far->crs_wkt, layer->view_crs)
                             : Result<Projection>{std::unexpected{layer.error()}};
  if (!to_view) return std::nullopt;
  constexpr int steps = 8;  // along each side: the sides are curves in the view
  std::vector<double> x, y;
  for (int row = 0; row <= steps; ++row)
    for (int column = 0; column <= steps; ++column) {
      x.push_back(extent.min_x + extent.width() * column / steps);
      y.push_back(extent.min_y + extent.height() * row / steps);
    }
  to_view->forward(x, y);
  Box whole;
  for (std::size_t i = 0; i < x.size(); ++i)
    if (std::isfinite(x[i]) && std::isfinite(y[i])) whole.include(x[i], y[i]);
  return ArrivingFile{{request.path, {}, {}, std::make_shared<const FileLayer>(std::move(*layer))}, whole};
}

Result<BroughtFile> bring_file(const FileRequest& request, OpenOptions options) {
  if (is_web_address(request.path.string())) return bring_server(request, options);
  options.assumed_crs = request.assumed_crs;
  options.layer = request.layer;
  auto dataset = VectorDataset::open(request.path, options);
  if (!dataset) return std::unexpected{std::move(dataset).error()};
  auto read = dataset->read(options);
  if (!read) return std::unexpected{std::move(read).error()};
  const bool has_polygons = read->kind == GeometryKind::polygons;
  if (request.use == FileUse::boundaries && !has_polygons)
    return fail(ErrorCode::no_geometry, "boundaries are polygons", request.path.string());
  const auto features = std::make_shared<const FeatureTable>(std::move(*read));
  IncomingFile incoming{request.path, request.use, request.assumed_crs, features, drawable_layers(dataset->layers()),
                        {},           {}};
  if (!incoming.names_crs() && features->kind != GeometryKind::none) {
    incoming.settlements = known_settlements(request);
    return incoming;
  }
  const bool may_be_boundaries =
      request.takes_shapes && has_polygons && (request.use == FileUse::boundaries || request.use == FileUse::ask);
  for (std::size_t i = 0; may_be_boundaries && i < boundary_levels.size(); ++i)
    incoming.keys[i] = key_fields(*request.snapshot, boundary_levels[i], *features);
  const bool may_lie_beside = request.use == FileUse::ask || request.use == FileUse::context;
  if (may_be_boundaries || (may_lie_beside && request.is_map_open)) return incoming;
  auto layer = file_layer(features, request.view);
  if (!layer) return std::unexpected{std::move(layer).error()};
  return FileDocument{request.path, dataset->driver(), dataset->layers(),
                      std::make_shared<const FileLayer>(std::move(*layer))};
}

}  // namespace riskmap
