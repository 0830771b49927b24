// Breaks and counts against R's classInt and Python's mapclassify, as written in the reference tables. Left out are
// schemes that we do not offer: quantiles of types 5, 6 and 8 and percentiles by type 5, Tukey's hinges, GeoDa's
// standard deviations, maximum breaks, head and tails.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>

#include "layers/analysis/classify.h"
#include "reference_table.h"

namespace riskmap {

namespace {
using testing::TableRow;
const std::filesystem::path reference = std::filesystem::path{RISKMAP_SHARED_DIR} / "reference";

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
  for (const double number : testing::numbers_of(cell)) counts.push_back(static_cast<std::int64_t>(number));
  return counts;
}

std::optional<Scheme> scheme_of_style(const std::string& style) {
  if (style == "quantile_type7") return Scheme::quantile;
  if (style == "equal") return Scheme::equal;
  if (style == "pretty") return Scheme::pretty;
  if (style == "sd_pretty") return Scheme::stddev;
  if (style == "jenks" || style == "fisher") return Scheme::fisher;
  return std::nullopt;
}

// The peers keep a repeated quantile; we drop the empty class it makes.
bool has_repeated_break(const std::vector<double>& breaks) {
  return std::ranges::adjacent_find(breaks) != breaks.end();
}

// classInt's quantile may come out a rounding error below the value it should be; that value then counts one class
// higher.
bool misses_a_value(const std::vector<double>& breaks, const std::vector<double>& values) {
  return std::ranges::any_of(breaks, [&](double limit) {
    return std::ranges::any_of(values, [&](double value) { return value != limit && is_close({value}, {limit}); });
  });
}

void check_row(const TableRow& row, const std::vector<double>& values, Scheme scheme) {
  const auto classes = classify(values, scheme, std::stoi(row.at("k")));
  const auto breaks = testing::numbers_of(row.at("breaks"));
  if (scheme == Scheme::fisher) {
    CHECK(classes.ssd <= testing::number_of(row.at("ssd")) * (1 + 1e-9));
    CHECK(classes.breaks.front() == breaks.front());
    CHECK(classes.breaks.back() == breaks.back());
  } else if (!has_repeated_break(breaks)) {
    CHECK(is_close(classes.breaks, breaks));
    if (!misses_a_value(breaks, values)) CHECK(classes.counts == counts_of(row.at("counts")));
  }
}
}  // namespace

TEST_CASE("breaks agree with classInt on the reference layers") {
  if (is_absent()) return;
  int checked = 0;
  for (const std::string layer : {"columbus", "nc_sids", "baltim_points"}) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const TableRow& row : testing::read_table(reference / layer / "breaks.csv")) {
      const auto scheme = scheme_of_style(row.at("style"));
      if (!scheme) continue;
      CAPTURE(layer);
      CAPTURE(row.at("variable"));
      CAPTURE(row.at("style"));
      CAPTURE(row.at("k"));
      check_row(row, testing::column_of(attributes, row.at("variable")), *scheme);
      ++checked;
    }
  }
  CHECK(checked == 6 * 45);
}

TEST_CASE("percentile and box maps agree with the reference layers") {
  if (is_absent()) return;
  int checked = 0;
  for (const std::string layer : {"columbus", "nc_sids", "baltim_points"}) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const TableRow& row : testing::read_table(reference / layer / "breaks.csv")) {
      const std::string& style = row.at("style");
      const auto scheme = style == "percentile_type7" ? std::optional{Scheme::percentile}
                          : style == "box_1.5"        ? std::optional{Scheme::box}
                          : style == "box_3"          ? std::optional{Scheme::box3}
                                                      : std::nullopt;
      if (!scheme) continue;
      CAPTURE(layer);
      CAPTURE(style);
      ++checked;
      const bool is_box = scheme != Scheme::percentile;
      const auto classes = classify(testing::column_of(attributes, row.at("variable")), *scheme, 6);
      const std::vector<double> inner{classes.breaks.begin() + 1, classes.breaks.end() - 1};
      auto expected = testing::numbers_of(row.at("breaks"));
      if (is_box) expected = {expected.begin() + 1, expected.end() - 1};
      CHECK(is_close(inner, expected));
      if (is_box) CHECK(classes.counts == counts_of(row.at("counts")));
    }
  }
  CHECK(checked == 3 * 9);
}

TEST_CASE("the fences of a box map are GeoDa's where a quartile is a value, as both rules then have it") {
  if (is_absent()) return;
  const auto attributes = testing::read_table(reference / "columbus/attributes.csv");
  int checked = 0;
  for (const TableRow& row : testing::read_table(reference / "columbus/breaks_geoda.csv")) {
    const std::string& method = row.at("method");
    if (method != "geoda_hinge15" && method != "geoda_hinge30") continue;
    CAPTURE(row.at("variable"));
    const auto classes = classify(testing::column_of(attributes, row.at("variable")),
                                  method == "geoda_hinge15" ? Scheme::box : Scheme::box3, 6);
    CHECK(is_close({classes.breaks.begin() + 1, classes.breaks.end() - 1}, testing::numbers_of(row.at("breaks"))));
    ++checked;
  }
  CHECK(checked == 6);
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
  int checked = 0;
  for (const std::string layer : {"columbus", "nc_sids"}) {
    const auto attributes = testing::read_table(reference / layer / "attributes.csv");
    for (const TableRow& row : testing::read_table(reference / layer / "breaks_geoda.csv")) {
      if (row.at("method") != "geoda_stddev") continue;
      CAPTURE(row.at("variable"));
      const auto classes = classify(testing::column_of(attributes, row.at("variable")), Scheme::stddev, 5);
      for (const double limit : testing::numbers_of(row.at("breaks"))) {
        if (limit <= classes.lowest || limit >= classes.highest) continue;  // where GeoDa's class is empty we make none
        CHECK(std::ranges::any_of(classes.breaks, [&](double ours) { return std::abs(ours - limit) < 1e-9; }));
        ++checked;
      }
    }
  }
  CHECK(checked > 15);
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

TEST_CASE("natural breaks of the 71 counties are the published ones") {
  if (is_absent()) return;
  const auto values = testing::column_of(testing::read_table(reference / "small/jenks71.csv"), "value");
  for (const TableRow& row : testing::read_table(reference / "small/jenks71_expected.csv")) {
    if (row.at("style") == "jenks")
      CHECK(is_close(classify(values, Scheme::fisher, 5).breaks, testing::numbers_of(row.at("breaks"))));
    if (row.at("style") == "quantile")
      CHECK(is_close(classify(values, Scheme::quantile, 5).breaks, testing::numbers_of(row.at("breaks"))));
  }
}

TEST_CASE("the employment densities of California fall as mapclassify says") {
  if (is_absent()) return;
  const auto values = testing::column_of(testing::read_table(reference / "small/calemp_density.csv"), "emp_per_sqkm");
  for (const TableRow& row : testing::read_table(reference / "small/calemp_expected_mapclassify.csv")) {
    const std::string& style = row.at("style");
    const auto scheme = style == "equal"                  ? std::optional{Scheme::equal}
                        : style == "quantile_type7"       ? std::optional{Scheme::quantile}
                        : style == "fisher_jenks"         ? std::optional{Scheme::fisher}
                        : style.starts_with("percentile") ? std::optional{Scheme::percentile}
                        : style.starts_with("box")        ? std::optional{Scheme::box}
                                                          : std::nullopt;
    if (!scheme) continue;
    CAPTURE(style);
    const auto classes = classify(values, *scheme, std::stoi(row.at("k")));
    CHECK(is_close({classes.breaks.begin() + 1, classes.breaks.end()}, testing::numbers_of(row.at("upper_bounds"))));
    CHECK(classes.counts == counts_of(row.at("counts")));
  }
}

}  // namespace riskmap
