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

class SqliteStatement final : public StatementBody {
 public:
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}
  void bind(int parameter, const SqlValue& value) override { std::visit(Bind{statement_.get(), parameter}, value); }
  Result<bool> step() override;
  void reset() override { sqlite3_reset(statement_.get()); }
  [[nodiscard]] SqlValue value(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_.get(), column);
  }
  [[nodiscard]] std::string text(int column) const override { return std::string{text_seen(column)}; }
  [[nodiscard]] bool is_null(int column) const override {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  [[nodiscard]] ValueView look(int column) const override;

 private:
  [[nodiscard]] std::string_view text_seen(int column) const;

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

Result<bool> SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto error = error_of(sqlite3_db_handle(statement_.get()));
  reset();
  return std::unexpected{std::move(error)};
}

SqlValue SqliteStatement::value(int column) const {
  auto* statement = statement_.get();
  if (sqlite3_column_type(statement, column) != SQLITE_BLOB)
    return std::visit([](auto&& seen) -> SqlValue { return std::move(seen); }, value_of(look(column)));
  const auto* bytes = static_cast<const unsigned char*>(sqlite3_column_blob(statement, column));
  return Blob{{bytes, bytes + sqlite3_column_bytes(statement, column)}};
}

ValueView SqliteStatement::look(int column) const {
  auto* statement = statement_.get();
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return sqlite3_column_int64(statement, column);
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT:
      return text_seen(column);
    default:
      return std::monostate{};
  }
}

std::string_view SqliteStatement::text_seen(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (!bytes) return {};
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return {reinterpret_cast<const char*>(bytes), size};
}
}  // namespace

Result<Statement> prepare_sqlite(sqlite3* handle, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), 0, &statement, nullptr);
  if (code != SQLITE_OK) return std::unexpected{error_of(handle)};
  return Statement{std::make_unique<SqliteStatement>(statement)};
}

Result<void> execute_sqlite(sqlite3* handle, std::string_view sql) {
  const std::string script{sql};
  if (sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return std::unexpected{error_of(handle)};
  return {};
}

Error last_error(const Connection& connection) {
  return error_of(connection.handle());
}

}  // namespace riskmap
