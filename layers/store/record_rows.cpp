// SQL made from the field tables; every value is bound, never spliced.
#include "layers/store/record_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "layers/core/date.h"
#include "layers/core/text.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
bool tells_touch(const EntitySpec& spec) {
  return spec.entity == Entity::issue || spec.entity == Entity::measure;
}

constexpr int columns_before_fields = 3;  // fid, uuid, version

bool is_number(const Value& value) {
  return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

bool is_whole(const Value& value) {
  const auto* real = std::get_if<double>(&value);
  return !real || (std::floor(*real) == *real && std::abs(*real) < 9e15);
}

Result<SqlValue> geometry_value(const EntitySpec& spec, const Value& value) {
  auto shape = shape_of_wkt(text_of(value));
  if (!shape) return std::unexpected{shape.error()};
  return blob_of(spec.entity == Entity::area ? as_multi(*std::move(shape)) : *std::move(shape));
}

Result<SqlValue> typed_value(const EntitySpec& spec, const FieldSpec& field, const Value& value) {
  switch (field.type) {
    case FieldType::integer:
    case FieldType::flag:
      if (!is_number(value) || !is_whole(value)) return fail(ErrorCode::number_format, "not a whole number");
      return integer_of(value);
    case FieldType::real:
      if (!is_number(value) || !std::isfinite(real_of(value))) return fail(ErrorCode::number_format, "not a number");
      return real_of(value);
    case FieldType::date:
      if (!parse_iso_date(text_of(value))) return fail(ErrorCode::date_format, "not an ISO date");
      return text_of(value);
    case FieldType::geometry:
      return geometry_value(spec, value);
    default:
      return text_of(value);
  }
}
}  // namespace

Result<SqlValue> sql_value(const EntitySpec& spec, std::string_view field_name, const Value& value) {
  const auto* field = find_field(spec, field_name);
  if (!field)
    return fail(ErrorCode::unknown_field, fmt::format("{} has no such field", spec.name), std::string{field_name});
  if (is_none(value)) return SqlValue{};
  auto converted = typed_value(spec, *field, value);
  if (converted) return converted;
  auto error = std::move(converted).error();
  error.where = field_name;
  if (error.value.empty()) error.value = text_of(value);
  return std::unexpected{std::move(error)};
}

Result<RowChange> row_change(const Change& change) {
  RowChange row{change.kind, change.entity, change.uuid, {}, {}, {}};
  if (change.kind != ChangeKind::add) row.version = change.version;
  if (change.kind == ChangeKind::remove) return row;
  for (const auto& [name, value] : change.after) {
    auto converted = sql_value(spec_of(change.entity), name, value);
    if (!converted) return std::unexpected{converted.error()};
    row.values.emplace_back(name, *std::move(converted));
  }
  return row;
}

std::string valid_text(std::string text) {
  if (is_valid_utf8(text)) return text;
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 1;
    while (length <= 4 && !is_valid_utf8(std::string_view{text}.substr(at, length))) ++length;
    const bool is_character = length <= 4 && at + length <= text.size();
    valid += is_character ? text.substr(at, length) : "\uFFFD";
    at += is_character ? length : 1;
  }
  return valid;
}

Value plain_value(const SqlValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return valid_text(*text);
  if (const auto* blob = std::get_if<Blob>(&value))
    if (const auto shape = shape_of_blob(*blob)) return wkt_of(*shape);
  return {};
}

std::string civil_day(const Connection& connection, std::string_view timestamp) {
  constexpr std::string_view in_file =
      "date({}, coalesce((SELECT value || ' minutes' FROM setting WHERE key = 'utc_offset_minutes'), '+300 minutes'))";
  constexpr std::string_view on_server =
      "((({})::timestamptz AT TIME ZONE 'UTC') + make_interval(mins => coalesce("
      "(SELECT value::integer FROM setting WHERE key = 'utc_offset_minutes'), 300)))::date";
  return fmt::format(fmt::runtime(connection.is_server() ? on_server : in_file), timestamp);
}

namespace {
// fid, uuid, version and the entity's fields.
std::string row_columns(const EntitySpec& spec) {
  std::string columns = "fid, uuid, version";
  for (const auto& field : spec.fields) {
    const bool is_shape = spec.entity == Entity::area && field.type == FieldType::geometry;
    columns += is_shape ? ", CASE WHEN geom IS NOT NULL THEN 1 END" : fmt::format(", {}", field.name);
  }
  return columns;
}
}  // namespace

std::string record_query(const Connection& connection, const EntitySpec& spec, std::string_view tail) {
  auto columns = row_columns(spec);
  if (tells_touch(spec)) {
    const auto newest = fmt::format("(SELECT max(at) FROM history WHERE entity_uuid = {}.uuid)", spec.name);
    columns += ", " + civil_day(connection, newest);
  }
  return fmt::format("SELECT {} FROM {} {}", columns, spec.name, tail);
}

std::string table_query(const Connection& connection, const EntitySpec& spec, int layout) {
  if (layout >= first_layout_of_records(spec.entity)) return record_query(connection, spec, "ORDER BY fid");
  const auto name = name_of_rows(spec.entity);
  if (name.empty()) return "SELECT NULL WHERE 1 = 0";  // a table into which no program wrote then
  std::string columns;
  for (const auto& field : spec.fields) columns += fmt::format(", {}", field.name);
  return fmt::format("SELECT fid, {}, 1{} FROM {} ORDER BY fid", name, columns, spec.name);
}

std::string row_query(const EntitySpec& spec) {
  return fmt::format("SELECT {} FROM {} ORDER BY fid", row_columns(spec), spec.name);
}

StoredRecord record_of(const Statement& row, const EntitySpec& spec) {
  StoredRecord record{spec.entity, row.integer(0), valid_text(row.text(1)), row.integer(2), {}};
  int column = columns_before_fields;
  for (const auto& field : spec.fields) {
    if (!row.is_null(column))
      record.fields.emplace(field.name, plain_value(row.value(column)));
    else if (spec.entity == Entity::area && field.type == FieldType::geometry)
      record.fields.emplace(field.name, Value{});
    ++column;
  }
  if (tells_touch(spec) && !row.is_null(column)) record.fields.emplace("touched_on", row.text(column));
  return record;
}

RowReader::RowReader(const EntitySpec& spec) : spec_(spec), values_(spec.fields.size()), own_(spec.fields.size()) {}

StoredRow RowReader::read(const Statement& row) {
  uuid_ = valid_text(row.text(1));
  for (std::size_t field = 0; field < values_.size(); ++field) values_[field] = seen(row, field);
  return {spec_.entity, row.integer(0), uuid_, row.integer(2), values_, {}};
}

ValueView RowReader::seen(const Statement& row, std::size_t field) {
  const int column = columns_before_fields + static_cast<int>(field);
  const auto view = row.look(column);
  const auto* text = std::get_if<std::string_view>(&view);
  const bool is_shape = spec_.fields[field].type == FieldType::geometry;
  if (!is_shape && (!text || is_valid_utf8(*text))) return view;
  own_[field] = plain_value(row.value(column));
  return view_of(own_[field]);
}

Result<std::optional<StoredRecord>> find_record(const Connection& connection, Entity entity, std::string_view uuid) {
  auto statement = connection.prepare(record_query(connection, spec_of(entity), "WHERE uuid = ?"));
  if (!statement) return std::unexpected{statement.error()};
  const auto row = statement->bind(1, std::string{uuid}).step();
  if (!row) return std::unexpected{row.error()};
  if (!*row) return std::nullopt;
  return record_of(*statement, spec_of(entity));
}

Box written_extent(const RowChange& change) {
  for (const auto& [name, value] : change.values)
    if (const auto* blob = std::get_if<Blob>(&value))
      if (const auto shape = shape_of_blob(*blob)) return shape->extent();
  return {};
}

}  // namespace riskmap
