// The spatial scan in plain words of the current language: one sentence a cluster, how it was found, and what cannot be
// said.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "layers/analysis/left_out.h"
#include "layers/analysis/spatial_scan.h"

namespace riskmap {

// What a scan was of.
struct ScannedPlaces {
  std::function<std::string(std::size_t row)> name{};
  std::string what{};            // is counted: "Overdue", the name of a field; "" = open problems
  std::string base{};            // people are counted by; "" = every place counts the same
  bool counts_problems = false;  // of a register, each at its main place
  LeftOut left_out{};            // problems of the register that no circle can hold
  bool is_planar = false;
  double alpha = 0.05;
};

// "In Қасқасу and 4 places within 12 km there are 18 open problems where about 7 would be expected; …". `behind`
// follows it (cluster_categories.h).
std::string sentence_of(const ScanCluster& cluster, const ScannedPlaces& places, const std::string& behind = {});
// How the clusters were found, one statement each: method, which chance they were held against, caveats.
std::vector<std::string> how_scanned(const SpatialScan& scan, const ScannedPlaces& places);
// Why no cluster is named; empty when one is.
std::vector<std::string> why_nothing_scanned(const SpatialScan& scan, const ScannedPlaces& places);

}  // namespace riskmap
