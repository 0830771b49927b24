// Where a file that names no coordinate system would lie, were it made in this one or that.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// The larger outlines of a file, thinned: enough to recognise it by, cheap to project anew for every candidate.
struct FileSketch {
  Box extent;  // of the whole file, in its own numbers
  std::vector<double> x, y;
  std::vector<std::size_t> line_offset{0};  // line i owns vertices [line_offset[i], line_offset[i+1])
  bool is_closed = false, are_points = false;
};
FileSketch sketch_of(const FeatureTable& features);

struct CrsTrial {
  enum class Fall {
    impossible,  // the numbers are none that the system can mean
    inside,      // over the known places
    away,        // somewhere else: `away_km`
    somewhere    // there are no known places to compare with
  };
  Fall fall = Fall::impossible;
  std::string title;             // "WGS 84 / UTM zone 42N"
  bool is_geographic = false;    // degrees
  std::vector<LonLat> vertices;  // of the sketch, line by line; empty when impossible
  Box extent;                    // of the vertices, degrees
  std::size_t places_within = 0;
  double away_km = 0;  // from the file's middle to the nearest known place
};
// err.no_crs when PROJ does not know the system.
Result<CrsTrial> tried(const FileSketch& sketch, const std::string& crs, std::span<const LonLat> places);

}  // namespace riskmap
