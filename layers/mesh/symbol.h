// Proportional symbols whose area is true: r = k·√n.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/core/units.h"

namespace riskmap {

enum class SymbolKind : unsigned char { circle, square, diamond, triangle, ring };

struct Symbol {
  MapPoint place;
  double amount = 0;  // what the area shows
  double radius_px = 0;
  std::uint32_t feature = 0;  // the caller's row
  SymbolKind kind = SymbolKind::circle;
};

struct SymbolRoom {
  double width_px = 0, height_px = 0;  // the extent of the places on the screen
  double largest_radius_px = 26;       // at pixel scale 1; multiply by the interface scale
  double share_of_room = 0.12;         // all symbols together cover at most this share of the room
};

// k of r = k·√n: the largest that respects both limits; 0 when there is nothing to show. Negative amounts count as
// none.
double symbol_factor(std::span<const double> amounts, const SymbolRoom& room);
double symbol_radius(double factor, double amount);

// At most three whole amounts for the size legend, smallest first: the largest round number that occurs, about a
// quarter and a sixteenth of it (half and a quarter of its radius).
std::vector<double> size_legend_amounts(double largest_amount);

// Large symbols first, so that small ones stay visible; equal ones from north to south, then by row.
void order_for_drawing(std::vector<Symbol>& symbols);

}  // namespace riskmap
