// What a test could have seen: how often a cluster of a given size would be found in a district like this one.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "layers/analysis/register_hotspots.h"
#include "layers/core/long_work.h"

namespace riskmap {

struct HotspotPower {
  double total = 0;                // problems dealt out
  double doubled = 0;              // share of planted twofold rises that were found
  std::optional<double> shown_by;  // the least rise found in four of five cases, as a factor; nothing = none up to 10
  friend bool operator==(const HotspotPower&, const HotspotPower&) = default;
};

// What the answer depends on: while it stays the same, so does the answer.
struct PowerQuestion {
  std::vector<double> people{};  // by row; 1 each without a base; NaN = no data
  Neighbours neighbours{};
  double total = 0;
  bool has_base = false;
  HotspotMethod method = HotspotMethod::gi;
  Correction correction = Correction::bh;
  double alpha = 0.05;
  friend bool operator==(const PowerQuestion&, const PowerQuestion&) = default;
};

// Problems dealt by residents, but in one place and around it at a rate that is so many times higher; seeded, so that
// the same question has the same answer. Nothing when there is too little to deal, or when the work is stopped.
std::optional<HotspotPower> power_of(const PowerQuestion& question, const LongWork& work = {});

}  // namespace riskmap
