// Writes the tables and registers them as GeoPackage contents.
#include "layers/store/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "layers/core/date.h"
#include "layers/core/uuid.h"
#include "layers/model/entity.h"
#include "layers/model/work_calendar.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/layer_styles.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
// Lists that QGIS users may look at beside the records.
constexpr std::array<std::string_view, 2> service_tables = {"status_transition", "history"};

const FieldSpec* geometry_field(const EntitySpec& spec) {
  for (const auto& field : spec.fields)
    if (field.type == FieldType::geometry) return &field;
  return nullptr;
}

std::string_view geometry_type(Entity entity) {
  if (entity == Entity::area) return "MULTIPOLYGON";
  return entity == Entity::settlement ? "POINT" : "GEOMETRY";
}

std::string contents_script() {
  std::string script;
  const auto add_attributes = [&script](std::string_view table) {
    script += fmt::format(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('{0}', 'attributes', '{0}');\n", table);
  };
  for (const auto& spec : all_entities()) {
    const auto* geometry = geometry_field(spec);
    if (!geometry) {
      add_attributes(spec.name);
      continue;
    }
    script += fmt::format(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('{0}', 'features', '{0}', "
        "4326);\n"
        "INSERT INTO gpkg_geometry_columns VALUES ('{0}', '{1}', '{2}', 4326, 0, 0);\n",
        spec.name, geometry->name, geometry_type(spec.entity));
  }
  for (const auto table : service_tables) add_attributes(table);
  return script;
}

// GDAL makes tile tables in every GeoPackage; a register has no tiles.
constexpr std::string_view without_tiles = "DROP TABLE gpkg_tile_matrix; DROP TABLE gpkg_tile_matrix_set;\n";

constexpr std::array schema_parts = {sql::schema_service, sql::schema_places,  sql::schema_people,
                                     sql::schema_issues,  sql::schema_appeals, sql::schema_codes};

// From the first year of the interview that the program comes from until well after this one; the office adds and
// mends.
constexpr int first_calendar_year = 2020, last_calendar_year = 2035;

std::string calendar_script() {
  std::string script;
  for (const auto& [day, note] : public_holidays(first_calendar_year, last_calendar_year))
    script +=
        fmt::format("INSERT INTO calendar_day (day, is_workday, note) VALUES ('{}', 0, '{}');\n", iso_date(day), note);
  return script;
}

std::string schema_script() {
  std::string script{without_tiles};
  for (const auto part : schema_parts) script += part;
  script += calendar_script();
  for (const auto& trigger : register_triggers()) script += trigger.sql + ";\n";
  script += contents_script() + views_script() + layer_styles_script();
  const auto now = utc_timestamp_now();
  script += fmt::format(
      "INSERT INTO rm_meta VALUES ('schema_version', '{}'), ('schema_minor', '0'), ('uuid', '{}'), ('created', '{}'),"
      " ('code_system', ''), ('office', 'RM');\n",
      schema_version, new_uuid(), now);
  return script;
}

Result<void> write_tables(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::create(file);
  if (!dataset) return std::unexpected{dataset.error()};
  auto transaction = Transaction::begin(dataset->connection());
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto written = dataset->connection().execute(schema_script()); !written) return written;
  if (auto named = name_entries(dataset->connection()); !named) return named;
  if (auto named = name_reckoning(dataset->connection()); !named) return named;
  return transaction->commit();
}

// GDAL writes the triggers of its own generation; it only sees layers that were there when it opened the file.
Result<void> write_spatial_indexes(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  for (const auto& spec : all_entities()) {
    const auto* geometry = geometry_field(spec);
    if (!geometry) continue;
    const auto made = dataset->connection().ask_integer(
        fmt::format("SELECT CreateSpatialIndex('{}', '{}')", spec.name, geometry->name));
    if (!made) return std::unexpected{made.error()};
    if (*made != 1) return fail(ErrorCode::internal, "GDAL made no spatial index", std::string{spec.name});
  }
  return {};
}
}  // namespace

std::vector<std::string> register_tables() {
  constexpr std::string_view create = "\nCREATE TABLE ";
  std::vector<std::string> tables;
  for (const std::string_view part : schema_parts)
    for (auto at = part.find(create); at != part.npos; at = part.find(create, at + 1)) {
      const auto name = part.substr(at + create.size());
      tables.emplace_back(name.substr(0, name.find(' ')));
    }
  for (const auto& spec : all_entities())
    if (geometry_field(spec)) tables.push_back(fmt::format("rtree_{}_geom", spec.name));
  return tables;
}

namespace {
// What a row is called in every register, in SQL: its identity follows from it.
struct NamedRows {
  Entity entity;
  std::string_view name;
};
constexpr NamedRows entries = {Entity::code_value, "'code_value/' || domain || '/' || code"};
constexpr std::array reckoning = {
    NamedRows{Entity::status_def, "'status_def/' || code"},
    NamedRows{Entity::risk_matrix, "'risk_matrix/' || severity || '/' || likelihood"},
    NamedRows{Entity::calendar_day, "'calendar_day/' || day"},
    NamedRows{Entity::sla_rule,
              "'sla_rule/' || applies_to || '/' || coalesce(category, '') || '/' || coalesce(appeal_kind, '') || '/'"
              " || valid_from"}};

Result<void> name_rows(const Connection& connection, const NamedRows& rows) {
  const auto table = spec_of(rows.entity).name;
  std::vector<std::pair<std::int64_t, std::string>> unnamed;
  std::map<std::string, int> uses;
  const auto read =
      each_row(connection, fmt::format("SELECT fid, {} FROM {} WHERE uuid IS NULL ORDER BY fid", rows.name, table),
               [&](const Statement& row) {
                 const auto name = row.text(1);
                 const int number = ++uses[name];  // of legal terms there may be two alike
                 unnamed.emplace_back(row.integer(0), number == 1 ? name : fmt::format("{}/{}", name, number));
               });
  if (!read || unnamed.empty()) return read;
  auto update = connection.prepare(
      fmt::format("UPDATE {} SET uuid = ?1, version = 1, created_at = ?2, updated_at = ?2, created_by = 'riskmap',"
                  " updated_by = 'riskmap' WHERE fid = ?3",
                  table));
  if (!update) return std::unexpected{update.error()};
  const auto now = utc_timestamp_now();
  for (const auto& [fid, name] : unnamed)
    if (auto named = update->bind(1, uuid_of_name(name)).bind(2, now).bind(3, fid).run(); !named) return named;
  return {};
}
}  // namespace

Result<void> name_entries(const Connection& connection) {
  return name_rows(connection, entries);
}

Result<void> name_reckoning(const Connection& connection) {
  for (const auto& rows : reckoning)
    if (auto named = name_rows(connection, rows); !named) return named;
  return {};
}

std::string_view name_of_rows(Entity entity) {
  if (entity == entries.entity) return entries.name;
  const auto found = std::ranges::find(reckoning, entity, &NamedRows::entity);
  return found == reckoning.end() ? std::string_view{} : found->name;
}

std::string table_rules() {
  std::string rules;
  for (const std::string_view part : schema_parts)
    if (part != sql::schema_codes) rules += part;
  constexpr std::string_view not_null = " NOT NULL";
  for (auto at = rules.find(not_null); at != rules.npos; at = rules.find(not_null, at + 1))
    if (!std::string_view{rules}.substr(0, at).ends_with(" IS")) rules.erase(at, not_null.size()), --at;
  return rules;
}

Result<void> create_empty_register(const std::filesystem::path& file) {
  auto written = write_tables(file);
  if (written) written = write_spatial_indexes(file);
  if (!written && written.error().where.empty()) written.error().where = file.string();
  return written;
}

}  // namespace riskmap
