#include "layers/style/fixed_breaks.h"

#include <doctest/doctest.h>

#include "layers/style/layer_spec.h"

namespace riskmap {

namespace {
using Numbers = std::vector<double>;
}  // namespace

TEST_CASE("breaks are typed with semicolons, with commas before spaces, and listed with commas") {
  CHECK(typed_breaks("10; 20,5; 30") == Numbers{10, 20.5, 30});
  CHECK(typed_breaks("1 000;2 500") == Numbers{1000, 2500});
  CHECK(typed_breaks("10, 20.5, 30") == Numbers{10, 20.5, 30});
  CHECK(typed_breaks("2,5") == Numbers{2.5});
  CHECK(listed_breaks("10,20.5,30") == Numbers{10, 20.5, 30});
  CHECK(listed_breaks("-3") == Numbers{-3});
}

TEST_CASE("breaks that do not ascend, come twice or are no numbers are none") {
  for (const char* text : {"", " ", "3; 2", "2; 2", "2; x", ";", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(typed_breaks(text));
  }
  for (const char* text : {"", "3,2", "2,2", "2,x", "2;3", "1,", "inf", "1e200"}) {
    CAPTURE(text);
    CHECK_FALSE(listed_breaks(text));
  }
}

TEST_CASE("a break goes as far as its neighbours leave room, by whole steps") {
  const Numbers inner{2, 5, 9};
  CHECK(with_break_at(inner, 1, 7.4, 1) == Numbers{2, 7, 9});
  CHECK(with_break_at(inner, 1, 40, 1) == Numbers{2, 8, 9});
  CHECK(with_break_at(inner, 1, -40, 1) == Numbers{2, 3, 9});
  CHECK(with_break_at(inner, 0, -3, 1) == Numbers{-3, 5, 9});
  CHECK(with_break_at(inner, 2, 11.2, 0.5) == Numbers{2, 5, 11});
  CHECK(with_break_at({2, 3, 4}, 1, 9, 1) == Numbers{2, 3, 4});
}

TEST_CASE("steps are round, about a hundredth of the range, and whole where values are") {
  CHECK(break_step(0, 10, false) == doctest::Approx(0.1));
  CHECK(break_step(0, 14, false) == doctest::Approx(0.2));
  CHECK(break_step(0, 3700, false) == doctest::Approx(50));
  CHECK(break_step(0, 14, true) == 1);
  CHECK(break_step(0, 3700, true) == doctest::Approx(50));
  CHECK(break_step(4, 4, false) == 1);
}

TEST_CASE("locked breaks stay with another indicator, those made by hand do not, and unlocked ones follow again") {
  const auto classes = classify(Numbers{0, 1, 2, 3, 4, 5, 6, 7, 8}, Scheme::equal, 4);
  const auto inner = inner_breaks_of(classes);
  CHECK(inner == Numbers{2, 4, 6});
  const auto kept = locked({}, inner);
  CHECK(for_another_indicator(kept).inner == inner);
  CHECK(unlocked(kept) == FixedBreaks{});
  const FixedBreaks by_hand{.inner = {3}, .is_hand_made = true};
  CHECK(for_another_indicator(by_hand).is_empty());
  CHECK(unlocked(locked(by_hand, inner)) == by_hand);
  CHECK(locked({}, {}).is_empty());

  LayerSpec layer;
  layer.scheme = Scheme::quantile, layer.palette = "PuBu", layer.breaks = kept;
  const auto other = with_indicator(layer, "per_1000");
  CHECK(other.indicator == "per_1000");
  CHECK_FALSE(other.scheme);
  CHECK(other.palette.empty());
  CHECK(other.breaks == kept);
}

TEST_CASE("locked breaks keep their places when the values move, and the ends follow the values") {
  LayerSpec layer;
  layer.breaks = locked({}, {2, 4});
  const Indicator indicator;
  CHECK(classes_of(layer, indicator, Numbers{0, 1, 3, 9}).breaks == Numbers{0, 2, 4, 9});
  CHECK(classes_of(layer, indicator, Numbers{1, 1, 1}).breaks == Numbers{1, 2, 4, 4});
  CHECK(classes_of(layer, indicator, Numbers{1, 1, 1}).counts == std::vector<std::int64_t>{3, 0, 0});
}

TEST_CASE("breaks come back from the line they are kept as") {
  for (const FixedBreaks& breaks :
       {FixedBreaks{.inner = {0.1, 2, 1e6}, .is_hand_made = true}, FixedBreaks{.inner = {-3.5}, .is_locked = true},
        FixedBreaks{.inner = {1, 2}, .is_hand_made = true, .is_locked = true}})
    CHECK(fixed_breaks_from(line_of(breaks)) == breaks);
  CHECK(line_of({}).empty());
  for (const char* line : {"", "locked", "locked x", "1 2", "by hand 3 2"}) CHECK(fixed_breaks_from(line).is_empty());
}

TEST_CASE("values too many to list one by one get classes instead") {
  LayerSpec layer;
  layer.scheme = Scheme::unique;
  Indicator indicator;
  Numbers few, many;
  for (int i = 0; i < 200; ++i) few.push_back(i % 30), many.push_back(i);
  CHECK(classes_of(layer, indicator, few).size() == 30);
  const auto classes = classes_of(layer, indicator, many);
  CHECK(classes.size() == 5);
  CHECK(classes.is_instead_of_unique);
}

}  // namespace riskmap
