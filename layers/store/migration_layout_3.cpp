#include "layers/store/migration_layout_3.h"

#include "layers/store/pg_schema.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
// Problems name the stations by their codes, which are there again before anybody asks.
constexpr std::string_view stations_and_cells = R"(
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE old_status_def AS SELECT * FROM status_def;
DROP TABLE status_def;
CREATE TABLE status_def (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  code TEXT(40) NOT NULL UNIQUE CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  grp TEXT(20) NOT NULL CONSTRAINT "err.code_unknown:grp" CHECK (grp IN ('OPEN', 'ACTIVE', 'DONE', 'VOID')),
  counts_as_open BOOLEAN NOT NULL CONSTRAINT "err.range:counts_as_open" CHECK (counts_as_open IN (0, 1)),
  kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ru TEXT(200) NOT NULL CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  en TEXT(200) NOT NULL CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  sort INTEGER NOT NULL CONSTRAINT "err.range:sort" CHECK (sort BETWEEN 0 AND 1000000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);
INSERT INTO status_def (fid, code, grp, counts_as_open, kk, ru, en, sort)
  SELECT fid, code, grp, counts_as_open, substr(kk, 1, 200), substr(ru, 1, 200), substr(en, 1, 200),
    min(max(sort, 0), 1000000) FROM old_status_def;
DROP TABLE old_status_def;
CREATE TEMP TABLE old_risk_matrix AS SELECT * FROM risk_matrix;
DROP TABLE risk_matrix;
CREATE TABLE risk_matrix (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  severity INTEGER NOT NULL CONSTRAINT "err.range:severity" CHECK (severity BETWEEN 1 AND 5),
  likelihood INTEGER NOT NULL CONSTRAINT "err.range:likelihood" CHECK (likelihood BETWEEN 1 AND 5),
  level TEXT NOT NULL CONSTRAINT "err.code_unknown:level" CHECK (level IN ('low', 'medium', 'high', 'critical')),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (severity, likelihood));
INSERT INTO risk_matrix (fid, severity, likelihood, level)
  SELECT fid, severity, likelihood, level FROM old_risk_matrix;
DROP TABLE old_risk_matrix;
)";

constexpr std::string_view terms_and_days = R"(
CREATE TEMP TABLE old_sla_rule AS SELECT * FROM sla_rule;
DROP TABLE sla_rule;
CREATE TABLE sla_rule (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  applies_to TEXT(40) NOT NULL CONSTRAINT "err.code_unknown:applies_to" CHECK (applies_to IN
    ('APPEAL', 'ISSUE_NO_PLAN', 'ISSUE_STALE', 'ISSUE_DEFAULT', 'FORWARD', 'EXTENSION_NOTICE')),
  category TEXT REFERENCES category(code),
  appeal_kind TEXT,
  n_days INTEGER NOT NULL CONSTRAINT "err.range:n_days" CHECK (n_days > 0),
  workdays BOOLEAN NOT NULL CONSTRAINT "err.range:workdays" CHECK (workdays IN (0, 1)),
  valid_from DATE NOT NULL DEFAULT '2021-07-01'
    CONSTRAINT "err.date_format:valid_from" CHECK (valid_from IS date(valid_from, '+0 days')),
  source TEXT(500) CONSTRAINT "err.too_long:source" CHECK (length(source) <= 500),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);
INSERT INTO sla_rule (fid, applies_to, category, appeal_kind, n_days, workdays, valid_from, source)
  SELECT fid, applies_to, category, appeal_kind, n_days, workdays,
    coalesce(date(valid_from, '+0 days'), '2021-07-01'), substr(source, 1, 500) FROM old_sla_rule;
DROP TABLE old_sla_rule;
CREATE TEMP TABLE old_calendar_day AS SELECT * FROM calendar_day;
DROP TABLE calendar_day;
CREATE TABLE calendar_day (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  day DATE NOT NULL UNIQUE CONSTRAINT "err.date_format:day" CHECK (day IS date(day, '+0 days')),
  is_workday BOOLEAN NOT NULL CONSTRAINT "err.range:is_workday" CHECK (is_workday IN (0, 1)),
  note TEXT(300) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 300),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);
INSERT INTO calendar_day (fid, day, is_workday, note)
  SELECT fid, day, is_workday, substr(note, 1, 300) FROM old_calendar_day;
DROP TABLE old_calendar_day;
)";

// What earlier programs wrote into every register in English, in the words that this one writes.
constexpr std::string_view sources_in_kazakh = R"(
UPDATE sla_rule SET source = 'ҚР Әкімшілік рәсімдік-процестік кодексі, 76-бап'
  WHERE source = 'Administrative Procedural and Process-Related Code' AND applies_to = 'APPEAL';
UPDATE sla_rule SET source = 'ҚР Әкімшілік рәсімдік-процестік кодексі, 65-бап'
  WHERE source = 'Administrative Procedural and Process-Related Code' AND applies_to = 'FORWARD';
UPDATE sla_rule SET source = 'Кеңсенің ішкі тәртібі' WHERE source = 'office rule';
)";

constexpr std::string_view on_server = R"(
SET LOCAL search_path = riskmap, public;
UPDATE status_def SET kk = left(kk, 200), ru = left(ru, 200), en = left(en, 200),
  sort = least(greatest(sort, 0), 1000000);
UPDATE sla_rule SET source = left(source, 500);
UPDATE calendar_day SET note = left(note, 300);
ALTER TABLE status_def DROP CONSTRAINT IF EXISTS status_def_grp_check,
  DROP CONSTRAINT IF EXISTS status_def_counts_as_open_check,
  ADD COLUMN uuid text UNIQUE, ADD COLUMN version bigint, ADD COLUMN created_at text, ADD COLUMN created_by text,
  ADD COLUMN updated_at text, ADD COLUMN updated_by text,
  ADD CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  ADD CONSTRAINT "err.code_unknown:grp" CHECK (grp IN ('OPEN', 'ACTIVE', 'DONE', 'VOID')),
  ADD CONSTRAINT "err.range:counts_as_open" CHECK (counts_as_open IN (0, 1)),
  ADD CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ADD CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  ADD CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  ADD CONSTRAINT "err.range:sort" CHECK (sort BETWEEN 0 AND 1000000);
ALTER TABLE risk_matrix DROP CONSTRAINT IF EXISTS risk_matrix_severity_check,
  DROP CONSTRAINT IF EXISTS risk_matrix_likelihood_check, DROP CONSTRAINT IF EXISTS risk_matrix_level_check,
  ADD COLUMN uuid text UNIQUE, ADD COLUMN version bigint, ADD COLUMN created_at text, ADD COLUMN created_by text,
  ADD COLUMN updated_at text, ADD COLUMN updated_by text,
  ADD CONSTRAINT "err.range:severity" CHECK (severity BETWEEN 1 AND 5),
  ADD CONSTRAINT "err.range:likelihood" CHECK (likelihood BETWEEN 1 AND 5),
  ADD CONSTRAINT "err.code_unknown:level" CHECK (level IN ('low', 'medium', 'high', 'critical'));
ALTER TABLE sla_rule DROP CONSTRAINT IF EXISTS sla_rule_applies_to_check,
  DROP CONSTRAINT IF EXISTS sla_rule_n_days_check, DROP CONSTRAINT IF EXISTS sla_rule_workdays_check,
  ADD COLUMN uuid text UNIQUE, ADD COLUMN version bigint, ADD COLUMN created_at text, ADD COLUMN created_by text,
  ADD COLUMN updated_at text, ADD COLUMN updated_by text,
  ADD CONSTRAINT "err.code_unknown:applies_to" CHECK (applies_to IN
    ('APPEAL', 'ISSUE_NO_PLAN', 'ISSUE_STALE', 'ISSUE_DEFAULT', 'FORWARD', 'EXTENSION_NOTICE')),
  ADD CONSTRAINT "err.range:n_days" CHECK (n_days > 0),
  ADD CONSTRAINT "err.range:workdays" CHECK (workdays IN (0, 1)),
  ADD CONSTRAINT "err.date_format:valid_from" CHECK (isfinite(valid_from)),
  ADD CONSTRAINT "err.too_long:source" CHECK (length(source) <= 500);
ALTER TABLE calendar_day DROP CONSTRAINT IF EXISTS calendar_day_day_check,
  DROP CONSTRAINT IF EXISTS calendar_day_is_workday_check,
  ADD COLUMN uuid text UNIQUE, ADD COLUMN version bigint, ADD COLUMN created_at text, ADD COLUMN created_by text,
  ADD COLUMN updated_at text, ADD COLUMN updated_by text,
  ADD CONSTRAINT "err.date_format:day" CHECK (isfinite(day)),
  ADD CONSTRAINT "err.range:is_workday" CHECK (is_workday IN (0, 1)),
  ADD CONSTRAINT "err.too_long:note" CHECK (length(note) <= 300);
)";
}  // namespace

Result<void> to_layout_3(const Connection& connection) {
  for (const auto script : {stations_and_cells, terms_and_days, sources_in_kazakh})
    if (auto taken = connection.execute(script); !taken) return taken;
  return name_reckoning(connection);
}

// What keeps an entry in use asks two more tables now.
Result<void> to_layout_3_on_server(const Connection& connection) {
  for (const auto script : {on_server, sources_in_kazakh})
    if (auto taken = connection.execute(script); !taken) return taken;
  if (auto named = name_reckoning(connection); !named) return named;
  if (auto dropped = connection.execute(
          "DROP FUNCTION code_value_before_insert, code_value_before_update, code_value_after_change, code_value_kept,"
          " code_value_named CASCADE");
      !dropped)
    return dropped;
  for (const auto entity :
       {Entity::code_value, Entity::status_def, Entity::risk_matrix, Entity::sla_rule, Entity::calendar_day})
    if (auto made = connection.execute(pg_triggers_of(spec_of(entity))); !made) return made;
  return connection.execute("REVOKE ALL ON ALL FUNCTIONS IN SCHEMA riskmap FROM PUBLIC");
}

}  // namespace riskmap
