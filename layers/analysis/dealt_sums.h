// How unusual the sum of a place's neighbours is, when the place keeps its own value and its neighbours' values are
// dealt from all the others without putting back. One pair of tails serves Gi*, local Moran and local join count, which
// are monotone in that sum (`numbers.md` §0.1, 1.5).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/weights.h"

namespace riskmap {

// P(S >= s) and P(S <= s), ties in both; NaN = not known.
struct SumTails {
  double high, low;
};

// By counting every deal: a hypergeometric law for two different values, sums of subsets for whole numbers, all
// combinations where there are few. NaN for a place without neighbours and where none of these is within reach.
std::vector<SumTails> exact_tails(std::span<const double> values, const Neighbours& neighbours);

// Of `others` values `marked` are the larger of two; how many of `links` dealt ones are?
SumTails hypergeometric_tails(double others, double marked, double links, double seen);

struct PermutationOptions {
  std::size_t count = 99'999;
  std::uint64_t seed = 1;
};
// By dealing at random, (C + 1)/(M + 1). All places share the deals; the same seed gives the same result, in whatever
// order the rows are: what is dealt are the values, smallest first.
std::vector<SumTails> permutation_tails(std::span<const double> values, const Neighbours& neighbours,
                                        const PermutationOptions& options);

// Two-sided: twice the smaller tail.
double two_sided_p(const SumTails& tails);
// The smallest two-sided p that any deal could give to a place: what is above the level of significance cannot be
// tested.
std::vector<double> least_p(std::span<const double> values, const Neighbours& neighbours);

// Sums that differ by less come from adding in another order: a tie.
double tie_width(std::span<const double> values, std::size_t links);
double binomial(std::size_t n, std::size_t k);  // infinite where it is too large for a number

}  // namespace riskmap
