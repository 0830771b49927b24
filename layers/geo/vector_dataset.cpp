// Opening: check, stage, let one driver try, look at the layers.
#include "layers/geo/vector_dataset.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include "layers/geo/column_reader.h"
#include "layers/geo/encoding.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/geometry_reader.h"
#include "layers/geo/layer_crs.h"
#include "layers/geo/vector_dataset_state.h"

namespace riskmap {

namespace {

// SpatiaLite before GDAL 3.9.3 frees twice when two GeoPackages close at once (OSGeo/gdal#10685).
std::mutex& opening_and_closing() {
  static std::mutex mutex;
  return mutex;
}

}  // namespace

void CloseDataset::operator()(GDALDataset* dataset) const {
  const GdalMessages silenced;
  const std::lock_guard lock{opening_and_closing()};
  GDALClose(dataset);
}

std::string declared_encoding(OGRLayer& layer) {
  for (const char* item : {"ENCODING_FROM_CPG", "ENCODING_FROM_LDID"})
    if (const char* name = layer.GetMetadataItem(item, "SHAPEFILE"); name != nullptr && *name != '\0') return name;
  return {};
}

namespace {

std::vector<const char*> c_list(const std::vector<std::string>& texts) {
  std::vector<const char*> list;
  for (const std::string& text : texts) list.push_back(text.c_str());
  list.push_back(nullptr);
  return list;
}

DatasetHandle open_dataset(const StagedFile& staged, SqliteDeadline& deadline) {
  const std::vector<const char*> drivers = c_list(staged.drivers), options = c_list(staged.open_options);
  const CPLConfigOptionSetter restore{"SHAPE_RESTORE_SHX", staged.rebuilds_shape_index ? "YES" : nullptr, false};
  const std::lock_guard lock{opening_and_closing()};
  const SqliteGuard guard{deadline};
  deadline.extend();
  DatasetHandle dataset{
      GDALDataset::Open(staged.path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(), options.data())};
  if (dataset == nullptr) return nullptr;
  if (auto* connection = static_cast<sqlite3*>(dataset->GetInternalHandle("SQLITE_HANDLE")))
    limit_connection(connection, deadline);
  return dataset;
}

// Of the table itself: the count that a GeoPackage keeps about its layers goes stale (OSGeo/gdal#4256), and GDAL
// answers COUNT(*) from it.
std::optional<std::int64_t> rows_of_table(GDALDataset& dataset, const std::string& table) {
  auto* database = static_cast<sqlite3*>(dataset.GetInternalHandle("SQLITE_HANDLE"));
  if (database == nullptr) return std::nullopt;
  char* sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table.c_str());
  sqlite3_stmt* statement = nullptr;
  std::optional<std::int64_t> rows;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
    rows = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_free(sql);
  return rows;
}

std::optional<GeometryKind> declared_kind(OGRwkbGeometryType declared) {
  const OGRwkbGeometryType type = wkbFlatten(declared);
  if (type == wkbNone) return GeometryKind::none;
  if (type == wkbPoint || type == wkbMultiPoint) return GeometryKind::points;
  if (OGR_GT_IsSubClassOf(type, wkbSurface) || OGR_GT_IsSubClassOf(type, wkbMultiSurface))
    return GeometryKind::polygons;
  if (OGR_GT_IsSubClassOf(type, wkbCurve) || OGR_GT_IsSubClassOf(type, wkbMultiCurve)) return GeometryKind::lines;
  return std::nullopt;
}

// The kind most features have; areas before lines before points when equal.
GeometryKind counted_kind(OGRLayer& layer) {
  std::array<std::size_t, 4> counts{};
  for (auto& feature : layer)
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) ++counts[static_cast<std::size_t>(kind_of(*geometry))];
  layer.ResetReading();
  GeometryKind best = GeometryKind::none;
  std::size_t most = 0;
  for (const GeometryKind kind : {GeometryKind::polygons, GeometryKind::lines, GeometryKind::points})
    if (const std::size_t count = counts[static_cast<std::size_t>(kind)]; count > most) best = kind, most = count;
  return best;
}

std::vector<std::pair<std::string, ColumnType>> fields_of(OGRLayer& layer, bool has_raw_text) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<Column> columns;
  for (int i = 0; i < definition.GetFieldCount(); ++i)
    columns.push_back(
        {.name = definition.GetFieldDefn(i)->GetNameRef(), .type = column_type_of(*definition.GetFieldDefn(i))});
  std::vector<Refusal> ignored;  // told again when the layer is read
  make_texts_valid(columns, {.declared = declared_encoding(layer), .is_raw = has_raw_text}, ignored);
  std::vector<std::pair<std::string, ColumnType>> fields;
  for (Column& column : columns) fields.emplace_back(std::move(column.name), column.type);
  return fields;
}

LayerInfo describe_layer(GDALDataset& dataset, OGRLayer& layer, bool has_raw_text) {
  LayerInfo info{.name = layer.GetName()};
  const auto kind = declared_kind(layer.GetGeomType());
  info.kind = kind ? *kind : counted_kind(layer);
  const auto rows = rows_of_table(dataset, info.name);
  info.feature_count = rows ? *rows : layer.GetFeatureCount(1);
  const auto* reference = layer.GetSpatialRef();
  LayerCrs crs = crs_of(reference);
  info.crs_name = std::move(crs.name);
  info.crs_wkt = std::move(crs.wkt);
  info.fields = fields_of(layer, has_raw_text);
  return info;
}

}  // namespace

VectorDataset::VectorDataset(std::unique_ptr<State> state) : state_(std::move(state)) {}
VectorDataset::VectorDataset(VectorDataset&&) noexcept = default;
VectorDataset& VectorDataset::operator=(VectorDataset&&) noexcept = default;
VectorDataset::~VectorDataset() = default;

Result<VectorDataset> VectorDataset::open(const std::filesystem::path& file) {
  if (auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  auto checked = check_file(file);
  if (!checked) return std::unexpected{checked.error()};
  const GdalMessages messages;
  auto staged = stage_file(*checked);
  if (!staged) return std::unexpected{staged.error()};
  auto state = std::make_unique<State>();
  state->file = std::move(*checked);
  state->staged = std::move(*staged);
  state->dataset = open_dataset(state->staged, state->deadline);
  const std::string where = file.string();
  if (state->dataset == nullptr)
    return fail(messages.has_failure() ? ErrorCode::damaged : ErrorCode::format, messages.first_failure(), where);
  for (OGRLayer* layer : state->dataset->GetLayers()) {
    state->deadline.extend();
    state->layers.push_back(describe_layer(*state->dataset, *layer, state->staged.has_raw_text));
    if (state->deadline.is_past())
      return fail(ErrorCode::unsafe_file, "a layer that takes too long to count", where, layer->GetName());
  }
  if (state->layers.empty())
    return fail(messages.has_failure() ? ErrorCode::damaged : ErrorCode::no_layer, messages.first_failure(), where);
  return VectorDataset{std::move(state)};
}

const std::filesystem::path& VectorDataset::file() const {
  return state_->file.path;
}
std::string VectorDataset::driver() const {
  return state_->dataset->GetDriverName();
}
const std::vector<LayerInfo>& VectorDataset::layers() const {
  return state_->layers;
}

Result<FeatureTable> read_vector_file(const std::filesystem::path& file, const OpenOptions& options) {
  const auto dataset = VectorDataset::open(file);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->read(options);
}

}  // namespace riskmap
