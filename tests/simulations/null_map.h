// Maps on which nothing clusters, because they were made so: places, the people there, and problems that come to them
// by a rate of each place's own. What a test of clusters says of such maps is what it says by mistake.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/nearest.h"
#include "layers/analysis/rates.h"

namespace riskmap::simulations {

struct Ground {
  std::vector<double> people{};
  Neighbours neighbours{};
  double rate = 0;  // problems of a resident, on average
};

// 67 villages of 60 to 9,000 people strewn over a district with a town of 45,000; the six nearest are neighbours, as of
// a register whose borders are schematic. Four problems for 1,000 residents, as in the sample.
inline Ground rural_district(std::mt19937_64& random) {
  constexpr std::size_t places = 67;
  std::uniform_real_distribution<double> anywhere{0, 100};
  std::lognormal_distribution<double> size{std::log(1100), 1.1};
  Ground ground{.people = {}, .neighbours = {}, .rate = 0.004};
  Places where{.x = {}, .y = {}, .is_planar = true};
  for (std::size_t i = 0; i < places; ++i) {
    where.x.push_back(anywhere(random)), where.y.push_back(anywhere(random));
    ground.people.push_back(i == 0 ? 45'000 : std::clamp(std::round(size(random)), 60.0, 9000.0));
  }
  ground.neighbours = *nearest_neighbours(where, 6);
  return ground;
}

// 100 counties that touch, corners too, with 250 to 21,000 births and two rare events for 1,000 of them.
inline Ground counties(std::mt19937_64& random) {
  constexpr std::uint32_t side = 10;
  std::lognormal_distribution<double> size{std::log(2200), 0.9};
  Ground ground{.people = {}, .neighbours = {}, .rate = 0.002};
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < side * side; ++row) {
    ground.people.push_back(std::clamp(std::round(size(random)), 250.0, 21'000.0));
    for (std::uint32_t other = 0; other < side * side; ++other) {
      const auto apart = [](std::uint32_t a, std::uint32_t b) { return a > b ? a - b : b - a; };
      if (row != other && apart(row / side, other / side) <= 1 && apart(row % side, other % side) <= 1)
        links.push_back({row, other});
    }
  }
  ground.neighbours = neighbours_from(ground.people.size(), std::move(links));
  return ground;
}

// Rates differ between places by `variation` (standard deviation by mean, gamma-distributed) and owe nothing to
// neighbours; `rise` is by how much problems are more frequent in the rows of `raised`.
inline std::vector<double> problems_on(const Ground& ground, double variation, std::mt19937_64& random,
                                       const std::vector<std::uint32_t>& raised = {}, double rise = 1) {
  std::vector<double> expected;
  for (const double people : ground.people) {
    const double shape = variation > 0 ? 1 / (variation * variation) : 0;
    const double factor = variation > 0 ? std::gamma_distribution<double>{shape, 1 / shape}(random) : 1;
    expected.push_back(ground.rate * people * factor);
  }
  for (const auto row : raised) expected[row] *= rise;
  std::vector<double> problems;
  for (const double mean : expected)
    problems.push_back(mean > 0 ? static_cast<double>(std::poisson_distribution<long>{mean}(random)) : 0);
  return problems;
}

// Whether there is any problem, or the rarer answer that there is none.
inline std::vector<double> answers_of(const std::vector<double>& problems) {
  std::vector<double> answers;
  for (const double count : problems) answers.push_back(count > 0 ? 1 : 0);
  if (2 * std::ranges::count(answers, 1.0) > std::ssize(answers))
    for (double& answer : answers) answer = 1 - answer;
  return answers;
}

// As register_hotspots asks where residents stand behind the problems; a join count asks yes or no.
inline std::vector<double> values_of(const Ground& ground, const std::vector<double>& problems, HotspotMethod method) {
  return method == HotspotMethod::joincount ? answers_of(problems) : standardised_rates(problems, ground.people);
}
inline Hotspots tested(const Ground& ground, const std::vector<double>& problems, const HotspotRequest& request) {
  return *find_hotspots(values_of(ground, problems, request.method), ground.neighbours, request);
}

inline bool is_claimed(const PlaceStatistic& place) {
  return place.verdict <= PlaceVerdict::cluster;
}

// How often places and whole maps were claimed to be more than chance.
class Tally {
 public:
  void add(const Hotspots& found, double alpha = 0.05) {
    double below = 0, places = 0;
    for (const auto& place : found.places) {
      if (std::isnan(place.p)) continue;
      ++places, below += place.p <= alpha ? 1 : 0;
    }
    ++maps_;
    if (found.global.p <= alpha) ++globally_;
    if (places > 0) sum_ += below / places, squares_ += below / places * (below / places);
    claiming_ += std::ranges::any_of(found.places, is_claimed) ? 1 : 0;
  }
  [[nodiscard]] double maps() const { return maps_; }
  // Of places with p ≤ α before any correction, a map's share counting once: places of a map are not independent.
  [[nodiscard]] double places_below() const { return sum_ / maps_; }
  [[nodiscard]] double error_of_places() const {
    return std::sqrt(std::max(0.0, squares_ / maps_ - places_below() * places_below()) / maps_);
  }
  // Of maps on which Moran's I of the whole, by the formula, has p ≤ α.
  [[nodiscard]] double maps_clustered() const { return globally_ / maps_; }
  // Of maps with a claimed place.
  [[nodiscard]] double maps_claiming() const { return claiming_ / maps_; }
  [[nodiscard]] double error_of_maps() const { return std::sqrt(maps_claiming() * (1 - maps_claiming()) / maps_); }

 private:
  double maps_ = 0, sum_ = 0, squares_ = 0, claiming_ = 0, globally_ = 0;
};

}  // namespace riskmap::simulations
