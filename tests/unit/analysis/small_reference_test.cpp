// Small examples that other programs and papers print: six points, ten places of a textbook, St. Louis, Huddersfield,
// lattices.
#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <map>

#include "layers/analysis/hotspot.h"
#include "layers/analysis/rates.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::column_of;
using testing::number_of;
using testing::TableRow;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/small";

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

bool is_close(double ours, double theirs) {
  if (std::isnan(theirs) || std::isnan(ours)) return std::isnan(theirs) && std::isnan(ours);
  return std::abs(ours - theirs) <= 1e-9 * std::abs(theirs) + 1e-14;
}

Neighbours neighbours_in(const std::vector<TableRow>& rows) {
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    for (const double other : testing::numbers_of(rows[row].at("neighbours")))
      links.push_back({row, static_cast<std::uint32_t>(other) - 1});
  return neighbours_from(rows.size(), std::move(links));
}

// What PySAL's own tests expect, by data set and statistic; of single rows with the row's number after it.
std::map<std::string, double> pysal_values() {
  std::map<std::string, double> values;
  for (const auto& row : testing::read_table(reference / "pysal_test_values.csv")) {
    const auto rid = row.at("rid").empty() ? std::string{} : " " + row.at("rid");
    values.emplace(row.at("dataset") + ": " + row.at("statistic") + rid, number_of(row.at("expected")));
  }
  return values;
}

// Squares that share a side.
Neighbours lattice(std::uint32_t side) {
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < side * side; ++row) {
    if (row % side + 1 < side) links.push_back({row, row + 1}), links.push_back({row + 1, row});
    if (row + side < side * side) links.push_back({row, row + side}), links.push_back({row + side, row});
  }
  return neighbours_from(side * side, std::move(links));
}

std::vector<double> gi_on_lattice(const std::vector<double>& values) {
  std::vector<double> z;
  for (const auto& place : getis_ord(values, lattice(4), WeightStyle::row_standardised, SelfWeight::left_out))
    z.push_back(place.z);
  return z;
}

void check_first(const std::vector<double>& ours, const std::string& printed) {
  const auto theirs = testing::numbers_of(printed);
  for (std::size_t i = 0; i < theirs.size(); ++i)
    CHECK((std::isnan(theirs[i]) ? std::isnan(ours[i]) : std::abs(ours[i] - theirs[i]) < 6e-6));
}
}  // namespace

TEST_CASE("six points within 15 of one another have the Gi and Gi* of spdep, however they are weighed") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "sixpoints_expected.csv");
  const auto values = column_of(rows, "val"), x = column_of(rows, "x"), y = column_of(rows, "y");
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    for (std::uint32_t j = 0; j < rows.size(); ++j)
      if (i != j && std::hypot(x[i] - x[j], y[i] - y[j]) <= 15) links.push_back({i, j});
  const auto neighbours = neighbours_from(rows.size(), links);
  for (const auto style : {WeightStyle::binary, WeightStyle::row_standardised}) {
    const std::string ending = style == WeightStyle::binary ? "" : "_W";
    const auto gi = getis_ord(values, neighbours, style, SelfWeight::left_out);
    const auto star = getis_ord(values, neighbours, style, SelfWeight::included);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      CAPTURE(i);
      CHECK(static_cast<double>(neighbours.count(i)) == number_of(rows[i].at("card")));
      CHECK(is_close(gi[i].z, number_of(rows[i].at("Gi_z" + ending))));
      CHECK(is_close(star[i].z, number_of(rows[i].at("Gs_z" + ending))));
    }
  }
}

TEST_CASE("local Moran of ten places has the moments of Sokal, Oden and Thomson") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "desmith_expected.csv");
  const auto moran = local_moran(column_of(rows, "z"), neighbours_in(rows), WeightStyle::row_standardised);
  REQUIRE(moran.size() == 10);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(is_close(moran[i].statistic, number_of(rows[i].at("Ii"))));
    CHECK(is_close(moran[i].expected, number_of(rows[i].at("EIc"))));
    CHECK(is_close(moran[i].variance, number_of(rows[i].at("VIc"))));
  }
}

TEST_CASE("the homicides around St. Louis cluster, and are smoothed, as PySAL's tests expect") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "stl_expected.csv");
  const auto neighbours = neighbours_in(rows);
  const auto known = pysal_values();
  const auto moran = global_moran(column_of(rows, "HR8893"), neighbours, WeightStyle::row_standardised);
  CHECK(is_close(moran.statistic, known.at("stl: Moran I")));
  CHECK(std::abs(upper_tail(moran.normal_z) - known.at("stl: p one-sided normality")) < 1e-9);
  const auto events = column_of(rows, "HC7984"), people = column_of(rows, "PO7984");
  const auto smoothed = smoothed_rates(events, people), local = locally_smoothed_rates(events, people, neighbours);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(is_close(smoothed[i], number_of(rows[i].at("eb_marshall"))));
    CHECK(is_close(local[i], number_of(rows[i].at("eb_local_geoda"))));
    if (const auto printed = known.find("stl: local EB " + std::to_string(i + 1)); printed != known.end())
      CHECK(std::abs(local[i] - printed->second) < 1e-13);  // as many digits as are printed
  }
}

TEST_CASE("the rates of Huddersfield are smoothed as spdep smooths them") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "huddersfield_eb.csv");
  const auto smoothed = smoothed_rates(column_of(rows, "events"), column_of(rows, "pop"));
  REQUIRE(rows.size() == 71);
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(is_close(smoothed[i], number_of(rows[i].at("eb_poisson"))));
}

TEST_CASE("Moran's I on a lattice of nine has the variances that PySAL's tests expect") {
  if (is_absent()) return;
  const auto known = pysal_values();
  const std::vector<double> values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto moran = global_moran(values, lattice(3), WeightStyle::binary);
  CHECK(is_close(moran.variance, known.at("lat 3x3 rook: Moran VI_rand")));
  CHECK(is_close(moran.normal_variance, known.at("lat 3x3 rook: Moran VI_norm")));
}

TEST_CASE("what degenerates comes out as spdep prints it, and is never significant") {
  if (is_absent()) return;
  std::map<std::string, std::string> printed;
  for (const auto& row : testing::read_table(reference / "edge_behaviour_spdep.csv"))
    printed[row.at("case")] = row.at("spdep_1.2_7");
  std::vector<double> single(16, 0), rising, halves, same(16, 3);
  single[0] = 1;
  for (int i = 0; i < 16; ++i) rising.push_back(i - 7.5), halves.push_back(i < 8 ? -1 : 1);
  check_first(gi_on_lattice(same), printed.at("constant x: localG z"));
  check_first(gi_on_lattice(single), printed.at("single 1, rest 0: localG z"));
  check_first(gi_on_lattice(rising), printed.at("negative x: localG z (defined)"));
  check_first(gi_on_lattice(halves), printed.at("sum(x)=0: localG z"));
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
    for (const auto inference : {Inference::analytic, Inference::exact, Inference::permutation})
      for (const auto& values : {same, single}) {
        const auto found = *find_hotspots(
            values, lattice(4),
            {.method = method, .inference = inference, .permutations = {.count = 999, .seed = 1}, .alpha = 0.05});
        for (const auto& place : found.places) CHECK(place.verdict > PlaceVerdict::cluster);
      }
  // Where nothing happens spdep says NaN; here the rate is 0 (`numbers.md` 1.7).
  for (const double rate : smoothed_rates(std::vector<double>(3, 0), std::vector<double>(3, 10))) CHECK(rate == 0);
}

}  // namespace riskmap
