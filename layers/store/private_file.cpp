#include "layers/store/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"
#include "layers/model/applicant.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/pg_private.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
using State = ApplicantsAccess::State;

constexpr int private_schema_version = 2;
constexpr std::string_view first_layout = "1";  // without files of appeals

std::string tables_for_gis(std::initializer_list<std::string_view> tables) {
  std::string script;
  for (const auto& table : tables)
    script += fmt::format(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('{0}', 'attributes', '{0}');\n", table);
  return script;
}

std::string schema_script(const std::string& register_uuid) {
  std::string script = "DROP TABLE gpkg_tile_matrix; DROP TABLE gpkg_tile_matrix_set;\n";
  script += sql::schema_private;
  script += sql::schema_private_files;
  for (const auto& trigger : private_triggers()) script += trigger.sql + ";\n";
  script += tables_for_gis({"applicant", "history", "appeal_file", "appeal_file_history"});
  script += fmt::format("INSERT INTO private_meta (key, value) VALUES ('schema_version', '{}'), ('register', '{}');\n",
                        private_schema_version, register_uuid);
  return script;
}

Result<void> write_empty(const std::filesystem::path& file, const std::string& register_uuid) {
  const auto dataset = GpkgDataset::create(file);
  if (!dataset) return std::unexpected{dataset.error()};
  auto transaction = Transaction::begin(dataset->connection());
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto written = dataset->connection().execute(schema_script(register_uuid)); !written) return written;
  return transaction->commit();
}

// Nothing is in it yet, so nobody has read anything before it is closed to others. A link takes no other file's place.
Result<void> publish(const std::filesystem::path& draft, const std::filesystem::path& file) {
  std::error_code problem;
  std::filesystem::permissions(draft, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write,
                               problem);
  if (!problem) problem = put_in_place(draft, file);
  if (problem && problem != std::errc::file_exists) return fail(ErrorCode::io, problem.message(), file.string());
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {};
  ::fsync(descriptor);
  ::close(descriptor);
  return {};
}

std::string value_of(const Connection& connection, std::string_view query) {
  const auto value = connection.ask(query);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text == nullptr ? std::string{} : *text;
}

// Why the attached file is not to be trusted with writing; its triggers would run inside our edits.
std::string strange_objects(const Connection& connection, const std::vector<SchemaObject>& known) {
  std::string names;
  std::size_t found = 0;
  const auto read = each_row(
      connection,
      "SELECT name, sql FROM riskmap_private.sqlite_master WHERE type IN ('trigger', 'view') OR sql LIKE '%VIRTUAL%'",
      [&](const Statement& row) {
        const auto is_it = [&row](const SchemaObject& object) { return object.sql == row.text(1); };
        if (std::ranges::any_of(known, is_it)) return static_cast<void>(++found);
        names += (names.empty() ? "not made by this program: " : ", ") + row.text(0);
      });
  if (!read) return read.error().detail;
  return names.empty() && found != known.size() ? "a trigger is missing" : names;
}

// Two journals of one kind make one commit; another program that edits the file may hold it in WAL.
std::string obstacle_to_writing(const Connection& connection) {
  if (auto strange = strange_objects(connection, private_triggers()); !strange.empty()) return strange;
  if (value_of(connection, "PRAGMA riskmap_private.journal_mode = TRUNCATE") != "truncate")
    return "another program has the file open";
  const auto set =
      connection.execute("PRAGMA riskmap_private.synchronous = FULL; PRAGMA riskmap_private.secure_delete = ON");
  return set ? std::string{} : set.error().detail;
}

ApplicantsAccess detached(const Connection& connection, ApplicantsAccess access, State state, std::string reason) {
  static_cast<void>(connection.execute("DETACH riskmap_private"));
  access.state = state;
  access.reason = std::move(reason);
  return access;
}

constexpr std::string_view register_uuid = "SELECT value FROM main.rm_meta WHERE key = 'uuid'";

std::string owner_of(const Connection& connection) {
  return value_of(connection, "SELECT value FROM riskmap_private.private_meta WHERE key = 'register'");
}

std::string layout_of(const Connection& connection) {
  return value_of(connection, "SELECT value FROM riskmap_private.private_meta WHERE key = 'schema_version'");
}

ApplicantsAccess examined(const Connection& connection, ApplicantsAccess access, bool is_register_read_only) {
  const auto tables = connection.ask_integer(
      "SELECT count(*) FROM riskmap_private.sqlite_master WHERE type = 'table'"
      " AND name IN ('private_meta', 'applicant', 'history', 'edit_context')");
  if (!tables) return detached(connection, std::move(access), State::unreadable, tables.error().detail);
  if (*tables != 4) return detached(connection, std::move(access), State::foreign, "no file of applicants");
  const auto owner = owner_of(connection);
  if (owner.empty() || owner != value_of(connection, register_uuid))
    return detached(connection, std::move(access), State::foreign, "it belongs to the register " + owner);
  const auto version = layout_of(connection);
  access.state = State::read_only;
  if (is_register_read_only)
    access.reason = "the register is read-only";
  else if (sqlite3_db_readonly(connection.handle(), "riskmap_private") != 0)
    access.reason = "the file is not writable";
  else if (version != std::to_string(private_schema_version))
    access.reason = "schema " + version;
  else
    access.reason = obstacle_to_writing(connection);
  if (access.reason.empty()) access.state = State::open;
  return access;
}

Result<void> attach(const Connection& connection, const std::filesystem::path& file) {
  auto statement = connection.prepare("ATTACH ?1 AS riskmap_private");
  if (!statement) return std::unexpected{statement.error()};
  return statement->bind(1, file.string()).run();
}

// This register's own, and writable: it can be brought to the layout of today.
bool is_of_first_layout(const Connection& connection) {
  return layout_of(connection) == first_layout && owner_of(connection) == value_of(connection, register_uuid) &&
         strange_objects(connection, applicant_triggers()).empty() &&
         sqlite3_db_readonly(connection.handle(), "riskmap_private") == 0;
}

Result<void> add_appeal_files(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  auto transaction = Transaction::begin(dataset->connection());
  if (!transaction) return std::unexpected{transaction.error()};
  const auto version = dataset->connection().ask("SELECT value FROM private_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  if (*version != SqlValue{std::string{first_layout}}) return {};  // somebody was faster
  std::string script{sql::schema_private_files};
  for (const auto& trigger : appeal_file_triggers()) script += trigger.sql + ";\n";
  script += tables_for_gis({"appeal_file", "appeal_file_history"});
  script += fmt::format("UPDATE private_meta SET value = '{}' WHERE key = 'schema_version';", private_schema_version);
  if (auto written = dataset->connection().execute(script); !written) return written;
  return transaction->commit();
}

// Nothing but tables is added. Where that fails, the file is read as it is.
Result<void> renew(const Connection& connection, const std::filesystem::path& file) {
  if (auto let_go = connection.execute("DETACH riskmap_private"); !let_go) return let_go;
  static_cast<void>(add_appeal_files(file));
  return attach(connection, file);
}
}  // namespace

std::filesystem::path private_file_of(const std::filesystem::path& register_file) {
  auto file = register_file;
  return file.replace_extension(".private.gpkg");
}

bool has_appeal_files(const Connection& connection) {
  if (!has_private_part(connection)) return false;
  if (connection.is_server()) return true;
  constexpr std::string_view table = "SELECT count(*) FROM riskmap_private.sqlite_master WHERE name = 'appeal_file'";
  return connection.ask_integer(table).value_or(0) == 1;
}

bool has_private_part(const Connection& connection) {
  if (connection.is_server()) return may_see_private_part(connection);
  return sqlite3_db_filename(connection.handle(), "riskmap_private") != nullptr;
}

std::vector<std::string> private_histories(const Connection& connection) {
  if (!has_private_part(connection)) return {};
  if (!has_appeal_files(connection)) return {"riskmap_private.history"};
  return {"riskmap_private.history", "riskmap_private.appeal_file_history"};
}

ApplicantsAccess attach_private_file(const Connection& connection, const std::filesystem::path& register_file,
                                     bool is_register_read_only) {
  const auto file = private_file_of(register_file);
  ApplicantsAccess access{State::none_yet, file.string(), {}};
  std::error_code problem;
  if (!std::filesystem::exists(file, problem)) {
    const bool had_some =
        !value_of(connection, "SELECT value FROM main.rm_meta WHERE key = 'has_private_file'").empty();
    if (had_some) access.state = State::missing;
    if (!had_some && is_register_read_only) access.state = State::read_only;
    return access;
  }
  access.state = State::unreadable;
  if (!std::filesystem::is_regular_file(file, problem) || ::access(file.c_str(), R_OK) != 0) {
    access.reason = "not readable";
    return access;
  }
  auto attached = attach(connection, file);
  if (attached && !is_register_read_only && is_of_first_layout(connection)) attached = renew(connection, file);
  if (!attached) {
    access.reason = attached.error().detail;
    return access;
  }
  return examined(connection, std::move(access), is_register_read_only);
}

Result<ApplicantsAccess> make_private_file(const Connection& connection, const std::filesystem::path& register_file) {
  const auto file = private_file_of(register_file);
  auto draft = file;
  draft.replace_filename(fmt::format(".{}.{}.gpkg", file.stem().string(), new_uuid().substr(0, 8)));
  const UnfinishedFile unfinished{draft};
  auto made = write_empty(draft, value_of(connection, register_uuid));
  if (made) made = publish(draft, file);
  std::error_code ignored;
  for (const auto* ending : {"", "-journal"}) std::filesystem::remove(draft.string() + ending, ignored);
  if (!made) {
    if (made.error().where.empty() || made.error().where == draft) made.error().where = file.string();
    return std::unexpected{made.error()};
  }
  return attach_private_file(connection, register_file, false);
}

}  // namespace riskmap
