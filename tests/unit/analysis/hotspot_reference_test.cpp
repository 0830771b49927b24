// Statistics of place against spdep and against exact counts, as written in the reference tables. Left out of local.csv
// is what we do not offer: moments when the place's own value is dealt too (`_tot`), and quadrants by the mean or the
// median of the lags.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <tuple>

#include "layers/analysis/global_moments.h"
#include "layers/analysis/hotspot.h"
#include "layers/analysis/rates.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::number_of;
using testing::TableRow;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

// Of a size at most a rounding error both count as nothing.
bool is_close(double ours, double theirs, double nothing = 1e-14) {
  if (std::isnan(theirs) || std::isnan(ours)) return std::isnan(theirs) && std::isnan(ours);
  return std::abs(ours - theirs) <= 1e-9 * std::abs(theirs) + nothing;
}
bool is_same_p(double ours, double theirs) {
  if (std::isnan(theirs) || std::isnan(ours)) return std::isnan(theirs) && std::isnan(ours);
  return std::abs(ours - theirs) <= 1e-9;
}

Neighbours neighbours_named(const std::string& layer, const std::string& name, std::size_t rows) {
  std::vector<Link> links;
  for (const auto& row : testing::read_table(reference / layer / "neighbours.csv"))
    if (row.at("weights") == name)
      for (const double other : testing::numbers_of(row.at("neighbours")))
        links.push_back(
            {static_cast<std::uint32_t>(std::stoul(row.at("rid"))) - 1, static_cast<std::uint32_t>(other) - 1});
  REQUIRE_FALSE(links.empty());
  return neighbours_from(rows, std::move(links));
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

void check_moments(const LocalMoments& ours, const TableRow& row, const std::string& statistic, const std::string& of,
                   const std::string& conditional) {
  CAPTURE(row.at("rid"));
  CHECK(is_close(ours.statistic, number_of(row.at(statistic))));
  CHECK(is_close(ours.expected, number_of(row.at(of + "_E" + conditional))));
  CHECK(is_close(ours.variance, number_of(row.at(of + "_Var" + conditional))));
  CHECK(is_close(ours.z, number_of(row.at(of + "_z" + conditional)), 1e-12));
}

const std::vector<std::string> layers = {"columbus", "nc_sids", "baltim_points"};
}  // namespace

TEST_CASE("Gi, Gi* and local Moran with their moments are those of spdep") {
  if (is_absent()) return;
  int checked = 0;
  for (const auto& layer : layers)
    for (const auto& [key, rows] : groups_in(reference / layer / "local.csv")) {
      const auto& [weights, style, variable] = key;
      CAPTURE(layer);
      CAPTURE(weights);
      CAPTURE(style);
      CAPTURE(variable);
      const auto values = testing::column_of(rows, "x");
      const auto neighbours = neighbours_named(layer, weights, values.size());
      const auto gi = getis_ord(values, neighbours, style_named(style), SelfWeight::left_out);
      const auto gi_star = getis_ord(values, neighbours, style_named(style), SelfWeight::included);
      const auto moran = local_moran(values, neighbours, style_named(style));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (neighbours.count(i) == 0) continue;  // spdep calls an island's own value its Gi*
        check_moments(gi[i], rows[i], "Gi", "Gi", "");
        check_moments(gi_star[i], rows[i], "Gs", "Gs", "");
        check_moments(moran[i], rows[i], "Ii", "Ii", "_cond");
        const auto n = static_cast<double>(values.size());  // GeoDa and PySAL divide by n - 1
        CHECK(is_close(moran[i].statistic * (n - 1) / n, number_of(rows[i].at("Ii_sampleSD"))));
        CHECK(is_same_p(two_sided_p(gi[i].z), number_of(rows[i].at("Gi_p2"))));
        CHECK(is_same_p(two_sided_p(moran[i].z), number_of(rows[i].at("Ii_p2_cond"))));
        ++checked;
      }
    }
  CHECK(checked > 3000);
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
      const auto neighbours = neighbours_named(layer, weights, values.size());
      const auto found = *find_hotspots(values, neighbours,
                                        {.method = HotspotMethod::lisa,
                                         .inference = Inference::analytic,
                                         .alpha = 0.2,
                                         .correction = Correction::none});
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!(found.places[i].p <= 0.2)) continue;
        CAPTURE(rows[i].at("rid"));
        CHECK(found.places[i].verdict == verdicts.at(rows[i].at("quad_pysal")));
        ++checked;
      }
    }
  CHECK(checked > 700);
}

TEST_CASE("p values and their corrections are those of spdep and R") {
  if (is_absent()) return;
  for (const auto& layer : layers)
    for (const auto& [key, rows] : groups_in(reference / layer / "local.csv")) {
      const auto& [weights, style, variable] = key;
      if (style != "W") continue;
      CAPTURE(layer);
      CAPTURE(weights);
      CAPTURE(variable);
      const auto values = testing::column_of(rows, "x");
      const auto neighbours = neighbours_named(layer, weights, values.size());
      const std::map<std::string, Correction> corrections = {
          {"Gs_p2", Correction::none},      {"Gs_p2_BH", Correction::bh},           {"Gs_p2_BY", Correction::by},
          {"Gs_p2_holm", Correction::holm}, {"Gs_p2_bonf", Correction::bonferroni}, {"Ii_p2_cond_BH", Correction::bh}};
      for (const auto& [column, correction] : corrections) {
        CAPTURE(column);
        const auto found = *find_hotspots(values, neighbours,
                                          {.method = column.starts_with("Ii") ? HotspotMethod::lisa : HotspotMethod::gi,
                                           .inference = Inference::analytic,
                                           .correction = correction});
        for (std::size_t i = 0; i < rows.size(); ++i)
          if (neighbours.count(i) > 0) {
            CHECK(is_same_p(found.places[i].p_adjusted, number_of(rows[i].at(column))));
            CHECK(is_close(found.places[i].lag, number_of(rows[i].at("lag"))));
          }
      }
    }
}

TEST_CASE("global Moran's I with both variances, Geary's C and the general G are spdep's") {
  if (is_absent()) return;
  for (const auto& layer : layers) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const auto& row : testing::read_table(reference / layer / "global.csv")) {
      CAPTURE(layer);
      CAPTURE(row.at("weights"));
      CAPTURE(row.at("variable"));
      if (!attributes.front().contains(row.at("variable"))) continue;
      const auto values = testing::column_of(attributes, row.at("variable"));
      const auto neighbours = neighbours_named(layer, row.at("weights"), values.size());
      const auto moran = global_moran(values, neighbours, style_named(row.at("style")));
      CHECK(is_close(moran.statistic, number_of(row.at("moran_I"))));
      CHECK(is_close(moran.expected, number_of(row.at("moran_E"))));
      CHECK(is_close(moran.variance, number_of(row.at("moran_Var_rand"))));
      CHECK(is_close(moran.normal_variance, number_of(row.at("moran_Var_norm"))));
      CHECK(is_close(moran.z, number_of(row.at("moran_z_rand"))));
      CHECK(is_same_p(moran.p, number_of(row.at("moran_p2_rand"))));
      CHECK(is_same_p(moran.normal_p, number_of(row.at("moran_p2_norm"))));
      const auto geary = geary_c(values, neighbours, style_named(row.at("style")));
      CHECK(is_close(geary.statistic, number_of(row.at("geary_C"))));
      CHECK(geary.expected == 1);
      // With islands spdep counts all places in some terms of the variance and those with neighbours in others.
      if (row.at("n_all") == row.at("n_used")) CHECK(is_close(geary.variance, number_of(row.at("geary_Var_rand"))));
      if (row.at("G").empty()) continue;
      const auto g = general_g(values, neighbours);
      CHECK(is_close(g.statistic, number_of(row.at("G"))));
      CHECK(is_close(g.expected, number_of(row.at("G_E"))));
      CHECK(is_close(g.variance, number_of(row.at("G_Var"))));
      CHECK(is_close(g.z, number_of(row.at("G_z"))));
    }
  }
}

TEST_CASE("counting all deals gives the exact p, dealing at random comes near it") {
  if (is_absent()) return;
  int counted = 0;
  for (const auto& layer : layers) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const auto& [key, rows] : groups_in(reference / layer / "perm_exact.csv")) {
      const auto& [weights, style, variable] = key;
      CAPTURE(layer);
      CAPTURE(weights);
      CAPTURE(variable);
      const auto values = testing::column_of(attributes, variable);
      const auto neighbours = neighbours_named(layer, weights, values.size());
      const auto exact = exact_tails(values, neighbours);
      constexpr double deals = 99'999;
      const auto dealt = permutation_tails(values, neighbours, {.count = 99'999, .seed = 20260316});
      double squares = 0, farthest = 0, places = 0;
      for (const auto& row : rows) {
        const auto i = std::stoul(row.at("rid")) - 1;
        const double p_ge = number_of(row.at("p_ge")), p_le = number_of(row.at("p_le"));
        if (neighbours.count(i) == 0) continue;
        CAPTURE(i);
        const double doubt = number_of(row.at("mc_sd"));
        const bool is_drawn = row.at("method").starts_with("mc");
        if (!is_drawn) CHECK_FALSE(std::isnan(exact[i].high));
        if (!std::isnan(exact[i].high)) {
          ++counted;
          CHECK(std::abs(exact[i].high - p_ge) <= (is_drawn ? 6 * doubt + 1e-6 : 1e-12));
          CHECK(std::abs(exact[i].low - p_le) <= (is_drawn ? 6 * doubt + 1e-6 : 1e-12));
        }
        // A count of which fewer than ten are expected is not normal: three or four too many are nothing rare.
        constexpr double least_variance = 10 / (deals * deals);
        const double sd = std::sqrt(std::max(p_ge * (1 - p_ge) / deals, least_variance) + doubt * doubt);
        const double error = (dealt[i].high - (p_ge * deals + 1) / (deals + 1)) / sd;
        squares += error * error, farthest = std::max(farthest, std::abs(error)), ++places;
      }
      CAPTURE(farthest);
      CHECK(std::sqrt(squares / places) <= 2);
      CHECK(farthest <= 5);
    }
  }
  CHECK(counted >= 193);
}

TEST_CASE("standardised rates are those of spdep, and so is their clustering") {
  if (is_absent()) return;
  std::map<std::string, std::vector<TableRow>> sets;
  for (auto& row : testing::read_table(reference / "nc_sids/eb.csv")) sets[row.at("set")].push_back(row);
  CHECK(sets.size() == 2);
  for (const auto& [set, rows] : sets) {
    CAPTURE(set);
    const auto rates = standardised_rates(testing::column_of(rows, "events"), testing::column_of(rows, "pop"));
    for (std::size_t i = 0; i < rows.size(); ++i) CHECK(is_close(rates[i], number_of(rows[i].at("eb_std_z"))));
    const auto moran =
        global_moran(rates, neighbours_named("nc_sids", "queen", rates.size()), WeightStyle::row_standardised);
    for (const auto& row : testing::read_table(reference / "nc_sids/eb_params.csv"))
      if (row.at("set") == set) CHECK(is_close(moran.statistic, number_of(row.at("ebi_moran_I_W"))));
  }
}

TEST_CASE("small published examples come out as published") {
  if (is_absent()) return;
  const auto points = testing::read_table(reference / "small/getisord_points.csv");
  const auto values = testing::column_of(points, "val"), x = testing::column_of(points, "x"),
             y = testing::column_of(points, "y");
  for (const auto& row : testing::read_table(reference / "small/getisord_expected.csv")) {
    const double reach = number_of(row.at("d"));
    std::vector<Link> links;
    for (std::uint32_t i = 0; i < values.size(); ++i)
      for (std::uint32_t j = 0; j < values.size(); ++j)
        if (std::hypot(x[i] - x[j], y[i] - y[j]) <= reach + 1e-9) links.push_back({i, j});
    const auto neighbours = neighbours_from(values.size(), links);
    const auto cell = std::stoul(row.at("cell")) - 1;
    for (const auto style : {WeightStyle::binary, WeightStyle::row_standardised}) {
      CHECK(is_close(getis_ord(values, neighbours, style, SelfWeight::left_out)[cell].z, number_of(row.at("Gi_z"))));
      CHECK(is_close(getis_ord(values, neighbours, style, SelfWeight::included)[cell].z, number_of(row.at("Gs_z"))));
    }
  }
}

}  // namespace riskmap
