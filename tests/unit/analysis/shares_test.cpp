// Shares of few cases: how they are drawn towards the share of all, and between what the true one lies.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <map>
#include <random>
#include <string>

#include "layers/analysis/rates.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::column_of;
using testing::number_of;
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

void compare(const std::vector<testing::TableRow>& rows) {
  REQUIRE(rows.size() > 60);
  const auto of_kind = column_of(rows, "events"), cases = column_of(rows, "pop");
  const auto smoothed = smoothed_shares({of_kind, cases});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(smoothed[i] == doctest::Approx(number_of(rows[i].at("eb_binomial"))).epsilon(1e-9));
  }
}

RateInterval exact(double of_kind, double cases) {
  return share_intervals({std::vector{of_kind}, std::vector{cases}}, 0.95)[0];
}
}  // namespace

TEST_CASE("smoothed shares are the binomial ones of the references") {
  if (!std::filesystem::exists(reference)) {
    MESSAGE("skipped: no reference values at " << reference.string());
    return;
  }
  compare(testing::read_table(reference / "small/huddersfield_eb.csv"));
  std::map<std::string, std::vector<testing::TableRow>> sets;
  for (const auto& row : testing::read_table(reference / "nc_sids/eb.csv")) sets[row.at("set")].push_back(row);
  REQUIRE(sets.size() >= 2);
  for (const auto& [name, rows] : sets) compare(rows);
}

TEST_CASE("1 of 1 weighs as little as one case does, and 60 of 100 as much as a hundred") {
  // R: spdep::EBest(of_kind, cases, "binomial").
  const std::vector<double> of_kind{1, 60, 3, 0, 10, 24}, cases{1, 100, 10, 2, 40, 30};
  const std::vector<double> theirs{0.59488066413005880, 0.59588056716123927, 0.39553422929856263,
                                   0.41414965122371189, 0.29161394247142008, 0.75098444294796440};
  const auto ours = smoothed_shares({of_kind, cases});
  for (std::size_t i = 0; i < theirs.size(); ++i) CHECK(ours[i] == doctest::Approx(theirs[i]).epsilon(1e-12));
}

TEST_CASE("a share drawn towards the others by hand") {
  // Six of ten, one of ten, five of ten: together 0.4, spread 0.14 / 3; chance alone 0.024; what is left of it, 0.0226…
  // over 1 - 1/10, is the variance of true shares.
  const double together = 0.4, spread = (0.04 + 0.09 + 0.01) / 3, one = 0.24;
  const double variance = (spread - one / 10) / 0.9, own = variance / (variance + (one - variance) / 10);
  const auto shares = smoothed_shares({std::vector<double>{6, 1, 5}, std::vector<double>{10, 10, 10}});
  CHECK(shares[0] == doctest::Approx(together + own * 0.2));
  CHECK(shares[1] == doctest::Approx(together - own * 0.3));
  const auto z = standardised_shares({std::vector<double>{6, 1, 5}, std::vector<double>{10, 10, 10}});
  CHECK(z[1] == doctest::Approx(-0.3 / std::sqrt(variance + (one - variance) / 10)));
}

TEST_CASE("where every place is all or nothing one case still proves nothing") {
  const std::vector<double> of_kind{1, 0, 100, 0}, cases{1, 1, 100, 100};
  const auto shares = smoothed_shares({of_kind, cases});
  CHECK(shares[0] < 0.8);
  CHECK(shares[1] > 0.2);
  CHECK(shares[2] > 0.99);
  const auto limits = smoothed_share_intervals({of_kind, cases}, 0.95);
  CHECK(limits[0].low < 0.2);
  CHECK(limits[2].low > 0.95);
}

TEST_CASE("where shares differ no more than by chance, or rest on a case each, all are the share of all") {
  for (const auto& [of_kind, cases] : {std::pair{std::vector<double>{2, 2, 2}, std::vector<double>{4, 4, 4}},
                                       std::pair{std::vector<double>{1, 1, 0}, std::vector<double>{1, 1, 1}}}) {
    const double all = (of_kind[0] + of_kind[1] + of_kind[2]) / (3 * cases[0]);
    for (const double share : smoothed_shares({of_kind, cases})) CHECK(share == doctest::Approx(all));
    const auto limits = exact(of_kind[0] + of_kind[1] + of_kind[2], 3 * cases[0]);
    for (const auto& each : smoothed_share_intervals({of_kind, cases}, 0.95)) {
      CHECK(each.low == doctest::Approx(limits.low));
      CHECK(each.high == doctest::Approx(limits.high));
    }
  }
}

TEST_CASE("between which shares a place's true one lies is exact") {
  // R: binom.test(3, 4)$conf.int and the others.
  CHECK(exact(3, 4).low == doctest::Approx(0.19412044968324341).epsilon(1e-11));
  CHECK(exact(3, 4).high == doctest::Approx(0.99369053679029018).epsilon(1e-11));
  CHECK(exact(60, 100).low == doctest::Approx(0.49720915042233482).epsilon(1e-11));
  CHECK(exact(60, 100).high == doctest::Approx(0.69670523129712247).epsilon(1e-11));
  CHECK(exact(1, 1).low == doctest::Approx(0.025));
  CHECK(exact(1, 1).high == 1);
  CHECK(exact(0, 20).low == 0);
  CHECK(exact(0, 20).high == doctest::Approx(0.16843347098308536).epsilon(1e-11));
}

TEST_CASE("the limits of a share cover the true one as often as they say") {
  constexpr int cases = 9;
  for (const double share : {0.02, 0.3, 0.5, 0.77}) {
    double covered = 0, chance = std::pow(1 - share, cases);
    for (int count = 0; count <= cases; ++count) {
      const auto limits = exact(count, cases);
      if (limits.low <= share && share <= limits.high) covered += chance;
      chance *= share / (1 - share) * (cases - count) / (count + 1);
    }
    CAPTURE(share);
    CHECK(covered >= 0.95);
    CHECK(covered <= 1 + 1e-12);
  }
}

TEST_CASE("the posterior of a smoothed share is the beta distribution whose mean it is") {
  // By Monte Carlo: shares of the prior, counts of the shares; those that give the place's own count are the posterior.
  const std::vector<double> of_kind{3, 40, 10, 80}, cases{4, 100, 90, 110};
  const auto limits = smoothed_share_intervals({of_kind, cases}, 0.8)[0];
  const double smoothed = smoothed_shares({of_kind, cases})[0], all = 133.0 / 304;
  double spread = 0;
  for (std::size_t i = 0; i < 4; ++i) spread += cases[i] * std::pow(of_kind[i] / cases[i] - all, 2) / 304;
  const double variance = (spread - all * (1 - all) / 76) / (1 - 1.0 / 76), weight = all * (1 - all) / variance - 1;
  std::mt19937_64 random{20261130};
  std::gamma_distribution<double> of_this{all * weight}, of_others{(1 - all) * weight};
  double sum = 0, inside = 0, kept = 0;
  for (int draw = 0; draw < 200'000; ++draw) {
    const double one = of_this(random), drawn = one / (one + of_others(random));
    if (std::binomial_distribution<int>{4, drawn}(random) != 3) continue;
    sum += drawn, inside += drawn >= limits.low && drawn <= limits.high ? 1 : 0, ++kept;
  }
  REQUIRE(kept > 10'000);
  CHECK(sum / kept == doctest::Approx(smoothed).epsilon(0.01));
  CHECK(inside / kept == doctest::Approx(0.8).epsilon(0.01));
}

TEST_CASE("without a case there is no share, and where all cases are of the kind there is no difference") {
  const std::vector<double> of_kind{0, no_data, 2, 3}, cases{0, 10, 2, 3};
  for (const auto& values : {smoothed_shares({of_kind, cases}), standardised_shares({of_kind, cases})}) {
    CHECK(std::isnan(values[0]));
    CHECK(std::isnan(values[1]));
    CHECK(std::isfinite(values[2]));
  }
  CHECK(smoothed_shares({of_kind, cases})[2] == 1);
  CHECK(standardised_shares({of_kind, cases})[3] == 0);
  CHECK(std::isnan(share_intervals({of_kind, cases}, 0.95)[0].low));
  CHECK(std::isnan(smoothed_share_intervals({of_kind, cases}, 0.95)[0].high));
  CHECK(smoothed_share_intervals({of_kind, cases}, 0.95)[2].high == 1);
}

TEST_CASE("the same share lies the farther from the share of all the more cases stand behind it") {
  const std::vector<double> of_kind{1, 100, 50, 45}, cases{1, 100, 100, 100};
  const auto z = standardised_shares({of_kind, cases});
  CHECK(z[1] > z[0]);
  CHECK(z[0] > 0);
  CHECK(z[2] > z[3]);
}

}  // namespace riskmap
