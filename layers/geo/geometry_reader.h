// Takes OGR geometries apart into the flat arrays of a FeatureTable and notes what is odd about them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "layers/geo/feature_table.h"

class OGRGeometry;

namespace riskmap {

// polygons, lines, points; of a collection: the kind most of its pieces have (areas before lines before points on a
// tie).
GeometryKind kind_of(const OGRGeometry& geometry);

class GeometryReader {
 public:
  explicit GeometryReader(FeatureTable& table) : table_(table) {}

  // The file stores y before x.
  void set_swapped_axes(bool swapped) { has_swapped_axes_ = swapped; }
  // Appends the pieces of the table's kind as the next feature. A geometry that cannot be used leaves a feature without
  // parts and a refusal; an odd one is kept with remarks.
  void add(const OGRGeometry* geometry, std::int64_t row);
  // For a reader that appends the vertices to the table's x and y itself: between begin_feature and end_feature it says
  // which piece of the table's kind those from `first` on are. The last vertex of a ring repeats its first.
  void begin_feature();
  void end_point(std::size_t first);
  void end_line(std::size_t first);
  void begin_polygon();
  void end_ring(std::size_t first);
  void end_polygon();
  void end_feature(std::int64_t row);
  // Adds to table.refusals up to a bound, then only counts.
  void note(std::int64_t row, std::string_view reason, bool is_dropped);
  [[nodiscard]] std::size_t refusals_not_listed() const { return refusals_not_listed_; }
  // Lays the shapes and refusals of `next`, the rows behind this table's, behind them and leaves it empty. False, and
  // nothing is touched, when there are more vertices in all than a table can hold.
  bool append(GeometryReader& next);

 private:
  struct Remarks {
    GeometryKind left_out = GeometryKind::none;  // the kind of pieces that are not the layer's
    bool not_finite = false, unclosed = false, too_short = false, no_area = false, crossing = false,
         hole_outside = false;
  };
  void add_pieces(const OGRGeometry& geometry);
  void add_point(const OGRGeometry& geometry);
  void add_polygon(const OGRGeometry& geometry);
  std::size_t take_vertices(const OGRGeometry& curve);
  Box check_vertices(std::size_t first);
  bool check_ring(std::size_t first, const Box* outer, Box& box);
  void refuse(std::int64_t row, std::string_view reason);
  void close_ring();
  void end_part();
  void forget_vertices_since(std::size_t first);
  void note_remarks(std::int64_t row);

  FeatureTable& table_;
  // Of the feature being added:
  Remarks remarks_;
  Box feature_box_;
  struct {
    std::size_t vertices = 0, rings = 0, parts = 0;
  } start_;
  // Of the polygon being added; what follows a useless outer ring is left out.
  enum class Outer { awaited, taken, useless } outer_ = Outer::awaited;
  Box outer_box_;
  bool has_swapped_axes_ = false;
  std::size_t refusals_not_listed_ = 0;
};

}  // namespace riskmap
