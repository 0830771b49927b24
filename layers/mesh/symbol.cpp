#include "layers/mesh/symbol.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <tuple>

namespace riskmap {
namespace {

constexpr double round_mantissas[] = {1, 1.5, 2, 3, 4, 5, 6, 8};

// The largest round whole number that is not above `amount`; at least 1.
double round_amount_below(double amount) {
  double best = 1;
  for (double decade = 1; decade <= amount; decade *= 10)
    for (const double mantissa : round_mantissas) {
      const double candidate = mantissa * decade;
      if (candidate <= amount && candidate == std::floor(candidate)) best = std::max(best, candidate);
    }
  return best;
}

}  // namespace

double symbol_factor(std::span<const double> amounts, const SymbolRoom& room) {
  double sum = 0, largest = 0;
  for (const double amount : amounts) {
    if (!(amount > 0)) continue;
    sum += amount;
    largest = std::max(largest, amount);
  }
  if (largest <= 0) return 0;
  const double by_size = room.largest_radius_px / std::sqrt(largest);
  const double area = std::max(0.0, room.width_px * room.height_px) * room.share_of_room;
  return std::min(by_size, std::sqrt(area / (std::numbers::pi * sum)));
}

double symbol_radius(double factor, double amount) {
  return amount > 0 ? factor * std::sqrt(amount) : 0;
}

std::vector<double> size_legend_amounts(double largest_amount) {
  if (!(largest_amount >= 1)) return {};
  const double large = round_amount_below(largest_amount);
  std::vector<double> amounts{round_amount_below(large / 16), round_amount_below(large / 4), large};
  if (amounts[1] <= amounts[0] && large > 2) amounts[1] = 2;
  amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
  return amounts;
}

void order_for_drawing(std::vector<Symbol>& symbols) {
  std::ranges::sort(symbols, [](const Symbol& a, const Symbol& b) {
    return std::tuple{-a.radius_px, -a.place.y, a.place.x, a.feature} <
           std::tuple{-b.radius_px, -b.place.y, b.place.x, b.feature};
  });
}

}  // namespace riskmap
