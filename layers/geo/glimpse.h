// A look at a layer that is still being read: its shapes so far, roughly.
#pragma once
#include <chrono>
#include <cstddef>
#include <functional>

#include "layers/geo/feature_table.h"

namespace riskmap {

// Shapes without attributes, with the vertices left out that a screen could not tell apart. The table's extent is what
// the whole layer will cover, as far as its file says.
using ShowGlimpse = std::function<void(const Features&)>;

class GlimpseMaker {
 public:
  using Clock = std::chrono::steady_clock;
  // No look before `after`, and then as seldom as keeps them to a twentieth of the time, whatever is done with them.
  GlimpseMaker(ShowGlimpse show, std::chrono::milliseconds after);
  void expect(const Box& extent) { expected_ = extent; }
  // From the reading loop, as often as it likes; what `table` holds whole features of.
  void offer(const FeatureTable& table);

 private:
  void take_new(const FeatureTable& table);
  void take_part(const FeatureTable& table, std::size_t part, double step);
  bool take_ring(const FeatureTable& table, std::size_t ring, double step);

  ShowGlimpse show_;
  std::chrono::milliseconds after_;
  Clock::time_point due_;
  Box expected_;
  FeatureTable so_far_;
  std::size_t features_taken_ = 0;
};

}  // namespace riskmap
