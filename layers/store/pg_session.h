// A line to a PostgreSQL server: statements, notices from others, and what to do when it is cut.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/pg_values.h"
#include "layers/store/sql_connection.h"

struct pg_conn;
struct pg_result;

namespace riskmap {

struct PgResultClear {
  void operator()(pg_result* result) const;
};
using PgResult = std::unique_ptr<pg_result, PgResultClear>;

class PgSession {
 public:
  // Errors: usage (a password in the address), unreachable, access, not_found (no such database).
  static Result<std::unique_ptr<PgSession>> connect(const std::string& address);
  ~PgSession();
  PgSession(const PgSession&) = delete;
  PgSession& operator=(const PgSession&) = delete;

  // Looks whether the line still stands and ties a new one when it does not; nothing may be under way. err.unreachable.
  Result<void> ensure_connected();
  [[nodiscard]] const std::string& address() const { return address_; }

  Result<Statement> prepare(std::string_view sql);
  Result<void> execute(std::string_view sql);  // any number of statements
  [[nodiscard]] bool is_in_transaction() const;
  [[nodiscard]] std::int64_t changed_rows() const { return changed_rows_; }

  // Rows into a table, tab between the columns as COPY reads them (copy_line()).
  Result<void> copy_in(std::string_view into, std::string_view lines);

  // True when somebody has committed a change since the last call, or when nobody can tell (the line was cut).
  bool take_notice();

  // One statement with its parameters; prepared when it is asked for the second time.
  Result<PgResult> run(const std::string& sql, const std::vector<std::optional<std::string>>& parameters);
  [[nodiscard]] const PgTypes& types() const { return types_; }

 private:
  explicit PgSession(std::string address) : address_(std::move(address)) {}
  Result<void> open();
  Result<void> set_up();
  [[nodiscard]] Error error_of(const pg_result* result) const;

  struct Finish {
    void operator()(pg_conn* connection) const;
  };
  std::string address_;
  std::unique_ptr<pg_conn, Finish> connection_;
  PgTypes types_;
  std::map<std::string, std::string> prepared_;  // statement -> its name on the server, "" = run once as it was
  int last_name_ = 0;
  std::int64_t changed_rows_ = 0;
  bool has_notice_ = false;
};

// The values of one row as COPY reads them, with the line's end.
std::string copy_line(const std::vector<std::optional<std::string>>& values);

// What a server's state code means; `message` goes to the log, `constraint` and `column` name the field.
Error pg_error(std::string_view state, std::string message, std::string_view constraint = {},
               std::string_view column = {}, std::string_view table = {});

}  // namespace riskmap
