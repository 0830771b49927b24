#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

#include "layers/analysis/gamma_tails.h"
#include "layers/analysis/rates.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

// 0 to 3 in a ring.
const Neighbours ring = neighbours_from(4, {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}, {3, 0}, {0, 3}});
}  // namespace

TEST_CASE("a smoothed rate lies between that of the place and that of all, nearer to all where fewer live") {
  const std::vector<double> events{1, 100, 50, 45}, people{10, 1000, 1000, 1000};
  const auto rates = smoothed_rates(events, people);
  const double all = 196.0 / 3010;
  CHECK(rates[0] > all);
  CHECK(rates[0] < 0.1);
  CHECK(rates[1] - all > rates[0] - all);  // the same rate, a hundred times the people
  CHECK(rates[1] < 0.1);
  CHECK(rates[3] > 0.045);
  CHECK(rates[3] < all);
}

TEST_CASE("smoothing by neighbours keeps what differs between regions, and knows nothing of far places") {
  const std::vector<double> people(4, 100);
  const auto near = locally_smoothed_rates(std::vector<double>{10, 10, 10, 50}, people, ring);
  CHECK(near[1] == doctest::Approx(0.1));  // 0, 1 and 2 are alike, 3 is no neighbour of 1
  const auto other = locally_smoothed_rates(std::vector<double>{10, 10, 10, 90}, people, ring);
  CHECK(other[1] == near[1]);
  CHECK(other[0] > 0.1);  // drawn towards its neighbour 3
}

TEST_CASE("where nobody lives or nothing is known nothing is smoothed, and nothing anywhere is 0") {
  const std::vector<double> events{1, no_data, 2, 3}, people{0, 10, no_data, 10};
  for (const auto& rates : {smoothed_rates(events, people), locally_smoothed_rates(events, people, ring)}) {
    CHECK(std::isnan(rates[0]));
    CHECK(std::isnan(rates[1]));
    CHECK(std::isnan(rates[2]));
    CHECK(rates[3] == doctest::Approx(0.3));
  }
  const std::vector<double> nothing(4, 0), some(4, 20);
  for (const double rate : smoothed_rates(nothing, some)) CHECK(rate == 0);
  for (const double rate : locally_smoothed_rates(nothing, some, ring)) CHECK(rate == 0);
}

TEST_CASE("between which rates a place's true one lies is exact for counts") {
  // Garwood's limits: R's poisson.test(4)$conf.int and poisson.test(0)$conf.int.
  const auto limits = rate_intervals(std::vector<double>{4, 0, no_data, 4}, std::vector<double>{1, 2, 5, 0});
  CHECK(limits[0].low == doctest::Approx(1.089865373626325).epsilon(1e-10));
  CHECK(limits[0].high == doctest::Approx(10.241588675403698).epsilon(1e-10));
  CHECK(limits[1].low == 0);
  CHECK(limits[1].high == doctest::Approx(3.688879454113936 / 2).epsilon(1e-10));
  CHECK(std::isnan(limits[2].low));
  CHECK(std::isnan(limits[3].high));
}

TEST_CASE("the limits of a count cover its mean as often as they say") {
  for (const double mean : {0.3, 2.0, 7.5, 40.0}) {
    double covered = 0;
    for (int count = 0; count < 200; ++count) {
      const auto limits = rate_intervals(std::vector<double>{static_cast<double>(count)}, std::vector<double>{1})[0];
      if (limits.low <= mean && mean <= limits.high)
        covered += poisson_at_most(count, mean) - poisson_at_most(count - 1, mean);
    }
    CAPTURE(mean);
    CHECK(covered >= 0.95);
    CHECK(covered <= 1);
  }
}

TEST_CASE("a smoothed rate lies inside its own limits, which are narrower than those of the rate it was drawn from") {
  const std::vector<double> events{1, 100, 50, 45, 12}, people{10, 1000, 1000, 1000, 150};
  const auto rates = smoothed_rates(events, people);
  const auto raw = rate_intervals(events, people), smoothed = smoothed_intervals(events, people);
  for (std::size_t i = 0; i < events.size(); ++i) {
    CAPTURE(i);
    CHECK(smoothed[i].low < rates[i]);
    CHECK(rates[i] < smoothed[i].high);
    CHECK(smoothed[i].high - smoothed[i].low < raw[i].high - raw[i].low);
  }
  const auto alone = locally_smoothed_intervals(events, people, neighbours_from(events.size(), {}));
  CHECK(alone[1].low == doctest::Approx(raw[1].low));  // nobody to learn from
}

TEST_CASE("where places differ no more than by chance all share the rate of all, with its limits") {
  const std::vector<double> events{2, 2, 2, 2}, people(4, 100);
  const auto all = rate_intervals(std::vector<double>{8}, std::vector<double>{400})[0];
  for (const auto& limits : smoothed_intervals(events, people)) {
    CHECK(limits.low == doctest::Approx(all.low));
    CHECK(limits.high == doctest::Approx(all.high));
  }
}

TEST_CASE("the posterior of a smoothed rate is the gamma distribution whose mean it is") {
  // By Monte Carlo: rates of the prior, counts of the rates; those that give the place's own count are the posterior.
  const std::vector<double> events{3, 40, 10, 80}, people{100, 1000, 900, 1100};
  const auto limits = smoothed_intervals(events, people)[0];
  const double rate = smoothed_rates(events, people)[0];
  std::mt19937_64 random{20261130};
  const double all = 133.0 / 3100, left = [&] {
    double spread = 0;
    for (std::size_t i = 0; i < 4; ++i) spread += people[i] * std::pow(events[i] / people[i] - all, 2) / 3100;
    return spread - all * 4 / 3100;
  }();
  std::gamma_distribution<double> prior{all * all / left, left / all};
  double sum = 0, inside = 0, kept = 0;
  for (int draw = 0; draw < 400'000; ++draw) {
    const double drawn = prior(random);
    if (std::poisson_distribution<int>{drawn * people[0]}(random) != 3) continue;
    sum += drawn, inside += drawn >= limits.low && drawn <= limits.high ? 1 : 0, ++kept;
  }
  REQUIRE(kept > 10'000);
  CHECK(sum / kept == doctest::Approx(rate).epsilon(0.01));
  CHECK(inside / kept == doctest::Approx(0.95).epsilon(0.01));
}

TEST_CASE("too few to say is what neither the lowest nor the highest class can be excluded for") {
  const auto classes = classify(std::vector<double>{1, 2, 3, 4, 5, 6}, Scheme::equal, 3);
  CHECK(is_too_wide({0.5, 9}, classes));
  CHECK_FALSE(is_too_wide({0.5, 4}, classes));
  CHECK_FALSE(is_too_wide({3.5, 9}, classes));
  CHECK_FALSE(is_too_wide({}, classes));
  CHECK_FALSE(is_too_wide({0.5, 9}, classify(std::vector<double>{1, 2}, Scheme::equal, 1)));
}

TEST_CASE("the same rate is the farther from the mean the more people stand behind it") {
  const auto rates = standardised_rates(std::vector<double>{1, 100, 50, 45}, std::vector<double>{10, 1000, 1000, 1000});
  CHECK(rates[1] > rates[0]);
  CHECK(rates[0] > 0);
  CHECK(rates[2] > rates[3]);
}

TEST_CASE("where nobody lives or nothing is known there is no rate, and nothing anywhere is no difference") {
  const auto rates = standardised_rates(std::vector<double>{1, no_data, 2, 3}, std::vector<double>{0, 10, no_data, 10});
  CHECK(std::isnan(rates[0]));
  CHECK(std::isnan(rates[1]));
  CHECK(std::isnan(rates[2]));
  CHECK(std::isfinite(rates[3]));
  for (const double rate : standardised_rates(std::vector<double>{0, 0}, std::vector<double>{5, 9})) CHECK(rate == 0);
}

}  // namespace riskmap
