// A thin layer over SQLite's C interface.
#include "layers/store/sqlite_connection.h"

#include <sqlite3.h>

#include <utility>

namespace riskmap {

namespace {
struct Bind {
  sqlite3_stmt* statement;
  int parameter;
  int operator()(std::monostate) const { return sqlite3_bind_null(statement, parameter); }
  int operator()(std::int64_t integer) const { return sqlite3_bind_int64(statement, parameter, integer); }
  int operator()(double real) const { return sqlite3_bind_double(statement, parameter, real); }
  int operator()(const std::string& text) const {
    return sqlite3_bind_text64(statement, parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  }
  int operator()(const Blob& blob) const {
    return sqlite3_bind_blob64(statement, parameter, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT);
  }
};

Error error_of(sqlite3* handle) {
  return sqlite_error(sqlite3_extended_errcode(handle), sqlite3_errmsg(handle));
}
}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement& Statement::bind(int parameter, const SqlValue& value) {
  std::visit(Bind{statement_.get(), parameter}, value);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto error = error_of(sqlite3_db_handle(statement_.get()));
  reset();
  return std::unexpected{std::move(error)};
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

void Statement::reset() {
  sqlite3_reset(statement_.get());
}

SqlValue Statement::value(int column) const {
  auto* statement = statement_.get();
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
      return text(column);
    case SQLITE_BLOB: {
      const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
      return Blob{{bytes, bytes + sqlite3_column_bytes(statement, column)}};
    }
    default:
      return std::monostate{};
  }
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (!bytes) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {reinterpret_cast<const char*>(bytes), size};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Result<Statement> Connection::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) return std::unexpected{error_of(handle_)};
  return Statement{statement};
}

Result<void> Connection::execute(std::string_view sql) const {
  const std::string script{sql};
  if (sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return std::unexpected{error_of(handle_)};
  return {};
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
  return sqlite3_changes64(handle_);
}
std::int64_t Connection::last_row() const {
  return sqlite3_last_insert_rowid(handle_);
}

Result<Transaction> Transaction::begin(Connection connection) {
  if (const auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) return std::unexpected{begun.error()};
  return Transaction{connection};
}

Transaction::Transaction(Transaction&& other) noexcept
    : connection_(other.connection_), is_open_(std::exchange(other.is_open_, false)) {}

Transaction::~Transaction() {
  // SQLite itself rolls back after some failures (a full disk); then there is nothing left to end.
  if (is_open_ && sqlite3_get_autocommit(connection_.handle()) == 0)
    sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  const auto committed = connection_.execute("COMMIT");
  if (committed) is_open_ = false;
  return committed;
}

Error last_error(const Connection& connection) {
  return error_of(connection.handle());
}

}  // namespace riskmap
