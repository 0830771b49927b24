// Longitudes go round: where on the circle a layer lies, and rings that cross the 180th meridian in one piece.
#pragma once
#include <span>
#include <utility>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

// Neighbouring vertices farther apart than this mean the short way round; between it and half the globe a file may well
// mean what it says.
inline constexpr double longest_way_degrees = 270;

// Makes the longitudes of a ring or path run on beyond ±180 where it crosses the antimeridian. False, and unchanged,
// where nothing crosses: also around a pole, and for the rim of the whole world.
bool unroll(std::span<double> longitudes, GeometryKind kind);

// How often a ring goes around the Earth, eastwards: 0, or ±1 for one with a pole inside.
int turns_around(std::span<const double> longitudes);

// Of the narrowest stretch of the circle that holds all these (west, east): it may end beyond 180.
std::pair<double, double> stretch_around(std::vector<std::pair<double, double>> intervals);

// Of a layer that names its CRS, in degrees; a layer on both sides of the antimeridian lies together, its box ends
// beyond 180 or begins before -180. A wild number among the coordinates does not count.
Result<Box> lonlat_extent(const FeatureTable& features);

// Whether a part of the feature lies on either side of the antimeridian, by the numbers of its file; degrees only.
bool crosses_antimeridian(const FeatureTable& features, std::size_t feature);

}  // namespace riskmap
