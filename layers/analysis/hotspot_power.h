// What a test could have seen: how often a cluster of a given size would be found in a district like this one.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "layers/analysis/place_distance.h"
#include "layers/analysis/register_hotspots.h"
#include "layers/core/long_work.h"

namespace riskmap {

struct HotspotPower {
  double total = 0;     // problems dealt out
  double doubled = 0;   // share of planted twofold rises that were found; standard error 3 points at most
  double variance = 0;  // of the places' own rates in these deals, as a share squared
  // The least rise found in four of five cases, as a factor, right within a quarter; nothing = none up to tenfold.
  std::optional<double> shown_by;
  friend bool operator==(const HotspotPower&, const HotspotPower&) = default;
};

// What the answer depends on: while it stays the same, so does the answer.
struct PowerQuestion {
  std::vector<double> people{};  // by row; 1 each without a base; NaN = no data
  Neighbours neighbours{};       // of a scan: the five nearest, with which a place rises
  Places places{};               // of a scan: where its circles lie
  double variance = 0;           // between the places' own rates, as a share squared
  double total = 0;
  bool has_base = false;
  HotspotMethod method = HotspotMethod::gi;
  Correction correction = Correction::bh;
  double alpha = 0.05;
  friend bool operator==(const PowerQuestion& one, const PowerQuestion& other);  // no data equals no data
};

// Which of the seeded trials. A share of 300 has a standard error of 2.9 points at most.
struct TrialRange {
  int first = 0, count = 300;
};
// How often such a rise is found, in these trials.
double share_of_rises_found(const PowerQuestion& question, double rise, TrialRange range);

// Problems dealt by the residents that the places have, but in one of them and its own neighbours at a rate that is so
// many times higher. Every rise is tried on the same centres and the same throws, so that a larger one is found as
// often or more often, and seeded, so that the same question has the same answer. Nothing when there is too little to
// deal, or when the work is stopped.
std::optional<HotspotPower> power_of(const PowerQuestion& question, const LongWork& work = {});

// What can be said of it now: nothing where it is not asked for, or could not be found.
struct ToldPower {
  bool is_being_found = false;
  std::optional<HotspotPower> power{};
};

}  // namespace riskmap
