// Breaks and counts against R's classInt and Python's mapclassify, as written in the reference tables.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>

#include "layers/analysis/classify.h"
#include "reference_columns.h"

namespace riskmap {

namespace {
using testing::numbers_of;
using testing::TableRow;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

// What the program does not offer. How their breaks count values is compared all the same.
const testing::NotCompared other_styles = {
    {"quantile_type5", "we take R's type 7, as classInt, QGIS and PySAL do; below these come of our own line"},
    {"quantile_type6", "the same"},
    {"quantile_type8", "the same"},
    {"percentile_type5", "the same"},
    {"box_tukeyhinge_1.5", "quartiles are type 7 here, too; Tukey's hinges differ from them"},
    {"box_tukeyhinge_3", "the same"},
    {"sd_geoda", "classes of standard deviations end at round multiples, as classInt's: compared where both have one"},
    {"stdmean (mean-2s,-1s,+1s,+2s,max; s with n-1)", "the same"},
    {"maximum", "not offered: nobody asked for the widest gaps"},
    {"headtails", "not offered"}};

bool is_absent() {
  if (std::filesystem::exists(reference)) return false;
  MESSAGE("skipped: no reference values at " << reference.string());
  return true;
}

bool is_close(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, [](double x, double y) { return std::abs(x - y) <= 1e-12 * std::max({std::abs(x), std::abs(y), 1e-3}); });
}

std::vector<std::int64_t> counts_of(const std::string& cell) {
  std::vector<std::int64_t> counts;
  for (const double number : numbers_of(cell)) counts.push_back(static_cast<std::int64_t>(number));
  return counts;
}

std::vector<double> inner_of(const std::vector<double>& breaks) {
  return {breaks.begin() + 1, breaks.end() - 1};
}

std::optional<Scheme> scheme_of_style(const std::string& style) {
  if (style == "quantile_type7") return Scheme::quantile;
  if (style == "equal") return Scheme::equal;
  if (style == "pretty") return Scheme::pretty;
  if (style == "sd_pretty") return Scheme::stddev;
  if (style == "jenks" || style == "fisher" || style == "fisher_jenks") return Scheme::fisher;
  if (style.starts_with("percentile_type7")) return Scheme::percentile;
  if (style.starts_with("box_1.5")) return Scheme::box;
  if (style == "box_3") return Scheme::box3;
  return std::nullopt;
}

// classInt's quantile may come out a rounding error below the value it should be; that value then counts one class
// higher.
bool misses_a_value(const std::vector<double>& breaks, const std::vector<double>& values) {
  return std::ranges::any_of(breaks, [&](double limit) {
    return std::ranges::any_of(values, [&](double value) { return value != limit && is_close({value}, {limit}); });
  });
}

struct Variable {
  std::vector<double> values;
  TableRow row;
};
std::vector<Variable> all_rows(const std::vector<std::string>& layers, const std::string& table) {
  std::vector<Variable> rows;
  for (const auto& layer : layers) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const auto& row : testing::read_table(reference / layer / table))
      rows.push_back({testing::column_of(attributes, row.at("variable")), row});
  }
  return rows;
}

// Outer breaks are the ends of the values, or of the classes beyond which nothing lies; -Inf and Inf, or none, in the
// table.
void check_breaks(const Classes& ours, const std::vector<double>& theirs, Scheme scheme) {
  if (scheme == Scheme::percentile)
    CHECK(is_close(inner_of(ours.breaks), theirs));
  else if (scheme == Scheme::box || scheme == Scheme::box3)
    CHECK(is_close(inner_of(ours.breaks), inner_of(theirs)));
  else
    CHECK(is_close(ours.breaks, theirs));
}

// The breaks of natural classes may lie anywhere between two values: what falls together is what counts. With many ties
// classInt's jenks makes a class of nothing, and its others are the worse for it.
void check_natural(const Classes& ours, const std::vector<double>& theirs, const TableRow& row) {
  const double ssd = testing::number_of(row.at("ssd"));
  const bool has_empty_class = std::ranges::adjacent_find(theirs) != theirs.end();
  CHECK(ours.ssd <= ssd * (1 + 1e-9));
  if (!has_empty_class) CHECK(ours.ssd >= ssd * (1 - 1e-9));
  if (!has_empty_class) CHECK(ours.counts == counts_of(row.at("counts")));
  CHECK(ours.breaks.front() == theirs.front());
  CHECK(ours.breaks.back() == theirs.back());
}

// The shares of values below the breaks that are written for a style.
std::vector<double> shares_of(const std::string& style, int k) {
  if (style.contains("percentile")) return {0.01, 0.10, 0.50, 0.90, 0.99};
  std::vector<double> shares;
  for (int i = 1; i < k; ++i) shares.push_back(static_cast<double>(i) / k);
  return shares;
}

// How many values lie in the classes between the given breaks, each break once, by the counts that we show.
std::vector<std::int64_t> counted_between(const std::vector<double>& values, std::vector<double> breaks) {
  const auto repeated = std::ranges::unique(breaks);
  breaks.erase(repeated.begin(), repeated.end());
  auto counts = classify_by(values, breaks).counts;
  counts.erase(counts.begin()), counts.pop_back();
  counts.front() += std::ranges::count(values, breaks.front());  // the lowest class holds its lower break, too
  return counts;
}
}  // namespace

TEST_CASE("every break and count of classInt is ours, or of a style that is named") {
  if (is_absent()) return;
  const std::vector<std::string> columns = {"variable", "style",  "k",   "closure", "nbreaks",
                                            "breaks",   "counts", "ssd", "note"};
  int compared = 0, missed = 0;
  for (const auto& [values, row] : all_rows({"columbus", "nc_sids", "baltim_points"}, "breaks.csv")) {
    CAPTURE(row.at("variable"));
    CAPTURE(row.at("style"));
    CAPTURE(row.at("k"));
    CHECK(row.size() == columns.size());
    for (const auto& column : columns) CHECK(row.contains(column));
    const auto scheme = scheme_of_style(row.at("style"));
    CHECK(testing::is_known(row.at("style"), other_styles, scheme.has_value()));
    if (!scheme) continue;
    const auto breaks = numbers_of(row.at("breaks"));
    const auto ours = classify(values, *scheme, std::stoi(row.at("k")));
    CHECK(std::to_string(breaks.size()) == row.at("nbreaks"));
    const bool misses = scheme != Scheme::fisher && misses_a_value(breaks, values);
    if (scheme == Scheme::fisher)
      check_natural(ours, breaks, row);
    else
      check_breaks(ours, breaks, *scheme);
    // Between a table's percentiles lie four of our six classes: compared below, as given breaks.
    if (scheme != Scheme::fisher && scheme != Scheme::percentile && !misses)
      CHECK(ours.counts == counts_of(row.at("counts")));
    ++compared, missed += misses ? 1 : 0;
  }
  CHECK(compared == 9 * (6 * 5 + 3));
  CHECK(missed < 20);
}

TEST_CASE("given the breaks of any style, we count as many values in each class as classInt does") {
  if (is_absent()) return;
  int compared = 0;
  for (const auto& [values, row] : all_rows({"columbus", "nc_sids", "baltim_points"}, "breaks.csv")) {
    CAPTURE(row.at("variable"));
    CAPTURE(row.at("style"));
    CAPTURE(row.at("k"));
    auto breaks = numbers_of(row.at("breaks"));
    if (row.at("closure") == "left")
      for (std::size_t i = 1; i + 1 < breaks.size(); ++i) breaks[i] = std::nextafter(breaks[i], -1e9);
    else
      CHECK(row.at("closure") == "right");
    CHECK(counted_between(values, breaks) == counts_of(row.at("counts")));
    ++compared;
  }
  CHECK(compared == 174 + 232 + 116);
}

TEST_CASE("the fences of a box map are GeoDa's where a quartile is a value, as both rules then have it") {
  if (is_absent()) return;
  const std::vector<std::string> others = {"geoda_natural", "geoda_quantile", "geoda_percentile", "geoda_stddev"};
  int checked = 0, by_hinges = 0;
  for (const auto& [values, row] : all_rows({"columbus", "nc_sids"}, "breaks_geoda.csv")) {
    const std::string& method = row.at("method");
    CAPTURE(row.at("variable"));
    CAPTURE(method);
    if (std::ranges::find(others, method) != others.end()) continue;  // in the tests below
    REQUIRE((method == "geoda_hinge15" || method == "geoda_hinge30"));
    const auto classes = classify(values, method == "geoda_hinge15" ? Scheme::box : Scheme::box3, 6);
    const bool is_same = is_close(inner_of(classes.breaks), numbers_of(row.at("breaks")));
    CHECK(is_same == (values.size() % 4 == 1));
    ++(is_same ? checked : by_hinges);
  }
  CHECK(checked == 6);
  CHECK(by_hinges == 4);
}

// The types of quantiles lie on one line between the values and differ in how far along it (Hyndman and Fan 1996): what
// is left of ours on the line of others.
TEST_CASE("by their own positions our quantiles are R's types 5, 6 and 8, and GeoDa's") {
  if (is_absent()) return;
  const std::map<std::string, std::pair<double, double>> types = {
      {"quantile_type5", {0, -0.5}},   {"percentile_type5", {0, -0.5}}, {"geoda_quantile", {0, -0.5}},
      {"geoda_percentile", {0, -0.5}}, {"quantile_type6", {1, -1}},     {"quantile_type8", {1.0 / 3, -2.0 / 3}}};
  auto rows = all_rows({"columbus", "nc_sids", "baltim_points"}, "breaks.csv");
  std::ranges::copy(all_rows({"columbus", "nc_sids"}, "breaks_geoda.csv"), std::back_inserter(rows));
  int checked = 0;
  for (auto& [values, row] : rows) {
    const auto style = row.contains("style") ? row.at("style") : row.at("method");
    const auto type = types.find(style);
    if (type == types.end()) continue;
    CAPTURE(row.at("variable"));
    CAPTURE(style);
    CAPTURE(row.at("k"));
    std::ranges::sort(values);
    const auto n = static_cast<double>(values.size());
    const auto [more, before] = type->second;
    std::vector<double> ours;
    for (const double share : shares_of(style, std::stoi(row.at("k"))))
      ours.push_back(quantile_of(values, ((n + more) * share + before) / (n - 1)));
    auto theirs = numbers_of(row.at("breaks"));
    if (style.starts_with("quantile")) theirs = inner_of(theirs);
    CHECK(is_close(ours, theirs));
    ++checked;
  }
  CHECK(checked == 9 * (3 * 5 + 1) + 5 * (5 + 1));
}

// GeoDa's are Hazen's (R's type 5): half a rank beside ours at most.
TEST_CASE("no more than one value lies between a quantile or percentile of ours and GeoDa's") {
  if (is_absent()) return;
  int checked = 0;
  for (const std::string layer : {"columbus", "nc_sids"}) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const TableRow& row : testing::read_table(reference / layer / "breaks_geoda.csv")) {
      const bool is_percentile = row.at("method") == "geoda_percentile";
      if (!is_percentile && row.at("method") != "geoda_quantile") continue;
      CAPTURE(layer);
      CAPTURE(row.at("variable"));
      CAPTURE(row.at("k"));
      auto values = testing::column_of(attributes, row.at("variable"));
      const auto theirs = testing::numbers_of(row.at("breaks"));
      const auto percentiles = classify(values, Scheme::percentile, 6).breaks;
      std::ranges::sort(values);
      for (std::size_t i = 0; i < theirs.size(); ++i) {
        const double ours = is_percentile ? percentiles.at(i + 1)
                                          : quantile_of(values, static_cast<double>(i + 1) / std::stod(row.at("k")));
        const auto [low, high] = std::minmax(ours, theirs[i]);
        const auto between =
            std::ranges::lower_bound(values, high) - std::ranges::upper_bound(values, low);  // below 0: the same value
        CHECK(between <= 1);
        ++checked;
      }
    }
  }
  CHECK(checked == 5 * (2 + 3 + 4 + 5 + 6 + 5));
}

TEST_CASE("classes of one standard deviation end where GeoDa's do") {
  if (is_absent()) return;
  auto rows = all_rows({"columbus", "nc_sids", "baltim_points"}, "breaks.csv");
  std::ranges::copy(all_rows({"columbus", "nc_sids"}, "breaks_geoda.csv"), std::back_inserter(rows));
  int checked = 0;
  for (const auto& [values, row] : rows) {
    const auto style = row.contains("style") ? row.at("style") : row.at("method");
    if (style != "geoda_stddev" && style != "sd_geoda") continue;
    CAPTURE(row.at("variable"));
    const auto classes = classify(values, Scheme::stddev, 9);  // of one deviation or a half
    for (const double limit : numbers_of(row.at("breaks"))) {
      if (limit <= classes.lowest || limit >= classes.highest) continue;  // where GeoDa's class is empty we make none
      CHECK(std::ranges::any_of(classes.breaks, [&](double ours) { return is_close({ours}, {limit}); }));
      ++checked;
    }
  }
  CHECK(checked > 40);
}

TEST_CASE("natural breaks are never worse than GeoDa's, which are searched at random") {
  if (is_absent()) return;
  int checked = 0;
  for (const std::string layer : {"columbus", "nc_sids"}) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const TableRow& row : testing::read_table(reference / layer / "breaks_geoda.csv")) {
      if (row.at("method") != "geoda_natural") continue;
      const auto values = testing::column_of(attributes, row.at("variable"));
      auto theirs = testing::numbers_of(row.at("breaks"));
      for (double& limit : theirs) limit = std::nextafter(limit, -1e9);  // GeoDa's classes are closed at the left
      CAPTURE(layer);
      CAPTURE(row.at("k"));
      const auto ours = classify(values, Scheme::fisher, std::stoi(row.at("k")));
      CHECK(ours.ssd <= classify_by(values, theirs).ssd * (1 + 1e-9));
      ++checked;
    }
  }
  CHECK(checked == 25);
}

TEST_CASE("natural breaks and quantiles of the 71 counties are the published ones, and as good") {
  if (is_absent()) return;
  const auto values = testing::column_of(testing::read_table(reference / "small/jenks71.csv"), "value");
  const double all = classify(values, Scheme::equal, 1).ssd;
  for (const TableRow& row : testing::read_table(reference / "small/jenks71_expected.csv")) {
    CAPTURE(row.at("style"));
    REQUIRE(row.at("k") == "5");
    const auto theirs = numbers_of(row.at("breaks"));
    if (row.at("style") == "quantile") {
      CHECK(is_close(classify(values, Scheme::quantile, 5).breaks, theirs));
      continue;
    }
    const auto ours = classify(values, Scheme::fisher, 5);
    if (row.at("style") == "jenks") CHECK(is_close(ours.breaks, theirs));
    // fisher's breaks are the middles between two classes
    CHECK(ours.counts == classify_by(values, inner_of(theirs)).counts);
    // Tabular and overview accuracy are measures of classInt's own; the counties' areas serve the latter alone.
    const std::string told = "Goodness of fit ";
    if (const auto found = row.at("tests").find(told); found != std::string::npos)
      CHECK(std::abs(1 - ours.ssd / all - std::stod(row.at("tests").substr(found + told.size()))) < 1e-12);
  }
}

TEST_CASE("the employment densities of California fall as mapclassify says") {
  if (is_absent()) return;
  const auto values = testing::column_of(testing::read_table(reference / "small/calemp_density.csv"), "emp_per_sqkm");
  int compared = 0;
  for (const TableRow& row : testing::read_table(reference / "small/calemp_expected_mapclassify.csv")) {
    const std::string& style = row.at("style");
    CAPTURE(style);
    const auto scheme = scheme_of_style(style);
    CHECK(testing::is_known(style, other_styles, scheme.has_value()));
    CHECK(row.at("closure") == "right");
    const auto theirs = numbers_of(row.at("upper_bounds"));
    CHECK(classify_by(values, {theirs.begin(), theirs.end() - 1}).counts == counts_of(row.at("counts")));
    if (!scheme) continue;
    const auto classes = classify(values, *scheme, std::stoi(row.at("k")));
    CHECK(is_close({classes.breaks.begin() + 1, classes.breaks.end()}, theirs));
    CHECK(classes.counts == counts_of(row.at("counts")));
    ++compared;
  }
  CHECK(compared == 6);
}

}  // namespace riskmap
