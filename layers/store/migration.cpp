#include "layers/store/migration.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "layers/store/database_copy.h"
#include "layers/store/layer_styles.h"
#include "layers/store/layout_2_rows.h"
#include "layers/store/migration_layout_3.h"
#include "layers/store/pg_schema.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
// What a layout adds to the one before it. A step is never changed once a program with it was given to anybody; a new
// layout adds a line here, a golden file (tests/golden/registers) and nothing else.
struct Step {
  int from;
  Result<void> (*in_file)(const Connection&);
  Result<void> (*on_server)(const Connection&);
};

Result<void> show_as_layers(const Connection& connection) {
  return connection.execute(views_script() + layer_styles_script());
}

Result<void> nothing(const Connection&) {
  return {};
}

// The lists become records with a version and a history, so that the office can edit them.
Result<void> give_lists_a_history(const Connection& connection) {
  auto made = connection.execute(R"(
CREATE TEMP TABLE old_code_value AS SELECT * FROM code_value;
DROP TABLE code_value;
CREATE TABLE code_value (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  domain TEXT(40) NOT NULL CONSTRAINT "err.too_long:domain" CHECK (length(domain) <= 40),
  code TEXT(40) NOT NULL CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ru TEXT(200) NOT NULL CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  en TEXT(200) NOT NULL CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  sort INTEGER CONSTRAINT "err.range:sort" CHECK (sort BETWEEN 0 AND 1000000),
  active BOOLEAN DEFAULT 1 CONSTRAINT "err.range:active" CHECK (active IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (domain, code));
INSERT INTO code_value (fid, domain, code, kk, ru, en, sort, active)
  SELECT fid, domain, code, kk, ru, en, sort, active FROM old_code_value;
DROP TABLE old_code_value;
)");
  return made ? name_entries(connection) : made;
}

// Attachments become records with a version and a history too; their bytes lie apart, each once.
Result<void> give_attachments_a_history(const Connection& connection) {
  return connection.execute(R"(
CREATE TEMP TABLE old_attachment AS SELECT * FROM attachment;
DROP TABLE attachment;
CREATE TABLE attachment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  owner_entity TEXT(40) NOT NULL CONSTRAINT "err.code_unknown:owner_entity"
    CHECK (owner_entity IN ('issue', 'measure', 'appeal', 'reception', 'document')),
  owner TEXT(36) NOT NULL CONSTRAINT "err.too_long:owner" CHECK (length(owner) <= 36),
  file_name TEXT(255) NOT NULL CONSTRAINT "err.too_long:file_name" CHECK (length(file_name) <= 255),
  mime TEXT(80) NOT NULL CONSTRAINT "err.too_long:mime" CHECK (length(mime) <= 80),
  size_bytes INTEGER NOT NULL CONSTRAINT "err.range:size_bytes" CHECK (size_bytes BETWEEN 1 AND 20971520),
  sha256 TEXT NOT NULL REFERENCES attachment_data(sha256),
  caption TEXT(500) CONSTRAINT "err.too_long:caption" CHECK (length(caption) <= 500),
  taken_on DATE CONSTRAINT "err.date_format:taken_on" CHECK (taken_on IS date(taken_on, '+0 days')),
  is_public BOOLEAN CONSTRAINT "err.range:is_public" CHECK (is_public IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);
CREATE INDEX attachment_by_owner ON attachment (owner);
CREATE TABLE attachment_data (
  sha256 TEXT(64) PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  data BLOB NOT NULL);
INSERT INTO attachment_data SELECT sha256, data FROM old_attachment WHERE data IS NOT NULL GROUP BY sha256;
INSERT INTO attachment (fid, uuid, owner_entity, owner, file_name, mime, size_bytes, sha256, caption, taken_on,
    is_public, version)
  SELECT fid, uuid, owner_entity, owner, file_name, mime, max(size_bytes, 1), sha256, coalesce(caption, rel_path),
    taken_on, is_public, 1 FROM old_attachment;
DROP TABLE old_attachment;
)");
}

Result<void> to_layout_2(const Connection& connection) {
  auto made = fit_rows_to_layout_2(connection);
  if (made) made = give_lists_a_history(connection);
  return made ? give_attachments_a_history(connection) : made;
}

Result<void> to_layout_2_on_server(const Connection& connection) {
  auto made = connection.execute("SET LOCAL search_path = riskmap, public");
  if (made) made = fit_rows_to_layout_2(connection);
  if (made)
    made = connection.execute(R"(
ALTER TABLE code_value ADD COLUMN uuid text UNIQUE, ADD COLUMN version bigint, ADD COLUMN created_at text,
  ADD COLUMN created_by text, ADD COLUMN updated_at text, ADD COLUMN updated_by text,
  ADD CONSTRAINT "err.too_long:domain" CHECK (length(domain) <= 40),
  ADD CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  ADD CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ADD CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  ADD CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  ADD CONSTRAINT "err.range:sort" CHECK (sort BETWEEN 0 AND 1000000);
)");
  if (made) made = name_entries(connection);
  if (made)
    made = connection.execute(R"(
CREATE TABLE attachment_data (sha256 text PRIMARY KEY NOT NULL CHECK (length(sha256) = 64), data bytea NOT NULL);
INSERT INTO attachment_data SELECT DISTINCT ON (sha256) sha256, data FROM attachment WHERE data IS NOT NULL;
UPDATE attachment SET caption = coalesce(caption, rel_path);
ALTER TABLE attachment DROP COLUMN data, DROP COLUMN rel_path, DROP COLUMN exif_stripped,
  ADD COLUMN version bigint, ADD COLUMN created_at text, ADD COLUMN created_by text, ADD COLUMN updated_at text,
  ADD COLUMN updated_by text;
UPDATE attachment SET version = 1;
CREATE INDEX attachment_by_owner ON attachment (owner);
ALTER TABLE attachment ADD CONSTRAINT "err.code_unknown:sha256" FOREIGN KEY (sha256) REFERENCES attachment_data(sha256);
)");
  if (made) made = connection.execute(pg_rights_of_bytes());
  for (const auto entity : {Entity::code_value, Entity::attachment})
    if (made) made = connection.execute(pg_triggers_of(spec_of(entity)));
  if (made) made = connection.execute(pg_owner_guard("document"));
  return made ? connection.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA riskmap FROM PUBLIC") : made;
}

constexpr std::array steps = {Step{0, show_as_layers, nothing}, Step{1, to_layout_2, to_layout_2_on_server},
                              Step{2, to_layout_3, to_layout_3_on_server}};
static_assert(steps.size() == schema_version && steps.back().from + 1 == schema_version);

std::filesystem::path name_of_copy(const std::filesystem::path& file, int version, int number) {
  auto copy = file;
  const auto mark = number == 1 ? std::string{} : fmt::format("-{}", number);
  return copy.replace_extension(fmt::format(".v{}{}.bak.gpkg", version, mark));
}

Result<int> version_of(const Connection& connection) {
  const auto version =
      connection.ask_integer("SELECT CAST(value AS INTEGER) FROM rm_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  return static_cast<int>(*version);
}

Result<void> drop_triggers(const Connection& connection) {
  std::string script;
  const auto read =
      each_row(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'rtree%'",
               [&script](const Statement& row) { script += "DROP TRIGGER \"" + row.text(0) + "\";"; });
  return read ? connection.execute(script) : read;
}

Result<void> must_be_sound(const Connection& connection) {
  const auto lost = connection.ask_integer("SELECT count(*) FROM pragma_foreign_key_check");
  if (!lost) return std::unexpected{lost.error()};
  const auto verdict = connection.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  if (*lost > 0) return fail(ErrorCode::damaged, fmt::format("{} links lead nowhere", *lost));
  if (*verdict != SqlValue{std::string{"ok"}}) return fail(ErrorCode::damaged, "the file is not sound");
  return {};
}

// Whether there was anything to do: another program may have been quicker.
Result<bool> take_steps(const Connection& connection, int from_version) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  const auto version = version_of(connection);
  if (!version) return std::unexpected{version.error()};
  if (*version != from_version) return false;
  if (auto dropped = drop_triggers(connection); !dropped) return std::unexpected{dropped.error()};
  for (const auto& step : steps) {
    if (step.from < from_version) continue;
    if (auto taken = step.in_file(connection); !taken) return std::unexpected{taken.error()};
  }
  std::string script;
  for (const auto& trigger : register_triggers()) script += trigger.sql + ";\n";
  script += fmt::format("UPDATE rm_meta SET value = '{}' WHERE key = 'schema_version'", schema_version);
  if (auto taken = connection.execute(script); !taken) return std::unexpected{taken.error()};
  if (auto sound = must_be_sound(connection); !sound) return std::unexpected{sound.error()};
  if (auto committed = transaction->commit(); !committed) return std::unexpected{committed.error()};
  return true;
}
}  // namespace

Result<std::filesystem::path> migrate(const Connection& connection, const std::filesystem::path& file,
                                      int from_version) {
  auto copy = copy_beside(connection, [&](int number) { return name_of_copy(file, from_version, number); });
  if (!copy) return copy;
  const auto taken = take_steps(connection, from_version);
  if (taken && *taken) return copy;
  std::error_code ignored;
  std::filesystem::remove(*copy, ignored);  // the file is what it was, or somebody else has copied it too
  if (!taken) return std::unexpected{taken.error()};
  return std::filesystem::path{};
}

Result<void> migrate_on_server(const Connection& connection, int from_version) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  for (const auto& step : steps) {
    if (step.from < from_version) continue;
    if (auto taken = step.on_server(connection); !taken) return taken;
  }
  const auto script =
      fmt::format("UPDATE riskmap.rm_meta SET value = '{}' WHERE key = 'schema_version'", schema_version);
  if (auto taken = connection.execute(script); !taken) return taken;
  return transaction->commit();
}

}  // namespace riskmap
