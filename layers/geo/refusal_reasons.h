// The code words of Refusal::reason, so that whoever shows them can translate them. A reason ending in "in " or "from "
// is followed by a field's or an encoding's name.
#pragma once
#include <string_view>

namespace riskmap::refusal {

// one feature without a usable geometry
inline constexpr std::string_view null_geometry = "null geometry";
inline constexpr std::string_view empty_geometry = "empty geometry";
inline constexpr std::string_view not_finite = "coordinates not finite";
inline constexpr std::string_view other_kind = "geometry of another kind";
inline constexpr std::string_view other_points = "points in a layer of another kind";
inline constexpr std::string_view other_lines = "lines in a layer of another kind";
inline constexpr std::string_view other_polygons = "polygons in a layer of another kind";
inline constexpr std::string_view degenerate = "too few different vertices";
inline constexpr std::string_view too_many_vertices = "too many vertices in the layer";
// one feature kept with a remark
inline constexpr std::string_view other_pieces = "pieces of another kind left out";
inline constexpr std::string_view short_rings = "rings with too few vertices left out";
inline constexpr std::string_view unclosed_ring = "ring not closed";
inline constexpr std::string_view ring_without_area = "ring without area";
inline constexpr std::string_view crossing_ring = "ring crosses itself";
inline constexpr std::string_view hole_outside = "hole outside its polygon";
// the same with a place, as the check of validity finds them
inline constexpr std::string_view touching_ring = "ring touches itself: ";            // + record and place
inline constexpr std::string_view crossing_outlines = "outlines cross: ";             // + record and place
inline constexpr std::string_view hole_outside_at = "hole outside its polygon: ";     // + record and place
inline constexpr std::string_view nested_holes = "hole inside a hole: ";              // + record and place
inline constexpr std::string_view split_interior = "holes cut the polygon in two: ";  // + record and place
inline constexpr std::string_view nested_parts = "part inside a part: ";              // + record and place
inline constexpr std::string_view repeated_ring = "ring stands twice: ";              // + record and place
inline constexpr std::string_view invalid_shape = "shape is not valid: ";             // + record and place
// two areas and their border, with a place
inline constexpr std::string_view differing_border = "border drawn twice, differently: ";  // + place
inline constexpr std::string_view crowded_border = "border of more than two areas: ";      // + place
// texts of one feature
inline constexpr std::string_view invalid_text = "invalid UTF-8 in ";            // + field
inline constexpr std::string_view cut_text = "text cut inside a character in ";  // + field
// the whole layer (row 0)
inline constexpr std::string_view partial_read = "partial read: ";                             // + "12 of 16 features"
inline constexpr std::string_view reader_message = "reader: ";                                 // + what GDAL said
inline constexpr std::string_view reencoded = "text re-encoded from ";                         // + encoding
inline constexpr std::string_view wrong_declared_encoding = "declared encoding is wrong: ";    // + encoding
inline constexpr std::string_view double_encoded = "double-encoded text, repair offered in ";  // + field
inline constexpr std::string_view binary_field = "binary field left out: ";                    // + field
inline constexpr std::string_view overlong_text = "text over 1 MiB cut in ";                   // + field
inline constexpr std::string_view no_crs = "no coordinate system named";
inline constexpr std::string_view unknown_crs = "coordinate system not known: ";  // + its name in the file
inline constexpr std::string_view repeated_id = "the same id twice: ";            // + the id
inline constexpr std::string_view crosses_antimeridian = "crosses the 180th meridian";
inline constexpr std::string_view outside_world = "coordinates outside the range of degrees";
inline constexpr std::string_view swapped_axes = "latitude and longitude look swapped";
inline constexpr std::string_view missing_attributes = "no attribute table beside the shapes";
inline constexpr std::string_view restored_index = "shape index was missing and has been rebuilt";
inline constexpr std::string_view recovered_copy = "read from a copy: the file was not closed properly";
inline constexpr std::string_view more_refusals = "further refusals not listed: ";  // + count

}  // namespace riskmap::refusal
