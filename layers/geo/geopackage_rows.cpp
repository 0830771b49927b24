#include "layers/geo/geopackage_rows.h"

#include <fmt/format.h>
#include <ogr_geometry.h>
#include <ogrsf_frmts.h>
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "layers/core/job.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/plain_wkb.h"
#include "layers/geo/sqlite_guard.h"
#include "layers/geo/sqlite_reading.h"

namespace riskmap {

namespace {

std::string identifier(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + '"';
}

// What the layer is in the file.
struct Table {
  std::string name, key, geometry;
};

struct KeyRange {
  sqlite3_int64 first = 0, last = 0;
};

// Members in this order: a connection asks the deadline until it is closed.
struct Reader {
  SqliteDeadline deadline;
  ReadingConnection connection;
};

std::unique_ptr<Reader> open_reader(const GeoPackageRows& rows) {
  auto reader = std::make_unique<Reader>();
  auto [connection, status] = open_for_reading(rows.file, rows.is_immutable);
  reader->connection = std::move(connection);
  if (status != SQLITE_OK) return nullptr;
  limit_connection(reader->connection.get(), reader->deadline);
  // From the first look on nobody can commit: the file stays what it is until all readers have taken theirs.
  const char* begin = "BEGIN; SELECT count(*) FROM sqlite_master";
  if (sqlite3_exec(reader->connection.get(), begin, nullptr, nullptr, nullptr) != SQLITE_OK) return nullptr;
  return reader;
}

// The first row's first value as a text; "" when there is none.
std::string answer(sqlite3* connection, const std::string& sql) {
  const auto statement = reading_statement(connection, sql.c_str());
  if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW) return {};
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0));
  return text != nullptr ? text : "";
}

std::string text_or_empty(const char* text) {
  return text != nullptr ? text : "";
}

// A table whose key is SQLite's own row number: what is scanned comes in its order, and a range of it is one stretch of
// the file. Views, tables without row numbers and keys that only look like one answer otherwise.
bool has_row_numbers(sqlite3* connection, const Table& table) {
  const auto statement =
      reading_statement(connection, fmt::format("SELECT rowid FROM {}", identifier(table.name)).c_str());
  return statement && text_or_empty(sqlite3_column_origin_name(statement.get(), 0)) == table.key &&
         text_or_empty(sqlite3_column_table_name(statement.get(), 0)) == table.name;
}

// An index over the geometry could be what GDAL's statement walks along, in another order.
bool has_index_of_geometry(sqlite3* connection, const Table& table) {
  const auto statement = reading_statement(
      connection, "SELECT 1 FROM pragma_index_list(?1) AS i, pragma_index_info(i.name) AS c WHERE c.name = ?2");
  if (!statement) return true;
  sqlite3_bind_text(statement.get(), 1, table.name.c_str(), -1, SQLITE_STATIC);
  sqlite3_bind_text(statement.get(), 2, table.geometry.c_str(), -1, SQLITE_STATIC);
  return sqlite3_step(statement.get()) != SQLITE_DONE;
}

// GDAL from 3.9 on may round the coordinates of a layer by what its metadata say.
bool tells_precision(sqlite3* connection) {
  return answer(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'gpkg_metadata'") != "0" &&
         answer(connection, "SELECT count(*) FROM gpkg_metadata WHERE metadata LIKE '%CoordinatePrecision%'") != "0";
}

// In write-ahead mode each connection could see another commit.
bool may_change(sqlite3* connection, const GeoPackageRows& rows) {
  return !rows.is_immutable && answer(connection, "PRAGMA journal_mode") == "wal";
}

// As equal as the keys are evenly used; one when there are fewer keys than ranges.
std::vector<KeyRange> ranges_of(KeyRange all, unsigned count) {
  const auto first = static_cast<std::uint64_t>(all.first), width = static_cast<std::uint64_t>(all.last) - first;
  const std::uint64_t step = width / count;
  if (step == 0) return {all};
  std::vector<KeyRange> ranges;
  for (unsigned i = 0; i < count; ++i)
    ranges.push_back(
        {static_cast<sqlite3_int64>(first + i * step), static_cast<sqlite3_int64>(first + (i + 1) * step - 1)});
  ranges.back().last = all.last;
  return ranges;
}

// Each asked for alone: only so SQLite looks them up, and does not scan the table.
std::optional<KeyRange> keys_of(sqlite3* connection, const Table& table) {
  const std::string key = identifier(table.key), name = identifier(table.name);
  const auto statement = reading_statement(
      connection, fmt::format("SELECT (SELECT min({0}) FROM {1}), (SELECT max({0}) FROM {1})", key, name).c_str());
  if (!statement || sqlite3_step(statement.get()) != SQLITE_ROW ||
      sqlite3_column_type(statement.get(), 0) != SQLITE_INTEGER)
    return std::nullopt;
  return KeyRange{sqlite3_column_int64(statement.get(), 0), sqlite3_column_int64(statement.get(), 1)};
}

// A name in double quotes that is no column's would be a text; with the table before it, it is an error.
std::string statement_of(const Table& table, const std::vector<std::string>& fields) {
  const std::string key = "m." + identifier(table.key);
  std::string sql = "SELECT " + key + ", m." + identifier(table.geometry);
  for (const std::string& field : fields) sql += ", m." + identifier(field);
  return sql + fmt::format(" FROM {0} AS m WHERE {1} BETWEEN ?1 AND ?2 ORDER BY {1}", identifier(table.name), key);
}

constexpr int key_at = 0, geometry_at = 1, fields_from = 2;

// Of all parts together.
struct Progress {
  std::atomic<std::size_t> rows = 0;
  std::atomic<bool> is_given_up = false, was_stopped = false;
  [[nodiscard]] bool goes_on() const { return !is_given_up && !was_stopped; }
};

using Told = std::function<void(const FeatureTable&)>;

// One range of rows: who reads it, and what into.
class Part {
 public:
  Part(std::unique_ptr<Reader> reader, ReadingStatement statement, LayerTarget& target)
      : reader_{std::move(reader)}, statement_{std::move(statement)}, target_{target} {}

  // On any one thread. `told` may be null.
  void read(Progress& progress, const std::stop_token& stop, const Told& told) {
    const GdalMessages messages;
    if (!read_rows(progress, stop, told) || !messages.texts().empty()) progress.is_given_up = true;
  }

 private:
  // False when the rows are better left to GDAL.
  bool read_rows(Progress& progress, const std::stop_token& stop, const Told& told) {
    sqlite3_stmt* row = statement_.get();
    std::size_t counted = 0;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(row)) == SQLITE_ROW) {
      ++rows_;
      if (!take_geometry(row) || !target_.columns.add_row(row, fields_from)) return false;
      const sqlite3_int64 key = sqlite3_column_int64(row, key_at);
      auto& keys = target_.table.fid;
      if (!keys.empty() && key <= keys.back()) return false;  // a damaged file, out of its order
      keys.push_back(key);
      if (!pauses_.is_due(target_.table, rows_)) continue;
      reader_->deadline.extend();
      progress.rows += rows_ - std::exchange(counted, rows_);
      if (stop.stop_requested()) progress.was_stopped = true;
      if (!progress.goes_on()) return true;
      if (told) told(target_.table);
    }
    progress.rows += rows_ - counted;
    return status == SQLITE_DONE;
  }

  bool take_geometry(sqlite3_stmt* row) {
    const auto number = static_cast<std::int64_t>(rows_);
    const int type = sqlite3_column_type(row, geometry_at);
    if (type == SQLITE_NULL) {
      target_.geometries.add(nullptr, number);
      return true;
    }
    if (type != SQLITE_BLOB) return false;
    const auto* blob = static_cast<const unsigned char*>(sqlite3_column_blob(row, geometry_at));
    const auto wkb = wkb_of_blob({blob, static_cast<std::size_t>(sqlite3_column_bytes(row, geometry_at))});
    if (!wkb) return false;
    if (add_plain_wkb(*wkb, target_.table, target_.geometries, number)) return true;
    OGRGeometry* made = nullptr;
    const OGRErr outcome = OGRGeometryFactory::createFromWkb(wkb->data(), nullptr, &made, wkb->size());
    const std::unique_ptr<OGRGeometry> geometry{made};
    if (outcome != OGRERR_NONE || geometry == nullptr) return false;
    target_.geometries.add(geometry.get(), number);
    return true;
  }

  std::unique_ptr<Reader> reader_;
  ReadingStatement statement_;  // closed before its connection
  LayerTarget& target_;
  ReadingPauses pauses_;
  std::size_t rows_ = 0;
};

// The layer's table as it is known here; nothing when it is none that ranges can be read of.
std::optional<Table> table_of(OGRLayer& layer, sqlite3* connection) {
  Table table{layer.GetName(), text_or_empty(layer.GetFIDColumn()), text_or_empty(layer.GetGeometryColumn())};
  if (table.key.empty() || table.geometry.empty() || !has_row_numbers(connection, table) ||
      has_index_of_geometry(connection, table) || tells_precision(connection) ||
      answer(connection, "PRAGMA encoding") != "UTF-8")
    return std::nullopt;
  return table;
}

std::unique_ptr<Part> part_of(std::unique_ptr<Reader> reader, const std::string& sql, KeyRange range,
                              LayerTarget& target) {
  if (reader == nullptr) return nullptr;
  auto statement = reading_statement(reader->connection.get(), sql.c_str());
  if (statement == nullptr) return nullptr;
  sqlite3_bind_int64(statement.get(), 1, range.first);
  sqlite3_bind_int64(statement.get(), 2, range.last);
  return std::make_unique<Part>(std::move(reader), std::move(statement), target);
}

// All of them see the same commit. None when the layer is better left to GDAL.
std::vector<std::unique_ptr<Part>> open_parts(OGRLayer& layer, const GeoPackageRows& rows, LayerTarget& target,
                                              std::vector<std::unique_ptr<LayerTarget>>& behind) {
  auto reader = open_reader(rows);
  if (reader == nullptr) return {};
  sqlite3* connection = reader->connection.get();
  const auto table = table_of(layer, connection);
  const auto keys = table ? keys_of(connection, *table) : std::nullopt;
  if (!keys) return {};
  const auto ranges = ranges_of(*keys, may_change(connection, rows) ? 1 : rows.ranges);
  const std::string sql = statement_of(*table, target.columns.names());
  std::vector<std::unique_ptr<Part>> parts;
  for (const KeyRange range : ranges) {
    const bool is_first = parts.empty();
    if (!is_first) behind.push_back(target.for_share(ranges.size()));
    parts.push_back(
        part_of(is_first ? std::move(reader) : open_reader(rows), sql, range, is_first ? target : *behind.back()));
    if (parts.back() == nullptr) return {};
  }
  return parts;
}

}  // namespace

unsigned ranges_that_pay(std::int64_t rows, std::uintmax_t file_bytes) {
  constexpr std::int64_t many_rows = 50'000;
  constexpr std::uintmax_t many_bytes = 16 << 20;
  constexpr unsigned most_ranges = 8;
  if (rows < many_rows && (rows < 2 || file_bytes < many_bytes)) return 0;
  return std::min(JobPool::default_workers() + 1, most_ranges);
}

std::optional<RowsRead> read_geopackage_rows(OGRLayer& layer, const GeoPackageRows& rows, LayerTarget& target,
                                             const RowWatch& watch) {
  std::vector<std::unique_ptr<LayerTarget>> behind;  // of the ranges after the first
  auto parts = open_parts(layer, rows, target, behind);
  if (parts.empty()) return std::nullopt;
  Progress progress;
  const Told told = [&](const FeatureTable& so_far) {
    if (watch.report) watch.report(static_cast<double>(progress.rows) / static_cast<double>(rows.count), so_far);
  };
  {
    // Threads of their own, and no pool's: the first range is the caller's, who alone may tell how far it is.
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < parts.size(); ++i)
      threads.emplace_back([&, i] { parts[i]->read(progress, watch.stop, nullptr); });
    parts.front()->read(progress, watch.stop, told);
  }
  if (progress.was_stopped) return RowsRead{progress.rows, true};
  if (progress.is_given_up || progress.rows != rows.count) return std::nullopt;
  parts.clear();
  for (const auto& next : behind)
    if (!target.append(*next)) return std::nullopt;
  return RowsRead{progress.rows};
}

}  // namespace riskmap
