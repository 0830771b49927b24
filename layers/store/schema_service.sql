-- What the register keeps about itself: its name, its lists, its edits and their history.

CREATE TABLE rm_meta (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT);

-- Every enumeration; its words may be edited, a code never changes.
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

CREATE TABLE status_transition (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  from_code TEXT NOT NULL REFERENCES status_def(code),
  to_code TEXT NOT NULL REFERENCES status_def(code),
  needs_reason BOOLEAN NOT NULL DEFAULT 0,
  role_min TEXT NOT NULL DEFAULT 'EDITOR',
  UNIQUE (from_code, to_code));

-- The risk level of each cell; the district may edit it.
CREATE TABLE risk_matrix (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  severity INTEGER NOT NULL CONSTRAINT "err.range:severity" CHECK (severity BETWEEN 1 AND 5),
  likelihood INTEGER NOT NULL CONSTRAINT "err.range:likelihood" CHECK (likelihood BETWEEN 1 AND 5),
  level TEXT NOT NULL CONSTRAINT "err.code_unknown:level" CHECK (level IN ('low', 'medium', 'high', 'critical')),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (severity, likelihood));

-- The last serial given out; a number is never used twice, not even after an undone edit.
-- office: the series, "RM" of problems and "RM-A" of appeals.
CREATE TABLE reg_counter (
  office TEXT NOT NULL,
  year TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (office, year));

-- One transaction of ours. state: DONE; UNDONE (may be redone); DROPPED (undone, then the person edited on);
-- SKIPPED (left out of undo by the person). target: the batch that an UNDO or REDO batch turned.
CREATE TABLE batch (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  post TEXT,
  station TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('USER', 'UNDO', 'REDO', 'IMPORT', 'CREATE')),
  reason TEXT,
  state TEXT NOT NULL DEFAULT 'DONE' CHECK (state IN ('DONE', 'UNDONE', 'DROPPED', 'SKIPPED')),
  target INTEGER REFERENCES batch(fid),
  undone_by INTEGER REFERENCES batch(fid));
CREATE INDEX batch_by_person ON batch (who, state);

-- The state of each record before and after a batch. A state is named by the version that first had it: an undo writes
-- a new version of an old state, so a record has moved on only when its state differs.
CREATE TABLE batch_record (
  batch INTEGER NOT NULL REFERENCES batch(fid),
  entity TEXT NOT NULL,
  entity_uuid TEXT NOT NULL,
  version INTEGER NOT NULL,
  state_before INTEGER NOT NULL,
  state_after INTEGER NOT NULL,
  PRIMARY KEY (entity_uuid, batch, entity)) WITHOUT ROWID;

-- Present only inside a transaction of ours: whose edit the triggers are writing down. Absent = external.
CREATE TABLE edit_context (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  batch INTEGER,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL);

-- Append only. One row for a new record, one per changed field, one per field that a removed record had. BLOB = kept as
-- it was, with its type, so that undo is exact. version: the record's version after the change.
CREATE TABLE history (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  batch INTEGER REFERENCES batch(fid),
  entity TEXT NOT NULL,
  entity_uuid TEXT NOT NULL,
  record INTEGER NOT NULL,
  version INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
  field TEXT,
  old_value BLOB,
  new_value BLOB);
CREATE INDEX history_by_record ON history (entity_uuid);
CREATE INDEX history_by_batch ON history (batch) WHERE batch IS NOT NULL;

-- Photographs and papers of a record; what was written into a photograph by its camera (place, device) is taken out.
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

-- Their bytes, each once; those of a removed attachment stay, so that undo is exact.
CREATE TABLE attachment_data (
  sha256 TEXT(64) PRIMARY KEY NOT NULL CHECK (length(sha256) = 64),
  data BLOB NOT NULL);

-- Legal periods, with the law they come from. Of several about one thing the newest holds.
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

-- Only what differs from Monday to Friday.
CREATE TABLE calendar_day (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  day DATE NOT NULL UNIQUE CONSTRAINT "err.date_format:day" CHECK (day IS date(day, '+0 days')),
  is_workday BOOLEAN NOT NULL CONSTRAINT "err.range:is_workday" CHECK (is_workday IN (0, 1)),
  note TEXT(300) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 300),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE TABLE import_batch (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  encoding TEXT,
  rows_total INTEGER,
  rows_ok INTEGER,
  rows_warn INTEGER,
  rows_err INTEGER,
  state TEXT NOT NULL CHECK (state IN ('PREVIEW', 'APPLIED', 'UNDONE')));

CREATE TABLE import_problem (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER NOT NULL REFERENCES import_batch(fid) ON DELETE CASCADE,
  row_no INTEGER NOT NULL,
  col TEXT,
  code TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('ERROR', 'WARN', 'INFO')),
  raw TEXT,
  fixed TEXT);
