#include "layers/geo/server_layer.h"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "layers/geo/gdal_environment.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/temporary_folder.h"

namespace riskmap {

namespace {
// host='db' dbname='cadastre'; a quote or a backslash in a value is escaped.
std::string gdal_name(const std::vector<std::pair<std::string, std::string>>& address) {
  std::string name = "PG:";
  for (const auto& [keyword, value] : address) {
    name += fmt::format("{}{}='", name.ends_with(':') ? "" : " ", keyword);
    for (const char c : value) {
      if (c == '\'' || c == '\\') name += '\\';
      name += c;
    }
    name += '\'';
  }
  return name;
}

OGRLayer* layer_named(GDALDataset& dataset, const std::string& name) {
  if (!name.empty()) return dataset.GetLayerByName(name.c_str());
  return dataset.GetLayerCount() == 1 ? dataset.GetLayer(0) : nullptr;
}

std::string names_of_layers(GDALDataset& dataset) {
  std::string names;
  for (OGRLayer* layer : dataset.GetLayers()) names += (names.empty() ? "" : ", ") + std::string{layer->GetName()};
  return names;
}
}  // namespace

Result<FeatureTable> read_server_layer(const std::vector<std::pair<std::string, std::string>>& address,
                                       const OpenOptions& options) {
  if (auto ready = set_up_gdal(); !ready) return std::unexpected{ready.error()};
  const GdalMessages messages;
  const char* const readers[] = {"PostgreSQL", nullptr};
  const GDALDatasetUniquePtr server{
      GDALDataset::Open(gdal_name(address).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, readers)};
  if (server == nullptr) return fail(ErrorCode::unreachable, messages.first_failure());
  OGRLayer* layer = layer_named(*server, options.layer);
  if (layer == nullptr) return fail(ErrorCode::no_layer, "layers: " + names_of_layers(*server), options.layer);
  const auto folder = TemporaryFolder::make();
  if (!folder) return std::unexpected{folder.error()};
  const auto file = folder->path() / "layer.gpkg";
  const auto name = std::string{layer->GetName()};
  GDALDatasetUniquePtr copy{
      GetGDALDriverManager()->GetDriverByName("GPKG")->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
  if (copy == nullptr || copy->CopyLayer(layer, "layer") == nullptr || messages.has_failure())
    return fail(ErrorCode::io, messages.first_failure(), name);
  copy.reset();
  auto own = options;
  own.layer = "layer";
  auto features = read_vector_file(file, own);
  if (features) features->layer_name = name;
  return features;
}

}  // namespace riskmap
