// Opening: check, stage, let one driver try, look at the layers.
#include "layers/geo/vector_dataset.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <mutex>
#include <utility>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/geojson_crs.h"
#include "layers/geo/layer_info.h"
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

}  // namespace

VectorDataset::VectorDataset(std::unique_ptr<State> state) : state_(std::move(state)) {}
VectorDataset::VectorDataset(VectorDataset&&) noexcept = default;
VectorDataset& VectorDataset::operator=(VectorDataset&&) noexcept = default;
VectorDataset::~VectorDataset() = default;

Result<VectorDataset> VectorDataset::open(const std::filesystem::path& file, const OpenOptions& options) {
  if (auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  auto checked = check_file(file);
  if (!checked) return std::unexpected{checked.error()};
  auto state = std::make_unique<State>();
  state->file = std::move(*checked);
  if (state->file.format == FileFormat::geojson) {
    auto direct = read_geojson(state->file, options);
    if (!direct) return std::unexpected{direct.error()};
    state->geojson = std::move(*direct);
  }
  if (state->geojson) {
    state->layers.push_back(state->geojson->info);
    return VectorDataset{std::move(state)};
  }
  return open_with_gdal(std::move(state), file.string());
}

Result<VectorDataset> VectorDataset::open_with_gdal(std::unique_ptr<State> state, const std::string& where) {
  const GdalMessages messages;
  auto staged = stage_file(state->file);
  if (!staged) return std::unexpected{staged.error()};
  state->staged = std::move(*staged);
  state->dataset = open_dataset(state->staged, state->deadline);
  if (state->dataset == nullptr)
    return fail(messages.has_failure() ? ErrorCode::damaged : ErrorCode::format, messages.first_failure(), where);
  if (state->file.format == FileFormat::geojson) state->unknown_crs = unknown_crs_of_geojson(state->staged.path);
  for (OGRLayer* layer : state->dataset->GetLayers()) {
    auto info = describe_layer(*state->dataset, *layer, state->staged, state->deadline);
    if (!info) return std::unexpected{Error{info.error().code, info.error().detail, where, layer->GetName()}};
    if (state->unknown_crs) info->crs_name.clear(), info->crs_wkt.clear();
    state->layers.push_back(std::move(*info));
  }
  if (state->layers.empty())
    return fail(messages.has_failure() ? ErrorCode::damaged : ErrorCode::no_layer, messages.first_failure(), where);
  return VectorDataset{std::move(state)};
}

const std::filesystem::path& VectorDataset::file() const {
  return state_->file.path;
}
std::string VectorDataset::driver() const {
  return state_->dataset == nullptr ? "GeoJSON" : state_->dataset->GetDriverName();
}
const std::vector<LayerInfo>& VectorDataset::layers() const {
  return state_->layers;
}

Result<FeatureTable> read_vector_file(const std::filesystem::path& file, const OpenOptions& options) {
  const auto dataset = VectorDataset::open(file, options);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->read(options);
}

}  // namespace riskmap
