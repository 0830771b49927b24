// Small examples that other programs and papers print: a lattice of a book, six points, ten places of a textbook, St.
// Louis, lattices.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>

#include "layers/analysis/global_moments.h"
#include "layers/analysis/hotspot.h"
#include "layers/analysis/rates.h"
#include "reference_columns.h"
#include "reference_neighbours.h"

namespace riskmap {

namespace {
using testing::column_of;
using testing::number_of;
using testing::TableRow;
using testing::z_column;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference/small";

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

std::vector<double> z_of(const std::vector<LocalMoments>& places) {
  std::vector<double> z;
  for (const auto& place : places) z.push_back(place.z);
  return z;
}

// Points that lie not farther than `reach` from one another.
Neighbours within(double reach, const std::vector<TableRow>& points) {
  const auto x = column_of(points, "x"), y = column_of(points, "y");
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < points.size(); ++i)
    for (std::uint32_t j = 0; j < points.size(); ++j)
      if (std::hypot(x[i] - x[j], y[i] - y[j]) <= reach + 1e-9) links.push_back({i, j});
  return neighbours_from(points.size(), std::move(links));
}

Neighbours line_of(std::uint32_t size) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i + 1 < size; ++i) links.push_back({i, i + 1}), links.push_back({i + 1, i});
  return neighbours_from(size, std::move(links));
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

Neighbours everybody(std::uint32_t size) {
  std::vector<Link> links;
  for (std::uint32_t i = 0; i < size; ++i)
    for (std::uint32_t j = 0; j < size; ++j) links.push_back({i, j});
  return neighbours_from(size, std::move(links));
}

std::vector<double> gi_z(const std::vector<double>& values, const Neighbours& neighbours,
                         SelfWeight self = SelfWeight::left_out) {
  return z_of(getis_ord(values, neighbours, WeightStyle::row_standardised, self));
}

// Half a unit of the last digit that is printed, or what sums may differ by.
bool is_as_printed(double ours, const std::string& printed) {
  const auto exponent = printed.find('e'), point = printed.find('.');
  const auto digits = static_cast<double>(std::min(exponent, printed.size()) - point) - 1;
  const double power = exponent == std::string::npos ? 0 : std::stod(printed.substr(exponent + 1));
  const double theirs = number_of(printed);
  return std::abs(ours - theirs) <= std::max(0.501 * std::pow(10, power - digits), 1e-9 * std::abs(theirs));
}

// What we have for the numbers that PySAL's own tests expect, by data set, statistic and row.
std::map<std::string, std::vector<double>> ours_of_pysal() {
  std::map<std::string, std::vector<double>> ours;
  const auto stl = testing::read_table(reference / "stl_expected.csv");
  const auto around = testing::neighbours_in(stl);
  const auto homicides = global_moran(column_of(stl, "HR8893"), around, WeightStyle::row_standardised);
  ours["stl: Moran I "] = {homicides.statistic};
  ours["stl: p one-sided normality "] = {upper_tail(homicides.normal_z)};
  const auto local = locally_smoothed_rates(column_of(stl, "HC7984"), column_of(stl, "PO7984"), around);
  for (std::size_t i = 0; i < 10; ++i) ours["stl: local EB " + std::to_string(i + 1)] = {local[i]};
  const auto nine = global_moran(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}, lattice(3), WeightStyle::binary);
  ours["lat 3x3 rook: Moran VI_rand "] = {nine.variance}, ours["lat 3x3 rook: Moran VI_norm "] = {nine.normal_variance};
  const auto six = testing::read_table(reference / "sixpoints_expected.csv");
  const auto values = column_of(six, "val");
  ours["six points: global G "] = {general_g(values, within(15, six)).statistic};
  ours["six points: Gi z rid 1 1"] = {gi_z(values, within(15, six))[0]};
  ours["six points: Gi* z rid 1 1"] = {gi_z(values, within(15, six), SelfWeight::included)[0]};
  const auto counties = testing::read_table(reference / "../nc_sids/attributes.csv");
  const auto smoothed = smoothed_rates(column_of(counties, "SID74"), column_of(counties, "BIR74"));
  for (std::size_t i = 0; i < 5; ++i) ours["sids2: Marshall EB " + std::to_string(i + 1)] = {smoothed[i]};
  const auto ten = testing::read_table(reference / "desmith_expected.csv");
  const auto moran = local_moran(column_of(ten, "z"), testing::neighbours_in(ten), WeightStyle::row_standardised);
  for (std::size_t i = 0; i < 10; ++i)
    ours["desmith: local Moran E cond / Var cond " + std::to_string(i + 1)] = {moran[i].expected, moran[i].variance};
  return ours;
}

// The weights sids2.gal are not among the references; neither of R's two files of that layer gives these numbers.
const testing::NotCompared not_in_pysal = {
    {"sids2: Moran I ", "by weights that are not at hand"},
    {"sids2: Moran I of EB-standardised rate ", "the same"},
};

bool is_wrong_of_weights(const TableRow& row) {  // PySAL's variance of G holds for binary weights only (numbers.md 1.2)
  return row.at("note").starts_with("WRONG");
}
}  // namespace

TEST_CASE("the middle cell of the lattice of Getis and Ord has their z at every distance, between the same extremes") {
  if (is_absent()) return;
  const auto points = testing::read_table(reference / "getisord_points.csv");
  const auto values = column_of(points, "val");
  for (const auto& row : testing::read_table(reference / "getisord_expected.csv")) {
    CAPTURE(row.at("d"));
    const auto neighbours = within(number_of(row.at("d")), points);
    const auto cell = std::stoul(row.at("cell")) - 1;
    for (const auto style : {WeightStyle::binary, WeightStyle::row_standardised}) {
      const auto gi = z_of(getis_ord(values, neighbours, style, SelfWeight::left_out));
      const auto star = z_of(getis_ord(values, neighbours, style, SelfWeight::included));
      testing::compare_columns({row},
                               {{"card", {{static_cast<double>(neighbours.count(cell))}}},
                                {"Gi_z", z_column({gi[cell]})},
                                {"Gs_z", z_column({star[cell]})},
                                {"Gs_z_min", z_column({std::ranges::min(star)})},
                                {"Gs_z_max", z_column({std::ranges::max(star)})}},
                               {{"d", "key"}, {"cell", "key"}});
    }
  }
}

TEST_CASE("six points within 15 of one another have the Gi and Gi* of spdep, however they are weighed") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "sixpoints_expected.csv");
  const auto values = column_of(rows, "val");
  const auto neighbours = within(15, rows);
  std::vector<double> counts;
  for (std::size_t i = 0; i < rows.size(); ++i) counts.push_back(static_cast<double>(neighbours.count(i)));
  testing::OurColumns ours{{"card", {counts}}};
  for (const auto style : {WeightStyle::binary, WeightStyle::row_standardised}) {
    const std::string ending = style == WeightStyle::binary ? "" : "_W";
    ours["Gi_z" + ending] = z_column(z_of(getis_ord(values, neighbours, style, SelfWeight::left_out)));
    ours["Gs_z" + ending] = z_column(z_of(getis_ord(values, neighbours, style, SelfWeight::included)));
  }
  testing::compare_columns(rows, ours, {{"rid", "key"}, {"x", "input"}, {"y", "input"}, {"val", "input"}});
}

TEST_CASE("local Moran of ten places has the moments of Sokal, Oden and Thomson") {
  if (is_absent()) return;
  const auto rows = testing::read_table(reference / "desmith_expected.csv");
  std::vector<double> statistic, expected, variance;
  for (const auto& place :
       local_moran(column_of(rows, "z"), testing::neighbours_in(rows), WeightStyle::row_standardised)) {
    statistic.push_back(place.statistic);
    expected.push_back(place.expected), variance.push_back(place.variance);
  }
  testing::compare_columns(rows, {{"Ii", {statistic}}, {"EIc", {expected}}, {"VIc", {variance}}},
                           {{"rid", "key"},
                            {"z", "input"},
                            {"neighbours", "input"},
                            {"EI", "moments when the place's own value is dealt too: not offered"},
                            {"VI", "the same"}});
}

TEST_CASE("every number that PySAL's own tests expect comes out, to the digits that are printed") {
  if (is_absent()) return;
  const auto ours = ours_of_pysal();
  std::size_t compared = 0, wrong = 0;
  for (const auto& row : testing::read_table(reference / "pysal_test_values.csv")) {
    const auto key = row.at("dataset") + ": " + row.at("statistic") + " " + row.at("rid");
    CAPTURE(key);
    CHECK(testing::is_known(key, not_in_pysal, ours.contains(key)));
    if (!ours.contains(key)) continue;
    auto printed = row.at("expected");
    for (const double value : ours.at(key)) {
      CHECK(is_as_printed(value, printed.substr(0, printed.find(' '))) != is_wrong_of_weights(row));
      printed.erase(0, printed.find('/') + 2);
    }
    ++compared, wrong += is_wrong_of_weights(row) ? 1U : 0U;
  }
  CHECK(compared == 36 - not_in_pysal.size());
  CHECK(wrong == 2);
}

namespace {
using Degenerate = std::map<std::string, std::vector<double>>;

// Of lattices of sixteen squares.
void add_lattices(Degenerate& ours) {
  std::vector<double> single(16, 0), rising, halves, same(16, 3);
  single[0] = 1;
  for (int i = 0; i < 16; ++i) rising.push_back(i - 7.5), halves.push_back(i < 8 ? -1 : 1);
  ours["constant x: localG z"] = gi_z(same, lattice(4));
  ours["constant x: localmoran z"] = z_of(local_moran(same, lattice(4), WeightStyle::row_standardised));
  ours["constant x: moran.test I"] = {global_moran(same, lattice(4), WeightStyle::row_standardised).statistic};
  ours["single 1, rest 0: localG z"] = gi_z(single, lattice(4));
  ours["negative x: localG z (defined)"] = gi_z(rising, lattice(4));
  ours["sum(x)=0: localG z"] = gi_z(halves, lattice(4));
  ours["sum(x)=0: G* raw value"] = {};
  for (const auto& place : getis_ord(halves, lattice(4), WeightStyle::row_standardised, SelfWeight::included))
    ours["sum(x)=0: G* raw value"].push_back(place.statistic);
}

// What spdep refuses, or says NaN to, where we leave out one place or say 0; and what is too small to be anything.
Degenerate degenerate_cases() {
  Degenerate ours;
  add_lattices(ours);
  const std::vector<double> none(3, 0), ten(3, 10), alike{1, 2, 3, 4}, people{100, 200, 300, 400};
  ours["EBest pop 0"] = smoothed_rates(std::vector<double>{1, 2}, std::vector<double>{0, 10});
  ours["EBest events 0 everywhere"] = smoothed_rates(none, ten);
  ours["EBest a clamps to 0"] = smoothed_rates(alike, people);
  ours["EBImoran z when a<0"] = standardised_rates(alike, people);
  ours["n=3 line: localG z"] = gi_z({1, 2, 3}, line_of(3));
  ours["n=2: localG z"] = gi_z({1, 2}, line_of(2));
  ours["n=2: moran.test"] = {
      global_moran(std::vector<double>{1, 2}, line_of(2), WeightStyle::row_standardised).statistic};
  ours["everyone is everyone's neighbour (n=5,k=4): localG z"] = gi_z({1, 2, 3, 4, 7}, everybody(5));
  ours["  same, Gi* z"] = gi_z({1, 2, 3, 4, 7}, everybody(5), SelfWeight::included);
  std::vector<double> gap{undefined};
  for (int i = 1; i < 16; ++i) gap.push_back(i);
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa}) {
    const auto found = *find_hotspots(gap, lattice(4), {.method = method, .inference = Inference::analytic});
    ours[method == HotspotMethod::gi ? "NA in x: localG" : "NA in x: localmoran (na.fail)"] = {found.places[0].z,
                                                                                               found.places[5].z};
  }
  return ours;
}

// Ours where it is not what spdep prints.
const std::map<std::string, std::string> ours_instead = {
    {"sum(x)=0: G* raw value", "NaN NaN NaN NaN"},  // no share of nothing, instead of an infinite one
    {"NA in x: localG", "NaN"},                     // the place has no value; the others are told without it
    {"NA in x: localmoran (na.fail)", "NaN"},
    {"EBest pop 0", "NaN"},                    // nobody lives there: no rate; the others have one
    {"EBest events 0 everywhere", "0 0 0"},    // numbers.md 1.7
    {"EBest a clamps to 0", "0.01 0.01 0.01"}  // spdep's line begins with the variance between places, which is 0
};
}  // namespace

TEST_CASE("every case in which numbers degenerate comes out as spdep prints it, or as is said here") {
  if (is_absent()) return;
  const auto ours = degenerate_cases();
  const auto rows = testing::read_table(reference / "edge_behaviour_spdep.csv");
  CHECK(rows.size() == ours.size());
  for (const auto& row : rows) {
    const auto& name = row.at("case");
    auto printed = row.at("spdep_1.2_7");
    CAPTURE(name);
    REQUIRE(ours.contains(name));
    if (ours_instead.contains(name))
      printed = ours_instead.at(name);
    else if (printed.starts_with("ERROR"))
      printed = "NaN";
    const auto wanted = testing::numbers_of(printed);
    REQUIRE(ours.at(name).size() >= wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      CAPTURE(i);
      const double value = ours.at(name)[i];
      CHECK((std::isnan(wanted[i]) ? std::isnan(value) : std::abs(value - wanted[i]) < 6e-6));
    }
  }
  for (const auto name : {"NA in x: localG", "NA in x: localmoran (na.fail)", "EBest pop 0"})
    CHECK(std::isfinite(ours.at(name)[1]));
}

TEST_CASE("what degenerates is never significant") {
  std::vector<double> single(16, 0), same(16, 3);
  single[0] = 1;
  for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa})
    for (const auto inference : {Inference::analytic, Inference::exact, Inference::permutation})
      for (const auto& values : {same, single}) {
        const auto found = *find_hotspots(
            values, lattice(4),
            {.method = method, .inference = inference, .permutations = {.count = 999, .seed = 1}, .alpha = 0.05});
        for (const auto& place : found.places) CHECK(place.verdict > PlaceVerdict::cluster);
      }
}

}  // namespace riskmap
