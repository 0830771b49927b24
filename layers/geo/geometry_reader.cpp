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
  const std::size_t vertices = table_.x.size(), rings = table_.vertex_offset.size(), parts = table_.ring_offset.size();
  const auto refuse = [&](std::string_view reason) {
    forget_since(vertices, rings, parts);
    note(row, reason, true);
  };
  feature_box_ = {};
  Remarks remarks;
  if (geometry == nullptr) {
    refuse(refusal::null_geometry);
  } else if (geometry->IsEmpty()) {
    refuse(refusal::empty_geometry);
  } else {
    if (geometry->hasCurveGeometry()) {
      const std::unique_ptr<OGRGeometry> straight{geometry->getLinearGeometry()};
      add_pieces(*straight, remarks);
    } else {
      add_pieces(*geometry, remarks);
    }
    if (remarks.not_finite)
      refuse(refusal::not_finite);
    else if (table_.x.size() > most_vertices)
      refuse(refusal::too_many_vertices);
    else if (table_.ring_offset.size() == parts)
      refuse(remarks.too_short ? refusal::degenerate : refusal::other_kind);
    else
      table_.extent.include(feature_box_), note_remarks(row, remarks);
  }
  table_.part_offset.push_back(static_cast<std::uint32_t>(table_.ring_offset.size() - 1));
}

void GeometryReader::add_pieces(const OGRGeometry& geometry, Remarks& remarks) {
  const OGRwkbGeometryType type = wkbFlatten(geometry.getGeometryType());
  if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
    for (const OGRGeometry* piece : *geometry.toGeometryCollection()) add_pieces(*piece, remarks);
  } else if (OGR_GT_IsSubClassOf(type, wkbPolyhedralSurface)) {
    for (const OGRGeometry* patch : *geometry.toPolyhedralSurface()) add_pieces(*patch, remarks);
  } else if (table_.kind == GeometryKind::polygons && OGR_GT_IsSubClassOf(type, wkbPolygon)) {
    add_polygon(geometry, remarks);
  } else if (table_.kind == GeometryKind::lines && OGR_GT_IsSubClassOf(type, wkbLineString)) {
    add_line(geometry, remarks);
  } else if (table_.kind == GeometryKind::points && type == wkbPoint) {
    add_point(geometry, remarks);
  } else if (!geometry.IsEmpty()) {
    remarks.other_kind = true;
  }
}

void GeometryReader::add_point(const OGRGeometry& geometry, Remarks& remarks) {
  const OGRPoint& point = *geometry.toPoint();
  if (point.IsEmpty()) return;
  if (!is_usable(point.getX()) || !is_usable(point.getY())) {
    remarks.not_finite = true;
    return;
  }
  table_.x.push_back(has_swapped_axes_ ? point.getY() : point.getX());
  table_.y.push_back(has_swapped_axes_ ? point.getX() : point.getY());
  feature_box_.include(table_.x.back(), table_.y.back());
  end_ring();
  end_part();
}

void GeometryReader::add_line(const OGRGeometry& geometry, Remarks& remarks) {
  const std::size_t first = table_.x.size();
  const Box box = take_vertices(geometry, remarks);
  if (remarks.not_finite) return;
  if (table_.x.size() - first < 2) {
    table_.x.resize(first), table_.y.resize(first);
    remarks.too_short = true;
    return;
  }
  feature_box_.include(box);
  end_ring();
  end_part();
}

void GeometryReader::add_polygon(const OGRGeometry& geometry, Remarks& remarks) {
  const OGRPolygon& polygon = *geometry.toPolygon();
  const OGRLinearRing* exterior = polygon.getExteriorRing();
  Box outer, inner;
  if (exterior == nullptr || !add_ring(*exterior, nullptr, outer, remarks)) return;
  for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
    if (add_ring(*polygon.getInteriorRing(i), &outer, inner, remarks)) feature_box_.include(inner);
    if (remarks.not_finite) return;
  }
  feature_box_.include(outer);
  end_part();
}

// Appends a curve's vertices; not_finite is set when any of them cannot be used.
Box GeometryReader::take_vertices(const OGRGeometry& curve, Remarks& remarks) {
  const OGRSimpleCurve& line = *curve.toSimpleCurve();
  const auto count = static_cast<std::size_t>(line.getNumPoints());
  const std::size_t first = table_.x.size();
  table_.x.resize(first + count);
  table_.y.resize(first + count);
  double* xs = table_.x.data() + first;
  double* ys = table_.y.data() + first;
  if (has_swapped_axes_) std::swap(xs, ys);
  line.getPoints(xs, sizeof(double), ys, sizeof(double));
  Box box;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_usable(xs[i]) || !is_usable(ys[i])) remarks.not_finite = true;
    box.include(table_.x[first + i], table_.y[first + i]);
  }
  return box;
}

bool GeometryReader::add_ring(const OGRGeometry& curve, const Box* outer, Box& box, Remarks& remarks) {
  const std::size_t first = table_.x.size();
  box = take_vertices(curve, remarks);
  if (remarks.not_finite) return false;
  const bool is_closed =
      table_.x.size() > first + 1 && table_.x.back() == table_.x[first] && table_.y.back() == table_.y[first];
  if (is_closed) table_.x.pop_back(), table_.y.pop_back();
  if (table_.x.size() - first < 3) {
    table_.x.resize(first), table_.y.resize(first);
    remarks.too_short = true;
    return false;
  }
  const std::span<const double> xs{table_.x.data() + first, table_.x.size() - first};
  const std::span<const double> ys{table_.y.data() + first, table_.y.size() - first};
  if (!is_closed) remarks.unclosed = true;
  if (doubled_area(xs, ys) == 0)
    remarks.no_area = true;
  else if (crosses_itself(xs, ys))
    remarks.crossing = true;
  if (outer != nullptr && !(outer->contains(box.min_x, box.min_y) && outer->contains(box.max_x, box.max_y)))
    remarks.hole_outside = true;
  end_ring();
  return true;
}

void GeometryReader::end_ring() {
  table_.vertex_offset.push_back(static_cast<std::uint32_t>(table_.x.size()));
}

void GeometryReader::end_part() {
  table_.ring_offset.push_back(static_cast<std::uint32_t>(table_.vertex_offset.size() - 1));
}

void GeometryReader::forget_since(std::size_t vertices, std::size_t rings, std::size_t parts) {
  table_.x.resize(vertices);
  table_.y.resize(vertices);
  table_.vertex_offset.resize(rings);
  table_.ring_offset.resize(parts);
}

void GeometryReader::note(std::int64_t row, std::string_view reason, bool is_dropped) {
  if (table_.refusals.size() < most_listed_refusals)
    table_.refusals.push_back({row, std::string{reason}, is_dropped});
  else
    ++refusals_not_listed_;
}

void GeometryReader::note_remarks(std::int64_t row, const Remarks& remarks) {
  const std::array<std::pair<bool, std::string_view>, 6> found = {{{remarks.other_kind, refusal::other_pieces},
                                                                   {remarks.too_short, refusal::short_rings},
                                                                   {remarks.unclosed, refusal::unclosed_ring},
                                                                   {remarks.no_area, refusal::ring_without_area},
                                                                   {remarks.crossing, refusal::crossing_ring},
                                                                   {remarks.hole_outside, refusal::hole_outside}}};
  for (const auto& [is_so, reason] : found)
    if (is_so) note(row, reason, false);
}

}  // namespace riskmap
