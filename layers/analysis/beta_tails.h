// The beta distribution and, by it, the chances of shares: of n cases at least k are of a kind with the chance that a
// beta variable of k and n - k + 1 lies below the share of that kind.
#pragma once

namespace riskmap {

// P(X <= x) for X ~ Beta(a, b): the regularised incomplete beta function. a, b > 0.
double beta_below(double a, double b, double x);
// The x below which X lies with this chance, 0 <= chance <= 1.
double beta_quantile(double a, double b, double chance);

}  // namespace riskmap
