// The register's tables, enumerations and triggers (version 3): written once into a new GeoPackage, recognised in an
// old one.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/entity.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

inline constexpr int schema_version = 3;

// A GeoPackage with every table, index and trigger, the standard enumerations and nothing else; categories, places and
// records are put in by a RegisterBuilder (gpkg_builder.h). Refuses to overwrite.
Result<void> create_empty_register(const std::filesystem::path& file);

// A record that people call by a number: its day tells the year, its mark the series ("RM-2026-0001",
// "RM-A-2026-0001").
struct Numbering {
  Entity entity;
  std::string_view day, mark;
};
std::span<const Numbering> record_numberings();

// Gives every entry of code_value that has no identity one that follows from its list and code: the same in all
// registers and all copies of one, whichever program brought them to this layout.
Result<void> name_entries(const Connection& connection);
// The same for what a register reckons with: stations of the life cycle, cells of the risk matrix, days of the
// calendar, legal terms.
Result<void> name_reckoning(const Connection& connection);
// What their identities follow from, in SQL; "" = rows of this kind have none of this sort.
std::string_view name_of_rows(Entity entity);

// Enumerations that live in code_value; the others are tables of their own and keep to foreign keys.
bool is_enumerated(const FieldSpec& field);
// Where records name them.
struct FieldWithEntries {
  std::string_view table;
  const FieldSpec* field;
};
std::vector<FieldWithEntries> fields_with_entries();

// Conditions in the SQL of files and servers alike: the entry in this row ("OLD", "NEW") is one that the program
// reckons with; NEW.owner of NEW.owner_entity is not there.
std::string reckoned_with(std::string_view row);
std::string owner_is_gone();

// A row of these tables is known by its key: that stays whoever writes, and no second row takes its place.
struct KeyedRows {
  Entity entity;
  std::span<const std::string_view> key, fixed;  // fixed: fields that nobody changes, the key among them
  bool may_go;
};
std::span<const KeyedRows> keyed_rows();
// In SQL: the key of NEW and the table's are the same; a fixed field of OLD and NEW differs.
std::string has_this_key(const KeyedRows& rows);
std::string differs_where_fixed(const KeyedRows& rows, std::string_view is_not);

// One trigger or view as sqlite_master spells it.
struct SchemaObject {
  std::string type, name, sql;
};

// Every trigger this version puts on its tables, those of the spatial index apart.
std::vector<SchemaObject> register_triggers();

// Labels in the place of codes, for other programs: read-only, in core SQL.
std::vector<SchemaObject> register_views();
// They and their registration as layers.
std::string views_script();

// The triggers, views and virtual tables that are neither ours nor GDAL's own, "trigger a, view b"; "" = none. Such a
// file is opened read-only: its SQL would run inside our edits.
std::string unknown_objects(const std::vector<SchemaObject>& objects);

// Our triggers that are not among them, "a, b"; "" = none. Without one nobody would write the history or bump versions,
// so such a file is opened read-only too.
std::string missing_triggers(const std::vector<SchemaObject>& objects);

// Every table of this version, the spatial indexes too.
std::vector<std::string> register_tables();

// The statements that make them, the spatial indexes apart, with every CHECK but without NOT NULL.
std::string table_rules();

// Layouts before this one lack the table: version 1 had no attachment_data.
int first_layout_of(std::string_view table);
// Before this one the rows of the table were no records: nothing had an identity, a version, a history.
int first_layout_of_records(Entity entity);

// The first table of its layout that an open file lacks; "" = none. Nothing can be read or edited without it.
Result<std::string> missing_table(const Connection& connection, int layout);

// Every trigger, view and virtual table of an open file.
Result<std::vector<SchemaObject>> schema_objects(const Connection& connection);

}  // namespace riskmap
