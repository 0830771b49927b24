// Projects the vertices of a big layer some ten times as fast as PROJ, and no farther from what PROJ says than asked.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "layers/geo/feature_table.h"
#include "layers/geo/projection.h"

namespace riskmap {

// The domain is cut into patches. In each the projection is replaced by a polynomial through some of its points, once
// others have shown that it is near enough; where it is not (a pole, the antimeridian, the clamped rim of Web Mercator)
// and outside the domain the projection itself is asked. The same place always gets the same answer.
class QuickProjection {
 public:
  struct Options {
    Box domain;            // in the projection's source
    double tolerance = 0;  // in units of its target
    int patches = 1;       // along each side of the domain
  };
  // The projection outlives it.
  QuickProjection(const Projection& projection, const Options& options);
  void forward(std::span<double> x, std::span<double> y);  // as Projection::forward

 private:
  static constexpr int degree = 5, terms = (degree + 1) * (degree + 2) / 2;
  struct Patch {
    enum class Use : unsigned char { unknown, polynomial, exact } use = Use::unknown;
    MapPoint middle;
    std::array<double, terms> x, y;  // by powers of u falling, of v rising; u and v run from -1 to 1
    [[nodiscard]] MapPoint at(double u, double v) const;
  };
  void fit(Patch& patch, int column, int row) const;
  [[nodiscard]] bool is_near_enough(const Patch& patch, int column, int row) const;
  [[nodiscard]] std::vector<MapPoint> projected(std::span<const double> places, int column, int row) const;

  const Projection& projection_;
  Options options_;
  double per_column_, per_row_;  // patches for a unit of the source
  std::vector<Patch> patches_;
};

// All vertices of a layer (x, y: its own coordinates, of which the view's become): a big one by patches, no farther off
// than the steps by which a layer is kept (map_grid.h); a small, flat or wild one by the projection itself.
void project_vertices(const Projection& projection, const FeatureTable& features, std::span<double> x,
                      std::span<double> y);

}  // namespace riskmap
