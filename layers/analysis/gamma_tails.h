// The gamma distribution and, by it, the chances of counts: a Poisson count of at least n has the chance that a gamma
// variable of shape n lies below the count's mean.
#pragma once

namespace riskmap {

// P(X <= x) and P(X > x) for X ~ Gamma(shape, 1): the regularised incomplete gamma functions. shape > 0, x >= 0.
double gamma_below(double shape, double x);
double gamma_above(double shape, double x);
// The x below which X lies with this chance, 0 <= chance < 1.
double gamma_quantile(double shape, double chance);

// Of a Poisson count with this mean.
double poisson_at_least(int count, double mean);
double poisson_at_most(int count, double mean);

}  // namespace riskmap
