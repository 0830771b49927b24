-- NAME.private.gpkg since its layout 2: the files at appeals. A file of layout 1 gets these tables when it is opened for
-- writing.

-- Photographs and papers at an appeal, as `attachment` of the register has those of other records.
CREATE TABLE appeal_file (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) NOT NULL UNIQUE,
  appeal TEXT(36) NOT NULL,
  file_name TEXT(255) NOT NULL CONSTRAINT "err.too_long:file_name" CHECK (length(file_name) <= 255),
  mime TEXT(80) NOT NULL CONSTRAINT "err.too_long:mime" CHECK (length(mime) <= 80),
  size_bytes INTEGER NOT NULL CONSTRAINT "err.range:size_bytes" CHECK (size_bytes BETWEEN 1 AND 20971520),
  sha256 TEXT(64) NOT NULL,
  caption TEXT(500) CONSTRAINT "err.too_long:caption" CHECK (length(caption) <= 500),
  taken_on DATE CONSTRAINT "err.date_format:taken_on" CHECK (taken_on IS date(taken_on, '+0 days')),
  version INTEGER NOT NULL DEFAULT 1);
CREATE INDEX appeal_file_by_appeal ON appeal_file (appeal);

-- As `history`, of the files. What is erased leaves nothing here; that it was erased stands in `history`.
CREATE TABLE appeal_file_history (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  batch TEXT,
  appeal TEXT NOT NULL,
  file TEXT NOT NULL,
  version INTEGER NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
  field TEXT,
  old_value BLOB,
  new_value BLOB);
CREATE INDEX appeal_file_history_by_batch ON appeal_file_history (batch) WHERE batch IS NOT NULL;
CREATE INDEX appeal_file_history_by_file ON appeal_file_history (file);

-- Their bytes, of each appeal for itself, so that they can be erased with it; those of a removed file stay till then, so
-- that undo is exact.
CREATE TABLE appeal_file_data (
  appeal TEXT(36) NOT NULL,
  sha256 TEXT(64) NOT NULL CHECK (length(sha256) = 64),
  data BLOB NOT NULL,
  PRIMARY KEY (appeal, sha256));
