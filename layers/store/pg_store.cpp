// What only a server needs: who may do what, what others have committed since, and whether the schema is whole.
#include "layers/store/pg_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "layers/store/appeal_file_rows.h"
#include "layers/store/attachment_files.h"
#include "layers/store/migration.h"
#include "layers/store/pg_private.h"
#include "layers/store/pg_schema.h"
#include "layers/store/register_copy.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
constexpr std::string_view role_query =
    "SELECT CASE WHEN has_table_privilege('riskmap.category', 'UPDATE') THEN 'manager'"
    " WHEN has_table_privilege('riskmap.issue', 'UPDATE') THEN 'editor'"
    " WHEN has_any_column_privilege('riskmap.comment', 'INSERT') THEN 'commenter' ELSE 'reader' END";

Result<std::string> ask_text(const Connection& connection, std::string_view sql) {
  const auto answer = connection.ask(sql);
  if (!answer) return std::unexpected{answer.error()};
  return text_of(plain_value(*answer));
}

Result<void> check_version(const Connection& connection, StoreInfo& info) {
  const auto version = ask_text(connection, "SELECT value FROM riskmap.rm_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  const auto [end, error] = std::from_chars(version->data(), version->data() + version->size(), info.schema_version);
  if (error != std::errc{} || end != version->data() + version->size())
    return fail(ErrorCode::damaged, fmt::format("rm_meta.schema_version is '{}'", *version));
  if (info.schema_version > schema_version)
    return fail(ErrorCode::newer_schema,
                fmt::format("schema {}, this program knows {}", info.schema_version, schema_version));
  return {};
}

// The tables this login does not see at all, triggers that are gone: "a, b"; "" = all there.
// Of an older layout the tables are asked for; its triggers are written anew.
Result<std::string> missing_objects(const Connection& connection, int layout) {
  std::string wanted;
  const auto add = [&wanted](std::string_view kind, std::string_view name) {
    wanted += fmt::format("{}('{}', '{}')", wanted.empty() ? "" : ", ", kind, name);
  };
  for (const auto& table : pg_table_names())
    if (first_layout_of(table) <= layout) add("table", table);
  for (const auto& spec : all_entities())
    for (const auto* ending : {"_before_insert", "_before_update", "_after_change"})
      if (layout == schema_version) add("trigger", std::string{spec.name} + ending);
  for (const auto* guard :
       {"issue_guard", "history_stays", "history_tells", "code_value_kept", "code_value_named", "document_owned",
        "attachment_owned", "status_def_fixed", "risk_matrix_fixed", "calendar_day_fixed"})
    if (layout == schema_version) add("trigger", guard);
  return ask_text(
      connection,
      fmt::format(
          "SELECT coalesce(string_agg(kind || ' ' || name, ', '), '') FROM (VALUES {}) AS wanted (kind, name) WHERE"
          " CASE kind WHEN 'table' THEN NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'riskmap'::regnamespace"
          " AND relname = name) ELSE NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = name AND tgenabled <> 'D') "
          "END",
          wanted));
}

// Whoever only looks changes nothing, not even the layout.
Result<void> examine(const Connection& connection, OpenMode mode, StoreInfo& info) {
  const auto there = connection.ask_integer("SELECT count(*) FROM pg_namespace WHERE nspname = 'riskmap'");
  if (!there) return std::unexpected{there.error()};
  if (*there == 0) return fail(ErrorCode::not_a_register, "no schema riskmap in the database");
  const auto may_look =
      connection.ask_integer("SELECT CASE WHEN has_schema_privilege('riskmap', 'USAGE') THEN 1 ELSE 0 END");
  if (!may_look) return std::unexpected{may_look.error()};
  if (*may_look == 0) return fail(ErrorCode::access, "this login has no role in the register");
  if (const auto checked = check_version(connection, info); !checked) return checked;
  auto missing = missing_objects(connection, info.schema_version);
  if (!missing) return std::unexpected{missing.error()};
  if (missing->find("table ") != std::string::npos) return fail(ErrorCode::damaged, "missing: " + *missing);
  const auto role = ask_text(connection, role_query);
  if (!role) return std::unexpected{role.error()};
  const auto is_standby = ask_text(connection, "SHOW transaction_read_only");
  if (!is_standby) return std::unexpected{is_standby.error()};
  const bool may_migrate = mode == OpenMode::read_write && *role == "manager" && *is_standby != "on";
  if (info.schema_version < schema_version && may_migrate) {
    if (auto brought = migrate_on_server(connection, info.schema_version); !brought) return brought;
    info.schema_version = schema_version;
    missing = missing_objects(connection, schema_version);
    if (!missing) return std::unexpected{missing.error()};
  }
  if (may_migrate)
    if (auto added = add_private_part(connection); !added) return added;
  if (!missing->empty()) info.read_only_reason = "missing: " + *missing;
  if (*is_standby == "on") info.read_only_reason = "the server takes no changes";
  if (*role == "reader") info.read_only_reason = "the role of this login is reader";
  if (info.schema_version < schema_version && *role != "manager")
    info.read_only_reason = "older layout: a manager opens it first";
  if (*role != "reader") info.remarks.push_back("the role of this login is " + *role);
  return {};
}
}  // namespace

PgStore::PgStore(std::unique_ptr<PgSession> session, StoreInfo info)
    : SqlStore(std::move(info)), session_(std::move(session)) {}

Result<void> PgStore::writable() const {
  if (info_.is_read_only) return fail(ErrorCode::read_only, info_.read_only_reason, info_.path);
  return session_->ensure_connected();
}

// Numbers of transactions grow as they begin, not as they end; a snapshot knows which had ended.
Result<void> PgStore::remember_position() {
  const auto snapshot = ask_text(connection(), "SELECT pg_current_snapshot()::text");
  if (!snapshot) return std::unexpected{snapshot.error()};
  seen_ = *snapshot;
  own_batches_.clear();
  return {};
}

// A notice says when to look; after a cut nobody can know, so the history is asked.
Result<std::optional<Accepted>> PgStore::changes_by_others() {
  if (seen_.empty()) return std::nullopt;
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  if (!session_->take_notice()) return std::nullopt;
  const ReadTransaction reading{connection()};
  if (!reading.begun()) return std::unexpected{reading.begun().error()};
  auto changes = records_of(fmt::format(
      "SELECT entity, entity_uuid FROM history WHERE xact >= pg_snapshot_xmin('{0}') AND NOT"
      " pg_visible_in_snapshot(xact, '{0}') AND xact < pg_snapshot_xmax(pg_current_snapshot()) AND coalesce(batch, 0)"
      " NOT IN ({1})",
      seen_, own_batches()));
  if (!changes) return changes;
  if (const auto remembered = remember_position(); !remembered) return std::unexpected{remembered.error()};
  return changes;
}

// The server vouches for its pages and rules; what can be lacking are objects of ours and sound shapes.
Result<std::vector<std::string>> PgStore::check_integrity() {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  std::vector<std::string> lines;
  const auto missing = missing_objects(connection(), info_.schema_version);
  if (!missing) return std::unexpected{missing.error()};
  if (!missing->empty()) lines.push_back("missing: " + *missing);
  for (const auto& spec : all_entities()) {
    if (std::ranges::find(spec.fields, FieldType::geometry, &FieldSpec::type) == spec.fields.end()) continue;
    const auto read = each_row(connection(),
                               fmt::format("SELECT uuid, ST_IsValidReason(geom) FROM {} WHERE NOT ST_IsValid(geom)"
                                           " ORDER BY fid",
                                           spec.name),
                               [&](const Statement& row) {
                                 lines.push_back(fmt::format("shape: {} {}: {}", spec.name, row.text(0), row.text(1)));
                               });
    if (!read) return std::unexpected{read.error()};
  }
  if (info_.schema_version >= first_layout_of("attachment_data"))
    if (const auto checked = check_files(connection(), lines); !checked) return std::unexpected{checked.error()};
  if (const auto checked = check_private_part(connection(), lines); !checked) return std::unexpected{checked.error()};
  return lines;
}

Result<void> PgStore::back_up(const std::filesystem::path& copy) {
  if (auto ready = readable(); !ready) return ready;
  return copy_to_file(connection(), copy, ApplicantsOfCopy::come_along);
}

Result<std::unique_ptr<RegisterStore>> open_on_server(const std::string& address, OpenMode mode) {
  auto session = PgSession::connect(address);
  if (!session) return std::unexpected{session.error()};
  StoreInfo info;
  info.path = address;
  if (const auto examined = examine(Connection{**session}, mode, info); !examined) {
    auto error = examined.error();
    if (error.where.empty()) error.where = address;
    return std::unexpected{std::move(error)};
  }
  info.is_read_only = mode == OpenMode::read_only || !info.read_only_reason.empty();
  info.applicants = applicants_on_server(Connection{**session}, info.is_read_only);
  return std::make_unique<PgStore>(*std::move(session), std::move(info));
}

}  // namespace riskmap
