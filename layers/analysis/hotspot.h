// Where values cluster beyond chance: one verdict for each place, and one for the whole layer. Nothing is claimed that
// the data cannot tell: islands, places exactly at the mean and places that could never be significant say so.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "layers/analysis/dealt_moran.h"
#include "layers/analysis/dealt_sums.h"
#include "layers/analysis/global_moments.h"
#include "layers/analysis/local_moments.h"
#include "layers/analysis/multiple_testing.h"
#include "layers/analysis/weights.h"
#include "layers/core/result.h"

namespace riskmap {

// gi: Getis-Ord Gi*. lisa: local Moran. joincount: local join count of 0 and 1 (Anselin and Li 2019). scan: circles
// instead of neighbours (spatial_scan.h).
enum class HotspotMethod { gi, lisa, joincount, scan };
// exact: by permutation for the places whose deals are too many to count.
enum class Inference { analytic, exact, permutation };

std::string_view name_of(HotspotMethod method);
std::string_view name_of(Inference inference);
std::optional<HotspotMethod> hotspot_method_named(std::string_view name);
std::optional<Inference> inference_named(std::string_view name);

enum class PlaceVerdict {
  hot,
  cold,
  high_high,
  low_low,
  high_low,  // a high value among low ones
  low_high,
  cluster,  // of ones, by join count
  not_significant,
  untestable,  // no deal of the other values could be significant here
  no_neighbours,
  at_mean,    // lisa: neither high nor low
  absent,     // joincount: a 0
  undefined,  // all values are the same
  no_data
};
std::string_view name_of(PlaceVerdict verdict);

struct HotspotRequest {
  HotspotMethod method = HotspotMethod::gi;
  Inference inference = Inference::exact;
  PermutationOptions permutations{};
  double alpha = 0.05;
  Correction correction = Correction::bh;
};

// NaN = not defined. Sums are those of the neighbours without the place itself; weights are row-standardised but for
// joincount. Moments are of the law that p comes from: but for analytic gi the place keeps its own value.
struct PlaceStatistic {
  double value, lag;  // lag: mean of the neighbours' values
  std::size_t neighbours = 0;
  double statistic, expected, variance, z;
  double p_high, p_low;   // P(S >= s), P(S <= s) for the neighbours' sum S; analytic gi: of the statistic
  double p, p_adjusted;   // two-sided
  bool is_exact = false;  // p comes from counting all deals
  PlaceVerdict verdict = PlaceVerdict::no_data;
};

struct Hotspots {
  std::vector<PlaceStatistic> places{};
  std::size_t with_data = 0;
  std::size_t tested = 0;   // the family that p is adjusted for
  std::size_t counted = 0;  // of them by counting all deals
  GlobalMoran global{};     // is there any clustering at all?
};

// Where so few random deals were asked for that no p could pass, how many it would take; by Bonferroni the more, the
// larger the family.
std::optional<std::size_t> deals_needed(const HotspotRequest& request, std::size_t tested);

// Values that are not finite are no data: such places are left out, also as neighbours. The calling thread does all the
// work, so that the number of processors changes nothing. Nor does the order of the rows: p that are counted or dealt
// stay the same to the last bit, what is summed up (moments, p by a formula) to rounding. Error: invalid_input when
// joincount meets another value than 0 and 1, and for a scan, which has no neighbours.
Result<Hotspots> find_hotspots(std::span<const double> values, const Neighbours& neighbours,
                               const HotspotRequest& request);
// Moran's I of the whole layer by random deals, with those of the request; not defined where it asks for formulas.
DealtMoran dealt_global(std::span<const double> values, const Neighbours& neighbours, const HotspotRequest& request);

// What is told of the whole layer beside Moran's I; places without data are left out.
struct WholeLayer {
  GlobalMoments geary{}, general_g{};
};
WholeLayer whole_layer(std::span<const double> values, const Neighbours& neighbours);

}  // namespace riskmap
