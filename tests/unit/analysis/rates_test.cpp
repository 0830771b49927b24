#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "layers/analysis/rates.h"

namespace riskmap {

TEST_CASE("the same rate is the farther from the mean the more people stand behind it") {
  const auto rates = standardised_rates(std::vector<double>{1, 100, 50, 45}, std::vector<double>{10, 1000, 1000, 1000});
  CHECK(rates[1] > rates[0]);
  CHECK(rates[0] > 0);
  CHECK(rates[2] > rates[3]);
}

TEST_CASE("where nobody lives or nothing is known there is no rate, and nothing anywhere is no difference") {
  constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
  const auto rates = standardised_rates(std::vector<double>{1, no_data, 2, 3}, std::vector<double>{0, 10, no_data, 10});
  CHECK(std::isnan(rates[0]));
  CHECK(std::isnan(rates[1]));
  CHECK(std::isnan(rates[2]));
  CHECK(std::isfinite(rates[3]));
  for (const double rate : standardised_rates(std::vector<double>{0, 0}, std::vector<double>{5, 9})) CHECK(rate == 0);
}

}  // namespace riskmap
