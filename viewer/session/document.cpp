// Loading of a register.
#include "viewer/session/document.h"

#include <utility>

namespace riskmap {

std::vector<std::string> drawable_layers(const std::vector<LayerInfo>& layers) {
  std::vector<std::string> names;
  for (const auto& layer : layers)
    if (layer.kind != GeometryKind::none && layer.feature_count > 0) names.push_back(layer.name);
  return names;
}

Result<RegisterDocument> load_register(RegisterStore& store, const std::filesystem::path& path, const std::string& view,
                                       const LongWork& work) {
  RegisterDocument document{.path = path, .info = store.info(), .snapshot = {}, .shapes = {}, .layers = {}};
  auto snapshot = store.load(work.stretch(0, 0.9));
  if (!snapshot) return std::unexpected{std::move(snapshot).error()};
  document.snapshot = std::move(*snapshot);
  auto shapes = load_all_shapes(store);
  if (!shapes) return std::unexpected{std::move(shapes).error()};
  document.shapes = std::move(*shapes);
  if (work.is_stopped()) return fail(ErrorCode::cancelled, "opening was stopped", path.string());
  auto layers = place_layers(*document.snapshot, document.shapes, view);
  if (!layers) return std::unexpected{std::move(layers).error()};
  document.layers = std::make_shared<const PlaceLayers>(std::move(*layers));
  return document;
}

}  // namespace riskmap
