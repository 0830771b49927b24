// The register's tables, enumerations and triggers (version 0): written once into a new GeoPackage, recognised in an
// old one.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "layers/core/result.h"

namespace riskmap {

inline constexpr int schema_version = 0;

// A GeoPackage with every table, index and trigger, the standard enumerations and nothing else; categories, places and
// records are put in by a RegisterBuilder (gpkg_builder.h). Refuses to overwrite.
Result<void> create_empty_register(const std::filesystem::path& file);

// One trigger or view as sqlite_master spells it.
struct SchemaObject {
  std::string type, name, sql;
};

// Every trigger this version puts on its tables, those of the spatial index apart.
std::vector<SchemaObject> register_triggers();

// The first trigger, view or virtual table that is neither ours nor GDAL's own, as "trigger NAME on a table"; "" =
// none. Such a file is opened read-only: its SQL would run inside our edits.
std::string unknown_object(const std::vector<SchemaObject>& objects);

}  // namespace riskmap
