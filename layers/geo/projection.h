// Coordinates between a layer's CRS, WGS 84 and the view. Axis order is lon/lat (x east, y north) everywhere.
// A Projection belongs to one thread (PROJ contexts do not cross threads): make one per job.
#pragma once
#include <memory>
#include <span>
#include <string>

#include "layers/core/result.h"
#include "layers/core/units.h"

namespace riskmap {

class Projection {
 public:
  // Names: "EPSG:32642", a WKT, "+proj=…". err.no_crs when PROJ does not know one of them.
  static Result<Projection> between(const std::string& from_crs, const std::string& to_crs);
  Projection(Projection&&) noexcept;
  Projection& operator=(Projection&&) noexcept;
  ~Projection();

  // In place; coordinates that cannot be projected become NaN. Latitudes are clamped to ±85.06 for Web Mercator
  // targets.
  void forward(std::span<double> x, std::span<double> y) const;
  void inverse(std::span<double> x, std::span<double> y) const;
  [[nodiscard]] MapPoint forward(LonLat place) const;  // when from_crs is geographic
  [[nodiscard]] LonLat inverse(MapPoint point) const;

 private:
  struct State;
  explicit Projection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The UTM zone of a place on WGS 84: "EPSG:32642".
std::string utm_of(LonLat place);
bool is_geographic_crs(const std::string& crs);

}  // namespace riskmap
