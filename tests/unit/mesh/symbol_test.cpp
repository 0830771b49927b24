// Proportional symbols: true areas, round legend amounts, drawing order.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>

#include "layers/mesh/symbol.h"

using namespace riskmap;

TEST_CASE("four times the amount has four times the area") {
  const double factor = symbol_factor(std::vector<double>{1, 4, 16}, {1000, 1000});
  CHECK(symbol_radius(factor, 16) == doctest::Approx(2 * symbol_radius(factor, 4)));
  CHECK(symbol_radius(factor, 0) == 0);
  CHECK(symbol_radius(factor, -3) == 0);
}

TEST_CASE("the largest symbol has the largest radius where there is room") {
  const double factor = symbol_factor(std::vector<double>{1, 18}, {2000, 2000, 26});
  CHECK(symbol_radius(factor, 18) == doctest::Approx(26));
}

TEST_CASE("many symbols in a small room shrink together to the allowed share of it") {
  const std::vector<double> amounts(200, 9);
  const SymbolRoom room{.width_px = 300, .height_px = 200, .share_of_room = 0.2};
  const double radius = symbol_radius(symbol_factor(amounts, room), 9);
  CHECK(200 * std::numbers::pi * radius * radius == doctest::Approx(300 * 200 * 0.2));
}

TEST_CASE("nothing to show gives no symbols") {
  CHECK(symbol_factor({}, {1000, 1000}) == 0);
  CHECK(symbol_factor(std::vector<double>{0, -1, std::nan("")}, {1000, 1000}) == 0);
}

TEST_CASE("the size legend has at most three round whole amounts that occur") {
  using Amounts = std::vector<double>;
  CHECK(size_legend_amounts(0).empty());
  CHECK(size_legend_amounts(std::nan("")).empty());
  CHECK(size_legend_amounts(1) == Amounts{1});
  CHECK(size_legend_amounts(2) == Amounts{1, 2});
  CHECK(size_legend_amounts(7) == Amounts{1, 2, 6});
  CHECK(size_legend_amounts(18) == Amounts{1, 3, 15});
  CHECK(size_legend_amounts(410) == Amounts{20, 100, 400});
}

TEST_CASE("large symbols come first, equal ones from north to south") {
  std::vector<Symbol> symbols{{.place = {0, 0}, .radius_px = 3, .feature = 0},
                              {.place = {0, 5}, .radius_px = 9, .feature = 1},
                              {.place = {0, 7}, .radius_px = 3, .feature = 2},
                              {.place = {0, 0}, .radius_px = 3, .feature = 3}};
  order_for_drawing(symbols);
  std::vector<unsigned> order;
  for (const Symbol& symbol : symbols) order.push_back(symbol.feature);
  CHECK(order == std::vector<unsigned>{1, 2, 0, 3});
}
