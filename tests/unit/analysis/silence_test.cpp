#include "layers/analysis/silence.h"

#include <doctest/doctest.h>

#include <cmath>

namespace riskmap {

TEST_CASE("the lower bound is the smallest count that chance exceeds") {
  // Poisson of mean 3: P(0) = 0.0498, P(X <= 1) = 0.199. Of mean 2.99: P(0) = 0.0503.
  CHECK(lower_bound_of(3, 0, 0.05) == 1);
  CHECK(lower_bound_of(2.99, 0, 0.05) == 0);
  // Poisson of mean 20: P(X <= 12) = 0.0390, P(X <= 13) = 0.0661.
  CHECK(lower_bound_of(20, 0, 0.05) == 13);
  // Negative binomial of mean 20 and size 4 (R: qnbinom(0.05, mu = 20, size = 4) = 6).
  CHECK(lower_bound_of(20, 0.5, 0.05) == 6);
  // Means at which the probability of no event is below the smallest number a computer can hold.
  CHECK(lower_bound_of(2000, 0, 0.05) == 1927);
}

TEST_CASE("a place that brings far fewer appeals than as many people elsewhere is silent") {
  std::vector<PlaceVoices> places(12, PlaceVoices{1000, 2, 10});
  places.push_back({1000, 2, 0});
  places.push_back({20, 1, 0});
  places.push_back({1000, 0, 0});
  places.push_back({PlaceVoices{}.people, 2, 3});
  const auto heard = hearing_of(places);
  CHECK(heard[0].hearing == Hearing::heard);
  CHECK(heard[12].hearing == Hearing::silent);
  CHECK(heard[12].least > 0);
  CHECK(heard[13].hearing == Hearing::too_few);
  CHECK(heard[14].hearing == Hearing::not_visited);
  CHECK(std::isnan(heard[14].expected));
  CHECK(heard[15].hearing == Hearing::unknown);
}

TEST_CASE("expected is people times receptions times the district's rate") {
  const std::vector<PlaceVoices> places = {{1000, 1, 5}, {2000, 1, 10}, {1000, 3, 15}, {500, 2, 5}};
  const auto heard = hearing_of(places);
  for (std::size_t i = 0; i < places.size(); ++i) CHECK(heard[i].expected == doctest::Approx(places[i].appeals));
}

TEST_CASE("one town with a reception a week does not set the rate of the villages") {
  std::vector<PlaceVoices> places(20, PlaceVoices{1000, 2, 6});
  places.push_back({40'000, 50, 40});
  const auto heard = hearing_of(places);
  CHECK(heard[0].expected > 4);
  CHECK(heard[0].expected < 8);
}

TEST_CASE("where nobody was heard at all nothing can be told of anybody") {
  for (const auto& heard : hearing_of(std::vector<PlaceVoices>(5, PlaceVoices{1000, 2, 0}))) {
    CHECK(heard.hearing == Hearing::too_few);
    CHECK(heard.expected == 0);
  }
  CHECK(hearing_of({}).empty());
}

TEST_CASE("what is alone is compared with nothing: a whole district by itself, or the one village that was visited") {
  const std::vector<PlaceVoices> places = {{1000, 2, 6}, {1000, 0, 0}};
  const auto heard = hearing_of(places);
  CHECK(heard[0].hearing == Hearing::unknown);
  CHECK(std::isnan(heard[0].expected));
  CHECK(heard[1].hearing == Hearing::not_visited);
}

}  // namespace riskmap
