// Where a register's problems come together in circles: the spatial scan put to its places, and back into problems.
#pragma once
#include <optional>
#include <vector>

#include "layers/analysis/register_hotspots.h"
#include "layers/analysis/spatial_scan.h"

namespace riskmap {

struct ScanQuestion {
  AreaLevel level = AreaLevel::settlement;
  Indicator indicator{};            // counts something
  std::optional<Indicator> base{};  // people behind the counts; none = every place counts the same
  ScanOptions options{};
};

// The problems seen in one cluster, in row order, and their categories, most first. Empty of other counts.
struct ClusterProblems {
  std::vector<Row> issues{};
  std::vector<CategoryCount> behind{};
};

struct RegisterScan {
  SpatialScan scan{};
  Places places{};                         // where they lie, by row
  std::vector<double> counts{}, people{};  // by row asked for; people empty without a base; NaN = not known
  bool counts_problems = false;
  std::vector<ClusterProblems> problems{};  // of scan.clusters
  LeftOut left_out{};
};

// `rows`: places of the level, one for each of `places`. A problem counts once, at its main place: one that concerns
// several neighbours would make a cluster all by itself. Errors: as spatial_scan.
Result<RegisterScan> register_scan(const HotspotSource& source, const ScanQuestion& question,
                                   const std::vector<Row>& rows, const Places& places, const LongWork& work = {});

}  // namespace riskmap
