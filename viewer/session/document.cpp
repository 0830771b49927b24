// Loading of a register.
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

}  // namespace riskmap
