// Spatial scan (Kulldorff 1997) that stays honest where places differ: the circles in which most more is counted than
// their people would bring, with a p for the strongest anywhere. Villages differ by more than chance nearly always, and
// a scan that takes them for equal cries wolf on every second map. Here chance is dealt with differences as large as
// the counts show, lognormal ones, whose long tail is the careful choice; and a place tells the less the more its
// differences drown what it counts. How much places differ is itself uncertain: a circle's strength is told by the
// unrest beside it, as a t is by its own deviation, so that it hardly depends on what cannot be known. The scan of
// equal places is told beside it only where nothing speaks against equality.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "layers/analysis/scan_deals.h"
#include "layers/analysis/scan_windows.h"
#include "layers/core/long_work.h"

namespace riskmap {

struct ScanOptions {
  std::optional<std::size_t> deals{};  // of chance; unless given as many as take about a second, 999 or 9 999
  std::uint64_t seed = 1;
  double alpha = 0.05;
};

struct ScanCluster {
  std::size_t centre = 0;
  double radius = 0;                // metres, or the layer's units when planar; 0 = one place
  std::vector<std::size_t> rows{};  // of its places, from the centre outwards
  double seen = 0, expected = 0;    // expected: at the rate of all
  double ratio = 0;  // logarithm of the likelihood ratio under the null, by how much the other places differ
  double p = 1;      // so strong a circle anywhere, by chance: (r + 1) / (deals + 1)
};

// How far places differ beyond chance.
struct ScanDispersion {
  double variance = 0;        // of the places' own rates around the mean, as a share squared: chance was dealt with it
  double variance_apart = 0;  // the strongest circle with a rate of its own
  double index = 0, degrees = 0;  // Σ(count − expected)² / expected, that circle apart: about `degrees` by chance
  double p = 1;                   // so large an index by chance
};

enum class ScanObstacle { none, too_few_places, too_few_cases, no_circle };
std::string_view name_of(ScanObstacle obstacle);

struct SpatialScan {
  ScanObstacle obstacle = ScanObstacle::none;                            // why nothing can be told
  std::size_t places = 0;                                                // that take part
  std::size_t without_people = 0, without_point = 0, without_count = 0;  // that do not, and why
  double total = 0, people = 0;
  std::size_t deals = 0;
  bool are_windows_cut = false;  // so many places that circles hold only the nearest few
  ScanDispersion dispersion{};
  // The strongest, then what is significant without touching a stronger one.
  std::vector<ScanCluster> clusters{};
  std::optional<std::vector<ScanCluster>> poisson{};  // of equal places; only where dispersion is not rejected
};

inline constexpr std::size_t least_scan_places = 10;
inline constexpr double least_scan_cases = 5;

// `people` empty: every place counts the same. NaN = not known. Places without a count, people or a point take no part.
// The answer depends neither on the order of the rows nor on the number of processors. Errors: invalid_input for counts
// that are no whole numbers from 0 up, cancelled.
Result<SpatialScan> spatial_scan(std::span<const double> counts, std::span<const double> people, const Places& places,
                                 const ScanOptions& options, const LongWork& work = {});

// One null alone, of places that all take part, in an order that does not matter but for ties.
struct ScanRun {
  std::vector<ScanCluster> clusters{};
  ScanDispersion dispersion{};
};
struct ScanSubject {
  std::span<const double> counts, people;
  const Places& places;
  const ScanWindows& windows;
};
// What places that may differ are held against, when their dispersion has been tested by the Poisson run.
ScanNull null_for(const ScanRun& poisson);
Result<ScanRun> scan_under(ScanNull null, const ScanSubject& subject, const ScanOptions& options,
                           const LongWork& work = {});

}  // namespace riskmap
