// libpq, all of it text.
#include "layers/store/pg_session.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <charconv>
#include <utility>

#include "layers/store/pg_address.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
// An edit of ours takes milliseconds; whoever holds a record longer is met with err.locked. Nothing that hangs is
// waited for without end, and a server that vanished is noticed.
constexpr std::string_view limits =
    "SET lock_timeout = '2500ms'; SET statement_timeout = '120s'; SET idle_in_transaction_session_timeout = '60s';"
    " SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex';"
    " SET standard_conforming_strings = on";
constexpr std::string_view first_in_path =
    "SELECT set_config('search_path', 'riskmap, ' || current_setting('search_path'), false)";

// ?1 or ? -> $1; texts are left alone.
std::string with_dollars(std::string_view sql) {
  std::string text;
  int next = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') in_text = !in_text;
    if (in_text || sql[i] != '?') {
      text += sql[i];
      continue;
    }
    text += '$';
    if (i + 1 == sql.size() || sql[i + 1] < '0' || sql[i + 1] > '9') text += std::to_string(++next);
  }
  return text;
}

std::string field_of(const PGresult* result, int field) {
  const char* text = PQresultErrorField(result, field);
  return text ? text : "";
}

class PgStatement final : public StatementBody {
 public:
  PgStatement(PgSession& session, std::string sql) : session_(session), sql_(std::move(sql)) {}

  void bind(int parameter, const SqlValue& value) override {
    const auto position = static_cast<std::size_t>(parameter);
    if (parameters_.size() < position) parameters_.resize(position);
    parameters_[position - 1] = pg_text(value);
  }
  Result<bool> step() override {
    if (!result_) {
      auto result = session_.run(sql_, parameters_);
      if (!result) return std::unexpected{result.error()};
      result_ = *std::move(result);
      row_ = -1;
    }
    return ++row_ < PQntuples(result_.get());
  }
  void reset() override { result_.reset(); }
  [[nodiscard]] SqlValue value(int column) const override {
    if (is_null(column)) return {};
    return pg_value(raw(column), PQftype(result_.get(), column), session_.types());
  }
  [[nodiscard]] std::int64_t integer(int column) const override {
    const auto known = value(column);
    const auto* number = std::get_if<std::int64_t>(&known);
    return number ? *number : 0;
  }
  [[nodiscard]] std::string text(int column) const override { return std::string{raw(column)}; }
  [[nodiscard]] bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }
  [[nodiscard]] ValueView look(int column) const override {
    if (is_null(column)) return {};
    const auto position = static_cast<std::size_t>(column);
    if (looked_at_.size() <= position) looked_at_.resize(static_cast<std::size_t>(PQnfields(result_.get())));
    looked_at_[position] = plain_value(value(column));
    return view_of(looked_at_[position]);
  }

 private:
  [[nodiscard]] std::string_view raw(int column) const {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }

  PgSession& session_;
  std::string sql_;
  std::vector<std::optional<std::string>> parameters_;
  PgResult result_;
  int row_ = -1;
  mutable std::vector<Value> looked_at_;  // by column
};
}  // namespace

void PgResultClear::operator()(pg_result* result) const {
  PQclear(result);
}
void PgSession::Finish::operator()(pg_conn* connection) const {
  PQfinish(connection);
}
PgSession::~PgSession() = default;

Result<std::unique_ptr<PgSession>> PgSession::connect(const std::string& address) {
  if (const auto checked = check_address(address); !checked) return std::unexpected{checked.error()};
  std::unique_ptr<PgSession> session{new PgSession{address}};
  if (const auto opened = session->open(); !opened) return std::unexpected{opened.error()};
  return session;
}

Result<void> PgSession::open() {
  // What stands before the address gives way to it, what stands behind it does not.
  constexpr std::array keywords = {"connect_timeout",  "keepalives_idle",           "keepalives_interval",
                                   "keepalives_count", "tcp_user_timeout",          "dbname",
                                   "client_encoding",  "fallback_application_name", static_cast<const char*>(nullptr)};
  const std::array values = {
      "5", "20", "5", "3", "15000", address_.c_str(), "UTF8", "riskmap", static_cast<const char*>(nullptr)};
  connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
  prepared_.clear();
  if (PQstatus(connection_.get()) == CONNECTION_OK) return set_up();
  const std::string message = PQerrorMessage(connection_.get());
  const bool is_there = PQpingParams(keywords.data(), values.data(), 1) == PQPING_OK;
  return is_there ? fail(ErrorCode::access, "the server does not let this login in: " + message, address_)
                  : fail(ErrorCode::unreachable, message, address_);
}

Result<void> PgSession::set_up() {
  PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
  if (auto set = execute(limits); !set) return set;
  if (auto set = execute(first_in_path); !set) return set;
  if (auto listening = execute("LISTEN riskmap"); !listening) return listening;
  const auto type = run("SELECT oid FROM pg_type WHERE typname = 'geometry' ORDER BY typnamespace LIMIT 1", {});
  if (!type) return std::unexpected{type.error()};
  types_.geometry = 0;
  if (PQntuples(type->get()) == 1) {
    const std::string_view number = PQgetvalue(type->get(), 0, 0);
    std::from_chars(number.data(), number.data() + number.size(), types_.geometry);
  }
  has_notice_ = true;
  return {};
}

// A server that ends a line says so first; only the second look finds the end.
Result<void> PgSession::ensure_connected() {
  const auto stands = [this] { return PQconsumeInput(connection_.get()) == 1; };
  if (connection_ && stands() && stands() && PQstatus(connection_.get()) == CONNECTION_OK) return {};
  return open();
}

Error PgSession::error_of(const pg_result* result) const {
  auto error = pg_error(field_of(result, PG_DIAG_SQLSTATE), PQerrorMessage(connection_.get()),
                        field_of(result, PG_DIAG_CONSTRAINT_NAME), field_of(result, PG_DIAG_COLUMN_NAME),
                        field_of(result, PG_DIAG_TABLE_NAME));
  // A constraint of ours names itself; a trigger's refusal is the message.
  if (auto refusal = named_refusal(field_of(result, PG_DIAG_MESSAGE_PRIMARY), error.detail)) return *std::move(refusal);
  if (PQstatus(connection_.get()) != CONNECTION_OK) return {ErrorCode::unreachable, error.detail, address_};
  return error;
}

Result<PgResult> PgSession::run(const std::string& sql, const std::vector<std::optional<std::string>>& parameters) {
  std::vector<const char*> values;
  for (const auto& parameter : parameters) values.push_back(parameter ? parameter->c_str() : nullptr);
  const auto count = static_cast<int>(values.size());
  constexpr std::size_t most_prepared = 400;
  if (prepared_.size() > most_prepared && !is_in_transaction()) {
    if (const auto freed = execute("DEALLOCATE ALL"); !freed) return std::unexpected{freed.error()};
    prepared_.clear();
  }
  PgResult result;
  const auto [known, is_first_time] = prepared_.try_emplace(sql);
  if (is_first_time) {
    result.reset(PQexecParams(connection_.get(), sql.c_str(), count, nullptr, values.data(), nullptr, nullptr, 0));
  } else {
    if (known->second.empty()) {
      const auto name = fmt::format("s{}", ++last_name_);
      result.reset(PQprepare(connection_.get(), name.c_str(), sql.c_str(), 0, nullptr));
      if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) return std::unexpected{error_of(result.get())};
      known->second = name;
    }
    result.reset(PQexecPrepared(connection_.get(), known->second.c_str(), count, values.data(), nullptr, nullptr, 0));
  }
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return std::unexpected{error_of(result.get())};
  const std::string_view rows = PQcmdTuples(result.get());
  changed_rows_ = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), changed_rows_);
  return result;
}

Result<Statement> PgSession::prepare(std::string_view sql) {
  return Statement{std::make_unique<PgStatement>(*this, with_dollars(sql))};
}

Result<void> PgSession::execute(std::string_view sql) {
  const PgResult result{PQexec(connection_.get(), std::string{sql}.c_str())};
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return std::unexpected{error_of(result.get())};
  return {};
}

bool PgSession::is_in_transaction() const {
  const auto status = PQtransactionStatus(connection_.get());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

Result<void> PgSession::copy_in(std::string_view into, std::string_view lines) {
  const PgResult begun{PQexec(connection_.get(), fmt::format("COPY {} FROM STDIN", into).c_str())};
  if (PQresultStatus(begun.get()) != PGRES_COPY_IN) return std::unexpected{error_of(begun.get())};
  constexpr std::size_t portion = 1 << 20;
  for (std::size_t at = 0; at < lines.size(); at += portion) {
    const auto part = lines.substr(at, portion);
    if (PQputCopyData(connection_.get(), part.data(), static_cast<int>(part.size())) != 1) break;
  }
  PQputCopyEnd(connection_.get(), nullptr);
  Result<void> outcome;
  while (const PgResult result{PQgetResult(connection_.get())})
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && outcome) outcome = std::unexpected{error_of(result.get())};
  return outcome;
}

bool PgSession::take_notice() {
  if (PQconsumeInput(connection_.get()) != 1) has_notice_ = true;
  while (PGnotify* notice = PQnotifies(connection_.get())) {
    has_notice_ = true;
    PQfreemem(notice);
  }
  return std::exchange(has_notice_, false);
}

std::string copy_line(const std::vector<std::optional<std::string>>& values) {
  std::string line;
  bool is_first = true;
  for (const auto& value : values) {
    if (!std::exchange(is_first, false)) line += '\t';
    if (!value) line += "\\N";
    for (const char c : value.value_or("")) {
      if (c == '\\' || c == '\t' || c == '\n' || c == '\r') line += '\\';
      line += c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : c;
    }
  }
  return line + '\n';
}

}  // namespace riskmap
