// From a register and a layer's style to the scene: colours, outlines, symbols, labels, legend.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "layers/analysis/hotspot_finding.h"
#include "layers/analysis/issue_tally.h"
#include "layers/exchange/gathered_points.h"
#include "layers/exchange/map_scene.h"
#include "layers/exchange/overlay_look.h"
#include "layers/exchange/place_layer.h"
#include "layers/exchange/scene_swarm.h"
#include "layers/model/filter.h"
#include "layers/style/layer_spec.h"

namespace riskmap {

// The values behind a picture; the viewer keeps them for the legend, the hover card and the inspector.
struct PlaceValues {
  Indicator indicator;
  std::vector<PlaceSummary> places;  // by row of the level
  PlaceSummary total;
  IndicatorValues values;  // by row of the level
  Classes classes;
  std::shared_ptr<const HotspotFinding> hotspots{};  // of the indicator; null = not reckoned
  std::vector<int> hotspot_classes{};                // by row of the level; empty without hotspots
};
// Hotspots take the place of the classes where the layer shows them.
void put_hotspots(PlaceValues& values, const LayerSpec& spec, std::shared_ptr<const HotspotFinding> hotspots);
// Which class of the map a place is in.
int map_class_of(const PlaceValues& values, const LayerSpec& spec, std::size_t row);
PlaceValues place_values(const RegisterSnapshot& snapshot, const LayerSpec& spec, const RowMask& selected,
                         const IssueFactTable& facts, const Counting& counting = {});
// Of what a book has counted already.
PlaceValues place_values(const IssueSource& source, const TallyBook& book, const LayerSpec& spec,
                         const Counting& counting = {});
// Of sums that are known otherwise; rows of `places` as in summarise().
PlaceValues place_values(const RegisterSnapshot& snapshot, const LayerSpec& spec, const Period& period,
                         std::vector<PlaceSummary> places, PlaceSummary total);

struct SceneOptions {
  Theme theme = Theme::light;
  Language language = Language::kk;  // of the names on the map
  LegendText text;
  std::optional<Place> selected, hovered;
  Row selected_issue = no_row;               // its own point is marked
  const GatheredPoints* gathered = nullptr;  // problems shown together; null = one by one
  std::shared_ptr<const SceneSwarm> swarm;   // the selected problems where they are many; null = as symbols
  RowMask kept{};  // by row of the level: places of the chosen classes, the others fade; empty = all
  bool shows_issue_points = true, shows_settlements = true, shows_rural_districts = true, shows_district = true,
       shows_labels = true, shows_theme = true;
  OverlayLooks overlays{};
};
MapScene register_scene(const RegisterSnapshot& snapshot, const PlaceLayers& layers, const LayerSpec& spec,
                        const PlaceValues& values, const RowMask& selected, const IssueFactTable& facts,
                        const SceneOptions& options);

// Whether a map of this kind shows problems as points at all.
bool has_issue_points(const LayerSpec& spec);
// Settlements as equal tiles, which lie nowhere on the ground.
bool is_tile_picture(const LayerSpec& spec);
// The layer's shapes were derived from points and are drawn as borders: they take a tint only.
bool is_tinted(const PlaceLayers& layers, const LayerSpec& spec);
// Which layer a mode draws (tiles, settlement cells, rural districts …); null when the register has no such shapes.
const PlaceLayer* drawn_layer(const PlaceLayers& layers, const LayerSpec& spec);

}  // namespace riskmap
