#include "layers/analysis/beta_tails.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>

namespace riskmap {

TEST_CASE("shares and quantiles of the beta distribution are R's") {
  CHECK(beta_below(2, 5, 0.3) == doctest::Approx(0.57982500000000015).epsilon(1e-12));
  CHECK(beta_below(0.5, 0.5, 0.9) == doctest::Approx(0.79516723530086664).epsilon(1e-12));
  CHECK(beta_below(0.01, 3, 1e-3) == doctest::Approx(0.9472810243254739).epsilon(1e-12));
  CHECK(beta_quantile(0.02, 4, 0.025) == doctest::Approx(1.2783175297398444e-81).epsilon(1e-9));
  CHECK(beta_quantile(33.5, 2.25, 0.975) == doctest::Approx(0.99052882254576602).epsilon(1e-12));
  CHECK(beta_quantile(4000, 6000, 0.025) == doctest::Approx(0.39041781591132069).epsilon(1e-11));
  CHECK(beta_quantile(1e5, 3, 0.5) == doctest::Approx(0.99997326002178422).epsilon(1e-11));
}

TEST_CASE("the chances of a share are the sums of the chances of each count") {
  constexpr int cases = 12;
  for (const double share : {0.03, 0.4, 0.5, 0.91}) {
    double chance = std::pow(1 - share, cases), below = 0;
    for (int count = 1; count <= cases; ++count) {
      below += chance;
      CAPTURE(share);
      CAPTURE(count);
      CHECK(beta_below(count, cases - count + 1, share) == doctest::Approx(1 - below).epsilon(1e-9));
      chance *= share / (1 - share) * (cases - count + 1) / count;
    }
  }
}

TEST_CASE("a quantile of a share is where the chance is what was asked, and the distribution has two like ends") {
  for (const double a : {0.05, 1.0, 7.5, 3e4})
    for (const double b : {0.3, 2.0, 500.0})
      for (const double chance : {1e-4, 0.025, 0.5, 0.9}) {
        CAPTURE(a);
        CAPTURE(b);
        CAPTURE(chance);
        const double x = beta_quantile(a, b, chance);
        if (x > 1e-280 && x < 1 - 1e-12) CHECK(beta_below(a, b, x) == doctest::Approx(chance).epsilon(1e-8));
        CHECK(beta_below(a, b, 0.3) + beta_below(b, a, 0.7) == doctest::Approx(1));
      }
  CHECK(beta_quantile(2, 3, 0) == 0);
  CHECK(beta_quantile(2, 3, 1) == 1);
}

}  // namespace riskmap
