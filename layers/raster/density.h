// How densely points lie on the ground: each is spread by the quartic kernel K(d) = 3/(π h²) (1 − (d/h)²)², d ≤ h
// (`numbers.md` 1.9). The values stand on a grid that is fixed to the ground, so that a moved map reads the same ones.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"

namespace riskmap {

struct DensityKernel {
  double bandwidth_m = 1000;  // h, on the ground
  // Of a unit of the view CRS, on the ground where the data lie: 1 in UTM, less in Web Mercator.
  double metres_per_unit_x = 1, metres_per_unit_y = 1;
  friend bool operator==(const DensityKernel&, const DensityKernel&) = default;
};

// Crossing (column, row) of the grid lies at (column · step_x, row · step_y) of the view CRS.
struct DensityField {
  std::int64_t first_column = 0, first_row = 0;  // the westernmost and the southernmost
  double step_x = 1, step_y = 1;                 // units of the view CRS
  int columns = 0, rows = 0;
  std::vector<float> per_km2;                     // events, row by row from the south
  [[nodiscard]] double at(MapPoint place) const;  // between four crossings; 0 outside
  [[nodiscard]] double peak() const;
};

// How far apart the crossings of a picture's grid stand: a tenth of h, doubled until it is a pixel at least.
double density_step_m(const DensityKernel& kernel, double units_per_pixel);

// Over `region`, as finely as a picture with `units_per_pixel` shows. Where h is ten pixels or more, a point's
// density is within 1.5 % of its peak of the formula's, that of many within 0.8 % of theirs: points are dealt to the
// four crossings around them, a tenth of h apart, which keeps their middle, and the kernel is sharpened by what that
// blurs. Where h is less the picture is blurred by up to a pixel, but no event is lost. The same for any number of
// threads.
DensityField density_field(std::span<const MapPoint> points, const DensityKernel& kernel, const Box& region,
                           double units_per_pixel, JobPool& pool);

}  // namespace riskmap
