#include "layers/geo/glimpse.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace riskmap {

namespace {
constexpr double steps_across = 1024;  // of the layer: about what a screen can show
// One in so many: the next look has more to show and may cost twice as much, a twentieth then.
constexpr int share_of_time = 40;
// Points and lines are not thinned by their vertices: beyond so many, one feature in a few stands for the rest.
constexpr std::size_t most_in_full = 60'000, one_in = 16;
}  // namespace

GlimpseMaker::GlimpseMaker(ShowGlimpse show, std::chrono::milliseconds after)
    : show_{std::move(show)}, after_{after}, due_{Clock::now() + after} {}

void GlimpseMaker::offer(const FeatureTable& table) {
  if (!show_ || table.extent.is_empty()) return;
  const auto begun = Clock::now();
  if (begun < due_) return;
  take_new(table);
  show_(std::make_shared<const FeatureTable>(so_far_));
  const auto ended = Clock::now();
  due_ = ended + std::max<Clock::duration>(after_, share_of_time * (ended - begun));
}

void GlimpseMaker::take_new(const FeatureTable& table) {
  so_far_.layer_name = table.layer_name, so_far_.kind = table.kind;
  so_far_.crs_name = table.crs_name, so_far_.crs_wkt = table.crs_wkt, so_far_.is_geographic = table.is_geographic;
  so_far_.extent = expected_;
  so_far_.extent.include(table.extent);
  const double step = std::max(so_far_.extent.width(), so_far_.extent.height()) / steps_across;
  const bool is_thinned = table.kind == GeometryKind::polygons;
  for (; features_taken_ < table.size(); ++features_taken_) {
    if (!is_thinned && so_far_.vertex_count() > most_in_full && features_taken_ % one_in != 0) continue;
    for (auto part = table.part_offset[features_taken_]; part < table.part_offset[features_taken_ + 1]; ++part)
      take_part(table, part, step);
    so_far_.part_offset.push_back(static_cast<std::uint32_t>(so_far_.ring_offset.size() - 1));
  }
}

void GlimpseMaker::take_part(const FeatureTable& table, std::size_t part, double step) {
  const auto outer = table.ring_offset[part];
  for (auto ring = outer; ring < table.ring_offset[part + 1]; ++ring)
    if (!take_ring(table, ring, step) && ring == outer) return;
  so_far_.ring_offset.push_back(static_cast<std::uint32_t>(so_far_.vertex_offset.size() - 1));
}

// The outer ring of a small area becomes a triangle, so that many of them do not leave the map empty; a small hole
// closes.
bool GlimpseMaker::take_ring(const FeatureTable& table, std::size_t ring, double step) {
  auto &x = so_far_.x, &y = so_far_.y;
  const std::size_t first = table.vertex_offset[ring], end = table.vertex_offset[ring + 1], begun = x.size();
  const auto keep = [&](std::size_t vertex) { x.push_back(table.x[vertex]), y.push_back(table.y[vertex]); };
  for (std::size_t i = first; i < end; ++i)
    if (i == first || std::abs(table.x[i] - x.back()) > step || std::abs(table.y[i] - y.back()) > step) keep(i);
  if (table.kind == GeometryKind::lines && x.size() < begun + 2) keep(end - 1);
  if (table.kind == GeometryKind::polygons && x.size() < begun + 3) {
    x.resize(begun), y.resize(begun);
    const bool is_hole = so_far_.vertex_offset.size() > so_far_.ring_offset.back() + 1;
    if (is_hole || end - first < 3) return false;
    for (std::size_t third = 0; third < 3; ++third) keep(first + (end - first) * third / 3);
  }
  so_far_.vertex_offset.push_back(static_cast<std::uint32_t>(x.size()));
  return true;
}

}  // namespace riskmap
