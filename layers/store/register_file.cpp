// Looked at through SQLite: closing a file that this process has open already would drop its locks.
#include "layers/store/register_file.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

#include "layers/store/pg_address.h"
#include "layers/store/register_store.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

namespace {
constexpr std::string_view own_tables =
    "SELECT count(*) FROM sqlite_master WHERE name IN ('rm_meta', 'edit_context', 'batch_record', 'status_transition')";
// One of these names may be anybody's; two are ours.
constexpr std::int64_t telling_tables = 2;
constexpr std::string_view missing_geopackage_table =
    "WITH wanted(name) AS (VALUES ('gpkg_contents'), ('gpkg_geometry_columns'), ('gpkg_spatial_ref_sys'))"
    " SELECT name FROM wanted WHERE name NOT IN (SELECT name FROM sqlite_master) LIMIT 1";

struct Closer {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

// `immutable` reads without a lock; the file may be open in this very process.
Result<SqlValue> ask_file(const std::filesystem::path& file, std::string_view query) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string())
    uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02X}", static_cast<unsigned>(c)) : std::string{c};
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2((uri + "?immutable=1").c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
  const std::unique_ptr<sqlite3, Closer> handle{opened};
  if (code != SQLITE_OK) return std::unexpected{sqlite_error(code, "cannot be opened")};
  return Connection{handle.get()}.ask(query);
}

Result<std::int64_t> count_in(const std::filesystem::path& file, std::string_view query) {
  const auto count = ask_file(file, query);
  if (!count) return std::unexpected{count.error()};
  const auto* number = std::get_if<std::int64_t>(&*count);
  return number == nullptr ? 0 : *number;
}
}  // namespace

std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix) {
  auto path = file;
  path += suffix;
  return path;
}

bool is_filled(const std::filesystem::path& file) {
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  return !problem && size > 0;
}

bool has_filled_journal(const std::filesystem::path& file) {
  return is_filled(beside(file, "-journal")) || is_filled(beside(file, "-wal"));
}

Result<bool> has_meta_table(const std::filesystem::path& file) {
  const auto tables = count_in(file, meta_table_query);
  if (!tables) return std::unexpected{tables.error()};
  return *tables == 1;
}

Result<std::string> missing_table_of_register(const std::filesystem::path& file) {
  const auto has_meta = has_meta_table(file);
  if (!has_meta) return std::unexpected{has_meta.error()};
  const auto known = count_in(file, own_tables);
  if (!known) return std::unexpected{known.error()};
  if (!*has_meta) return std::string{*known >= telling_tables ? "rm_meta" : ""};
  const auto missing = ask_file(file, missing_geopackage_table);
  if (!missing) return std::unexpected{missing.error()};
  const auto* name = std::get_if<std::string>(&*missing);
  return name == nullptr ? std::string{} : *name;
}

bool looks_like_register(const std::filesystem::path& file) {
  if (is_register_address(file.native())) return true;
  std::error_code ignored;  // a pipe would be waited on for ever
  if (!std::filesystem::is_regular_file(file, ignored)) return false;
  const auto is_register = has_meta_table(file);
  // Opening takes in what lies beside the file, and judges then.
  if (!is_register) return is_register.error().code == ErrorCode::damaged && has_filled_journal(file);
  return *is_register || count_in(file, own_tables).value_or(0) >= telling_tables;
}

bool may_be_register(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return false;
  const auto tables = count_in(file, own_tables);
  if (tables) return *tables > 0;
  return tables.error().code == ErrorCode::damaged || tables.error().code == ErrorCode::io;
}

}  // namespace riskmap
