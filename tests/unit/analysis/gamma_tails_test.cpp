#include "layers/analysis/gamma_tails.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

namespace riskmap {

TEST_CASE("shares and quantiles of the gamma distribution are R's") {
  CHECK(gamma_below(0.01, 1e-3) == doctest::Approx(0.9385706525261289).epsilon(1e-12));
  CHECK(gamma_below(5, 5) == doctest::Approx(0.5595067149347875).epsilon(1e-12));
  CHECK(gamma_quantile(3, 0.025) == doctest::Approx(0.6186721228956014).epsilon(1e-12));
  CHECK(gamma_quantile(4, 0.975) == doctest::Approx(8.7672730697423233).epsilon(1e-12));
  CHECK(gamma_quantile(0.3, 0.025) == doctest::Approx(3.185679031739166e-06).epsilon(1e-9));
  CHECK(gamma_quantile(1e4, 0.975) == doctest::Approx(10196.94182499988).epsilon(1e-11));
}

TEST_CASE("the chances of a count are the sums of the chances of each count") {
  for (const double mean : {0.05, 1.0, 12.5, 90.0}) {
    double below = 0, chance = std::exp(-mean);
    for (int count = 0; count < 150; ++count) {
      CAPTURE(mean);
      CAPTURE(count);
      CHECK(poisson_at_least(count, mean) == doctest::Approx(1 - below).epsilon(1e-9));
      below += chance;
      CHECK(poisson_at_most(count, mean) == doctest::Approx(below).epsilon(1e-12));
      chance *= mean / (count + 1);
    }
  }
}

TEST_CASE("a quantile is where the share is what was asked, also far out and for tiny and huge shapes") {
  for (const double shape : {0.02, 0.7, 1.0, 33.0, 2e5})
    for (const double chance : {1e-4, 0.025, 0.5, 0.975, 0.9999}) {
      CAPTURE(shape);
      CAPTURE(chance);
      const double x = gamma_quantile(shape, chance);
      if (x > 1e-280) CHECK(gamma_below(shape, x) == doctest::Approx(chance).epsilon(1e-9));
      CHECK(gamma_below(shape, x) + gamma_above(shape, x) == doctest::Approx(1));
    }
}

}  // namespace riskmap
