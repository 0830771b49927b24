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
  // Adds to table.refusals up to a bound, then only counts.
  void note(std::int64_t row, std::string_view reason, bool is_dropped);
  [[nodiscard]] std::size_t refusals_not_listed() const { return refusals_not_listed_; }

 private:
  struct Remarks {
    bool other_kind = false, not_finite = false, unclosed = false, too_short = false, no_area = false, crossing = false,
         hole_outside = false;
  };
  void add_pieces(const OGRGeometry& geometry, Remarks& remarks);
  void add_point(const OGRGeometry& geometry, Remarks& remarks);
  void add_line(const OGRGeometry& geometry, Remarks& remarks);
  void add_polygon(const OGRGeometry& geometry, Remarks& remarks);
  Box take_vertices(const OGRGeometry& curve, Remarks& remarks);
  bool add_ring(const OGRGeometry& curve, const Box* outer, Box& box, Remarks& remarks);
  void end_ring();
  void end_part();
  void forget_since(std::size_t vertices, std::size_t rings, std::size_t parts);
  void note_remarks(std::int64_t row, const Remarks& remarks);

  FeatureTable& table_;
  Box feature_box_;  // of the feature being added
  bool has_swapped_axes_ = false;
  std::size_t refusals_not_listed_ = 0;
};

}  // namespace riskmap
