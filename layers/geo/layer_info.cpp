// What a layer says about itself, and what is counted because it cannot be believed.
#include "layers/geo/layer_info.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <array>
#include <string_view>
#include <utility>

#include "layers/geo/column_reader.h"
#include "layers/geo/encoding.h"
#include "layers/geo/geometry_reader.h"
#include "layers/geo/layer_crs.h"

namespace riskmap {

std::string declared_encoding(OGRLayer& layer) {
  for (const char* item : {"ENCODING_FROM_CPG", "ENCODING_FROM_LDID"})
    if (const char* name = layer.GetMetadataItem(item, "SHAPEFILE"); name != nullptr && *name != '\0') return name;
  return {};
}

namespace {

// Of the table itself: the count that a GeoPackage keeps about its layers goes stale (OSGeo/gdal#4256), and GDAL
// answers COUNT(*) from it.
// Nothing for other formats and for layers that are no single table; err.unsafe_file when a view goes on for ever.
Result<std::optional<std::int64_t>> rows_of_table(GDALDataset& dataset, const std::string& table) {
  std::optional<std::int64_t> rows;
  auto* database = static_cast<sqlite3*>(dataset.GetInternalHandle("SQLITE_HANDLE"));
  if (database == nullptr) return rows;
  char* sql = sqlite3_mprintf("SELECT count(*) FROM \"%w\"", table.c_str());
  sqlite3_stmt* statement = nullptr;
  const bool is_table = sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK;
  const int status = is_table ? sqlite3_step(statement) : SQLITE_ERROR;
  if (status == SQLITE_ROW) rows = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_free(sql);
  if (status == SQLITE_INTERRUPT) return fail(ErrorCode::unsafe_file, "a layer that takes too long to count");
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
GeometryKind counted_kind(OGRLayer& layer, std::int64_t rows, SqliteDeadline& deadline) {
  std::array<std::size_t, 4> counts{};
  for (std::int64_t row = 0; row < rows; ++row) {
    deadline.extend();
    const OGRFeatureUniquePtr feature{layer.GetNextFeature()};
    if (feature == nullptr) break;
    if (const OGRGeometry* geometry = feature->GetGeometryRef()) ++counts[static_cast<std::size_t>(kind_of(*geometry))];
  }
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

// OGR counts a Shapefile's rows from its header, those marked as deleted included, but does not return them.
std::int64_t deleted_rows(GDALDataset& dataset, const StagedFile& staged, const std::string& layer) {
  if (std::string_view{dataset.GetDriverName()} != "ESRI Shapefile") return 0;
  std::error_code ignored;
  const auto base = std::filesystem::is_directory(staged.path, ignored) ? staged.path / (layer + ".shp") : staged.path;
  const auto table = companion_of(base, ".dbf");
  return table ? deleted_rows_of_dbf(*table) : 0;
}

}  // namespace

Result<LayerInfo> describe_layer(GDALDataset& dataset, OGRLayer& layer, const StagedFile& staged,
                                 SqliteDeadline& deadline) {
  LayerInfo info{.name = layer.GetName()};
  deadline.extend();
  const auto rows = rows_of_table(dataset, info.name);
  if (!rows) return std::unexpected{rows.error()};
  info.feature_count = *rows ? **rows : layer.GetFeatureCount(1) - deleted_rows(dataset, staged, info.name);
  const auto kind = declared_kind(layer.GetGeomType());
  info.kind = kind ? *kind : counted_kind(layer, info.feature_count, deadline);
  const auto* reference = layer.GetSpatialRef();
  LayerCrs crs = crs_of(reference);
  info.crs_name = std::move(crs.name);
  info.crs_wkt = std::move(crs.wkt);
  info.fields = fields_of(layer, staged.has_raw_text);
  return info;
}

}  // namespace riskmap
