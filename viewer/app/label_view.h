// Which names stand on the window's map. A few are placed at once, many by a worker, because letters and room for them
// take long: until it is done those of before stay where they belong.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

#include "layers/core/job.h"
#include "layers/exchange/map_scene.h"
#include "layers/exchange/symbol_size.h"
#include "layers/mesh/label_placement.h"

namespace riskmap {

class LabelView {
 public:
  // `wake` is called by the worker when names have been placed.
  explicit LabelView(std::function<void()> wake) : wake_{std::move(wake)} {}
  ~LabelView() { stop_.request_stop(); }
  LabelView(const LabelView&) = delete;
  LabelView& operator=(const LabelView&) = delete;

  // Takes in what has been placed and asks for what is missing; true = other names than before. They are placed again
  // only when the scene, the scale or the region has changed: while the map is panned they keep their places.
  bool update(const MapScene& scene, std::uint64_t scene_revision, const Camera& camera, double pixel_scale);
  [[nodiscard]] bool is_placing() const { return is_placing_; }

  struct Name {
    std::shared_ptr<const LabelImage> image;
    int left = 0, top = 0;  // of the image, pixels of the picture
    Colour ground;
  };
  // Those seen whole. Where others are still to come, none that lies over a more important one.
  [[nodiscard]] std::vector<Name> names(const Camera& camera) const;
  [[nodiscard]] LabelPainter& painter() { return *painter_; }

 private:
  struct Wanted {
    std::uint64_t revision = 0;
    Geometry areas;  // whose rings the wishes look at, as they look at the context's
    std::shared_ptr<const SceneContext> context;
    double metres_per_pixel = 0;
    Box region;
    friend bool operator==(const Wanted&, const Wanted&) = default;
  };
  struct Placed {
    Wanted wanted;
    std::vector<PlacedLabel> labels;  // the most important first
    std::vector<Colour> grounds;      // by request
  };
  struct Mailbox {
    std::mutex mutex;
    std::unique_ptr<Placed> placed;
    bool is_done = false;
  };
  bool use_painter_of(double pixel_scale);
  bool take_placed();
  bool forget_others_than(const Geometry& areas);
  void start(Placed placed, LabelWishes wishes);

  std::function<void()> wake_;
  std::shared_ptr<LabelPainter> painter_;
  std::unique_ptr<Placed> placed_;
  std::shared_ptr<Mailbox> mailbox_ = std::make_shared<Mailbox>();
  std::stop_source stop_;
  Wanted in_work_;
  bool is_placing_ = false;
  JobPool worker_{1};  // last: it works on what stands above
};

}  // namespace riskmap
