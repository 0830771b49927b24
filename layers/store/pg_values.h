// Values on their way to a PostgreSQL server and back: all of them travel as text.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "layers/model/entity.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// The numbers by which a server knows its types; that of geometry is its own.
struct PgTypes {
  unsigned geometry = 0;
};

// Nothing for null. A GeoPackage's geometry becomes what PostGIS reads, any other blob what a bytea does.
std::optional<std::string> pg_text(const SqlValue& value);
SqlValue pg_value(std::string_view text, unsigned type, const PgTypes& types);

// PostGIS's text of a geometry as a GeoPackage's blob; null for what a register cannot hold (Z, curves, empty).
SqlValue blob_of_pg_geometry(std::string_view hex);

// The history of a server keeps every value as text; this is the value it was in a field of that type. Values that are
// no text any more stay as they are.
SqlValue history_value(SqlValue value, const EntitySpec& spec, std::string_view field);

}  // namespace riskmap
