// What a test could have seen, in plain words of the current language, where it has found nothing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "layers/analysis/hotspot_power.h"
#include "layers/analysis/register_hotspots.h"

namespace riskmap {

// Of a join count: how many of a place's neighbours would have to answer as it does for the place to stand out alone.
struct JoinReach {
  std::size_t ones = 0;                   // places that answer so
  std::size_t alike = 0, neighbours = 0;  // of as many as most tested places have; more than all = not even all do
  friend bool operator==(const JoinReach&, const JoinReach&) = default;
};
// Nothing where no place was tested. By the hypergeometric law and, where p are adjusted, the first step of every
// correction: p of one place among so many.
std::optional<JoinReach> join_reach(const RegisterHotspots& found);

// One statement each; empty where nothing can be said.
std::vector<std::string> power_words(const RegisterHotspots& found, const ToldPower& told);

}  // namespace riskmap
