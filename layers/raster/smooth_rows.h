// The resting picture some rows at a time, for one too large to be held.
#pragma once
#include <memory>
#include <stop_token>
#include <vector>

#include "layers/raster/image_strip.h"
#include "layers/raster/resolve.h"

namespace riskmap {

// The rows are those that resolve_smooth() draws. The layer, the visible features and the style must outlive it.
class SmoothRows {
 public:
  static constexpr int unit = 32;  // a strip begins at a multiple of it
  SmoothRows(const DrawnLayer& layer, const Camera& camera, const std::vector<unsigned char>& visible,
             const FeatureStyle& style, const ResolveOptions& options, JobPool& pool);
  ~SmoothRows();
  SmoothRows(const SmoothRows&) = delete;
  SmoothRows& operator=(const SmoothRows&) = delete;
  // False, and the strip unspecified, where `stop` was requested.
  bool draw(ImageStrip strip, JobPool& pool, const std::stop_token& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace riskmap
