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

namespace {
Result<void> read_layers(RegisterDocument& document, RegisterStore& store, const std::string& view) {
  auto shapes = load_all_shapes(store);
  if (!shapes) return std::unexpected{std::move(shapes).error()};
  document.shapes = std::move(*shapes);
  auto layers = place_layers(*document.snapshot, document.shapes, view);
  if (!layers) return std::unexpected{std::move(layers).error()};
  document.layers = std::make_shared<const PlaceLayers>(std::move(*layers));
  return {};
}
}  // namespace

Result<RegisterDocument> load_register(RegisterStore& store, const std::filesystem::path& path, const std::string& view,
                                       const LongWork& work) {
  RegisterDocument document{
      .path = path, .info = store.info(), .snapshot = {}, .shapes = {}, .layers = {}, .open_so_far = {}};
  auto snapshot = store.load(work.stretch(0, 0.9));
  if (!snapshot) return std::unexpected{std::move(snapshot).error()};
  document.snapshot = std::move(*snapshot);
  if (work.is_stopped()) return fail(ErrorCode::cancelled, "opening was stopped", path.string());
  if (auto read = read_layers(document, store, view); !read) return std::unexpected{std::move(read).error()};
  return document;
}

// Why it cannot be read is said by load_register().
std::optional<RegisterDocument> arriving_register(RegisterStore& store, const std::filesystem::path& path,
                                                  const std::string& view, std::int64_t fewest_problems) {
  auto glimpse = store.glimpse(fewest_problems);
  if (!glimpse || !*glimpse) return std::nullopt;
  RegisterDocument document{.path = path,
                            .info = store.info(),
                            .snapshot = std::move((*glimpse)->places),
                            .shapes = {},
                            .layers = {},
                            .open_so_far = std::move((*glimpse)->open_at)};
  document.info.is_read_only = true;
  if (!read_layers(document, store, view)) return std::nullopt;
  return document;
}

}  // namespace riskmap
