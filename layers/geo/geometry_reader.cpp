// One walk over an OGR geometry, pieces appended as they come; a geometry that turns out unusable is rolled back.
#include "layers/geo/geometry_reader.h"

#include <ogr_geometry.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <span>
#include <utility>

#include "layers/geo/refusal_reasons.h"
#include "layers/geo/ring_check.h"

namespace riskmap {

namespace {

constexpr std::size_t most_listed_refusals = 100'000;
constexpr std::size_t most_vertices = std::numeric_limits<std::uint32_t>::max() - 1;
// Shapefile's "no data" is any number below -1e38 (ESRI white paper, 1998); nothing on Earth comes near in any unit.
constexpr double largest_coordinate = 1e30;

bool is_usable(double value) {
  return std::abs(value) < largest_coordinate;
}  // false for NaN

std::string_view other_kind_reason(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::points:
      return refusal::other_points;
    case GeometryKind::lines:
      return refusal::other_lines;
    case GeometryKind::polygons:
      return refusal::other_polygons;
    case GeometryKind::none:
      break;
  }
  return refusal::other_kind;
}

struct PieceCounts {
  std::size_t points = 0, lines = 0, polygons = 0;
};

void count_pieces(const OGRGeometry& geometry, PieceCounts& counts) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const OGRGeometry* piece : *geometry.toGeometryCollection()) count_pieces(*piece, counts);
  } else if (OGR_GT_IsSubClassOf(type, wkbSurface)) {
    ++counts.polygons;
  } else if (OGR_GT_IsSubClassOf(type, wkbCurve)) {
    ++counts.lines;
  } else if (type == wkbPoint) {
    ++counts.points;
  }
}

}  // namespace

GeometryKind kind_of(const OGRGeometry& geometry) {
  PieceCounts counts;
  count_pieces(geometry, counts);
  if (counts.polygons + counts.lines + counts.points == 0) return GeometryKind::none;
  if (counts.polygons >= counts.lines && counts.polygons >= counts.points) return GeometryKind::polygons;
  return counts.lines >= counts.points ? GeometryKind::lines : GeometryKind::points;
}

void GeometryReader::add(const OGRGeometry* geometry, std::int64_t row) {
  begin_feature();
  if (geometry == nullptr) return refuse(row, refusal::null_geometry);
  if (geometry->IsEmpty()) return refuse(row, refusal::empty_geometry);
  if (geometry->hasCurveGeometry()) {
    const std::unique_ptr<OGRGeometry> straight{geometry->getLinearGeometry()};
    add_pieces(*straight);
  } else {
    add_pieces(*geometry);
  }
  end_feature(row);
}

void GeometryReader::begin_feature() {
  start_ = {table_.x.size(), table_.vertex_offset.size(), table_.ring_offset.size()};
  feature_box_ = {};
  remarks_ = {};
}

void GeometryReader::end_feature(std::int64_t row) {
  if (remarks_.not_finite) return refuse(row, refusal::not_finite);
  if (table_.x.size() > most_vertices) return refuse(row, refusal::too_many_vertices);
  if (table_.ring_offset.size() == start_.parts)
    return refuse(row, remarks_.too_short ? refusal::degenerate : other_kind_reason(remarks_.left_out));
  table_.extent.include(feature_box_);
  note_remarks(row);
  table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
}

// The feature stays, without parts.
void GeometryReader::refuse(std::int64_t row, std::string_view reason) {
  forget_vertices_since(start_.vertices);
  table_.vertex_offset.resize(start_.rings);
  table_.ring_offset.resize(start_.parts);
  note(row, reason, true);
  table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
}

void GeometryReader::add_pieces(const OGRGeometry& geometry) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const OGRGeometry* piece : *geometry.toGeometryCollection()) add_pieces(*piece);
  } else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface)) {
    for (const OGRGeometry* patch : *geometry.toPolyhedralSurface()) add_pieces(*patch);
  } else if (table_.kind == GeometryKind::polygons && OGR_GT_IsSubClassOf(type, wkbPolygon)) {
    add_polygon(geometry);
  } else if (table_.kind == GeometryKind::lines && OGR_GT_IsSubClassOf(type, wkbLineString)) {
    end_line(take_vertices(geometry));
  } else if (table_.kind == GeometryKind::points && type == wkbPoint) {
    add_point(geometry);
  } else if (!geometry.IsEmpty()) {
    remarks_.left_out = kind_of(geometry);
  }
}

void GeometryReader::add_point(const OGRGeometry& geometry) {
  const OGRPoint& point = *geometry.toPoint();
  if (point.IsEmpty()) return;
  const std::size_t first = table_.x.size();
  table_.x.push_back(has_swapped_axes_ ? point.getY() : point.getX());
  table_.y.push_back(has_swapped_axes_ ? point.getX() : point.getY());
  end_point(first);
}

void GeometryReader::end_point(std::size_t first) {
  const Box box = check_vertices(first);
  if (remarks_.not_finite) return;
  feature_box_.include(box);
  close_ring();
  end_part();
}

void GeometryReader::end_line(std::size_t first) {
  const Box box = check_vertices(first);
  if (remarks_.not_finite) return;
  if (table_.x.size() - first < 2) {
    forget_vertices_since(first);
    remarks_.too_short = true;
    return;
  }
  feature_box_.include(box);
  close_ring();
  end_part();
}

void GeometryReader::add_polygon(const OGRGeometry& geometry) {
  const OGRPolygon& polygon = *geometry.toPolygon();
  begin_polygon();
  if (const OGRLinearRing* exterior = polygon.getExteriorRing()) end_ring(take_vertices(*exterior));
  for (int i = 0; i < polygon.getNumInteriorRings() && outer_ == Outer::taken && !remarks_.not_finite; ++i)
    end_ring(take_vertices(*polygon.getInteriorRing(i)));
  end_polygon();
}

void GeometryReader::begin_polygon() {
  outer_ = Outer::awaited;
  outer_box_ = {};
}

void GeometryReader::end_ring(std::size_t first) {
  if (outer_ == Outer::useless) return forget_vertices_since(first);
  if (outer_ == Outer::awaited) {
    outer_ = check_ring(first, nullptr, outer_box_) ? Outer::taken : Outer::useless;
    return;
  }
  Box inner;
  if (check_ring(first, &outer_box_, inner)) feature_box_.include(inner);
}

void GeometryReader::end_polygon() {
  if (outer_ != Outer::taken || remarks_.not_finite) return;
  feature_box_.include(outer_box_);
  end_part();
}

// Appends a curve's vertices and says where they begin.
std::size_t GeometryReader::take_vertices(const OGRGeometry& curve) {
  const OGRSimpleCurve& line = *curve.toSimpleCurve();
  const auto count = static_cast<std::size_t>(line.getNumPoints());
  const std::size_t first = table_.x.size();
  table_.x.resize(first + count);
  table_.y.resize(first + count);
  double* xs = table_.x.data() + first;
  double* ys = table_.y.data() + first;
  if (has_swapped_axes_) std::swap(xs, ys);
  line.getPoints(xs, sizeof(double), ys, sizeof(double));
  return first;
}

// not_finite is set when any vertex cannot be used.
Box GeometryReader::check_vertices(std::size_t first) {
  Box box;
  for (std::size_t i = first; i < table_.x.size(); ++i) {
    if (!is_usable(table_.x[i]) || !is_usable(table_.y[i])) remarks_.not_finite = true;
    box.include(table_.x[i], table_.y[i]);
  }
  return box;
}

bool GeometryReader::check_ring(std::size_t first, const Box* outer, Box& box) {
  box = check_vertices(first);
  if (remarks_.not_finite) return false;
  const bool is_closed =
      table_.x.size() > first + 1 && table_.x.back() == table_.x[first] && table_.y.back() == table_.y[first];
  if (is_closed) table_.x.pop_back(), table_.y.pop_back();
  if (table_.x.size() - first < 3) {
    forget_vertices_since(first);
    remarks_.too_short = true;
    return false;
  }
  const std::span<const double> xs{table_.x.data() + first, table_.x.size() - first};
  const std::span<const double> ys{table_.y.data() + first, table_.y.size() - first};
  if (!is_closed) remarks_.unclosed = true;
  if (doubled_area(xs, ys) == 0)
    remarks_.no_area = true;
  else if (crosses_itself(xs, ys))
    remarks_.crossing = true;
  if (outer != nullptr && !(outer->contains(box.min_x, box.min_y) && outer->contains(box.max_x, box.max_y)))
    remarks_.hole_outside = true;
  close_ring();
  return true;
}

void GeometryReader::close_ring() {
  table_.vertex_offset.push_back(static_cast<std::uint32_t>(table_.x.size()));
}

void GeometryReader::end_part() {
  table_.ring_offset.push_back(static_cast<std::uint32_t>(table_.vertex_offset.size() - 1));
}

void GeometryReader::forget_vertices_since(std::size_t first) {
  table_.x.resize(first);
  table_.y.resize(first);
}

void GeometryReader::note(std::int64_t row, std::string_view reason, bool is_dropped) {
  if (table_.refusals.size() < most_listed_refusals)
    table_.refusals.push_back({row, std::string{reason}, is_dropped});
  else
    ++refusals_not_listed_;
}

namespace {
void append_offsets(std::vector<std::uint32_t>& offsets, const std::vector<std::uint32_t>& next) {
  const std::uint32_t base = offsets.back();
  offsets.reserve(offsets.size() + next.size() - 1);
  for (std::size_t i = 1; i < next.size(); ++i) offsets.push_back(base + next[i]);
}
}  // namespace

bool GeometryReader::append(GeometryReader& next) {
  FeatureTable &table = table_, &behind = next.table_;
  if (table.x.size() + behind.x.size() > most_vertices) return false;
  const auto rows_before = static_cast<std::int64_t>(table.size());
  table.x.insert(table.x.end(), behind.x.begin(), behind.x.end());
  table.y.insert(table.y.end(), behind.y.begin(), behind.y.end());
  append_offsets(table.vertex_offset, behind.vertex_offset);
  append_offsets(table.ring_offset, behind.ring_offset);
  append_offsets(table.part_offset, behind.part_offset);
  table.extent.include(behind.extent);
  for (const Refusal& refusal : behind.refusals) note(rows_before + refusal.row, refusal.reason, refusal.is_dropped);
  refusals_not_listed_ += next.refusals_not_listed_;
  behind = {};
  return true;
}

void GeometryReader::note_remarks(std::int64_t row) {
  const std::array<std::pair<bool, std::string_view>, 6> found = {
      {{remarks_.left_out != GeometryKind::none, refusal::other_pieces},
       {remarks_.too_short, refusal::short_rings},
       {remarks_.unclosed, refusal::unclosed_ring},
       {remarks_.no_area, refusal::ring_without_area},
       {remarks_.crossing, refusal::crossing_ring},
       {remarks_.hole_outside, refusal::hole_outside}}};
  for (const auto& [is_so, reason] : found)
    if (is_so) note(row, reason, false);
}

}  // namespace riskmap
