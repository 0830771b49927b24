// A cheap look at one ring: what drawing and areas would stumble over. Not a validity test: rings of more than
// `most_checked_vertices` are not searched for crossings.
#pragma once
#include <cstddef>
#include <span>

namespace riskmap {

inline constexpr std::size_t most_checked_vertices = 12;  // n² pairs; a bow-tie is a short ring

// Twice the signed area, relative to the first vertex so that far-off coordinates keep their digits.
double doubled_area(std::span<const double> x, std::span<const double> y);
// Two sides that are not neighbours cross at inner points. The ring closes itself.
bool crosses_itself(std::span<const double> x, std::span<const double> y);

}  // namespace riskmap
