// Options about hotspots of commands that are about more: --hotspots of render, and how export tests its places.
#pragma once
#include <string>

#include "layers/exchange/export_table.h"
#include "layers/exchange/place_layer.h"
#include "layers/exchange/register_scene.h"

namespace CLI {
class App;
}

namespace riskmap {

void add_hotspots(CLI::App& options, std::string& method);
// "" = no hotspots. Error: usage, where the map could not show them.
Result<LayerSpec> with_hotspots(const std::string& method, LayerSpec spec);
// Into `values`, where the layer shows them. `shapes`: of the register, by level.
Result<void> find_hotspots_for(const HotspotSource& source, const LayerSpec& spec,
                               const std::array<Features, 4>& shapes, PlaceValues& values);

// As typed; "" = not given.
struct TestedPlaces {
  std::string level, indicator, method, weights, correction;
  double alpha = 0;  // 0 = not given
};
// --level, --indicator, --method, --weights, --correction and --alpha, as of riskmap hotspots.
void add_tested_places(CLI::App& options, TestedPlaces& tested);
// Error: usage, for weights that nobody knows, or for what was typed where nothing is tested.
Result<HotspotExport> tested_places_from(const TestedPlaces& tested, ExportWhat what);

}  // namespace riskmap
