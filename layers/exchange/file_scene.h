// A plain vector file as a scene: its polygons, lines or points, coloured by a numeric column or plain.
#pragma once
#include <string>
#include <vector>

#include "layers/exchange/gathered_points.h"
#include "layers/exchange/map_scene.h"
#include "layers/exchange/name_columns.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/geo/feature_table.h"
#include "layers/model/filter.h"
#include "layers/style/layer_spec.h"

namespace riskmap {

struct FileLayer {
  Features features;
  Geometry geometry;  // in view_crs
  std::string view_crs;
  std::shared_ptr<const SwarmPlaces> swarm;  // of points too many for symbols; null = none
  NameColumns names;
  std::vector<Indicator> indicators;             // what can colour it: codes, constants and texts last
  std::vector<unsigned char> is_code;            // by column: 1 = its numbers are written as they stand
  std::size_t dropped_rings = 0, cut_rings = 0;  // as in PackedGeometry

  // The column that names features in a language first of all; "" when there is none.
  [[nodiscard]] std::string_view label_column(Language language) const;
  // "" for a feature without a name.
  [[nodiscard]] std::string_view name_of(std::size_t feature, Language language) const;
  // As a person reads it; "" where it is missing.
  [[nodiscard]] std::string attribute_text(std::size_t column, std::size_t feature, int decimals) const;
};
// `view` as in layers/geo/view_system.h; a file that names no CRS is drawn in its own units, and only without one.
// err.no_geometry, err.no_crs.
Result<FileLayer> file_layer(Features features, const std::string& view = {});

// The values behind a file's picture; nothing when the indicator is no column of numbers or kinds.
struct FileValues {
  Indicator indicator;
  IndicatorValues values;  // by feature
  Classes classes;
};
std::optional<FileValues> file_values(const FileLayer& layer, const LayerSpec& spec, const RowMask& selected_features);

struct FileSceneOptions {
  Theme theme = Theme::light;
  Language language = Language::kk;  // of the names on the map
  LegendText text;
  const GatheredPoints* gathered = nullptr;  // points shown together; null = one by one
  bool shows_labels = true;
  std::optional<std::uint32_t> selected, hovered;  // features
  RowMask kept{};                                  // features of the chosen classes, the others fade; empty = all
};
// An empty `selected_features` selects all. An indicator that is no numeric column: one plain colour.
MapScene file_scene(const FileLayer& layer, const LayerSpec& spec, const RowMask& selected_features,
                    const FileSceneOptions& options);
// What marks the selected feature and the one under the pointer, in place of what marked others before.
void mark_features(MapScene& scene, const FileLayer& layer, const FileSceneOptions& options);

}  // namespace riskmap
