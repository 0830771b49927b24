// Many small discs of one size: a million points in a few milliseconds where a shader would take seconds.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/core/job.h"
#include "layers/core/units.h"
#include "layers/raster/camera.h"
#include "layers/raster/colour_image.h"

namespace riskmap {

struct PointSet {
  MapPoint anchor;          // view CRS
  std::vector<float> x, y;  // from it
  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] MapPoint place(std::size_t i) const {
    return {anchor.x + static_cast<double>(x[i]), anchor.y + static_cast<double>(y[i])};
  }
};
// Around the middle of all.
PointSet point_set(std::span<const MapPoint> places);

struct PointColours {
  Colour fill, stroke;
  friend bool operator==(const PointColours&, const PointColours&) = default;
};
// A disc with its edge inside and a casing around it, in pixels.
struct SplatLook {
  double radius_px = 4, stroke_px = 0, casing_px = 0;
  Colour casing{0, 0, 0, 0};
  std::vector<PointColours> classes;  // at most 255
};
inline constexpr unsigned char hidden_point = 255;  // the class of a point that is not drawn

// Keeps its memory from picture to picture.
class PointSplatter {
 public:
  // The later a point the higher it lies; `class_of` has one entry per point, into look.classes. Centres are taken to a
  // quarter pixel. Bit-identical for any number of threads, and for any rows of the camera's picture.
  struct Rows {
    int first = 0, count = 0;
  };
  void draw(const PointSet& points, std::span<const unsigned char> class_of, const SplatLook& look,
            const Camera& camera, Rows rows, JobPool& pool);
  void draw(const PointSet& points, std::span<const unsigned char> class_of, const SplatLook& look,
            const Camera& camera, JobPool& pool) {
    draw(points, class_of, look, camera, {0, camera.size.height}, pool);
  }
  // What was drawn, over a picture of the same size.
  void lay(ColourImage& image, JobPool& pool) const;
  [[nodiscard]] const ColourImage& picture() const { return picture_; }

 private:
  using Dealt = std::vector<std::uint64_t>;
  ColourImage picture_;  // transparent where no point lies
  std::vector<Dealt> dealt_;
};

}  // namespace riskmap
