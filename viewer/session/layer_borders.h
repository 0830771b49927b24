// The borders of a layer of areas on the ground: what finding them did, and where areas do not agree, in words.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/exchange/file_scene.h"
#include "layers/geo/border_report.h"

namespace riskmap {

struct LayerBorders {
  double snap_m = 0, most_moved_m = 0;
  std::size_t moved_vertices = 0;
  double shared_share = 0;                 // of the length of all borders
  std::vector<LonLat> differing, crowded;  // as in BorderReport
};

// `report` of the geometry's rings. Nothing without a coordinate system and for less than two areas.
std::optional<LayerBorders> on_ground(const LayerGeometry& geometry, const BorderReport& report,
                                      const std::string& view_crs);
// Finds them first: some tenths of a second for a million vertices.
std::optional<LayerBorders> find_borders(const FileLayer& layer);

// "Of the length of the borders 93 % is shared by two areas. …"
std::string text_of(const LayerBorders& borders);

}  // namespace riskmap
