// An automatic extension is the one place that sees GDAL's connection before its first statement.
#include "layers/geo/sqlite_guard.h"

#include <sqlite3.h>

namespace riskmap {

namespace {

constexpr int longest_value = 200 << 20;     // bytes of one text or blob
constexpr int steps_between_looks = 10'000;  // of SQLite's virtual machine: about a millisecond

SqliteDeadline*& guarded_deadline() {
  static thread_local SqliteDeadline* deadline = nullptr;
  return deadline;
}

int is_out_of_time(void* deadline) {
  return static_cast<SqliteDeadline*>(deadline)->is_past() ? 1 : 0;
}

int limit_new_connection(sqlite3* connection, char**, const struct sqlite3_api_routines*) {
  if (SqliteDeadline* deadline = guarded_deadline()) limit_connection(connection, *deadline);
  return SQLITE_OK;
}

using ExtensionEntry = void (*)();
ExtensionEntry entry() {
  return reinterpret_cast<ExtensionEntry>(limit_new_connection);
}

}  // namespace

void limit_connection(sqlite3* connection, SqliteDeadline& deadline) {
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, longest_value);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
  sqlite3_progress_handler(connection, steps_between_looks, is_out_of_time, &deadline);
}

// SpatiaLite and GDAL reset SQLite's list of extensions when they close, hence anew before every open.
SqliteGuard::SqliteGuard(SqliteDeadline& deadline) {
  guarded_deadline() = &deadline;
  sqlite3_auto_extension(entry());
}

SqliteGuard::~SqliteGuard() {
  guarded_deadline() = nullptr;
  sqlite3_cancel_auto_extension(entry());
}

}  // namespace riskmap
