// A layer beside the theme: roads, rivers, schools, clinics, in one colour or by a column of texts; or a picture of the
// ground below everything. Remembered by its file and its style, read anew when the document is opened.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "layers/exchange/file_scene.h"
#include "layers/exchange/scene_context.h"
#include "layers/geo/raster_file.h"
#include "layers/geo/vector_dataset.h"

namespace riskmap {

struct ContextStyle {
  ContextSide side = ContextSide::above;
  bool is_visible = true;
  Colour colour{};              // of every feature; with a colour column, of those in no category
  std::string colour_column{};  // of texts: its most frequent values have a colour each; "" = one colour
  std::string label_column{};   // "" = no labels
  double width_px = 1.6, radius_px = 4;
  bool is_dashed = false;  // lines
  SymbolKind symbol = SymbolKind::circle;
  double opacity = 1;
  ScaleRange scales;
  std::string attribution{};  // of a picture; "" = what its file says
  bool is_hillshade = true;   // a picture of heights as light and shadow instead of shades of grey
  friend bool operator==(const ContextStyle&, const ContextStyle&) = default;
};
inline constexpr double thinnest_context_px = 0.4, widest_context_px = 12;  // of lines
inline constexpr double smallest_context_px = 1, largest_context_px = 24;   // of radii
inline constexpr std::size_t most_categories = 12;

// As a person added it.
struct ContextLayer {
  std::filesystem::path path;  // or the address of map tiles
  std::string name;            // of the layer in its file or of its server; "" = the first with geometry, the only map
  ContextStyle style;
  std::string crs{};  // of a file that names none
  friend bool operator==(const ContextLayer&, const ContextLayer&) = default;
};

// As it came from the disk: its features or its picture, or why there are none.
struct LoadedContext {
  ContextLayer layer;
  std::shared_ptr<const FileLayer> content;   // in the CRS of the view; null for a picture
  std::shared_ptr<const RasterFile> picture;  // null for features
  std::optional<Error> problem;               // then both are null
  [[nodiscard]] std::string title() const;    // the file's stem, with the layer's name when it was chosen; a host
};
using ContextLayers = std::vector<LoadedContext>;  // in the order of the list: the topmost first

// A server that offers maps of tiles (WMTS), not the address of one.
bool is_server_of_maps(const std::filesystem::path& path);
std::string short_name(const std::filesystem::path& path);  // of a file, without its folder; of a server, its host

// Never fails: a missing file is a layer with a problem. On a worker.
LoadedContext load_context(const ContextLayer& layer, const std::string& view_crs, const OpenOptions& options = {});
// Pictures and areas below the theme, lines and points above it, each in a colour of its own: the `number`th of a list.
ContextStyle first_context_style(const LoadedContext& loaded, std::size_t number);

// What a layer's colour is chosen from, and the colours of the categories in their order.
std::span<const Colour> context_colours();

// The categories of a text column, the most frequent first, at most `most_categories`. Their colours begin elsewhere
// for every colour a layer may have, so that two layers by category do not look alike.
struct ContextCategory {
  std::string text;
  std::size_t count = 0;
  Colour colour;
};
std::vector<ContextCategory> context_categories(const FileLayer& content, const ContextStyle& style);
std::vector<std::string> text_columns(const FileLayer& content);

// The visible layers as they are drawn, and their colours in words; null when there are none.
std::shared_ptr<const SceneContext> scene_context(const ContextLayers& layers, Theme theme);
// Where a layer that is added comes to lie: on top, a picture below everything.
std::size_t place_in(const ContextLayers& layers, const LoadedContext& added);
// Tiles are no map: nothing lies beside them.
void add_context(MapScene& scene, std::shared_ptr<const SceneContext> context);

}  // namespace riskmap
