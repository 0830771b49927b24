-- NAME.private.gpkg: who brought the appeals of one register, and what became of what was written down about them. The
-- files at appeals: schema_private_files.sql.

-- 'register': the uuid of the register it belongs to; 'schema_version'.
CREATE TABLE private_meta (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL);

-- One row an appeal. erased_at: what was written down has been taken out for good.
CREATE TABLE applicant (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  appeal TEXT(36) NOT NULL UNIQUE,
  full_name TEXT(200) CONSTRAINT "err.too_long:full_name" CHECK (length(full_name) <= 200),
  iin TEXT(20) CONSTRAINT "err.number_format:iin" CHECK (length(iin) = 12 AND iin NOT GLOB '*[^0-9]*'),
  phone TEXT(60) CONSTRAINT "err.too_long:phone" CHECK (length(phone) <= 60),
  email TEXT(120) CONSTRAINT "err.too_long:email" CHECK (length(email) <= 120),
  handle TEXT(120) CONSTRAINT "err.too_long:handle" CHECK (length(handle) <= 120),
  link TEXT(500) CONSTRAINT "err.too_long:link" CHECK (length(link) <= 500),
  address TEXT(300) CONSTRAINT "err.too_long:address" CHECK (length(address) <= 300),
  consent_on DATE CONSTRAINT "err.date_format:consent_on" CHECK (consent_on IS date(consent_on, '+0 days')),
  note TEXT(2000) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 2000),
  erased_at TEXT,
  version INTEGER NOT NULL DEFAULT 1);

-- Present only inside a transaction of ours; kind 'ERASE' writes no history and may take it away.
CREATE TABLE edit_context (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  batch TEXT NOT NULL,
  who TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL);

-- batch: the uuid of the register's batch; absent = another program. One row for a new applicant, one per changed
-- field, one per field that a removed one had.
CREATE TABLE history (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  batch TEXT,
  appeal TEXT NOT NULL,
  version INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('INSERT', 'UPDATE', 'DELETE', 'ERASE')),
  field TEXT,
  old_value BLOB,
  new_value BLOB);
CREATE INDEX history_by_batch ON history (batch) WHERE batch IS NOT NULL;
CREATE INDEX history_by_appeal ON history (appeal);
