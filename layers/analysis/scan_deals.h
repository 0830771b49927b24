// What a scan finds by chance alone: the same cases dealt again over the same places, with or without differences
// between them, and scanned as the real ones were.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/dispersion.h"
#include "layers/analysis/scan_windows.h"
#include "layers/core/long_work.h"
#include "layers/core/result.h"

namespace riskmap {

// poisson: places are equal. overdispersed: they differ as much as their counts say. uncertain: the same where nothing
// hints at any difference, and how much there is is hardly more than a guess: every deal is dealt once more, with the
// differences that it shows itself.
enum class ScanNull { poisson, overdispersed, uncertain };

// The strongest circle of some counts and what was reckoned on the way.
struct ScannedCounts {
  ScanCircle circle{};
  DispersedFit fit{};          // the strongest circle set apart
  double null_variance = 0;    // as if there were no circle
  std::vector<double> seen{};  // as scanned: counts times the information that is left; expected alike
  std::vector<double> expected{};
  double total = 0;
  double unrest = 1;  // ratios are divided by it: how much the places beside the circle differ, as a share of `fit`'s
};
ScannedCounts scanned(ScanNull null, std::span<const double> counts, std::span<const double> people,
                      const ScanWindows& windows);

struct DealtScan {
  double ratio = 0;        // of the strongest circle
  double index = 0;        // of dispersion, that circle set apart
  double ratio_again = 0;  // uncertain: of the strongest circle when dealt once more
};
struct DealOptions {
  ScanNull null = ScanNull::overdispersed;
  double variance = 0;  // between the places that are dealt to
  std::size_t count = 0;
  std::uint64_t seed = 1;
};
// One for each deal. Error: cancelled.
Result<std::vector<DealtScan>> dealt_scans(double total, std::span<const double> people, const ScanWindows& windows,
                                           const DealOptions& options, const LongWork& work = {});

}  // namespace riskmap
