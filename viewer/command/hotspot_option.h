// --hotspots of render: the map says where the indicator clusters beyond chance.
#pragma once
#include <string>

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

}  // namespace riskmap
