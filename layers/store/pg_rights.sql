-- Four roles, each with the rights of the one before: reader, commenter, editor, manager. A login gets one of them by
-- GRANT riskmap_editor TO login. They are the server's, so several registers on it share their names.
DO $$
DECLARE
  roles text[] := ARRAY['riskmap_reader', 'riskmap_commenter', 'riskmap_editor', 'riskmap_manager'];
BEGIN
  FOR i IN 1..4 LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = roles[i]) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', roles[i]);
    END IF;
    IF i > 1 AND NOT pg_has_role(roles[i], roles[i - 1], 'MEMBER') THEN
      EXECUTE format('GRANT %I TO %I', roles[i - 1], roles[i]);
    END IF;
  END LOOP;
  IF NOT pg_has_role(current_user, 'riskmap_manager', 'MEMBER') THEN
    EXECUTE format('GRANT riskmap_manager TO %I', current_user);
  END IF;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA riskmap FROM PUBLIC;
GRANT USAGE ON SCHEMA riskmap TO riskmap_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA riskmap TO riskmap_reader;

GRANT INSERT (uuid, at, who, post, station, kind, reason, target), UPDATE (state, undone_by) ON batch
  TO riskmap_commenter;
GRANT INSERT ON batch_record TO riskmap_commenter;
GRANT INSERT (fid, uuid, issue, author, at, text, is_public), DELETE,
  UPDATE (author, at, text, is_public, version, updated_at, updated_by) ON comment TO riskmap_commenter;
-- Undo brings a removed comment back with the marks it had.
GRANT INSERT (created_at, created_by) ON comment TO riskmap_commenter;

GRANT INSERT, UPDATE, DELETE ON area, settlement, sub_area, party, party_area, issue, issue_place, issue_programme,
  measure, measure_party, reception, reception_person, appeal, appeal_issue, document, indicator_value, saved_view,
  hotspot_review, attachment, import_batch, import_problem TO riskmap_editor;

GRANT INSERT, UPDATE, DELETE ON category, programme, indicator, setting, code_value, status_def, status_transition,
  risk_matrix, sla_rule, calendar_day TO riskmap_manager;
GRANT UPDATE ON rm_meta TO riskmap_manager;

-- Everybody turns his own batches only, and writes comments in his own login's name.
ALTER TABLE batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY batch_seen ON batch FOR SELECT USING (true);
CREATE POLICY batch_made ON batch FOR INSERT WITH CHECK (login = session_user);
CREATE POLICY batch_turned ON batch FOR UPDATE USING (login = session_user);

-- What is closed (sensitivity 2) is not for readers and commenters, nor is anything that hangs on it.
ALTER TABLE issue ENABLE ROW LEVEL SECURITY;
CREATE POLICY issue_seen ON issue FOR SELECT
  USING (sensitivity < 2 OR (SELECT pg_has_role(current_user, 'riskmap_editor', 'MEMBER')));
CREATE POLICY issue_made ON issue FOR INSERT WITH CHECK (true);
CREATE POLICY issue_changed ON issue FOR UPDATE USING (true);
CREATE POLICY issue_removed ON issue FOR DELETE USING (true);

DO $$
DECLARE
  of_issue text;
BEGIN
  FOREACH of_issue IN ARRAY ARRAY['issue_place', 'issue_programme', 'measure', 'appeal_issue'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_issue);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (
      (SELECT pg_has_role(current_user, ''riskmap_editor'', ''MEMBER'')) OR issue IS NULL
      OR EXISTS (SELECT 1 FROM issue AS i WHERE i.uuid = issue))', of_issue);
    EXECUTE format('CREATE POLICY made ON %I FOR INSERT WITH CHECK (true)', of_issue);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (true)', of_issue);
    EXECUTE format('CREATE POLICY removed ON %I FOR DELETE USING (true)', of_issue);
  END LOOP;
END $$;

ALTER TABLE comment ENABLE ROW LEVEL SECURITY;
CREATE POLICY comment_seen ON comment FOR SELECT
  USING ((SELECT pg_has_role(current_user, 'riskmap_editor', 'MEMBER'))
    OR EXISTS (SELECT 1 FROM issue AS i WHERE i.uuid = issue));
CREATE POLICY comment_made ON comment FOR INSERT
  WITH CHECK (login = session_user AND EXISTS (SELECT 1 FROM issue AS i WHERE i.uuid = issue));
CREATE POLICY comment_changed ON comment FOR UPDATE
  USING (login = session_user OR (SELECT pg_has_role(current_user, 'riskmap_manager', 'MEMBER')));
CREATE POLICY comment_removed ON comment FOR DELETE
  USING (login = session_user OR (SELECT pg_has_role(current_user, 'riskmap_manager', 'MEMBER')));

DO $$
DECLARE
  owned text;
BEGIN
  FOREACH owned IN ARRAY ARRAY['document', 'attachment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT USING (
      (SELECT pg_has_role(current_user, ''riskmap_editor'', ''MEMBER'')) OR CASE owner_entity
        WHEN ''issue'' THEN EXISTS (SELECT 1 FROM issue AS i WHERE i.uuid = owner)
        WHEN ''measure'' THEN EXISTS (SELECT 1 FROM measure AS m WHERE m.uuid = owner) ELSE true END)', owned);
    EXECUTE format('CREATE POLICY made ON %I FOR INSERT WITH CHECK (true)', owned);
    EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (true)', owned);
    EXECUTE format('CREATE POLICY removed ON %I FOR DELETE USING (true)', owned);
  END LOOP;
END $$;

-- Of a hidden record its history tells that it is gone or hidden, and nothing else.
ALTER TABLE history ENABLE ROW LEVEL SECURITY;
CREATE POLICY history_seen ON history FOR SELECT
  USING ((SELECT pg_has_role(current_user, 'riskmap_editor', 'MEMBER')) OR field IN ('created_at', 'sensitivity')
    OR login = session_user
    OR CASE entity WHEN 'issue' THEN EXISTS (SELECT 1 FROM issue AS i WHERE i.uuid = entity_uuid)
                   WHEN 'measure' THEN EXISTS (SELECT 1 FROM measure AS m WHERE m.uuid = entity_uuid)
                   WHEN 'comment' THEN EXISTS (SELECT 1 FROM comment AS c WHERE c.uuid = entity_uuid)
                   WHEN 'issue_place' THEN EXISTS (SELECT 1 FROM issue_place AS p WHERE p.uuid = entity_uuid)
                   WHEN 'document' THEN EXISTS (SELECT 1 FROM document AS d WHERE d.uuid = entity_uuid)
                   ELSE true END);
