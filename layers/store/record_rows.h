// Rows of the register's tables as records, and changes in the file's own values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/core/result.h"
#include "layers/core/units.h"
#include "layers/model/edit.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// A change in the file's own values: geometry as blobs, so that undo gives back the very bytes.
struct RowChange {
  ChangeKind kind = ChangeKind::set;
  Entity entity = Entity::issue;
  std::string uuid;
  std::optional<std::int64_t> version;  // set, remove: the row must still have it
  std::optional<std::int64_t> fid;      // add: the row it had before it was removed
  std::vector<std::pair<std::string, SqlValue>> values;
};

// err.unknown_field, err.number_format, err.invalid_geometry … with the field in Error::where.
Result<SqlValue> sql_value(const EntitySpec& spec, std::string_view field_name, const Value& value);
Result<RowChange> row_change(const Change& change);
Value plain_value(const SqlValue& value);  // blobs become WKT
// What is no UTF-8 becomes U+FFFD, byte by byte: nothing else leaves the file, whoever wrote into it.
std::string valid_text(std::string text);

// "SELECT fid, uuid, version, field …" for record_of(); `tail` is WHERE and the like. The shape of an area is not read:
// its field `geom` is 1 when there is one.
std::string record_query(const Connection& connection, const EntitySpec& spec, std::string_view tail);
// All rows of a table; of an older layout too, where they had no identity: to look at them their name is one.
std::string table_query(const Connection& connection, const EntitySpec& spec, int layout);
StoredRecord record_of(const Statement& row, const EntitySpec& spec);
// A timestamp of the history as the office's day, in SQL.
std::string civil_day(const Connection& connection, std::string_view timestamp);

// All rows for RowReader. When a record was touched last is not among them: touched_days.h tells it of all at once.
std::string row_query(const EntitySpec& spec);
// The same rows one after the other, looked at instead of copied.
class RowReader {
 public:
  explicit RowReader(const EntitySpec& spec);
  StoredRow read(const Statement& row);  // valid until the statement steps or the next row is read

 private:
  ValueView seen(const Statement& row, std::size_t field);

  const EntitySpec& spec_;
  std::string uuid_;
  std::vector<ValueView> values_;
  std::vector<Value> own_;  // of fields that cannot be looked at: shapes, and what is no UTF-8
};
Result<std::optional<StoredRecord>> find_record(const Connection& connection, Entity entity, std::string_view uuid);

// The box of the geometry this change writes; empty when it writes none.
Box written_extent(const RowChange& change);

}  // namespace riskmap
