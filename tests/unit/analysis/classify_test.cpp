#include "layers/analysis/classify.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace riskmap {

namespace {
const double nan = std::numeric_limits<double>::quiet_NaN();
using Numbers = std::vector<double>;
using Counts = std::vector<std::int64_t>;
}  // namespace

TEST_CASE("quantiles are R's type 7") {
  const Numbers sorted{1, 2, 4, 8, 16};
  CHECK(quantile_of(sorted, 0) == 1);
  CHECK(quantile_of(sorted, 0.25) == 2);
  CHECK(quantile_of(sorted, 0.3) == doctest::Approx(2.4));
  CHECK(quantile_of(sorted, 1) == 16);
}

TEST_CASE("a quantile that falls on a value is that value, rounding errors aside") {
  Numbers sorted(211);
  std::iota(sorted.begin(), sorted.end(), 0.1);
  for (int i = 0; i <= 6; ++i) CHECK(quantile_of(sorted, i / 6.0) == sorted[static_cast<std::size_t>(35 * i)]);
}

TEST_CASE("a class is closed on the right and the lowest on both sides") {
  const auto classes = classify(Numbers{0, 5, 10}, Scheme::equal, 2);
  REQUIRE(classes.breaks == Numbers{0, 5, 10});
  CHECK(classes.class_of(0) == 0);
  CHECK(classes.class_of(5) == 0);
  CHECK(classes.class_of(std::nextafter(5, 6)) == 1);
  CHECK(classes.class_of(10) == 1);
  CHECK(classes.counts == Counts{2, 1});
}

TEST_CASE("missing and infinite values are no data and belong to no class") {
  const auto classes = classify(Numbers{1, nan, 2, INFINITY, 3}, Scheme::quantile, 2);
  CHECK(classes.missing == 2);
  CHECK(classes.counts == Counts{2, 1});
  CHECK(classes.class_of(nan) == no_class);
  CHECK(classes.class_of(-INFINITY) == no_class);
}

TEST_CASE("numbers at the ends of what a double holds have finite, ascending breaks in every scheme") {
  const std::vector<std::vector<double>> columns = {
      {1e160, 2e160, 3e160},
      {1e308, -1e308, 1e307, 5},
      {2e154, -2e154, 0},
      {5e-324, 1e-323, 0},
      {1e17, 1e17 + 16, 1e17 + 32},
      {1, std::nextafter(1.0, 2.0), std::nextafter(std::nextafter(1.0, 2.0), 2.0)},
      {1e150, -1e150, 3, 4, 5, 1e10}};
  for (const auto& values : columns)
    for (const auto scheme : all_schemes()) {
      CAPTURE(std::string{name_of(scheme)});
      CAPTURE(values[0]);
      const auto classes = classify(values, scheme, 5);
      CHECK(std::ranges::is_sorted(classes.breaks));
      CHECK(std::ranges::all_of(classes.breaks, [](double value) { return std::isfinite(value); }));
      CHECK(std::isfinite(classes.ssd));
      std::int64_t counted = classes.missing;
      for (const auto count : classes.counts) counted += count;
      CHECK(counted == static_cast<std::int64_t>(values.size()));
    }
}

TEST_CASE("without a single value there are no classes") {
  for (const Scheme scheme : all_schemes()) {
    const auto classes = classify(Numbers{nan, nan}, scheme, 5);
    CHECK(classes.breaks.empty());
    CHECK(classes.size() == 0);
    CHECK(classes.missing == 2);
    CHECK(classes.class_of(1) == no_class);
  }
}

TEST_CASE("a zero has no minus") {
  const auto classes = classify(std::vector{-0.0, 1.0, 2.0}, Scheme::unique, 3);
  CHECK_FALSE(std::signbit(classes.breaks.front()));
}

TEST_CASE("equal values make one class whatever is asked") {
  for (const Scheme scheme : all_schemes()) {
    const auto classes = classify(Numbers{7, 7, 7}, scheme, 5);
    CAPTURE(name_of(scheme));
    CHECK(classes.breaks == Numbers{7, 7});
    CHECK(classes.counts == Counts{3});
    CHECK(classes.class_of(7) == 0);
  }
}

TEST_CASE("ties give fewer quantile classes and the result says so") {
  const auto classes = classify(Numbers{0, 0, 0, 0, 0, 0, 1, 2, 3, 9}, Scheme::quantile, 5);
  REQUIRE(classes.size() == 4);
  CHECK(classes.breaks[1] == 0);
  CHECK(classes.breaks[2] == doctest::Approx(0.4));
  CHECK(classes.breaks[3] == doctest::Approx(2.2));
  CHECK(classes.counts == Counts{6, 0, 2, 2});
  CHECK(classes.asked == 5);
  CHECK(classes.is_reduced());
}

TEST_CASE("natural breaks of fewer distinct values than classes give each value its own class") {
  const auto classes = classify(Numbers{9, 1, 5, 5, 1}, Scheme::fisher, 5);
  CHECK(classes.breaks == Numbers{1, 1, 5, 9});
  CHECK(classes.counts == Counts{2, 2, 1});
  CHECK(classes.ssd == 0);
  CHECK(classes.is_reduced());
}

TEST_CASE("natural breaks find the groups that are plain to see") {
  const auto classes = classify(Numbers{1, 2, 3, 101, 102, 103, 1001, 1002}, Scheme::fisher, 3);
  CHECK(classes.breaks == Numbers{1, 3, 103, 1002});
  CHECK(classes.ssd == doctest::Approx(2 + 2 + 0.5));
}

TEST_CASE("natural breaks do not change when every value moves by a large offset") {
  Numbers values{1, 2, 4, 8, 9, 9.5, 20, 21, 40}, moved;
  for (const double value : values) moved.push_back(value + 4e9);
  CHECK(classify(values, Scheme::fisher, 4).counts == classify(moved, Scheme::fisher, 4).counts);
}

TEST_CASE("unique values each have a class") {
  const auto classes = classify(Numbers{4, 0, 2, 2, 4, 4}, Scheme::unique, 3);
  CHECK(classes.counts == Counts{1, 2, 3});
  CHECK(classes.class_of(0) == 0);
  CHECK(classes.class_of(2) == 1);
  CHECK(classes.class_of(4) == 2);
  CHECK_FALSE(classes.is_reduced());
}

TEST_CASE("a box map keeps its six classes without outliers") {
  const auto classes = classify(Numbers{1, 2, 3, 4, 5}, Scheme::box, 3);
  CHECK(classes.breaks == Numbers{-1, -1, 2, 3, 4, 7, 7});
  CHECK(classes.counts == Counts{0, 2, 1, 1, 1, 0});
  CHECK(classes.class_of(3) == 2);
}

TEST_CASE("a box map with outer fences takes for an outlier only what lies three ranges out") {
  const Numbers values{1, 2, 3, 4, 5, 9, 20};
  CHECK(classify(values, Scheme::box, 3).counts == Counts{0, 2, 2, 1, 1, 1});
  const auto outer = classify(values, Scheme::box3, 3);
  CHECK(outer.breaks == Numbers{-11, -11, 2.5, 4, 7, 20.5, 20.5});
  CHECK(outer.counts == Counts{0, 2, 2, 1, 2, 0});
}

TEST_CASE("what lies beyond every value is not told, and colours stay with their classes") {
  const auto box = told(classify(Numbers{0, 0, 1, 2, 3, 4, 5, 40}, Scheme::box, 6));
  CHECK(box.classes.breaks.front() == 0);  // the lower fence is -3.75
  CHECK(box.first == 1);
  CHECK(box.classes.counts == Counts{2, 2, 2, 1, 1});
  CHECK(box.classes.breaks.back() == 40);
  const auto deviations = told(classify(Numbers{0, 0, 1, 2, 3, 4, 5, 40}, Scheme::stddev, 5));
  CHECK(deviations.classes.breaks.front() == 0);
  CHECK(deviations.classes.breaks.back() == 40);
  const auto round = told(classify(Numbers{3, 4, 5, 6, 97}, Scheme::pretty, 5));
  CHECK(round.classes.breaks.front() == 0);  // a round number is meant as it is
  CHECK(round.classes.breaks.back() == 100);
}

TEST_CASE("pretty breaks enclose the values with round numbers") {
  CHECK(classify(Numbers{0.2, 5, 7, 9, 11, 13, 68.9}, Scheme::pretty, 5).breaks ==
        Numbers{0, 10, 20, 30, 40, 50, 60, 70});
  CHECK(classify(Numbers{3, 5, 7, 9}, Scheme::pretty, 3).breaks == Numbers{2, 4, 6, 8, 10});
}

TEST_CASE("no class of whole numbers begins or ends between two of them where round numbers are asked for") {
  CHECK(classify(Numbers{0, 1, 2, 0, 1}, Scheme::pretty, 9).breaks == Numbers{0, 1, 2});
  CHECK(classify(Numbers{0, 1, 2, 0.5, 1}, Scheme::pretty, 4).breaks == Numbers{0, 0.5, 1, 1.5, 2});
}

TEST_CASE("two different values make two classes at most, whatever is asked, and the result says so") {
  for (const Scheme scheme : {Scheme::quantile, Scheme::equal, Scheme::fisher, Scheme::pretty, Scheme::stddev}) {
    CAPTURE(name_of(scheme));
    const auto classes = classify(Numbers{0, 1, 0, 0, 1}, scheme, 7);
    CHECK(classes.size() <= 2);
    CHECK(classes.is_reduced());
  }
}

TEST_CASE("hand-made breaks keep their inner numbers and take the ends from the values") {
  const auto classes = classify_by(Numbers{1, 4, 6, 30}, Numbers{10, 5});
  CHECK(classes.breaks == Numbers{1, 5, 10, 30});
  CHECK(classes.counts == Counts{2, 1, 1});
  CHECK(classes.scheme == Scheme::manual);
}

TEST_CASE("a scheme is found by its name and by its other names") {
  for (const Scheme scheme : all_schemes()) CHECK(scheme_named(name_of(scheme)) == scheme);
  CHECK(scheme_named("jenks") == Scheme::fisher);
  CHECK_FALSE(scheme_named("nonsense"));
}

}  // namespace riskmap
