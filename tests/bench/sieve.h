// The torture layer: one polygon of 2.6 million vertices with 440 000 holes.
#pragma once
#include <cmath>
#include <vector>

#include "layers/core/units.h"

namespace riskmap::bench {

inline constexpr double sieve_middle = 500'000;  // of a square from 0 to a million

// Visits the outer ring, then the holes; none is closed.
template <typename Visit>
void for_each_sieve_ring(Visit&& visit) {
  constexpr int rim = 840'000, holes_across = 664, holes = 440'000;
  constexpr double pitch = 1'000;
  std::vector<MapPoint> ring;
  for (int i = 0; i < rim; ++i) {
    const double angle = i * 6.283185307179586 / rim, reach = 480'000 + 9'000 * std::sin(angle * 997);
    ring.push_back({sieve_middle + reach * std::cos(angle), sieve_middle + reach * std::sin(angle)});
  }
  visit(ring);
  for (int i = 0; i < holes; ++i) {
    const double x = sieve_middle + (i % holes_across - holes_across / 2) * pitch;
    const double y = sieve_middle + (i / holes_across - holes_across / 2) * pitch;
    const double side = 250 + 200 * std::sin(i * 12.9898);
    visit(std::vector<MapPoint>{{x, y}, {x + side, y + side / 5}, {x + side, y + side}, {x, y + side}});
  }
}

}  // namespace riskmap::bench
