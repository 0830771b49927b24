#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <string>

#include "layers/analysis/rates.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::number_of;
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

// 0 to 3 in a ring.
const Neighbours ring = neighbours_from(4, {{0, 1}, {1, 0}, {1, 2}, {2, 1}, {2, 3}, {3, 2}, {3, 0}, {0, 3}});

Neighbours queen_of(const std::filesystem::path& folder, std::size_t rows) {
  std::vector<Link> links;
  for (const auto& row : testing::read_table(folder / "neighbours.csv"))
    if (row.at("weights") == "queen")
      for (const double other : testing::numbers_of(row.at("neighbours")))
        links.push_back(
            {static_cast<std::uint32_t>(std::stoul(row.at("rid"))) - 1, static_cast<std::uint32_t>(other) - 1});
  return neighbours_from(rows, std::move(links));
}

bool is_close(double ours, double theirs) {
  return std::abs(ours - theirs) <= 1e-9 * std::abs(theirs) + 1e-15;
}
}  // namespace

TEST_CASE(
    "rates smoothed towards the mean of all, and towards a place and its neighbours, are those of the references") {
  const auto folder = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/nc_sids";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: no reference values at " << folder.string());
    return;
  }
  std::map<std::string, std::vector<testing::TableRow>> sets;
  for (const auto& row : testing::read_table(folder / "eb.csv")) sets[row.at("set")].push_back(row);
  REQUIRE(sets.size() >= 2);
  for (const auto& [name, rows] : sets) {
    CAPTURE(name);
    const auto events = testing::column_of(rows, "events"), population = testing::column_of(rows, "pop");
    const auto smoothed = smoothed_rates(events, population);
    const auto local = locally_smoothed_rates(events, population, queen_of(folder, rows.size()));
    const auto standardised = standardised_rates(events, population);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(rows[i].at("rid"));
      CHECK(is_close(smoothed[i], number_of(rows[i].at("eb_marshall"))));
      CHECK(is_close(standardised[i], number_of(rows[i].at("eb_std_z"))));
      const double theirs = number_of(rows[i].at("eb_local_queen_geoda"));
      CHECK(is_close(local[i], std::isnan(theirs) ? 0 : theirs));  // nothing happened around: 0, not undefined
    }
  }
}

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
