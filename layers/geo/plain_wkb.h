// The plain shapes of a GeoPackage, straight from its blobs: no object is made of them on the way.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "layers/geo/geometry_reader.h"

namespace riskmap {

using BlobBytes = std::span<const unsigned char>;

// The well-known binary behind the header of a GeoPackage's blob (OGC 12-128r19, clause 2.1.3); nothing when the header
// is none.
std::optional<BlobBytes> wkb_of_blob(BlobBytes blob);

// Appends a point, line, polygon or several of them, where that is the table's kind, as GeometryReader::add would.
// False, and nothing is touched, for whatever is not as plain: empty shapes, curves, collections, the other byte order,
// sizes that do not agree.
bool add_plain_wkb(BlobBytes wkb, FeatureTable& table, GeometryReader& geometries, std::int64_t row);

}  // namespace riskmap
