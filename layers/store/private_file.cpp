#include "layers/store/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>

#include "layers/core/unfinished_file.h"
#include "layers/core/uuid.h"
#include "layers/model/applicant.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
using State = ApplicantsAccess::State;

constexpr int private_schema_version = 1;

std::string schema_script(const std::string& register_uuid) {
  std::string script = "DROP TABLE gpkg_tile_matrix; DROP TABLE gpkg_tile_matrix_set;\n";
  script += sql::schema_private;
  for (const auto& trigger : private_triggers()) script += trigger.sql + ";\n";
  for (const auto* table : {"applicant", "history"})
    script += fmt::format(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('{0}', 'attributes', '{0}');\n", table);
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
std::string strange_objects(const Connection& connection) {
  const auto known = private_triggers();
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
  if (auto strange = strange_objects(connection); !strange.empty()) return strange;
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

ApplicantsAccess examined(const Connection& connection, ApplicantsAccess access, bool is_register_read_only) {
  const auto tables = connection.ask_integer(
      "SELECT count(*) FROM riskmap_private.sqlite_master WHERE type = 'table'"
      " AND name IN ('private_meta', 'applicant', 'history', 'edit_context')");
  if (!tables) return detached(connection, std::move(access), State::unreadable, tables.error().detail);
  if (*tables != 4) return detached(connection, std::move(access), State::foreign, "no file of applicants");
  const auto owner = value_of(connection, "SELECT value FROM riskmap_private.private_meta WHERE key = 'register'");
  if (owner.empty() || owner != value_of(connection, "SELECT value FROM main.rm_meta WHERE key = 'uuid'"))
    return detached(connection, std::move(access), State::foreign, "it belongs to the register " + owner);
  const auto version =
      value_of(connection, "SELECT value FROM riskmap_private.private_meta WHERE key = 'schema_version'");
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
}  // namespace

std::filesystem::path private_file_of(const std::filesystem::path& register_file) {
  auto file = register_file;
  return file.replace_extension(".private.gpkg");
}

bool has_private_part(const Connection& connection) {
  return !connection.is_server() && sqlite3_db_filename(connection.handle(), "riskmap_private") != nullptr;
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
  auto attach = connection.prepare("ATTACH ?1 AS riskmap_private");
  if (!attach) {
    access.reason = attach.error().detail;
    return access;
  }
  if (const auto attached = attach->bind(1, file.string()).run(); !attached) {
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
  auto made = write_empty(draft, value_of(connection, "SELECT value FROM main.rm_meta WHERE key = 'uuid'"));
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
