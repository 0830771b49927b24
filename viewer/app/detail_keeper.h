// Levels of detail of the layers on the map: found in the background, kept as long as the layer lives. A layer's first
// pictures are drawn in full.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

#include "layers/core/job.h"
#include "layers/raster/detail.h"

namespace riskmap {

class DetailKeeper {
 public:
  // `wake` is called from the worker when levels have come.
  explicit DetailKeeper(std::function<void()> wake = {}) : wake_{std::move(wake)} {}
  ~DetailKeeper();
  DetailKeeper(const DetailKeeper&) = delete;
  DetailKeeper& operator=(const DetailKeeper&) = delete;

  // The levels of a layer of areas if they have come; null otherwise, and the search for them begins with the first
  // call. Small layers need none.
  Detail detail_of(const Geometry& areas);
  // A layer whose levels have come since the last call.
  struct Found {
    Geometry areas;
    Detail detail;
  };
  std::optional<Found> take_found();

 private:
  struct Kept {
    std::weak_ptr<const LayerGeometry> areas;
    Detail detail;
    bool is_told = false;
  };
  void find(const std::weak_ptr<const LayerGeometry>& wanted);

  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Kept> kept_;
  std::stop_source stop_;
  JobPool finder_{1, JobPriority::background};  // last: it works on what stands above
};

}  // namespace riskmap
