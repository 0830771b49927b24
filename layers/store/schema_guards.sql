-- Rules that hold whoever writes: the life cycle, duplicates, registration numbers, the history.
-- Plain SQL only, so that QGIS and every SQLite tool can fire them. A statement ends with a line "END;".

CREATE TRIGGER issue_status_insert BEFORE INSERT ON issue
WHEN NEW.status NOT IN ('draft', 'registered')
  AND NOT EXISTS (SELECT 1 FROM edit_context WHERE kind IN ('IMPORT', 'CREATE', 'UNDO', 'REDO'))
BEGIN
  SELECT RAISE(ABORT, 'err.transition:status');
END;

CREATE TRIGGER issue_status_update BEFORE UPDATE OF status ON issue
WHEN NEW.status IS NOT OLD.status AND NOT EXISTS (SELECT 1 FROM edit_context WHERE kind IN ('UNDO', 'REDO'))
BEGIN
  SELECT RAISE(ABORT, 'err.transition:status') WHERE NOT EXISTS
    (SELECT 1 FROM status_transition WHERE from_code = OLD.status AND to_code = NEW.status);
  SELECT RAISE(ABORT, 'err.reason_required:status_reason') WHERE length(trim(coalesce(NEW.status_reason, ''))) = 0
    AND EXISTS (SELECT 1 FROM status_transition
                WHERE from_code = OLD.status AND to_code = NEW.status AND needs_reason = 1);
END;

CREATE TRIGGER issue_duplicate_insert BEFORE INSERT ON issue WHEN NEW.duplicate_of IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'err.duplicate_chain:duplicate_of') WHERE
    EXISTS (SELECT 1 FROM issue WHERE uuid = NEW.duplicate_of AND duplicate_of IS NOT NULL);
END;

CREATE TRIGGER issue_duplicate_update BEFORE UPDATE OF duplicate_of ON issue WHEN NEW.duplicate_of IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'err.duplicate_chain:duplicate_of') WHERE
    EXISTS (SELECT 1 FROM issue WHERE uuid = NEW.duplicate_of AND duplicate_of IS NOT NULL)
    OR EXISTS (SELECT 1 FROM issue WHERE duplicate_of = NEW.uuid);
END;

CREATE TRIGGER history_no_update BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'err.unsupported:history');
END;

CREATE TRIGGER history_no_delete BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'err.unsupported:history');
END;
