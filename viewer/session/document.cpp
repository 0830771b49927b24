// Loading of the two kinds of documents.
#include "viewer/session/document.h"

#include <utility>

namespace riskmap {

Result<RegisterDocument> load_register(RegisterStore& store, const std::filesystem::path& path) {
  RegisterDocument document{.path = path, .info = store.info(), .snapshot = {}, .shapes = {}, .layers = {}};
  auto snapshot = store.load();
  if (!snapshot) return std::unexpected{std::move(snapshot).error()};
  document.snapshot = std::move(*snapshot);
  auto shapes = load_all_shapes(store);
  if (!shapes) return std::unexpected{std::move(shapes).error()};
  document.shapes = std::move(*shapes);
  auto layers = place_layers(*document.snapshot, document.shapes);
  if (!layers) return std::unexpected{std::move(layers).error()};
  document.layers = std::make_shared<const PlaceLayers>(std::move(*layers));
  return document;
}

Result<FileDocument> load_file(const std::filesystem::path& path, const OpenOptions& options) {
  auto dataset = VectorDataset::open(path);
  if (!dataset) return std::unexpected{std::move(dataset).error()};
  auto features = dataset->read(options);
  if (!features) return std::unexpected{std::move(features).error()};
  if (features->crs_wkt.empty() && options.assumed_crs.empty() && features->kind != GeometryKind::none)
    return fail(ErrorCode::no_crs, "the file names no coordinate system", path.string());
  auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(*features)));
  if (!layer) return std::unexpected{std::move(layer).error()};
  return FileDocument{path, dataset->driver(), dataset->layers(), std::make_shared<const FileLayer>(std::move(*layer))};
}

}  // namespace riskmap
