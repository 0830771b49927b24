// Opening a register: what it is, whether it may be written, and with which guarantees.
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <charconv>
#include <memory>

#include "layers/store/gpkg_store.h"
#include "layers/store/migration.h"
#include "layers/store/pg_address.h"
#include "layers/store/pg_store.h"
#include "layers/store/private_file.h"
#include "layers/store/register_file.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
constexpr int busy_wait_ms = 1500;  // an edit of ours takes milliseconds; whoever needs longer is met with err.locked

Result<void> check_file(const std::filesystem::path& file) {
  std::error_code problem;
  const auto status = std::filesystem::status(file, problem);
  if (status.type() == std::filesystem::file_type::not_found)
    return fail(ErrorCode::not_found, "no such file", file.string());
  if (problem == std::errc::too_many_symbolic_link_levels)
    return fail(ErrorCode::access, "the name is a link that leads back to itself", file.string());
  if (problem || ::access(file.c_str(), R_OK) != 0) return fail(ErrorCode::access, "not readable", file.string());
  if (status.type() == std::filesystem::file_type::directory)
    return fail(ErrorCode::unsafe_file, "a folder, not a file", file.string());
  if (status.type() != std::filesystem::file_type::regular)
    return fail(ErrorCode::unsafe_file, "not a regular file", file.string());
  if (std::filesystem::is_empty(file, problem))
    return fail(ErrorCode::not_a_register, "the file is empty", file.string());
  const auto is_register = has_meta_table(file);
  const bool awaits_recovery =
      has_filled_journal(file) && (is_register || is_register.error().code != ErrorCode::format);
  if (awaits_recovery) return {};
  if (!is_register && is_register.error().code == ErrorCode::damaged) return std::unexpected{is_register.error()};
  if (const auto missing = missing_table_of_register(file); missing && !missing->empty())
    return fail(ErrorCode::damaged, "missing: table " + *missing);
  if (!is_register.value_or(false)) return fail(ErrorCode::not_a_register, "no rm_meta table in it", file.string());
  return {};
}

// A file cut short still opens; the missing pages would only be missed later. Pages that are still in the log beside
// the file are looked at by check_after_crash().
Result<void> check_size(const Connection& connection, const std::filesystem::path& file) {
  if (is_filled(beside(file, "-wal"))) return {};
  const auto pages = connection.ask_integer("PRAGMA page_count"), bytes = connection.ask_integer("PRAGMA page_size");
  if (!pages || !bytes) return std::unexpected{!pages ? pages.error() : bytes.error()};
  std::error_code problem;
  const auto size = std::filesystem::file_size(file, problem);
  if (!problem && size < static_cast<std::uintmax_t>(*pages * *bytes))
    return fail(ErrorCode::damaged, fmt::format("{} bytes instead of {}", size, *pages * *bytes));
  return {};
}

Result<int> meta_number(const Connection& connection, std::string_view key) {
  const auto value = connection.ask(fmt::format("SELECT value FROM rm_meta WHERE key = '{}'", key));
  if (!value) return std::unexpected{value.error()};
  const auto text = text_of(plain_value(*value));
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return fail(ErrorCode::damaged, fmt::format("rm_meta.{} is '{}'", key, text));
  return number;
}

Result<void> check_tables(const Connection& connection, int layout) {
  const auto missing = missing_table(connection, layout);
  if (!missing) return std::unexpected{missing.error()};
  return missing->empty() ? Result<void>{} : fail(ErrorCode::damaged, "missing: table " + *missing);
}

std::string strangers_among(std::vector<SchemaObject> objects) {
  for (const auto& ours : register_triggers())
    std::erase_if(objects, [&ours](const SchemaObject& object) { return object.name == ours.name; });
  const auto unknown = unknown_objects(objects);
  return unknown.empty() ? std::string{} : "not made by this program: " + unknown;
}

// Why this file must not be written by us; "" = it may.
Result<std::string> reason_to_read_only(const Connection& connection) {
  const auto version = meta_number(connection, "schema_version");
  if (!version) return std::unexpected{version.error()};
  if (*version < 0) return fail(ErrorCode::damaged, fmt::format("rm_meta.schema_version is '{}'", *version));
  if (*version > schema_version)
    return fail(ErrorCode::newer_schema, fmt::format("schema {}, this program knows {}", *version, schema_version));
  if (const auto whole = check_tables(connection, static_cast<int>(*version)); !whole)
    return std::unexpected{whole.error()};
  const auto minor = meta_number(connection, "schema_minor");
  if (!minor) return std::unexpected{minor.error()};
  if (*minor > 0) return fmt::format("newer minor schema {}.{}", *version, *minor);
  auto objects = schema_objects(connection);
  if (!objects) return std::unexpected{objects.error()};
  // Those of an older layout are written anew; only what nobody here ever wrote counts.
  if (*version < schema_version) return strangers_among(*std::move(objects));
  if (const auto unknown = unknown_objects(*objects); !unknown.empty()) return "not made by this program: " + unknown;
  if (const auto missing = missing_triggers(*objects); !missing.empty()) return "missing: trigger " + missing;
  return {};
}

// Another program (QGIS while it edits) may hold the file in WAL and will not let it out; with FULL that is safe too.
Result<void> use_safe_journal(const Connection& connection, StoreInfo& info) {
  auto journal = connection.ask("PRAGMA journal_mode = TRUNCATE");
  if (!journal && journal.error().code == ErrorCode::locked) journal = connection.ask("PRAGMA journal_mode");
  if (!journal) return std::unexpected{journal.error()};
  const auto mode = text_of(plain_value(*journal));
  if (mode == "wal")
    info.remarks.push_back("the file is in WAL mode: another program has it open");
  else if (mode != "truncate")
    return fail(ErrorCode::internal, "journal mode is " + mode);
  if (auto set = connection.execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"); !set) return set;
  const auto synchronous = connection.ask_integer("PRAGMA synchronous"),
             keys = connection.ask_integer("PRAGMA foreign_keys");
  if (synchronous.value_or(0) < 2 || keys.value_or(0) != 1)
    return fail(ErrorCode::internal, "SQLite refused synchronous = FULL or foreign_keys = ON");
  return {};
}

// Only a write shows that the journal can be made: a writable file in a read-only folder opens well. Someone else's
// running transaction proves nothing either way. (SQLite writes no page when the row stays the same.)
Result<std::string> probe_writing(const Connection& connection) {
  sqlite3_busy_timeout(connection.handle(), 0);
  auto transaction = Transaction::begin(connection);
  sqlite3_busy_timeout(connection.handle(), busy_wait_ms);
  if (!transaction && transaction.error().code == ErrorCode::locked) return std::string{};
  const auto written = !transaction
                           ? Result<void>{std::unexpected{transaction.error()}}
                           : connection.execute("UPDATE rm_meta SET value = value || ' ' WHERE key = 'created'");
  if (written) return std::string{};
  if (written.error().code == ErrorCode::read_only || written.error().code == ErrorCode::access)
    return "the file or its folder is not writable: " + written.error().detail;
  return std::unexpected{written.error()};
}

// Journals of commits over several files that a crash left and nobody names any more; swept only while we alone have
// the file.
void sweep_stale_journals(const Connection& connection, const std::filesystem::path& file) {
  std::error_code problem;
  const auto prefix = file.filename().string() + "-mj";
  std::vector<std::filesystem::path> stale;
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  for (const auto& entry : std::filesystem::directory_iterator{folder, problem})
    if (entry.path().filename().string().starts_with(prefix)) stale.push_back(entry.path());
  if (stale.empty() || is_filled(beside(private_file_of(file), "-journal")) || !connection.execute("BEGIN EXCLUSIVE"))
    return;
  for (const auto& journal : stale) std::filesystem::remove(journal, problem);
  static_cast<void>(connection.execute("ROLLBACK"));
}

Result<GpkgDataset> open_dataset(const std::filesystem::path& file, OpenMode mode, StoreInfo& info) {
  if (::access(file.c_str(), W_OK) != 0) {
    info.read_only_reason = "the file is not writable";
  } else if (mode == OpenMode::read_write) {
    auto dataset = GpkgDataset::open_for_update(file);
    if (dataset || dataset.error().code != ErrorCode::access) return dataset;
    info.read_only_reason = "the file cannot be opened for writing: " + dataset.error().detail;
  }
  return GpkgDataset::open_read_only(file);
}

// A file of an older layout that cannot be brought to this one, as where its copy finds no room, is still read.
Result<void> bring_up_to_date(const Connection& connection, const std::filesystem::path& file, StoreInfo& info) {
  const auto folder = file.parent_path();
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0) {
    info.read_only_reason = "older layout: its folder is not writable";
    return {};
  }
  const auto copy = migrate(connection, file, info.schema_version);
  if (!copy && copy.error().code == ErrorCode::locked) return std::unexpected{copy.error()};
  if (!copy) {
    info.read_only_reason = "older layout: " + copy.error().detail;
    return {};
  }
  if (!copy->empty()) info.remarks.push_back("brought to a newer layout, as it was: " + copy->string());
  info.schema_version = schema_version;
  return {};
}

// Decides what may be done with the file; fills info.read_only_reason.
Result<void> examine(const Connection& connection, const std::filesystem::path& file, StoreInfo& info) {
  sqlite3_busy_timeout(connection.handle(), busy_wait_ms);
  const auto is_register = connection.ask_integer(meta_table_query);
  if (!is_register) return std::unexpected{is_register.error()};
  if (*is_register != 1) return fail(ErrorCode::not_a_register, "no rm_meta table in it");
  if (auto sized = check_size(connection, file); !sized) return sized;
  const auto reason = reason_to_read_only(connection);
  if (!reason) return std::unexpected{reason.error()};
  info.schema_version = meta_number(connection, "schema_version").value_or(0);
  if (!reason->empty()) info.read_only_reason = *reason;
  if (info.is_read_only || !info.read_only_reason.empty()) return {};
  if (auto set = use_safe_journal(connection, info); !set) return set;
  if (info.schema_version < schema_version)
    if (auto brought = bring_up_to_date(connection, file, info); !brought) return brought;
  if (!info.read_only_reason.empty()) return {};
  sweep_stale_journals(connection, file);
  const auto obstacle = probe_writing(connection);
  if (!obstacle) return std::unexpected{obstacle.error()};
  info.read_only_reason = *obstacle;
  return {};
}

// What a crash left has just been rolled back or taken in; the whole file is looked through once.
Result<void> check_after_crash(const Connection& connection) {
  const auto verdict = connection.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  const auto text = text_of(plain_value(*verdict));
  return text == "ok" ? Result<void>{} : fail(ErrorCode::damaged, text);
}
}  // namespace

Result<std::unique_ptr<RegisterStore>> open_register(const std::filesystem::path& file, OpenMode mode) {
  if (is_register_address(file.native())) return open_on_server(file.native(), mode);
  const auto with_name = [&file](Error error) {
    if (error.where.empty()) error.where = file.string();
    return std::unexpected{std::move(error)};
  };
  if (const auto checked = check_file(file); !checked) return with_name(checked.error());
  StoreInfo info;
  info.path = file.string();
  info.is_read_only = mode == OpenMode::read_only;
  const bool was_unfinished = is_filled(beside(file, "-journal")), awaited_recovery = has_filled_journal(file);
  auto dataset = open_dataset(file, mode, info);
  if (!dataset) return with_name(dataset.error());
  if (const auto examined = examine(dataset->connection(), file, info); !examined) return with_name(examined.error());
  if (was_unfinished) info.remarks.push_back("an unfinished edit was rolled back");
  if (awaited_recovery)
    if (const auto sound = check_after_crash(dataset->connection()); !sound) return with_name(sound.error());
  info.is_read_only = info.is_read_only || !info.read_only_reason.empty();
  info.applicants = attach_private_file(dataset->connection(), file, info.is_read_only);
  if (info.is_read_only)
    if (const auto set = dataset->connection().execute("PRAGMA query_only = ON"); !set) return with_name(set.error());
  return std::make_unique<GpkgStore>(*std::move(dataset), std::move(info));
}

}  // namespace riskmap
