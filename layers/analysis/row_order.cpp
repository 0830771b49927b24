#include "layers/analysis/row_order.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <utility>

namespace riskmap {

namespace {
std::span<const double> vertices_of(const FeatureTable& features, const std::vector<double>& axis, std::size_t row) {
  const auto at = [&](std::uint32_t part) { return features.vertex_offset[features.ring_offset[part]]; };
  const auto begin = at(features.part_offset[row]), end = at(features.part_offset[row + 1]);
  return std::span{axis}.subspan(begin, end - begin);
}

// Also where a number is missing: that one comes last.
std::strong_ordering in_turn(double a, double b) {
  return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : (a != a) <=> (b != b);
}

std::strong_ordering in_turn(std::span<const double> a, std::span<const double> b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                [](double x, double y) { return in_turn(x, y); });
}

std::strong_ordering by_columns(const FeatureTable& features, std::uint32_t a, std::uint32_t b) {
  for (const auto& column : features.columns) {
    const auto turn = column.is_numeric() ? in_turn(column.numbers[a], column.numbers[b])
                                          : column.texts[a].compare(column.texts[b]) <=> 0;
    if (turn != 0) return turn;
  }
  return std::strong_ordering::equal;
}

std::strong_ordering by_point(const Places& places, std::uint32_t a, std::uint32_t b) {
  const auto turn = in_turn(places.x[a], places.x[b]);
  return turn != 0 ? turn : in_turn(places.y[a], places.y[b]);
}

std::strong_ordering by_shape(const FeatureTable& features, std::uint32_t a, std::uint32_t b) {
  const auto turn = in_turn(vertices_of(features, features.x, a), vertices_of(features, features.x, b));
  return turn != 0 ? turn : in_turn(vertices_of(features, features.y, a), vertices_of(features, features.y, b));
}

std::vector<std::uint32_t> as_listed(std::size_t rows) {
  std::vector<std::uint32_t> order(rows);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}
}  // namespace

std::vector<std::uint32_t> own_order(const FeatureTable& features, const Places& places) {
  auto order = as_listed(places.size());
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    if (const auto turn = by_point(places, a, b); turn != 0) return turn < 0;
    if (const auto turn = by_shape(features, a, b); turn != 0) return turn < 0;
    return by_columns(features, a, b) < 0;
  });
  return order;
}

std::vector<double> in_order(std::span<const double> values, std::span<const std::uint32_t> order) {
  std::vector<double> taken;
  taken.reserve(values.size());
  for (const auto row : order) taken.push_back(values[row]);
  return taken;
}

Places in_order(const Places& places, std::span<const std::uint32_t> order) {
  return {in_order(places.x, order), in_order(places.y, order), places.is_planar};
}

Neighbours in_order(const Neighbours& neighbours, std::span<const std::uint32_t> order) {
  const auto position = inverse_of(order);
  std::vector<Link> links;
  links.reserve(neighbours.links.size());
  for (std::uint32_t row = 0; row < neighbours.size(); ++row)
    for (const auto other : neighbours.of(row)) links.push_back({position[row], position[other]});
  return neighbours_from(neighbours.size(), std::move(links));
}

std::vector<std::uint32_t> inverse_of(std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> position(order.size());
  for (std::uint32_t at = 0; at < order.size(); ++at) position[order[at]] = at;
  return position;
}

std::vector<std::uint32_t> rows_on_one_point(const Places& places) {
  auto order = as_listed(places.size());
  std::erase_if(order, [&](std::uint32_t row) { return !places.has(row); });
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return by_point(places, a, b) < 0; });
  std::vector<std::uint32_t> shared;
  const auto is_same = [&](std::size_t i, std::size_t j) { return by_point(places, order[i], order[j]) == 0; };
  for (std::size_t i = 0; i < order.size(); ++i)
    if ((i > 0 && is_same(i - 1, i)) || (i + 1 < order.size() && is_same(i, i + 1))) shared.push_back(order[i]);
  std::ranges::sort(shared);
  return shared;
}

}  // namespace riskmap
