// Limits for SQLite files of unknown origin: no endless statement, no giant value, nothing that a schema could call.
#pragma once
#include <chrono>

struct sqlite3;

namespace riskmap {

// When the statements of one connection have to have come forward. Lives as long as the connection.
class SqliteDeadline {
 public:
  void extend() { until_ = std::chrono::steady_clock::now() + patience; }
  [[nodiscard]] bool is_past() const { return std::chrono::steady_clock::now() > until_; }

 private:
  static constexpr std::chrono::seconds patience{5};  // between two rows
  std::chrono::steady_clock::time_point until_ = std::chrono::steady_clock::now() + patience;
};

// Every connection that this thread opens while the guard lives gets the limits, GDAL's included.
class SqliteGuard {
 public:
  explicit SqliteGuard(SqliteDeadline& deadline);
  ~SqliteGuard();
  SqliteGuard(const SqliteGuard&) = delete;
  SqliteGuard& operator=(const SqliteGuard&) = delete;
};

void limit_connection(sqlite3* connection, SqliteDeadline& deadline);

}  // namespace riskmap
