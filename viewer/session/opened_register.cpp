#include "viewer/session/opened_register.h"

#include <malloc.h>

#include <utility>

#include "viewer/session/office_day.h"

namespace riskmap {

// Where its borders are only schematic the settlement level opens as tiles (`decisions.md` 45).
LayerSpec first_layer(const RegisterDocument& document) {
  LayerSpec layer;
  const auto* cells = document.layers->layer(AreaLevel::settlement);
  layer.mode =
      (cells == nullptr || cells->is_schematic) && document.layers->tiles.geometry ? MapMode::tiles : MapMode::areas;
  if (cells == nullptr && layer.mode != MapMode::tiles) layer.mode = MapMode::symbols;
  return layer;
}

Result<OpenedRegister> open_for_window(RegisterStore& store, const std::filesystem::path& path,
                                       const std::string& view_system, FirstLook look, const LongWork& work) {
  auto document = load_register(store, path, view_system, work);
  if (!document) return std::unexpected{std::move(document).error()};
  look.view.layer = first_layer(*document);
  OpenedRegister opened{.document = *document, .derived = {}};
  const auto today = office_day(*document->snapshot, look.today);
  opened.derived.update({.reg = std::move(*document), .file = {}, .context = {}}, look.view, today);
  // What reading has used and freed would stay with the process: of a million problems more than they take themselves.
  malloc_trim(0);
  return opened;
}

}  // namespace riskmap
