// Statements on an SQLite connection that somebody else owns (GDAL's, or a backup's); every failure becomes an Error.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "layers/core/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace riskmap {

struct Blob {
  std::vector<unsigned char> bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

// A column's content exactly as the file holds it.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
inline bool is_null(const SqlValue& value) {
  return std::holds_alternative<std::monostate>(value);
}

class Statement {
 public:
  // Parameters count from 1, columns from 0.
  Statement& bind(int parameter, const SqlValue& value);
  Result<bool> step();  // true = there is a row
  Result<void> run();   // steps to the end, then may be bound and run again
  void reset();

  [[nodiscard]] SqlValue value(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Copies freely: it only looks at the handle.
class Connection {
 public:
  explicit Connection(sqlite3* handle = nullptr) : handle_(handle) {}

  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  // Any number of statements, one after the other.
  [[nodiscard]] Result<void> execute(std::string_view sql) const;
  // The first column of the first row; null when there is no row.
  [[nodiscard]] Result<SqlValue> ask(std::string_view sql) const;
  [[nodiscard]] Result<std::int64_t> ask_integer(std::string_view sql) const;
  [[nodiscard]] std::int64_t changed_rows() const;  // by the last statement itself, triggers not counted
  [[nodiscard]] std::int64_t last_row() const;

 private:
  sqlite3* handle_;
};

// BEGIN IMMEDIATE; rolls back unless committed. `busy` others are waited for as long as the connection's busy timeout
// says.
class Transaction {
 public:
  static Result<Transaction> begin(Connection connection);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Connection connection) : connection_(connection) {}
  Connection connection_;
  bool is_open_ = true;
};

// The refusal that SQLite's result code and message stand for. A constraint of ours is named "err.code:field".
Error sqlite_error(int result_code, std::string_view message);
Error last_error(const Connection& connection);

}  // namespace riskmap
