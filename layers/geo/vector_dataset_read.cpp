// Reading one layer whole. Big tables of a GeoPackage by their rows, all else by the feature loop. Not by the Arrow
// stream: GDAL 3.6.2's returns zeroed geometry when no attribute is selected.
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "layers/geo/gdal_messages.h"
#include "layers/geo/geopackage_rows.h"
#include "layers/geo/layer_crs.h"
#include "layers/geo/layer_info.h"
#include "layers/geo/layer_target.h"
#include "layers/geo/refusal_reasons.h"
#include "layers/geo/vector_dataset_state.h"

namespace riskmap {

namespace {

Result<std::size_t> choose_layer(const std::vector<LayerInfo>& layers, const std::string& wanted,
                                 const std::string& file) {
  const auto can_be_drawn = [](const LayerInfo& layer) { return layer.kind != GeometryKind::none; };
  const auto has_shapes = [&](const LayerInfo& layer) { return can_be_drawn(layer) && layer.feature_count > 0; };
  auto found =
      wanted.empty() ? std::ranges::find_if(layers, has_shapes) : std::ranges::find(layers, wanted, &LayerInfo::name);
  if (wanted.empty() && found == layers.end()) found = std::ranges::find_if(layers, can_be_drawn);
  if (found != layers.end()) return static_cast<std::size_t>(found - layers.begin());
  if (wanted.empty()) return 0;
  return fail(ErrorCode::no_layer, "no such layer", file, wanted);
}

struct OpenedFile {
  const CheckedFile& checked;
  const StagedFile& staged;
  SqliteDeadline& deadline;
};

struct Reading {
  OGRLayer& layer;
  const LayerInfo& info;
  const OpenOptions& options;
  OpenedFile file;
  const OGRFeatureDefn& fields;
  // Of one way through the layer:
  std::unique_ptr<LayerTarget> target{};
  GlimpseMaker glimpses{nullptr, {}};
};

// What the file says of the layer's extent, where that costs no look at its features.
Box told_extent(OGRLayer& layer, bool has_swapped_axes) {
  OGREnvelope told;
  if (layer.GetExtent(&told, FALSE) != OGRERR_NONE || !told.IsInit()) return {};
  if (has_swapped_axes) return {told.MinY, told.MinX, told.MaxY, told.MaxX};
  return {told.MinX, told.MinY, told.MaxX, told.MaxY};
}

// From the first row, whatever has been read before.
void begin(Reading& reading) {
  const auto& [layer, info, options, file, fields, target, glimpses] = reading;
  const LayerCrs crs = crs_of(layer.GetSpatialRef());
  FeatureTable table{.layer_name = info.name, .kind = info.kind, .crs_name = info.crs_name, .crs_wkt = info.crs_wkt};
  table.is_geographic = crs.is_geographic;
  table.refusals = file.staged.remarks;
  const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(info.feature_count, 0));
  reading.target = std::make_unique<LayerTarget>(std::move(table), fields, rows, file.checked.size);
  reading.target->geometries.set_swapped_axes(crs.has_swapped_axes);
  reading.glimpses = GlimpseMaker{options.glimpse, options.glimpse_after};
  if (options.glimpse) reading.glimpses.expect(told_extent(layer, crs.has_swapped_axes));
}

void tell(Reading& reading, double share, const FeatureTable& so_far) {
  if (reading.options.progress) reading.options.progress(std::min(1.0, share));
  reading.glimpses.offer(so_far);
}

RowsRead read_features(Reading& reading) {
  RowsRead rows;
  auto& table = reading.target->table;
  auto& geometries = reading.target->geometries;
  auto& columns = reading.target->columns;
  const bool has_geometry = reading.layer.GetGeomType() != wkbNone;
  const auto expected = static_cast<std::size_t>(std::max<std::int64_t>(reading.info.feature_count, 0));
  ReadingPauses pauses;
  reading.layer.ResetReading();
  for (;;) {
    reading.file.deadline.extend();
    const OGRFeatureUniquePtr feature{reading.layer.GetNextFeature()};
    if (feature == nullptr) break;
    const auto row = static_cast<std::int64_t>(++rows.count);
    if (has_geometry)
      geometries.add(feature->GetGeometryRef(), row);
    else
      table.part_offset.push_back(0);
    columns.add(*feature);
    table.fid.push_back(feature->GetFID());
    if (!pauses.is_due(table, rows.count)) continue;
    if (rows.count > expected + ReadingPauses::rows_between) break;  // more than were counted: an endless view
    rows.was_stopped = reading.options.stop.stop_requested();
    if (rows.was_stopped) break;
    tell(reading, static_cast<double>(row) / static_cast<double>(expected), table);
  }
  reading.layer.ResetReading();  // a cursor left open keeps a lock on a GeoPackage
  return rows;
}

// By their rows where that pays and is safe; nothing otherwise.
std::optional<RowsRead> read_quickly(Reading& reading) {
  const auto& [checked, staged, deadline] = reading.file;
  const unsigned ranges = ranges_that_pay(reading.info.feature_count, checked.size);
  if (checked.format != FileFormat::geopackage || ranges == 0) return std::nullopt;
  begin(reading);
  const GeoPackageRows rows{.file = staged.path,
                            .is_immutable = !staged.open_options.empty(),
                            .count = static_cast<std::size_t>(reading.info.feature_count),
                            .ranges = ranges};
  return read_geopackage_rows(reading.layer, rows, *reading.target,
                              {.stop = reading.options.stop, .report = [&](double share, const FeatureTable& so_far) {
                                 tell(reading, share, so_far);
                               }});
}

// Kazakhstan with a margin, degrees; its longitudes and latitudes overlap, so swapped axes are legal numbers.
bool looks_swapped(const Box& box) {
  constexpr Box kazakhstan{46, 40, 88, 56};
  const Box turned{box.min_y, box.min_x, box.max_y, box.max_x};
  return !box.is_empty() && !kazakhstan.intersects(box) && kazakhstan.contains(turned.min_x, turned.min_y) &&
         kazakhstan.contains(turned.max_x, turned.max_y);
}

bool is_in_degrees(const Box& box) {
  return box.min_x >= -360 && box.max_x <= 360 && box.min_y >= -90.000001 && box.max_y <= 90.000001;
}

// GeoJSON is WGS 84 by definition; numbers that cannot be degrees mean that nobody knows which system it is.
bool names_no_crs(const FeatureTable& table, FileFormat format) {
  const bool is_json =
      format == FileFormat::geojson || format == FileFormat::geojson_lines || format == FileFormat::topojson;
  return table.crs_name.empty() ||
         (is_json && table.is_geographic && !table.extent.is_empty() && !is_in_degrees(table.extent));
}

Result<void> settle_crs(FeatureTable& table, FileFormat format, const std::string& assumed) {
  const bool has_vertices = !table.extent.is_empty();
  if (has_vertices && table.is_geographic && !is_in_degrees(table.extent))
    table.refusals.push_back({0, std::string{refusal::outside_world}, false});
  if (names_no_crs(table, format)) {
    table.crs_name.clear(), table.crs_wkt.clear(), table.is_geographic = false;
    if (has_vertices) table.refusals.push_back({0, std::string{refusal::no_crs}, false});
    if (assumed.empty()) return {};
    auto crs = named_crs(assumed);
    if (!crs) return std::unexpected{crs.error()};
    table.crs_name = std::move(crs->name), table.crs_wkt = std::move(crs->wkt),
    table.is_geographic = crs->is_geographic;
  }
  if (table.is_geographic && looks_swapped(table.extent))
    table.refusals.push_back({0, std::string{refusal::swapped_axes}, false});
  return {};
}

// A reader that failed on the way gives rows without shapes for what it could not reach.
void note_partial_read(FeatureTable& table, std::size_t rows, std::int64_t expected, const GdalMessages& messages) {
  if (messages.has_failure() && table.kind != GeometryKind::none)
    for (std::size_t i = 0; i < table.size(); ++i)
      if (table.part_offset[i] == table.part_offset[i + 1]) --rows;
  if (std::cmp_not_equal(rows, expected))
    table.refusals.insert(table.refusals.begin(),  // the cause before the rows that suffer from it: lists are short
                          {0, fmt::format("{}{} of {} features", refusal::partial_read, rows, expected), true});
  for (const std::string& text : messages.texts())
    table.refusals.push_back({0, std::string{refusal::reader_message} + text, false});
}

void note_unlisted(FeatureTable& table, std::size_t count) {
  if (count > 0) table.refusals.push_back({0, fmt::format("{}{}", refusal::more_refusals, count), true});
}

}  // namespace

Result<FeatureTable> VectorDataset::read(const OpenOptions& options) const {
  const auto index = choose_layer(state_->layers, options.layer, state_->file.path.string());
  if (!index) return std::unexpected{index.error()};
  auto table = state_->dataset == nullptr ? take_geojson(options) : read_with_gdal(options, *index);
  if (!table) return table;
  if (const auto& unknown = state_->unknown_crs) {
    table->crs_name.clear(), table->crs_wkt.clear(), table->is_geographic = false;
    table->refusals.push_back({0, std::string{refusal::unknown_crs} + *unknown, false});
  }
  if (auto settled = settle_crs(*table, state_->file.format, options.assumed_crs); !settled)
    return std::unexpected{settled.error()};
  if (options.progress) options.progress(1);
  return table;
}

// A second call reads the file again.
Result<FeatureTable> VectorDataset::take_geojson(const OpenOptions& options) const {
  if (!state_->geojson) {
    auto again = read_geojson(state_->file, options);
    if (!again) return std::unexpected{again.error()};
    if (!*again) return fail(ErrorCode::damaged, "changed since it was opened", state_->file.path.string());
    state_->geojson = std::move(*again);
  }
  GeoJsonLayer layer = std::move(*std::exchange(state_->geojson, std::nullopt));
  if (options.wants_attributes) settle_columns(std::move(layer.columns), layer.table, {.chosen = options.encoding});
  note_unlisted(layer.table, layer.refusals_not_listed);
  return std::move(layer.table);
}

Result<FeatureTable> VectorDataset::read_with_gdal(const OpenOptions& options, std::size_t index) const {
  const std::string where = state_->file.path.string();
  const LayerInfo& info = state_->layers[index];
  OGRLayer& layer = *state_->dataset->GetLayer(static_cast<int>(index));
  const GdalMessages messages;
  const OGRFeatureDefn no_fields;
  Reading reading{layer,
                  info,
                  options,
                  {state_->file, state_->staged, state_->deadline},
                  options.wants_attributes ? *layer.GetLayerDefn() : no_fields};
  auto rows = read_quickly(reading);
  if (!rows) {
    begin(reading);
    rows = read_features(reading);
  }
  if (rows->was_stopped) return fail(ErrorCode::cancelled, "reading was stopped", where);
  FeatureTable& table = reading.target->table;
  reading.glimpses.offer(table);  // projecting takes its time too
  if (rows->count == 0 && (info.feature_count > 0 || messages.has_failure()))
    return fail(ErrorCode::damaged, messages.first_failure(), where + ": " + info.name);
  reading.target->columns.finish(
      table, {.chosen = options.encoding, .declared = declared_encoding(layer), .is_raw = state_->staged.has_raw_text});
  note_partial_read(table, rows->count, info.feature_count, messages);
  note_unlisted(table, reading.target->geometries.refusals_not_listed());
  return std::move(table);
}

}  // namespace riskmap
