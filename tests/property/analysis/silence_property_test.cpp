#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <random>

#include "layers/analysis/silence.h"

namespace riskmap {

namespace {
// Places of one true rate that differ from one another by this coefficient of variation.
std::vector<PlaceVoices> null_district(std::mt19937& random, std::size_t size, double mean_appeals, double variation) {
  std::lognormal_distribution people{7.0, 0.8};
  std::uniform_int_distribution receptions{1, 4};
  std::vector<PlaceVoices> places(size);
  double exposure = 0;
  for (auto& place : places) {
    place.people = std::round(people(random)) + 20, place.receptions = receptions(random);
    exposure += place.people * place.receptions;
  }
  const double rate = mean_appeals * static_cast<double>(size) / exposure;
  for (auto& place : places) {
    const double shape = variation > 0 ? 1 / (variation * variation) : 0;
    const double own = variation > 0 ? std::gamma_distribution{shape, 1 / shape}(random) : 1;
    const double mean = rate * own * place.people * place.receptions;
    place.appeals = mean > 0 ? std::poisson_distribution{mean}(random) : 0;
  }
  return places;
}

struct Tally {
  int places = 0, testable = 0, silent = 0;
};

Tally run(std::mt19937& random, std::size_t size, double mean_appeals, double variation) {
  Tally tally;
  for (int round = 0; round < 120; ++round)
    for (const auto& heard : hearing_of(null_district(random, size, mean_appeals, variation))) {
      ++tally.places;
      tally.testable += heard.hearing == Hearing::silent || heard.hearing == Hearing::heard ? 1 : 0;
      tally.silent += heard.hearing == Hearing::silent ? 1 : 0;
    }
  return tally;
}
}  // namespace

TEST_CASE("where every place speaks alike, at most one in twenty is called silent") {
  std::mt19937 random{20'260'316};
  for (const double variation : {0.0, 0.3, 0.5, 0.8})
    for (const double mean : {4.0, 20.0})
      for (const std::size_t size : {15U, 55U, 200U}) {
        const auto tally = run(random, size, mean, variation);
        CAPTURE(variation);
        CAPTURE(mean);
        CAPTURE(size);
        CHECK(tally.silent <= 0.05 * tally.places);
        CHECK(tally.silent <= 0.065 * tally.testable);
        // Not by never calling anything silent.
        if (mean > 10) CHECK(tally.silent >= 0.015 * tally.testable);
      }
}

TEST_CASE("a place of which one in ten speaks is found where others bring twenty appeals") {
  std::mt19937 random{7};
  int found = 0;
  for (int round = 0; round < 200; ++round) {
    auto places = null_district(random, 55, 20, 0.3);
    places[0].people = 2000, places[0].receptions = 2;
    double exposure = 0, appeals = 0;
    for (std::size_t i = 1; i < places.size(); ++i)
      exposure += places[i].people * places[i].receptions, appeals += places[i].appeals;
    places[0].appeals = std::poisson_distribution{0.1 * 4000 * appeals / exposure}(random);
    found += hearing_of(places)[0].hearing == Hearing::silent ? 1 : 0;
  }
  CHECK(found >= 180);
}

TEST_CASE("a place without a reception is never a zero, and changes no other place's verdict") {
  std::mt19937 random{11};
  for (int round = 0; round < 60; ++round) {
    const auto places = null_district(random, 30, 8, 0.4);
    const auto before = hearing_of(places);
    auto more = places;
    for (int i = 0; i < 5; ++i) more.push_back({1500.0 + i, 0, i});
    more.push_back({std::nan(""), 3, 4});
    const auto after = hearing_of(more);
    for (std::size_t i = 0; i < places.size(); ++i) {
      CHECK(after[i].hearing == before[i].hearing);
      CHECK(after[i].expected == before[i].expected);
    }
    for (std::size_t i = places.size(); i < more.size(); ++i) {
      CHECK(std::isnan(after[i].expected));
      CHECK(after[i].hearing == (i + 1 == more.size() ? Hearing::unknown : Hearing::not_visited));
    }
  }
}

TEST_CASE("the order of places changes nothing") {
  std::mt19937 random{13};
  for (int round = 0; round < 40; ++round) {
    const auto places = null_district(random, 40, 10, 0.5);
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::shuffle(order, random);
    std::vector<PlaceVoices> shuffled;
    for (const auto from : order) shuffled.push_back(places[from]);
    const auto straight = hearing_of(places), mixed = hearing_of(shuffled);
    for (std::size_t i = 0; i < order.size(); ++i) {
      CHECK(mixed[i].expected == straight[order[i]].expected);
      CHECK(mixed[i].least == straight[order[i]].least);
      CHECK(mixed[i].hearing == straight[order[i]].hearing);
    }
  }
}
}  // namespace riskmap
