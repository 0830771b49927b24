#include "layers/raster/density.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "layers/raster/quartic_kernel.h"

namespace riskmap {

namespace {
constexpr int steps_in_bandwidth = 10, band_rows = 16;
constexpr double fewest_sharpened = 4;  // steps; of a narrower kernel there is no shape left to keep
constexpr double most_crossings = 1 << 22;
constexpr double square_metres_of_km2 = 1e6;

// Values side by side in the compiler's vectors, and as many of them as stay in registers.
using Lanes [[gnu::vector_size(16)]] = float;
constexpr std::size_t lanes = 4, block_lanes = 8, block = lanes * block_lanes;

Lanes load(const float* from) {
  Lanes values;
  std::memcpy(&values, from, sizeof values);
  return values;
}

// Quarter of a symmetric stencil: the weight of a crossing (column, row) away.
class Stencil {
 public:
  explicit Stencil(double steps) : reach_{static_cast<int>(std::ceil(steps)) + 1} {
    for (int row = 0; row <= reach_; ++row)
      for (int column = 0; column <= reach_; ++column) weights_.push_back(sharpened(column, row, steps));
    double sum = 0;
    for (int row = -reach_; row <= reach_; ++row)
      for (int column = -reach_; column <= reach_; ++column) sum += at(std::abs(column), std::abs(row));
    for (double& weight : weights_) weight /= sum;
  }
  [[nodiscard]] int reach() const { return reach_; }  // in crossings
  // From the middle of a row to its last weight that is not 0.
  [[nodiscard]] std::vector<float> row(int row) const {
    std::vector<float> weights;
    for (int column = 0; column <= reach_; ++column) weights.push_back(static_cast<float>(at(column, row)));
    while (!weights.empty() && weights.back() == 0) weights.pop_back();
    return weights;
  }
  [[nodiscard]] double at(int column, int row) const {
    return weights_[static_cast<std::size_t>(row * (reach_ + 1) + column)];
  }
  void scale(double factor) {
    for (double& weight : weights_) weight *= factor;
  }

 private:
  static double quartic(int column, int row, double steps) {
    return quartic_kernel(column * column + row * row, steps);
  }
  // Linear weights blur by up to an eighth of the second difference on either axis when points are dealt out, and again
  // when values are read: by none of it where both lie on crossings. Half of the most is taken back.
  static double sharpened(int column, int row, double steps) {
    const double here = quartic(column, row, steps);
    if (steps < fewest_sharpened) return here;
    const double around = quartic(column - 1, row, steps) + quartic(column + 1, row, steps) +
                          quartic(column, row - 1, steps) + quartic(column, row + 1, steps);
    return here - (around - 4 * here) / 8;
  }
  int reach_;
  std::vector<double> weights_;
};

// The points, dealt to the crossings around each; whole numbers, so that the order of adding does not matter.
class DealtPoints {
 public:
  DealtPoints(const DensityField& field, int margin, std::size_t points)
      : part_bits_{points < (std::size_t{1} << 22) ? 5U : 2U},
        parts_{1U << part_bits_},
        columns_{field.columns + 2 * margin},
        rows_{field.rows + 2 * margin},
        left_{static_cast<double>(field.first_column - margin) * parts_},
        bottom_{static_cast<double>(field.first_row - margin) * parts_},
        width_{(columns_ - 1.0) * parts_},
        height_{(rows_ - 1.0) * parts_},
        parts_in_unit_x_{parts_ / field.step_x},
        parts_in_unit_y_{parts_ / field.step_y} {}

  void deal(std::span<const MapPoint> points, JobPool& pool) {
    const int chunks = points.size() < 20'000 ? 1 : std::min(4, static_cast<int>(pool.workers()) + 1);
    std::vector<std::vector<std::uint32_t>> dealt(static_cast<std::size_t>(chunks));
    pool.fork_join(chunks, [&](int chunk) {
      const auto part = [&](int i) {
        return points.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(chunks);
      };
      auto& counts = dealt[static_cast<std::size_t>(chunk)];
      counts.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
      add_all(points.subspan(part(chunk), part(chunk + 1) - part(chunk)), counts);
    });
    gather(dealt, pool);
  }
  [[nodiscard]] const float* row(int row) const { return weights_.data() + static_cast<std::size_t>(row * columns_); }
  [[nodiscard]] bool is_empty(int row) const { return is_empty_[static_cast<std::size_t>(row)] != 0; }
  [[nodiscard]] int columns() const { return columns_; }

 private:
  // Where a point goes: a crossing, and parts of a step from there.
  struct Place {
    std::size_t crossing;
    std::uint32_t right, above;
  };

  // False = outside the grid.
  bool find(MapPoint point, Place& place) const {
    const double x = point.x * parts_in_unit_x_ - left_, y = point.y * parts_in_unit_y_ - bottom_;
    if (!(x >= 0 && y >= 0 && x < width_ && y < height_)) return false;
    const auto whole_x = static_cast<std::uint32_t>(x), whole_y = static_cast<std::uint32_t>(y);
    const std::size_t column = whole_x >> part_bits_, row = whole_y >> part_bits_;
    place = {row * static_cast<std::size_t>(columns_) + column, whole_x & (parts_ - 1), whole_y & (parts_ - 1)};
    return true;
  }

  void add(std::uint32_t* crossing, std::uint32_t right, std::uint32_t above) const {
    crossing[0] += (parts_ - right) * (parts_ - above);
    crossing[1] += right * (parts_ - above);
    crossing[columns_] += (parts_ - right) * above;
    crossing[columns_ + 1] += right * above;
  }

  // The grid is larger than the nearest cache and points come in any order: some are looked up before the first of them
  // is added, so that the memory they need is fetched meanwhile.
  void add_all(std::span<const MapPoint> points, std::vector<std::uint32_t>& counts) const {
    std::array<Place, 64> places;
    while (!points.empty()) {
      const auto some = points.first(std::min(points.size(), places.size()));
      points = points.subspan(some.size());
      std::size_t found = 0;
      for (const MapPoint point : some) {
        if (!find(point, places[found])) continue;
        const std::uint32_t* crossing = counts.data() + places[found++].crossing;
        __builtin_prefetch(crossing, 1);
        __builtin_prefetch(crossing + columns_, 1);
      }
      for (const Place& place : std::span{places}.first(found))
        add(counts.data() + place.crossing, place.right, place.above);
    }
  }

  void gather(const std::vector<std::vector<std::uint32_t>>& dealt, JobPool& pool) {
    weights_.resize(dealt.front().size());
    is_empty_.assign(static_cast<std::size_t>(rows_), 1);
    const auto width = static_cast<std::size_t>(columns_);
    const float share = 1 / static_cast<float>(parts_ * parts_);
    pool.fork_join((rows_ + band_rows - 1) / band_rows, [&](int band) {
      for (int row = band * band_rows; row < std::min(rows_, (band + 1) * band_rows); ++row) {
        const std::size_t first = static_cast<std::size_t>(row) * width;
        std::uint32_t any = 0;
        for (std::size_t i = first; i < first + width; ++i) {
          std::uint32_t count = 0;
          for (const auto& counts : dealt) count += counts[i];
          any |= count;
          weights_[i] = static_cast<float>(count) * share;
        }
        is_empty_[static_cast<std::size_t>(row)] = any == 0 ? 1 : 0;
      }
    });
  }

  unsigned part_bits_;
  std::uint32_t parts_;  // of a step; a crossing holds parts² a point
  int columns_, rows_;
  double left_, bottom_, width_, height_, parts_in_unit_x_, parts_in_unit_y_;  // in parts
  std::vector<float> weights_;
  std::vector<unsigned char> is_empty_;
};

// Rows of the field, one after another, in memory of its own.
class Spreader {
 public:
  Spreader(const DealtPoints& dealt, const std::vector<std::vector<float>>& weights, std::size_t width)
      : dealt_{dealt},
        weights_{weights},
        reach_{static_cast<int>(weights.size()) - 1},
        sums_((width + block - 1) / block * block),
        both_(sums_.size() + static_cast<std::size_t>(2 * reach_)) {}

  // For each distance the rows above and below together, then the crossings left and right of each.
  void spread(int row, std::span<float> out) {
    const int middle = row + reach_;
    std::ranges::fill(sums_, 0.0F);
    for (int away = 0; away <= reach_; ++away) {
      const auto& weights = weights_[static_cast<std::size_t>(away)];
      if (weights.empty() || (dealt_.is_empty(middle - away) && dealt_.is_empty(middle + away))) continue;
      const float *below = dealt_.row(middle - away), *above = dealt_.row(middle + away);
      for (std::size_t i = 0; i < static_cast<std::size_t>(dealt_.columns()); ++i)
        both_[i] = away == 0 ? below[i] : below[i] + above[i];
      add(weights);
    }
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::max(sums_[i], 0.0F);
  }

 private:
  void add(std::span<const float> weights) {
    for (std::size_t first = 0; first < sums_.size(); first += block) {
      const float* from = both_.data() + first + reach_;
      std::array<Lanes, block_lanes> sum;
      for (std::size_t k = 0; k < block_lanes; ++k) sum[k] = load(sums_.data() + first + k * lanes);
      for (std::size_t k = 0; k < block_lanes; ++k) sum[k] += weights[0] * load(from + k * lanes);
      for (std::size_t aside = 1; aside < weights.size(); ++aside)
        for (std::size_t k = 0; k < block_lanes; ++k)
          sum[k] += weights[aside] * (load(from + k * lanes - aside) + load(from + k * lanes + aside));
      std::memcpy(sums_.data() + first, sum.data(), sizeof sum);
    }
  }

  const DealtPoints& dealt_;
  const std::vector<std::vector<float>>& weights_;  // of the rows so far away
  int reach_;
  std::vector<float> sums_, both_;
};

// The grid of the wanted fineness that holds the region.
DensityField grid_over(const Box& region, const DensityKernel& kernel, double units_per_pixel) {
  DensityField field;
  double step_m = density_step_m(kernel, units_per_pixel);
  const auto crossings = [&] {
    return (region.width() * kernel.metres_per_unit_x / step_m + 2) *
           (region.height() * kernel.metres_per_unit_y / step_m + 2);
  };
  while (crossings() > most_crossings) step_m *= 2;
  field.step_x = step_m / kernel.metres_per_unit_x;
  field.step_y = step_m / kernel.metres_per_unit_y;
  field.first_column = static_cast<std::int64_t>(std::floor(region.min_x / field.step_x));
  field.first_row = static_cast<std::int64_t>(std::floor(region.min_y / field.step_y));
  const auto count = [](double last, double step, std::int64_t first) {
    return static_cast<int>(static_cast<std::int64_t>(std::ceil(last / step)) - first + 1);
  };
  field.columns = count(region.max_x, field.step_x, field.first_column);
  field.rows = count(region.max_y, field.step_y, field.first_row);
  return field;
}
}  // namespace

double density_step_m(const DensityKernel& kernel, double units_per_pixel) {
  double step_m = kernel.bandwidth_m / steps_in_bandwidth;
  while (step_m < units_per_pixel * kernel.metres_per_unit_x) step_m *= 2;
  return step_m;
}

DensityField density_field(std::span<const MapPoint> points, const DensityKernel& kernel, const Box& region,
                           double units_per_pixel, JobPool& pool) {
  if (region.is_empty()) return {};
  DensityField field = grid_over(region, kernel, units_per_pixel);
  const double step_m = field.step_x * kernel.metres_per_unit_x;
  Stencil stencil{kernel.bandwidth_m / step_m};
  stencil.scale(square_metres_of_km2 / (step_m * step_m));
  DealtPoints dealt{field, stencil.reach(), points.size()};
  dealt.deal(points, pool);
  const auto width = static_cast<std::size_t>(field.columns);
  field.per_km2.assign(width * static_cast<std::size_t>(field.rows), 0);
  std::vector<std::vector<float>> weights;
  for (int row = 0; row <= stencil.reach(); ++row) weights.push_back(stencil.row(row));
  pool.fork_join((field.rows + band_rows - 1) / band_rows, [&](int band) {
    Spreader spreader{dealt, weights, width};
    for (int row = band * band_rows; row < std::min(field.rows, (band + 1) * band_rows); ++row)
      spreader.spread(row, std::span{field.per_km2}.subspan(static_cast<std::size_t>(row) * width, width));
  });
  return field;
}

double DensityField::at(MapPoint place) const {
  const double x = place.x / step_x - static_cast<double>(first_column),
               y = place.y / step_y - static_cast<double>(first_row);
  if (!(x >= 0 && y >= 0 && x < columns - 1 && y < rows - 1)) return 0;
  const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
  const auto value = [&](std::size_t c, std::size_t r) {
    return static_cast<double>(per_km2[r * static_cast<std::size_t>(columns) + c]);
  };
  const double right = x - static_cast<double>(column), above = y - static_cast<double>(row);
  return std::lerp(std::lerp(value(column, row), value(column + 1, row), right),
                   std::lerp(value(column, row + 1), value(column + 1, row + 1), right), above);
}

double DensityField::peak() const {
  return per_km2.empty() ? 0 : static_cast<double>(std::ranges::max(per_km2));
}

}  // namespace riskmap
