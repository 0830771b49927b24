// Statements on a connection that somebody else owns: SQLite's (GDAL's, or a backup's) or a PostgreSQL server's. Both
// speak the part of SQL that the store is written in; where they differ, is_server() tells. Every failure is an Error.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/value.h"

struct sqlite3;

namespace riskmap {

class PgSession;

struct Blob {
  std::vector<unsigned char> bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

// A column's content exactly as the file holds it.
using SqlValue = std::variant<std::monostate, std::int64_t, double, std::string, Blob>;
inline bool is_null(const SqlValue& value) {
  return std::holds_alternative<std::monostate>(value);
}

// What a statement does on its kind of connection.
class StatementBody {
 public:
  StatementBody() = default;
  StatementBody(const StatementBody&) = delete;
  StatementBody& operator=(const StatementBody&) = delete;
  virtual ~StatementBody() = default;
  virtual void bind(int parameter, const SqlValue& value) = 0;
  virtual Result<bool> step() = 0;
  virtual void reset() = 0;
  [[nodiscard]] virtual SqlValue value(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual std::string text(int column) const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual ValueView look(int column) const = 0;
};

class Statement {
 public:
  explicit Statement(std::unique_ptr<StatementBody> body) : body_(std::move(body)) {}

  // Parameters count from 1, columns from 0.
  Statement& bind(int parameter, const SqlValue& value);
  Result<bool> step() { return body_->step(); }  // true = there is a row
  Result<void> run();                            // steps to the end, then may be bound and run again
  void reset() { body_->reset(); }

  [[nodiscard]] SqlValue value(int column) const { return body_->value(column); }
  [[nodiscard]] std::int64_t integer(int column) const { return body_->integer(column); }
  [[nodiscard]] std::string text(int column) const { return body_->text(column); }
  [[nodiscard]] bool is_null(int column) const { return body_->is_null(column); }
  // Without a copy, until the next step; a blob is nothing here.
  [[nodiscard]] ValueView look(int column) const { return body_->look(column); }

 private:
  std::unique_ptr<StatementBody> body_;
};

// Copies freely: it only looks at the handle.
class Connection {
 public:
  explicit Connection(sqlite3* handle = nullptr) : handle_(handle) {}
  explicit Connection(PgSession& server) : server_(&server) {}

  [[nodiscard]] sqlite3* handle() const { return handle_; }  // null on a server
  [[nodiscard]] PgSession* server() const { return server_; }
  [[nodiscard]] bool is_server() const { return server_ != nullptr; }
  // Parameters are written ?1, ?2 … or ? in their order.
  [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
  // Any number of statements, one after the other.
  [[nodiscard]] Result<void> execute(std::string_view sql) const;
  // The first column of the first row; null when there is no row.
  [[nodiscard]] Result<SqlValue> ask(std::string_view sql) const;
  [[nodiscard]] Result<std::int64_t> ask_integer(std::string_view sql) const;
  [[nodiscard]] std::int64_t changed_rows() const;  // by the last statement itself, triggers not counted

 private:
  sqlite3* handle_ = nullptr;
  PgSession* server_ = nullptr;
};

// BEGIN IMMEDIATE; rolls back unless committed. `busy` others are waited for as long as the connection's busy timeout
// says. A server keeps apart what several people write by itself.
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

// One state of the register for many queries, without keeping writers out for longer than they run.
class ReadTransaction {
 public:
  explicit ReadTransaction(const Connection& connection);
  ~ReadTransaction();
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;
  [[nodiscard]] const Result<void>& begun() const { return begun_; }

 private:
  Connection connection_;
  Result<void> begun_;
};

// Calls take(row) for every row of a query.
template <typename Take>
Result<void> each_row(const Connection& connection, std::string_view sql, const Take& take) {
  auto rows = connection.prepare(sql);
  if (!rows) return std::unexpected{rows.error()};
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return {};
    take(*rows);
  }
}

// The refusal that SQLite's result code and message stand for. A constraint of ours is named "err.code:field".
Error sqlite_error(int result_code, std::string_view message);
Error last_error(const Connection& connection);
// "err.range:severity" -> the code and the field; nothing when it is no name of ours.
std::optional<Error> named_refusal(std::string_view name, std::string_view message);

}  // namespace riskmap
