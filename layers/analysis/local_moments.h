// Statistics of place by their formulas: Getis-Ord Gi*, local Moran and Moran's I with the moments that chance alone
// would give them. Definitions, sources and peers' errors: `numbers.md` §1.2 to 1.4.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/weights.h"

namespace riskmap {

// What a link weighs. Both give the same z; row-standardised weights of a place add up to 1.
enum class WeightStyle { binary, row_standardised };
// Whether a place counts among its own neighbours (Gi*) or not (Gi). It does before its row is standardised.
enum class SelfWeight { included, left_out };

// NaN = not defined: a place without neighbours, a constant column.
struct LocalMoments {
  double statistic, expected, variance, z;
};

// Σwx / Σx, and its moments when all values (Gi*), or all but the place's own (Gi), are dealt anew.
std::vector<LocalMoments> getis_ord(std::span<const double> values, const Neighbours& neighbours, WeightStyle style,
                                    SelfWeight self);
// Row-standardised Gi* while the place keeps its own value, as deals of its neighbours have it: z is that of Gi.
std::vector<LocalMoments> getis_ord_kept(std::span<const double> values, const Neighbours& neighbours);
// (z/m2)·Σwz with m2 = Σz²/n; moments when the place keeps its own value (Sokal 1998, A7 and A8).
std::vector<LocalMoments> local_moran(std::span<const double> values, const Neighbours& neighbours, WeightStyle style);

// 0 where the value is the mean as near as rounding lets it be.
std::vector<double> deviations_from_mean(std::span<const double> values);

// How much neighbours resemble one another in the whole layer. Places without neighbours count in the mean only.
struct GlobalMoran {
  double statistic, expected;
  double variance, z, p;                       // when the values are dealt anew; p two-sided
  double normal_variance, normal_z, normal_p;  // when they come from one normal distribution
};
GlobalMoran global_moran(std::span<const double> values, const Neighbours& neighbours, WeightStyle style);

// Σw, ½Σ(w + w')² and Σ(row sum + column sum)².
struct WeightSums {
  double s0 = 0, s1 = 0, s2 = 0;
};
WeightSums sums_of(const Neighbours& neighbours, WeightStyle style);

double two_sided_p(double z);
// P(Z >= z) for a standard normal Z.
double upper_tail(double z);

}  // namespace riskmap
