-- Rules of a server that hold whoever writes: the edit under way, the life cycle with its roles, duplicates, the history,
-- and the notice to everybody who listens.

CREATE FUNCTION current_edit() RETURNS batch LANGUAGE sql STABLE SECURITY DEFINER SET search_path = riskmap, pg_temp AS $$
  SELECT * FROM batch WHERE fid = nullif(current_setting('riskmap.batch', true), '')::bigint
    AND xact = pg_current_xact_id_if_assigned() $$;

CREATE FUNCTION issue_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = riskmap, pg_temp AS $$
DECLARE
  edit batch := current_edit();
  is_turned boolean := coalesce(edit.kind IN ('UNDO', 'REDO'), false);
  step status_transition;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status NOT IN ('draft', 'registered') AND NOT is_turned AND coalesce(edit.kind, '') <> 'IMPORT' THEN
      RAISE EXCEPTION 'err.transition:status'; END IF;
  ELSIF NEW.status IS DISTINCT FROM OLD.status THEN
    -- A state that only managers give is theirs to give back by undo and redo too.
    IF NOT pg_has_role(session_user, 'riskmap_manager', 'MEMBER') AND NOT EXISTS
      (SELECT 1 FROM status_transition WHERE to_code = NEW.status AND role_min <> 'MANAGER'
        AND (is_turned OR from_code = OLD.status))
      AND EXISTS (SELECT 1 FROM status_transition WHERE to_code = NEW.status AND (is_turned OR from_code = OLD.status))
      THEN RAISE EXCEPTION 'only a manager may do this' USING ERRCODE = '42501'; END IF;
    IF NOT is_turned THEN
      SELECT * INTO step FROM status_transition WHERE from_code = OLD.status AND to_code = NEW.status;
      IF step.fid IS NULL THEN RAISE EXCEPTION 'err.transition:status'; END IF;
      IF step.needs_reason = 1 AND length(trim(coalesce(NEW.status_reason, ''))) = 0 THEN
        RAISE EXCEPTION 'err.reason_required:status_reason'; END IF;
    END IF;
  END IF;
  IF NEW.duplicate_of IS NOT NULL AND
    (EXISTS (SELECT 1 FROM issue WHERE uuid = NEW.duplicate_of AND duplicate_of IS NOT NULL)
      OR (TG_OP = 'UPDATE' AND NEW.duplicate_of IS DISTINCT FROM OLD.duplicate_of
        AND EXISTS (SELECT 1 FROM issue WHERE duplicate_of = NEW.uuid))) THEN
    RAISE EXCEPTION 'err.duplicate_chain:duplicate_of'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issue_guard BEFORE INSERT OR UPDATE OF status, duplicate_of ON issue
  FOR EACH ROW EXECUTE FUNCTION issue_guard();

CREATE FUNCTION history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'err.unsupported:history'; END $$;
CREATE TRIGGER history_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON history
  FOR EACH STATEMENT EXECUTE FUNCTION history_stays();

CREATE FUNCTION history_tells() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('riskmap', ''); RETURN NULL; END $$;
CREATE TRIGGER history_tells AFTER INSERT ON history FOR EACH STATEMENT EXECUTE FUNCTION history_tells();
