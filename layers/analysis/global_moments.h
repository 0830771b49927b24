// What is told of a whole layer beside Moran's I, so that it can be laid next to R or GeoDa: Geary's C and Getis and
// Ord's general G with their moments when the values are dealt anew (`numbers.md` §1.4).
#pragma once
#include <span>

#include "layers/analysis/local_moments.h"

namespace riskmap {

// NaN = not defined. p is two-sided.
struct GlobalMoments {
  double statistic, expected, variance, z, p;
};

// Below 1 where neighbours are alike; z has the sign of R's geary.test: above 0 where they are.
GlobalMoments geary_c(std::span<const double> values, const Neighbours& neighbours, WeightStyle style);

// The share of all products of two values that neighbours have: large where high values lie together. Binary weights;
// not defined for values below 0. Places without neighbours take no part.
GlobalMoments general_g(std::span<const double> values, const Neighbours& neighbours);

}  // namespace riskmap
