// Circles around places, each growing until it holds half of all people; and the one in which most is seen for what
// would be expected.
#pragma once
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "layers/analysis/place_distance.h"
#include "layers/core/result.h"

namespace riskmap {

// The circle around `centre` that holds the first `size` places by distance. Size 0 = none.
struct ScanCircle {
  std::uint32_t centre = 0;
  std::size_t size = 0;
  double ratio = 0;  // logarithm of Kulldorff's likelihood ratio
};

// c ln(c/E) + (C−c) ln((C−c)/(C−E)) where more is seen than expected, else 0. 0 < expected < total.
double likelihood_ratio(double seen, double expected, double total);

class ScanWindows {
 public:
  // All places have coordinates and people. Places equally far from a centre come in together. Of more than 2 000
  // places a circle holds only the nearest few: `are_cut`. Error: cancelled.
  static Result<ScanWindows> around(const Places& places, std::span<const double> people,
                                    const std::stop_token& stop = {});

  // The strongest circle without any place that `is_taken` (empty = none is); of equally strong ones the smallest of
  // the first centre. `expected` adds up to `total`, as `seen` does.
  [[nodiscard]] ScanCircle strongest(std::span<const double> seen, std::span<const double> expected, double total,
                                     std::span<const unsigned char> is_taken = {}) const;
  [[nodiscard]] std::span<const std::uint32_t> members(const ScanCircle& circle) const;
  // The same places seen from that of them around which the circle is smallest.
  [[nodiscard]] ScanCircle tightest(const ScanCircle& circle, const Places& places) const;

  [[nodiscard]] std::size_t places() const { return offset_.size() - 1; }
  [[nodiscard]] std::size_t entries() const { return member_.size(); }  // how often any place comes in anywhere
  [[nodiscard]] bool are_cut() const { return are_cut_; }

 private:
  void add_centre(std::uint32_t centre, std::span<const std::uint32_t> others, const Places& places,
                  std::span<const double> people);

  std::vector<std::size_t> offset_{0};  // by centre
  std::vector<std::uint32_t> member_{};
  std::vector<unsigned char> closes_{};  // 1 = nobody else is as far
  double half_ = 0;                      // of the people
  bool are_cut_ = false;
};

}  // namespace riskmap
