#include "layers/analysis/trend.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "layers/text/translate.h"

namespace riskmap {

TEST_CASE("the exact p of small rows is that of the printed tables") {
  // Kendall's tables: n = 4, S = 6: 0.042; n = 5, S = 8: 0.042; n = 10, S = 25: 0.014, S = 19: 0.054 (Hollander and
  // Wolfe).
  CHECK(trend_of(std::array{1, 2, 3, 4}).p_rising == doctest::Approx(1.0 / 24));
  CHECK(trend_of(std::array{1, 2, 3, 5, 4}).score == 8);
  CHECK(trend_of(std::array{1, 2, 3, 5, 4}).p_rising == doctest::Approx(0.0417).epsilon(0.001));
  const auto falling = trend_of(std::array{9, 7, 5, 3, 1});
  CHECK(falling.score == -10);
  CHECK(falling.p_falling == doctest::Approx(1.0 / 120));
  CHECK(falling.p() == doctest::Approx(1.0 / 60));
  const auto ten = trend_of(std::array{1, 2, 3, 4, 5, 10, 9, 8, 7, 6});
  CHECK(ten.score == 25);
  CHECK(ten.p_rising == doctest::Approx(0.0143).epsilon(0.01));
}

TEST_CASE("with and without ties p is that of counting all orders") {
  const std::vector<std::vector<int>> rows = {{3, 1, 2},
                                              {1, 1, 2},
                                              {2, 2, 2, 2},
                                              {0, 0, 1, 0, 3},
                                              {1, 2, 2, 3, 3, 3},
                                              {5, 0, 0, 2, 2, 1, 7},
                                              {0, 1, 0, 2, 2, 4, 3},
                                              {4, 4, 3, 3, 1, 1, 0}};
  for (const auto& row : rows) {
    const auto trend = trend_of(row);
    auto order = row;
    std::ranges::sort(order);
    int orders = 0, as_high = 0, as_low = 0;
    do {
      const int score = trend_of(order).score;
      ++orders, as_high += score >= trend.score ? 1 : 0, as_low += score <= trend.score ? 1 : 0;
    } while (std::ranges::next_permutation(order).found);
    CHECK(trend.p_rising == doctest::Approx(static_cast<double>(as_high) / orders));
    CHECK(trend.p_falling == doctest::Approx(static_cast<double>(as_low) / orders));
  }
}

TEST_CASE("counts that never change have no trend, and nothing has none either") {
  CHECK(trend_of(std::array{4, 4, 4, 4, 4, 4}).p() == 1);
  CHECK(trend_of({}).p() == 1);
  CHECK(trend_of({}).periods == 0);
}

TEST_CASE("a trend is told in one sentence of each language, with its doubt") {
  const std::array rising = {1, 2, 1, 3, 4, 4, 5, 6, 7, 8, 9, 12};
  const std::array steady = {3, 1, 2, 3, 2, 1, 3, 2, 2, 3, 1, 2};
  for (const Language wanted : {Language::kk, Language::ru, Language::en}) {
    set_language(wanted);
    for (const auto& sentence :
         {sentence_of(trend_of(rising), trend_level_of_place), sentence_of(trend_of(steady), trend_level_of_place),
          sentence_of(trend_of(std::span{rising}.first(4)), trend_level_of_place)})
      CHECK(sentence.find('{') == std::string::npos);
  }
  CHECK(sentence_of(trend_of(rising), trend_level_of_place) ==
        "New problems are rising: from 1.8 to 9 a quarter. Such a rise comes about by chance in fewer than 1 of "
        "1,000,000 cases.");
  CHECK(sentence_of(trend_of(steady), trend_level_of_place) == "New problems: no trend can be told over 12 quarters.");
  CHECK(sentence_of(trend_of(std::span{rising}.first(4)), trend_level_of_all) ==
        "New problems: too few quarters to tell a trend.");
  // Five quarters in their best order: one case of sixty, enough for the district and not for one place of many.
  const auto five = trend_of(std::array{1, 2, 3, 4, 5});
  CHECK(sentence_of(five, trend_level_of_all).find("1 of 50") != std::string::npos);
  CHECK(sentence_of(five, trend_level_of_place).find("no trend") != std::string::npos);
}

TEST_CASE("only quarters that lie wholly after the first problem of the register tell anything") {
  const Date today = *parse_iso_date("2025-07-15");
  CHECK(quarters_told(*parse_iso_date("2025-07-01"), today) == 0);
  CHECK(quarters_told(*parse_iso_date("2025-01-16"), today) == 1);
  CHECK(quarters_told(*parse_iso_date("2025-01-15"), today) == 2);
  CHECK(quarters_told(*parse_iso_date("2015-01-15"), today) == 12);
}

}  // namespace riskmap
