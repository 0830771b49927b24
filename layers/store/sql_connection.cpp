// One face for both kinds of connection.
#include "layers/store/sql_connection.h"

#include <sqlite3.h>

#include <utility>

#include "layers/store/pg_session.h"
#include "layers/store/sqlite_connection.h"

namespace riskmap {

Statement& Statement::bind(int parameter, const SqlValue& value) {
  body_->bind(parameter, value);
  return *this;
}

Result<void> Statement::run() {
  for (;;) {
    const auto row = step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
  }
  reset();
  return {};
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  return server_ ? server_->prepare(sql) : prepare_sqlite(handle_, sql);
}

Result<void> Connection::execute(std::string_view sql) const {
  return server_ ? server_->execute(sql) : execute_sqlite(handle_, sql);
}

Result<SqlValue> Connection::ask(std::string_view sql) const {
  auto statement = prepare(sql);
  if (!statement) return std::unexpected{statement.error()};
  const auto row = statement->step();
  if (!row) return std::unexpected{row.error()};
  return *row ? statement->value(0) : SqlValue{};
}

Result<std::int64_t> Connection::ask_integer(std::string_view sql) const {
  const auto value = ask(sql);
  if (!value) return std::unexpected{value.error()};
  const auto* integer = std::get_if<std::int64_t>(&*value);
  return integer ? *integer : 0;
}

std::int64_t Connection::changed_rows() const {
  return server_ ? server_->changed_rows() : sqlite3_changes64(handle_);
}

Result<Transaction> Transaction::begin(Connection connection) {
  if (const auto begun = connection.execute(connection.is_server() ? "BEGIN" : "BEGIN IMMEDIATE"); !begun)
    return std::unexpected{begun.error()};
  return Transaction{connection};
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(other.connection_), is_open_(std::exchange(other.is_open_, false)) {}

Transaction::~Transaction() {
  if (!is_open_) return;
  // SQLite itself rolls back after some failures (a full disk), a server when the line is cut.
  const bool is_running = connection_.is_server() ? connection_.server()->is_in_transaction()
                                                  : sqlite3_get_autocommit(connection_.handle()) == 0;
  if (is_running) static_cast<void>(connection_.execute("ROLLBACK"));
}

Result<void> Transaction::commit() {
  const auto committed = connection_.execute("COMMIT");
  if (committed) is_open_ = false;
  return committed;
}

ReadTransaction::ReadTransaction(const Connection& connection)
    : connection_(connection),
      begun_(
          connection.execute(connection.is_server() ? "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" : "BEGIN")) {}

ReadTransaction::~ReadTransaction() {
  if (begun_) static_cast<void>(connection_.execute("COMMIT"));
}

}  // namespace riskmap
