#include "layers/style/legend.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
using Numbers = std::vector<double>;
using Labels = std::vector<std::string>;

Indicator indicator_of_kind(IndicatorKind kind, const std::string& unit = {}) {
  Indicator indicator;
  indicator.id = indicator.label = "Something";
  indicator.kind = kind;
  indicator.unit = unit;
  return indicator;
}

Legend legend_for(const Indicator& indicator, const Numbers& values, Scheme scheme, int count,
                  const LegendText& text = {}) {
  const IndicatorValues all{values, std::vector<unsigned char>(values.size(), 0)};
  const auto classes = classify(values, scheme, count);
  return legend_of(indicator, all, classes, ramp(*find_palette("YlOrRd"), classes.size(), Theme::light), Theme::light,
                   text);
}

Labels labels_of(const Legend& legend) {
  Labels labels;
  for (const auto& row : legend.rows) labels.push_back(row.label);
  return labels;
}
}  // namespace

TEST_CASE("an indicator that is collected says that it was not, instead of no data") {
  auto collected = indicator_of_kind(IndicatorKind::number);
  collected.missing = "Not collected";
  const auto legend = legend_for(collected, {0, 1, 4, NAN, NAN}, Scheme::quantile, 2);
  CHECK(legend.rows.back().label == "Not collected");
  CHECK(legend.rows.back().mark == FillMark::no_data);
  CHECK(legend.rows.back().count == 2);
}

TEST_CASE("rows run from the highest class down, ranges meet, and the no-data row is always there") {
  set_language(Language::en);
  const auto legend = legend_for(indicator_of_kind(IndicatorKind::count), {0, 1, 4, 9, 12, NAN}, Scheme::quantile, 3);
  CHECK(labels_of(legend) == Labels{"(7, 12]", "(2, 7]", "[0, 2]", "No data"});
  CHECK(legend.rows[0].count == 2);
  CHECK(legend.rows[0].class_index == 2);
  CHECK(legend.rows[3].count == 1);
  CHECK(legend.rows[3].mark == FillMark::no_data);
  CHECK(legend.number == "n\u00A0=\u00A05");
}

TEST_CASE("codes stand in the legend without spaces between thousands") {
  set_language(Language::ru);
  auto codes = indicator_of_kind(IndicatorKind::number);
  codes.is_code = true;
  const auto legend = legend_for(codes, {610000000, 611000000, 750000000, 751000000}, Scheme::quantile, 2);
  CHECK(legend.rows[1].label == "[610000000; 680500000]");
  set_language(Language::en);
}

TEST_CASE("a break is written so that every value lies in its own range") {
  set_language(Language::en);
  // 5 is above 4.8: "(2, 5]" would claim it for the wrong class.
  const auto counts =
      labels_of(legend_for(indicator_of_kind(IndicatorKind::count), {0, 2, 3, 5, 12}, Scheme::equal, 5));
  CHECK(counts == Labels{"(10, 12]", "(7, 10]", "(4, 7]", "(2, 4]", "[0, 2]", "No data"});
  const auto fine =
      labels_of(legend_for(indicator_of_kind(IndicatorKind::number), {0.101, 0.104, 0.109, 0.2}, Scheme::fisher, 3));
  CHECK(fine == Labels{"(0.109, 0.2]", "(0.104, 0.109]", "[0.101, 0.104]", "No data"});
  // Natural breaks are values: one needs to be rounded up, another down, none needs decimals.
  const auto large = labels_of(legend_for(indicator_of_kind(IndicatorKind::number),
                                          {3.25, 1000.25, 1000.375, 5000.75, 5001.5, 9000.125}, Scheme::fisher, 4));
  CHECK(large == Labels{"(5,002; 9,001]", "(1,001; 5,002]", "(4; 1,001]", "[3; 4]", "No data"});
}

TEST_CASE("one mark stands between the ends of all classes, and never one that numbers have inside") {
  const auto ranges = [](const std::vector<double>& values, int count) {
    auto labels = labels_of(legend_for(indicator_of_kind(IndicatorKind::number), values, Scheme::fisher, count));
    labels.pop_back();  // no data
    return labels;
  };
  const std::vector<double> whole{1, 2, 7, 8}, wide{0.5, 1, 1.25, 1.5, 12000.5, 12001};
  for (const Language spoken : {Language::kk, Language::ru}) {
    set_language(spoken);
    CHECK(ranges(wide, 3) == Labels{"(1,5; 12\u00A0001]", "(0,5; 1,5]", "0,5"});
    CHECK(ranges(whole, 2) == Labels{"(2; 8]", "[1; 2]"});
  }
  set_language(Language::en);
  CHECK(ranges(wide, 3) == Labels{"(1.5; 12,001]", "(0.5; 1.5]", "0.5"});
  CHECK(ranges(whole, 2) == Labels{"(2, 8]", "[1, 2]"});
}

TEST_CASE("shares are written in per cent and large sums in millions") {
  set_language(Language::en);
  const auto shares = legend_for(indicator_of_kind(IndicatorKind::share, "%"), {0, 0.25, 0.5, 1}, Scheme::equal, 4);
  CHECK(shares.what == "Something, %");
  CHECK(labels_of(shares)[0] == "(75, 100]");
  const auto money = legend_for(indicator_of_kind(IndicatorKind::money, "₸"), {0, 5e6, 48.6e6}, Scheme::fisher, 2);
  CHECK(money.what.find("₸") != std::string::npos);
  CHECK(labels_of(money)[0] == "(5, 49]");
}

TEST_CASE("levels are words and single values are numbers") {
  set_language(Language::en);
  const auto indicator = indicator_of_kind(IndicatorKind::level);
  const IndicatorValues values{{0, 3, 4}, {0, 0, 0}};
  const auto classes = classes_of({}, indicator, values.values);
  const auto colours = class_colours(classes, indicator, *find_palette("YlOrRd"), Theme::light);
  const auto legend = legend_of(indicator, values, classes, colours, Theme::light, {});
  CHECK(labels_of(legend) == Labels{"Critical", "High", "Medium", "Low", "No open problems", "No data"});
  CHECK(legend.histogram.empty());
  CHECK(labels_of(legend_for(indicator_of_kind(IndicatorKind::number), {2, 7}, Scheme::unique, 0)) ==
        Labels{"7", "2", "No data"});
}

TEST_CASE("the title tells what, when, which and how many") {
  set_language(Language::en);
  const auto legend = legend_for(indicator_of_kind(IndicatorKind::rate, "per 1,000 residents"), {1, 2}, Scheme::equal,
                                 2, {.period = "2025", .filter = "overdue", .is_schematic = true});
  CHECK(legend.title() == "Something, per 1,000 residents · 2025 · overdue · n\u00A0=\u00A02");
  REQUIRE(legend.notes.size() == 1);
  CHECK(legend.notes[0] == "Schematic boundaries, not official");
}

TEST_CASE("fewer classes than asked are said, not hidden") {
  set_language(Language::en);
  const auto legend = legend_for(indicator_of_kind(IndicatorKind::count), {1, 1, 2}, Scheme::fisher, 5);
  REQUIRE(legend.notes.size() == 1);
  CHECK(legend.notes[0].starts_with("Fewer classes"));
}

TEST_CASE("the histogram holds every value once and whole numbers get a bin each") {
  const Numbers counts{0, 0, 1, 3, 3, 3, 7, NAN};
  const auto whole = legend_for(indicator_of_kind(IndicatorKind::count), counts, Scheme::fisher, 3).histogram;
  REQUIRE(whole.size() == 8);
  CHECK(whole[3].count == 3);
  CHECK(whole[2].count == 0);
  CHECK(whole.back().count == 1);
  const auto fine = legend_for(indicator_of_kind(IndicatorKind::rate), {0.5, 1.25, 80}, Scheme::equal, 3).histogram;
  CHECK(std::accumulate(fine.begin(), fine.end(), std::int64_t{0},
                        [](std::int64_t sum, const auto& bin) { return sum + bin.count; }) == 3);
  CHECK(fine.front().parts.front().colour == rgb(0xFFFFB2));
  CHECK(fine.back().parts.back().colour == rgb(0xBD0026));
}

TEST_CASE("every place stands in one row of the legend, an uncertain one in the row of the uncertain") {
  const IndicatorValues values{{1, 2, 3, 4, NAN}, {1, 0, 0, 1, 1}};
  const auto classes = classify(values.values, Scheme::equal, 2);
  const auto legend = legend_of(indicator_of_kind(IndicatorKind::rate), values, classes,
                                ramp(*find_palette("YlOrRd"), 2, Theme::light), Theme::light, {});
  std::vector<std::int64_t> counts;
  for (const auto& row : legend.rows) counts.push_back(row.count);
  CHECK(counts == std::vector<std::int64_t>{1, 1, 2, 1});
  CHECK(legend.number == "n\u00A0=\u00A04");
  CHECK(legend.rows[2].class_index == doubtful_class);
}

TEST_CASE("a box map of counts has no row below the least count and none that nothing can be in") {
  set_language(Language::en);
  const Numbers counts{0, 0, 1, 2, 3, 4, 5, 40};
  const auto legend = legend_for(indicator_of_kind(IndicatorKind::count), counts, Scheme::box, 6);
  std::string said;
  for (const auto& label : labels_of(legend)) said += label + " ";
  CAPTURE(said);
  CHECK(labels_of(legend) == Labels{"(10, 40]", "(4, 10]", "(2, 4]", "(0, 2]", "0", "No data"});
  CHECK(legend.rows[4].class_index == 1);
  const auto zeros = legend_for(indicator_of_kind(IndicatorKind::count), {0, 0, 0, 0, 5, 9}, Scheme::stddev, 4);
  for (const auto& row : zeros.rows) CHECK_MESSAGE(row.label.find('-') == std::string::npos, row.label);
}

TEST_CASE("breaks to be moved are those between the values, by whole steps where the values are whole") {
  const Numbers counts{0, 0, 1, 2, 3, 4, 5, 40};
  const auto box = legend_for(indicator_of_kind(IndicatorKind::count), counts, Scheme::box, 6).breaks;
  CHECK(box.inner == Numbers{0.75, 2.5, 4.25, 9.5});  // without the fence at -4.5
  CHECK(box.step == 1);
  CHECK(box.shift == 0.5);  // the bar of each number ends half a step above it
  const auto shares = legend_for(indicator_of_kind(IndicatorKind::share), {0, 0.25, 0.5, 1}, Scheme::equal, 4);
  CHECK(shares.breaks.inner == Numbers{0.25, 0.5, 0.75});
  CHECK(shares.breaks.shift == 0);
  CHECK(shares.unit.label == "%");
  CHECK(legend_for(indicator_of_kind(IndicatorKind::count), counts, Scheme::unique, 0).breaks.inner.empty());
}

TEST_CASE("each bar of the histogram has the colours of the classes whose values stand in it, in every scheme") {
  const Numbers counts{0, 0, 1, 2, 3, 4, 5, 17, 40, 61};
  for (const Scheme scheme : all_schemes()) {
    CAPTURE(name_of(scheme));
    const auto classes = classify(counts, scheme, 5);
    const auto colours = ramp(*find_palette("YlOrRd"), classes.size(), Theme::light);
    std::vector<std::int64_t> of_class(classes.size());
    for (const auto& bin : histogram_of(counts, classes, colours))
      for (const auto& part : bin.parts)
        of_class[static_cast<std::size_t>(std::ranges::find(colours, part.colour) - colours.begin())] += part.count;
    CHECK(of_class == classes.counts);
  }
}

TEST_CASE("uncertain places have a row of their own") {
  const IndicatorValues values{{1, 2, NAN}, {1, 0, 1}};
  const auto classes = classify(values.values, Scheme::equal, 1);
  const auto legend = legend_of(indicator_of_kind(IndicatorKind::rate), values, classes,
                                ramp(*find_palette("YlOrRd"), 1, Theme::light), Theme::light, {});
  REQUIRE(legend.rows.size() == 3);
  CHECK(legend.rows[1].mark == FillMark::too_few);
  CHECK(legend.rows[1].count == 1);
}

TEST_CASE("a map without any value has a legend that says so") {
  const auto legend = legend_for(indicator_of_kind(IndicatorKind::count), {NAN, NAN}, Scheme::fisher, 5);
  REQUIRE(legend.rows.size() == 1);
  CHECK(legend.rows[0].count == 2);
  CHECK(legend.histogram.empty());
}

TEST_CASE("the ways to solve are counted stage by stage, in every language") {
  PlaceSummary total;
  total.by_stage = {4, 3, 2, 1, 5};
  for (const Language wanted : {Language::kk, Language::ru, Language::en}) {
    set_language(wanted);
    const auto legend = ways_to_solve_legend(total, Theme::light, {});
    REQUIRE(legend.rows.size() == 5);
    CHECK(legend.rows[0].count == 4);
    CHECK(legend.number == "n\u00A0=\u00A015");
    for (const auto& row : legend.rows) CHECK_FALSE(row.label.empty());
  }
  set_language(Language::en);
}

TEST_CASE("the rows of a legend of symbols count every place, those without a problem too") {
  std::vector<PlaceSummary> places(4);
  for (auto& place : places) place.settlements = 1;
  places[0].worst = RiskLevel::critical, places[1].worst = RiskLevel::low;
  const auto legend = symbols_legend(indicator_of_kind(IndicatorKind::count), places, Theme::light, {});
  std::int64_t counted = 0;
  for (const auto& row : legend.rows) counted += row.count;
  CHECK(counted == 4);
  CHECK(legend.rows.back().label == level_label(RiskLevel::none));
  places.resize(2);
  CHECK(symbols_legend(indicator_of_kind(IndicatorKind::count), places, Theme::light, {}).rows.size() == 4);
}

TEST_CASE("a legend of symbols names what the circles show, and says so where that is not what was asked for") {
  std::vector<PlaceSummary> places(1);
  places.front().settlements = 1;
  const auto legend_for = [&](IndicatorKind kind, const std::string& id) {
    auto indicator = indicator_of_kind(kind);
    indicator.id = id, indicator.label = "The label";
    return symbols_legend(indicator, places, Theme::light, {});
  };
  CHECK(legend_for(IndicatorKind::count, "open").what == "The label");
  CHECK(legend_for(IndicatorKind::count, "open").notes.empty());
  const auto appeals = legend_for(IndicatorKind::count, "appeals");
  CHECK(appeals.what == "The label");
  CHECK(appeals.notes == std::vector<std::string>{tr("Colours: the highest risk level of open problems")});
  for (const auto kind : {IndicatorKind::rate, IndicatorKind::share, IndicatorKind::level}) {
    const auto legend = legend_for(kind, "other");
    CHECK(legend.what == tr("Open problems"));
    REQUIRE(legend.notes.size() == 1);
    CHECK(legend.notes.front().find("The label") != std::string::npos);
  }
}

TEST_CASE("the size legend has up to three round circles") {
  const auto sizes_up_to = [](double largest) {
    Legend legend;
    add_sizes(legend, largest);
    Numbers counts;
    for (const auto& circle : legend.sizes) counts.push_back(circle.count);
    return counts;
  };
  CHECK(sizes_up_to(87) == Numbers{50, 20, 2});
  CHECK(sizes_up_to(3) == Numbers{2});
  CHECK(sizes_up_to(0).empty());
}

TEST_CASE("a ramp of densities ends at a round number, whatever its size") {
  CHECK(round_top(0.49) == doctest::Approx(0.4));
  CHECK(round_top(2.7) == doctest::Approx(2.5));
  CHECK(round_top(13'900) == doctest::Approx(10'000));
  CHECK(round_top(0) == 0);
  set_language(Language::en);
  const auto ticks_of = [](double top) {
    std::vector<std::string> labels;
    for (const auto& tick : density_ramp(top, {}).ticks) labels.push_back(tick.label);
    return labels;
  };
  CHECK(ticks_of(0.4) == std::vector<std::string>{"0", "0.2", "≥ 0.4"});
  CHECK(ticks_of(0.0015) == std::vector<std::string>{"0", "0.00075", "≥ 0.0015"});
  CHECK(ticks_of(15'000) == std::vector<std::string>{"0", "7,500", "≥ 15,000"});
}

TEST_CASE("breaks that somebody gave keep all their classes, those of another map too") {
  set_language(Language::en);
  const auto rows = [](const Numbers& values) {
    const auto indicator = indicator_of_kind(IndicatorKind::number);
    LayerSpec spec;
    spec.breaks = {.inner = {5, 10, 30}, .is_locked = true};
    const IndicatorValues all{values, std::vector<unsigned char>(values.size(), 0)};
    const auto classes = classes_of(spec, indicator, values);
    const auto colours = ramp(*find_palette("YlOrRd"), classes.size(), Theme::light);
    const auto legend = legend_of(indicator, all, classes, colours, Theme::light, {});
    for (std::size_t i = 0; i < 4; ++i) CHECK(legend.rows[i].colour == colours[3 - i]);
    return labels_of(legend);
  };
  CHECK(rows({1, 7, 20, 40}) == Labels{"(30, 40]", "(10, 30]", "(5, 10]", "[1, 5]", "No data"});
  CHECK(rows({1, 7, 20, 25}) == Labels{">\u00A030", "(10, 30]", "(5, 10]", "[1, 5]", "No data"});
  CHECK(rows({12, 20, 40}) == Labels{"(30, 40]", "(10, 30]", "(5, 10]", "≤\u00A05", "No data"});
  CHECK(rows({NAN}) == Labels{">\u00A030", "(10, 30]", "(5, 10]", "≤\u00A05", "No data"});
  // Of a scheme a class in which nothing can be is none.
  CHECK(labels_of(legend_for(indicator_of_kind(IndicatorKind::number), {1, 1, 1, 1, 9}, Scheme::percentile, 6)).size() <
        7);
}

}  // namespace riskmap
