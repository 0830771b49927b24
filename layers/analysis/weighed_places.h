// The places of one level of a register as statistics of place take them: rows with shapes, points and ids, and the
// rule by which they are neighbours unless a person chooses another.
#pragma once
#include <string>
#include <vector>

#include "layers/analysis/weights_choice.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct WeighedPlaces {
  AreaLevel level = AreaLevel::settlement;
  std::vector<Row> rows{};         // of the snapshot, one for each place, in the order of their codes
  std::vector<std::string> ids{};  // their codes
  FeatureTable areas{};            // row by row; those without a shape have no parts
  Places places{};                 // a settlement lies where its point is, whatever is drawn around it
  bool is_schematic = false;       // some borders of the level were derived from points
};

// `shapes`: of the level, WGS 84, with a text column "code"; null = the register holds none.
Result<WeighedPlaces> weighed_places(const RegisterSnapshot& snapshot, AreaLevel level, const FeatureTable* shapes,
                                     bool is_planar);

// How many nearest places fit: six, but fewer than half of the other places with coordinates, and three at least.
std::size_t fitting_count(const Places& places);
// queen for real borders; the nearest, as many as fit, for points and for borders that were derived from points.
WeightsChoice fitting_weights(const FeatureTable& areas, const Places& places, bool is_schematic);

}  // namespace riskmap
