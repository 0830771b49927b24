// Statistics of place against spdep and against exact counts, as written in the reference tables.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

#include "layers/analysis/global_moments.h"
#include "layers/analysis/hotspot.h"
#include "reference_columns.h"
#include "reference_neighbours.h"

namespace riskmap {

namespace {
using testing::number_of;
using testing::one;
using testing::OurColumns;
using testing::p_column;
using testing::TableRow;
using testing::z_column;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";
const std::vector<std::string> layers = {"columbus", "nc_sids", "baltim_points"};

const testing::NotCompared not_in_local = {
    {"weights", "key"},
    {"style", "key"},
    {"variable", "key"},
    {"rid", "key"},
    {"quad_pysal", "in words: compared by a test of its own"},
    {"quad_mean", "lags held against the mean of lags: we hold them against the mean of values, as PySAL and GeoDa do"},
    {"quad_median", "the same by medians"},
    {"Ii_E_tot", "moments when the place's own value is dealt too: chance is told of its neighbours alone"},
    {"Ii_Var_tot", "the same"},
    {"Ii_z_tot", "the same"},
    {"Ii_p2_tot", "the same"}};
const testing::NotCompared not_in_global = {{"weights", "key"},
                                            {"style", "key"},
                                            {"variable", "key"},
                                            {"kurtosis_b2", "a part of the variances, which are compared"}};
const testing::NotCompared keys_of_deals = {{"weights", "key"},
                                            {"variable", "key"},
                                            {"rid", "key"},
                                            {"method", "how theirs was found"},
                                            {"mc_sd", "its doubt"}};

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

Neighbours neighbours_named(const std::string& layer, const std::string& name) {
  const auto neighbours = testing::neighbours_in(
      testing::rows_where(testing::read_table(reference / layer / "neighbours.csv"), "weights", name));
  REQUIRE_FALSE(neighbours.links.empty());
  return neighbours;
}

// The rows of one weights, style and variable, in row order.
using Key = std::tuple<std::string, std::string, std::string>;
std::map<Key, std::vector<TableRow>> groups_in(const std::filesystem::path& file) {
  std::map<Key, std::vector<TableRow>> groups;
  for (auto& row : testing::read_table(file)) {
    const auto style = row.contains("style") ? row.at("style") : "";
    groups[{row.at("weights"), style, row.at("variable")}].push_back(row);
  }
  return groups;
}

WeightStyle style_named(const std::string& name) {
  return name == "B" ? WeightStyle::binary : WeightStyle::row_standardised;
}

// Whole tables of places: a column is what each place says, of the places that are kept.
struct Kept {
  std::vector<std::size_t> places{};

  template <typename Says>
  [[nodiscard]] std::vector<double> each(const Says& says) const {
    std::vector<double> values;
    for (const auto place : places) values.push_back(static_cast<double>(says(place)));
    return values;
  }
};

void add_moments(OurColumns& ours, const Kept& kept, const std::vector<LocalMoments>& places, const std::string& name,
                 const std::string& ending = "") {
  ours[name] = {kept.each([&](std::size_t i) { return places[i].statistic; })};
  ours[name + "_E" + ending] = {kept.each([&](std::size_t i) { return places[i].expected; })};
  ours[name + "_Var" + ending] = {kept.each([&](std::size_t i) { return places[i].variance; })};
  ours[name + "_z" + ending] = z_column(kept.each([&](std::size_t i) { return places[i].z; }));
  ours[name + "_p2" + ending] = p_column(kept.each([&](std::size_t i) { return two_sided_p(places[i].z); }));
}

// Analytic p by find_hotspots, each correction beside it; lag, value and number of neighbours as it tells them.
void add_judged(OurColumns& ours, const Kept& kept, const std::vector<double>& values, const Neighbours& neighbours,
                WeightStyle style) {
  const std::map<std::string, Correction> corrections = {
      {"Gs_p2", Correction::none},      {"Gs_p2_BH", Correction::bh},           {"Gs_p2_BY", Correction::by},
      {"Gs_p2_holm", Correction::holm}, {"Gs_p2_bonf", Correction::bonferroni}, {"Ii_p2_cond_BH", Correction::bh}};
  for (const auto& [column, correction] : corrections) {
    const auto found = *find_hotspots(values, neighbours,
                                      {.method = column.starts_with("Ii") ? HotspotMethod::lisa : HotspotMethod::gi,
                                       .inference = Inference::analytic,
                                       .correction = correction});
    const auto& places = found.places;
    ours[column] = p_column(kept.each([&](std::size_t i) { return places[i].p_adjusted; }));
    ours["x"] = {kept.each([&](std::size_t i) { return places[i].value; })};
    ours["card"] = {kept.each([&](std::size_t i) { return places[i].neighbours; })};
    ours["lag"] = {kept.each([&](std::size_t i) {  // of binary weights the sum
      return style == WeightStyle::binary ? places[i].lag * static_cast<double>(places[i].neighbours) : places[i].lag;
    })};
  }
}

// With islands spdep counts all places in some terms of the variance and those with neighbours in others
// (spdep::geary.test: n beside wc$nn). Ours counts those with neighbours throughout; this is theirs, by our sums.
double geary_variance_of_spdep(const std::vector<double>& values, const Neighbours& neighbours, WeightStyle style) {
  const auto z = deviations_from_mean(values);
  double squares = 0, fourths = 0;
  for (const double one : z) squares += one * one, fourths += one * one * one * one;
  const auto islands = connectivity_of(neighbours).islands.size();
  const double all = static_cast<double>(values.size()), used = static_cast<double>(values.size() - islands);
  const auto [s0, s1, s2] = sums_of(neighbours, style);
  const double kurtosis = used * fourths / (squares * squares);
  const double first = (used - 1) * s1 * (used * used - 3 * all + 3 - (used - 1) * kurtosis);
  const double second = (used - 1) * s2 * (used * used + 3 * all - 6 - (used * used - all + 2) * kurtosis) / 4;
  const double third = s0 * s0 * (used * used - 3 - (used - 1) * (used - 1) * kurtosis);
  return (first - second + third) / (all * (used - 2) * (used - 3) * s0 * s0);
}

OurColumns whole_of(const std::vector<double>& values, const Neighbours& neighbours, WeightStyle style) {
  const auto moran = global_moran(values, neighbours, style);
  const auto geary = geary_c(values, neighbours, style);
  const auto islands = connectivity_of(neighbours).islands.size();
  const auto [s0, s1, s2] = sums_of(neighbours, style);
  const bool is_binary = style == WeightStyle::binary;
  const auto g = is_binary ? general_g(values, neighbours) : GlobalMoments{nothing, nothing, nothing, nothing, nothing};
  return {{"n_all", one(static_cast<double>(values.size()))},
          {"n_used", one(static_cast<double>(values.size() - islands))},
          {"S0", one(s0)},
          {"S1", one(s1)},
          {"S2", one(s2)},
          {"moran_I", one(moran.statistic)},
          {"moran_E", one(moran.expected)},
          {"moran_Var_rand", one(moran.variance)},
          {"moran_z_rand", z_column({moran.z})},
          {"moran_p2_rand", p_column({moran.p})},
          {"moran_Var_norm", one(moran.normal_variance)},
          {"moran_z_norm", z_column({moran.normal_z})},
          {"moran_p2_norm", p_column({moran.normal_p})},
          {"geary_C", one(geary.statistic)},
          {"geary_E", one(geary.expected)},
          {"geary_Var_rand", one(islands == 0 ? geary.variance : geary_variance_of_spdep(values, neighbours, style))},
          {"G", one(g.statistic)},
          {"G_E", one(g.expected)},
          {"G_Var", one(g.variance)},
          {"G_z", z_column({g.z})}};
}

// Whether neighbours are high is told by the mean of the others, from whom they are dealt; PySAL and GeoDa take the
// mean of all. Between the two no place is ever significant.
bool is_between_means(const PlaceStatistic& place, double mean, double n) {
  const double mean_of_others = mean - (place.value - mean) / (n - 1);
  return (place.lag > mean) != (place.lag > mean_of_others);
}

// The rows of one weights and variable of perm_exact.csv: a row for each place.
struct Deals {
  std::string name;
  std::vector<TableRow> rows;
  std::vector<double> values;
  Neighbours neighbours;
};

std::vector<Deals> all_deals() {
  std::vector<Deals> all;
  for (const auto& layer : layers) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const auto& [key, rows] : groups_in(reference / layer / "perm_exact.csv")) {
      const auto& [weights, style, variable] = key;
      all.push_back({layer + ", " + weights + ", " + variable, rows, testing::column_of(attributes, variable),
                     neighbours_named(layer, weights)});
      REQUIRE(rows.size() == attributes.size());
    }
  }
  return all;
}

// How far p of 99 999 deals lies from the true one, in its standard deviations.
struct Errors {
  double squares = 0, farthest = 0, places = 0;

  void add(double dealt, const TableRow& row, const std::string& column) {
    // A count of which fewer than ten are expected is not normal: three or four too many are nothing rare.
    constexpr double deals = 99'999, least_variance = 10 / (deals * deals);
    const double p = number_of(row.at(column)), doubt = number_of(row.at("mc_sd"));
    const double sd = std::sqrt(std::max(p * (1 - p) / deals, least_variance) + doubt * doubt);
    const double error = std::abs(dealt - (p * deals + 1) / (deals + 1)) / sd;
    squares += error * error, farthest = std::max(farthest, error), ++places;
  }
};
}  // namespace

TEST_CASE("every column of places is spdep's: Gi, Gi*, local Moran, their moments, p and corrected p") {
  if (is_absent()) return;
  std::size_t checked = 0;
  for (const auto& layer : layers)
    for (const auto& [key, rows] : groups_in(reference / layer / "local.csv")) {
      const auto& [weights, style_name, variable] = key;
      CAPTURE(layer);
      CAPTURE(weights);
      CAPTURE(style_name);
      CAPTURE(variable);
      const auto values = testing::column_of(testing::read_table(reference / layer / "attributes.csv"), variable);
      const auto neighbours = neighbours_named(layer, weights);
      const auto style = style_named(style_name);
      const auto moran = local_moran(values, neighbours, style);
      Kept kept;
      std::vector<TableRow> theirs;
      for (std::size_t i = 0; i < rows.size(); ++i)
        if (neighbours.count(i) > 0) kept.places.push_back(i), theirs.push_back(rows[i]);
      OurColumns ours;
      add_moments(ours, kept, getis_ord(values, neighbours, style, SelfWeight::left_out), "Gi");
      add_moments(ours, kept, getis_ord(values, neighbours, style, SelfWeight::included), "Gs");
      add_moments(ours, kept, moran, "Ii", "_cond");
      const auto n = static_cast<double>(values.size());  // GeoDa and PySAL divide by n - 1
      add_judged(ours, kept, values, neighbours, style);
      ours["Ii_sampleSD"] = {kept.each([&](std::size_t i) { return moran[i].statistic * (n - 1) / n; })};
      testing::compare_columns(theirs, ours, not_in_local);
      checked += theirs.size();
    }
  CHECK(checked == 588 + 1600 + 4 * 210 + 4 * 209);
}

// spdep calls an island's own value its Gi* and sums of nothing 0; the corrections leave it out, as ours do.
TEST_CASE("a place without neighbours has no statistic and takes no part in a correction") {
  if (is_absent()) return;
  std::size_t islands = 0;
  for (const auto& [key, rows] : groups_in(reference / "baltim_points/local.csv")) {
    const auto& [weights, style, variable] = key;
    const auto values = testing::column_of(rows, "x");
    const auto neighbours = neighbours_named("baltim_points", weights);
    for (const auto method : {HotspotMethod::gi, HotspotMethod::lisa}) {
      const auto found = *find_hotspots(values, neighbours, {.method = method, .inference = Inference::analytic});
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (neighbours.count(i) > 0) continue;
        const auto& place = found.places[i];
        CHECK(place.verdict == PlaceVerdict::no_neighbours);
        for (const double told : {place.statistic, place.z, place.p, place.p_adjusted}) CHECK(std::isnan(told));
        for (const auto column : {"Gi_z", "Gs_p2_BH", "Ii_z_cond", "Ii_p2_cond_BH"}) CHECK(rows[i].at(column).empty());
        ++islands;
      }
    }
  }
  CHECK(islands == 2 * 4 * (1 + 2));
}

TEST_CASE(
    "which places are high among high, and which stand out from their neighbours, is told as PySAL and GeoDa do") {
  if (is_absent()) return;
  const std::map<std::string, PlaceVerdict> verdicts = {{"High-High", PlaceVerdict::high_high},
                                                        {"Low-Low", PlaceVerdict::low_low},
                                                        {"High-Low", PlaceVerdict::high_low},
                                                        {"Low-High", PlaceVerdict::low_high}};
  int checked = 0;
  for (const auto& layer : layers)
    for (const auto& [key, rows] : groups_in(reference / layer / "local.csv")) {
      const auto& [weights, style, variable] = key;
      CAPTURE(layer);
      CAPTURE(weights);
      CAPTURE(variable);
      const auto values = testing::column_of(rows, "x");
      const auto neighbours = neighbours_named(layer, weights);
      const auto found = *find_hotspots(values, neighbours,
                                        {.method = HotspotMethod::lisa,
                                         .inference = Inference::analytic,
                                         .alpha = 1,
                                         .correction = Correction::none});
      const auto n = static_cast<double>(values.size());
      const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& place = found.places[i];
        if (neighbours.count(i) == 0 || is_between_means(place, mean, n)) continue;
        CAPTURE(rows[i].at("rid"));
        CHECK(place.verdict == verdicts.at(rows[i].at("quad_pysal")));
        ++checked;
      }
    }
  CHECK(checked == 588 + 1600 + 4 * 210 + 4 * 209 - 12);
}

TEST_CASE("every column of whole layers is spdep's: sums of weights, Moran's I, Geary's C and the general G") {
  if (is_absent()) return;
  std::size_t checked = 0;
  for (const auto& layer : layers) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const auto& row : testing::read_table(reference / layer / "global.csv")) {
      CAPTURE(layer);
      CAPTURE(row.at("weights"));
      CAPTURE(row.at("style"));
      CAPTURE(row.at("variable"));
      const auto values = testing::column_of(attributes, row.at("variable"));
      const auto neighbours = neighbours_named(layer, row.at("weights"));
      testing::compare_columns({row}, whole_of(values, neighbours, style_named(row.at("style"))), not_in_global);
      ++checked;
    }
  }
  CHECK(checked == 30 + 40 + 24);
}

TEST_CASE("counting all deals gives the exact p of either tail and of a tie, for sums that are the references'") {
  if (is_absent()) return;
  std::size_t exact_rows = 0, drawn_rows = 0;
  for (const auto& deals : all_deals()) {
    CAPTURE(deals.name);
    const auto tails = exact_tails(deals.values, deals.neighbours);
    const auto sums = find_hotspots(deals.values, deals.neighbours, {.inference = Inference::analytic})->places;
    Kept exact, drawn;
    std::vector<TableRow> exact_theirs, drawn_theirs;
    for (std::size_t i = 0; i < deals.rows.size(); ++i) {
      const auto& row = deals.rows[i];
      if (row.at("method").empty()) CHECK((std::isnan(tails[i].high) && deals.neighbours.count(i) == 0));
      if (row.at("method").empty()) continue;
      const bool is_drawn = row.at("method").starts_with("mc");
      (is_drawn ? drawn : exact).places.push_back(i), (is_drawn ? drawn_theirs : exact_theirs).push_back(row);
      if (!is_drawn || std::isnan(tails[i].high)) continue;
      CAPTURE(i);
      const double band = 6 * number_of(row.at("mc_sd")) + 1e-6;
      CHECK(std::abs(tails[i].high - number_of(row.at("p_ge"))) <= band);
      CHECK(std::abs(tails[i].low - number_of(row.at("p_le"))) <= band);
    }
    const auto ours_of = [&](const Kept& kept) {
      return OurColumns{
          {"card", {kept.each([&](std::size_t i) { return sums[i].neighbours; })}},
          {"nb_sum",
           {kept.each([&](std::size_t i) { return sums[i].lag * static_cast<double>(sums[i].neighbours); })}}};
    };
    auto ours = ours_of(exact);
    ours["p_ge"] = {exact.each([&](std::size_t i) { return tails[i].high; }), 0, 1e-12};
    ours["p_le"] = {exact.each([&](std::size_t i) { return tails[i].low; }), 0, 1e-12};
    ours["p_eq"] = {exact.each([&](std::size_t i) { return tails[i].high + tails[i].low - 1; }), 0, 1e-12};
    auto drawn_keys = keys_of_deals;
    for (const auto column : {"p_ge", "p_le", "p_eq"}) drawn_keys[column] = "drawn: compared by its doubt";
    if (!exact_theirs.empty()) testing::compare_columns(exact_theirs, ours, keys_of_deals);
    if (!drawn_theirs.empty()) testing::compare_columns(drawn_theirs, ours_of(drawn), drawn_keys);
    exact_rows += exact_theirs.size(), drawn_rows += drawn_theirs.size();
  }
  CHECK(exact_rows == 62 + 123 + 8);
  CHECK(drawn_rows == 36 + 77 + 211 + 201);
}

TEST_CASE("dealing at random comes near the p of the references, in either tail and of a tie") {
  if (is_absent()) return;
  for (const auto& deals : all_deals()) {
    CAPTURE(deals.name);
    const auto dealt = permutation_tails(deals.values, deals.neighbours, {.count = 99'999, .seed = 20260316});
    Errors high, low, tie;
    for (std::size_t i = 0; i < deals.rows.size(); ++i) {
      const auto& row = deals.rows[i];
      if (row.at("method").empty()) CHECK(std::isnan(dealt[i].high));
      if (row.at("method").empty()) continue;
      high.add(dealt[i].high, row, "p_ge"), low.add(dealt[i].low, row, "p_le");
      tie.add(dealt[i].high + dealt[i].low - 1, row, "p_eq");
    }
    for (const auto& errors : {high, low, tie}) {
      CHECK(std::sqrt(errors.squares / errors.places) <= 2);
      CHECK(errors.farthest <= 5);
    }
  }
}

}  // namespace riskmap
