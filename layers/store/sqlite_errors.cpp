// What SQLite's result codes and constraint messages mean to a person.
#include <sqlite3.h>

#include <array>
#include <optional>

#include "layers/store/sql_connection.h"

namespace riskmap {

namespace {
// The codes our constraints and triggers are named after.
constexpr std::array constraint_codes = {ErrorCode::required,
                                         ErrorCode::too_long,
                                         ErrorCode::too_short,
                                         ErrorCode::range,
                                         ErrorCode::date_format,
                                         ErrorCode::date_order,
                                         ErrorCode::code_unknown,
                                         ErrorCode::transition,
                                         ErrorCode::reason_required,
                                         ErrorCode::outcome_required,
                                         ErrorCode::duplicate_chain,
                                         ErrorCode::unsupported,
                                         ErrorCode::conflict,
                                         ErrorCode::in_use,
                                         ErrorCode::gone,
                                         ErrorCode::duplicate_id};

std::optional<ErrorCode> code_named(std::string_view name) {
  for (const auto code : constraint_codes)
    if (name_of(code) == name) return code;
  return std::nullopt;
}

// "UNIQUE constraint failed: issue.reg_no, issue.x" -> "reg_no"; "… failed: index 'name'" -> "".
std::string column_in(std::string_view text) {
  const auto first = text.substr(0, text.find(','));
  const auto dot = first.find('.');
  return dot == std::string_view::npos ? std::string{} : std::string{first.substr(dot + 1)};
}

Error constraint_error(int code, std::string_view message) {
  const std::string detail{message};
  constexpr std::string_view failed = "constraint failed: ";
  const auto at = message.find(failed);
  const auto text = at == std::string_view::npos ? message : message.substr(at + failed.size());
  if (auto refusal = named_refusal(text, message)) return *std::move(refusal);
  switch (code) {
    case SQLITE_CONSTRAINT_NOTNULL:
      return {ErrorCode::required, detail, column_in(text)};
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return {ErrorCode::duplicate_id, detail, column_in(text)};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return {ErrorCode::in_use, detail};
    default:
      return {ErrorCode::invalid_input, detail};
  }
}
}  // namespace

std::optional<Error> named_refusal(std::string_view name, std::string_view message) {
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto code = code_named(name.substr(0, colon));
  if (!code) return std::nullopt;
  return Error{*code, std::string{message}, std::string{name.substr(colon + 1)}};
}

Error sqlite_error(int result_code, std::string_view message) {
  const std::string detail{message};
  // A directory that cannot be written shows only when the journal is made; a vanished file as a failed lock or read.
  if (result_code == SQLITE_IOERR_BLOCKED || result_code == SQLITE_IOERR_LOCK) return {ErrorCode::locked, detail};
  switch (result_code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return constraint_error(result_code, message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::locked, detail};
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return {ErrorCode::read_only, detail};
    case SQLITE_CANTOPEN:
      return {ErrorCode::access, detail};
    case SQLITE_FULL:
      return {ErrorCode::disk_full, detail};
    case SQLITE_CORRUPT:
      return {ErrorCode::damaged, detail};
    case SQLITE_NOTADB:
      return {ErrorCode::format, detail};
    case SQLITE_IOERR:
      return {ErrorCode::io, detail};
    case SQLITE_TOOBIG:
      return {ErrorCode::too_large, detail};
    case SQLITE_INTERRUPT:
      return {ErrorCode::cancelled, detail};
    default:
      return {ErrorCode::internal, detail};
  }
}

}  // namespace riskmap
