// A connection of our own to an SQLite file of a person, which is only read.
#pragma once
#include <filesystem>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace riskmap {

struct CloseReading {
  void operator()(sqlite3* connection) const;
  void operator()(sqlite3_stmt* statement) const;
};
using ReadingConnection = std::unique_ptr<sqlite3, CloseReading>;
using ReadingStatement = std::unique_ptr<sqlite3_stmt, CloseReading>;

struct OpenedForReading {
  ReadingConnection connection;  // also where opening failed: it knows why
  int status = 0;                // SQLITE_OK …
};
// Without limits yet (`sqlite_guard.h`), and without a mutex: for one thread at a time. An immutable file is one that
// nobody writes; SQLite makes no files beside it then.
OpenedForReading open_for_reading(const std::filesystem::path& file, bool is_immutable);

// Null when it is no good statement.
ReadingStatement reading_statement(sqlite3* connection, const char* sql);

}  // namespace riskmap
