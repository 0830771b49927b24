// Rates of small populations against spdep, GeoDa and PySAL, as written in the reference tables.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "layers/analysis/gamma_tails.h"
#include "layers/analysis/hotspot.h"
#include "layers/analysis/rates.h"
#include "reference_columns.h"
#include "reference_neighbours.h"

namespace riskmap {

namespace {
using testing::column_of;
using testing::NotCompared;
using testing::number_of;
using testing::one;
using testing::OurColumns;
using testing::p_column;
using testing::TableRow;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

const NotCompared not_in_rates = {
    {"set", "key"},
    {"rid", "key"},
    {"events", "input"},
    {"pop", "input"},
    {"expected", "compared where it is told: register_hotspots_test.cpp; here an input of the chances"},
    {"rel_risk_pct", "the same"}};

NotCompared with_bailey(NotCompared named, const std::string& column) {
  named[column] =
      "spdep's default draws each neighbour towards that neighbour's own surroundings; we draw all towards "
      "those of the place, as GeoDa and PySAL do (numbers.md 1.7)";
  return named;
}

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

// With nobody to learn from a rate stays as it is.
std::vector<double> raw_rates(const std::vector<double>& events, const std::vector<double>& people) {
  return locally_smoothed_rates(events, people, neighbours_from(events.size(), {}));
}

// Where nothing happened around a place its smoothed rate is 0 here and undefined in GeoDa.
std::vector<double> local_rates(const std::vector<TableRow>& rows, const std::string& column,
                                std::vector<double> ours) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].at(column).empty() && ours[i] == 0) ours[i] = std::numeric_limits<double>::quiet_NaN();
  return ours;
}

// How likely so many, or so few, are by chance where so many are expected; Choynowski's is of the side on which the
// count lies.
void add_chances(OurColumns& ours, const std::vector<double>& events, const std::vector<double>& expected) {
  std::vector<double> at_least, at_most, of_its_side;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const int count = static_cast<int>(events[i]);
    at_least.push_back(poisson_at_least(count, expected[i]));
    at_most.push_back(poisson_at_most(count, expected[i]));
    of_its_side.push_back(events[i] < expected[i] ? at_most.back() : at_least.back());
  }
  ours["poisson_p_ge"] = p_column(at_least), ours["poisson_p_le"] = p_column(at_most);
  ours["choynowski_p"] = p_column(of_its_side);
}

std::vector<TableRow> queen_rows() {
  return testing::rows_where(testing::read_table(reference / "nc_sids/neighbours.csv"), "weights", "queen");
}
}  // namespace

TEST_CASE("every column of rates is the references': raw, smoothed, standardised, expected, and by chance") {
  if (is_absent()) return;
  const auto all = testing::read_table(reference / "nc_sids/eb.csv");
  const auto queen = testing::neighbours_in(queen_rows());
  for (const std::string set : {"SID74/BIR74", "SID79/BIR79"}) {
    CAPTURE(set);
    const auto rows = testing::rows_where(all, "set", set);
    REQUIRE(rows.size() == 100);
    const auto events = column_of(rows, "events"), people = column_of(rows, "pop");
    const std::string local = "eb_local_queen_geoda";
    OurColumns ours{{"raw", {raw_rates(events, people)}},
                    {"eb_marshall", {smoothed_rates(events, people)}},
                    {"eb_binomial", {smoothed_shares({events, people})}},
                    {local, {local_rates(rows, local, locally_smoothed_rates(events, people, queen))}},
                    {"eb_std_z", {standardised_rates(events, people)}}};
    add_chances(ours, events, column_of(rows, "expected"));
    testing::compare_columns(rows, ours, with_bailey(not_in_rates, "eb_local_queen_bailey"));
  }
  CHECK(all.size() == 200);
}

TEST_CASE("the rate of all, the variance between places and Moran's I of standardised rates are the references'") {
  if (is_absent()) return;
  const auto queen = testing::neighbours_in(queen_rows());
  for (const auto& row : testing::read_table(reference / "nc_sids/eb_params.csv")) {
    CAPTURE(row.at("set"));
    const auto rows = testing::rows_where(testing::read_table(reference / "nc_sids/eb.csv"), "set", row.at("set"));
    const auto events = column_of(rows, "events"), people = column_of(rows, "pop");
    const auto rates = standardised_rates(events, people);
    double sum_events = 0, sum_people = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) sum_events += events[i], sum_people += people[i];
    testing::compare_columns(
        {row},
        {{"ebi_moran_I_W", one(global_moran(rates, queen, WeightStyle::row_standardised).statistic)},
         {"n", one(static_cast<double>(rates.size()))},
         {"sum_events", one(sum_events)},
         {"sum_pop", one(sum_people)}},
        {{"set", "key"}, {"eb_a", "by it and the rate of all rates are standardised: below"}, {"eb_b", "the same"}});
    const double a = number_of(row.at("eb_a")), b = number_of(row.at("eb_b"));
    std::vector<double> by_them;
    for (std::size_t i = 0; i < rows.size(); ++i)
      by_them.push_back((events[i] / people[i] - b) / std::sqrt(a + b / people[i]));
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rates[i] == doctest::Approx(by_them[i]).epsilon(1e-9));
  }
}

TEST_CASE("every column of the rates of Huddersfield is the references'") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "small/huddersfield_eb.csv");
  REQUIRE(rows.size() == 71);
  const auto events = column_of(rows, "events"), people = column_of(rows, "pop");
  testing::compare_columns(rows,
                           {{"raw", {raw_rates(events, people)}},
                            {"eb_poisson", {smoothed_rates(events, people)}},
                            {"eb_binomial", {smoothed_shares({events, people})}}},
                           {{"rid", "key"}, {"events", "input"}, {"pop", "input"}});
}

TEST_CASE("the homicides around St. Louis are smoothed as GeoDa and PySAL smooth them") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "small/stl_expected.csv");
  REQUIRE(rows.size() == 78);
  const auto events = column_of(rows, "HC7984"), people = column_of(rows, "PO7984");
  const auto local = locally_smoothed_rates(events, people, testing::neighbours_in(rows));
  testing::compare_columns(rows, {{"eb_marshall", {smoothed_rates(events, people)}}, {"eb_local_geoda", {local}}},
                           with_bailey({{"rid", "key"},
                                        {"HR8893", "input of Moran's I, which PySAL's tests print"},
                                        {"HC7984", "input"},
                                        {"PO7984", "input"},
                                        {"neighbours", "input"}},
                                       "eb_local"));
}

}  // namespace riskmap
