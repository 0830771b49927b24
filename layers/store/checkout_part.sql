-- Leaves in a copy of a register what belongs to one place: kept_place holds its code, is_whole says that it is the
-- district, where what belongs to no place belongs too. Whatever a kept record names is kept with it.

-- The places themselves and all below them.
CREATE TEMP TABLE kept_code (code TEXT PRIMARY KEY);
INSERT INTO kept_code
  WITH RECURSIVE below(code) AS (SELECT code FROM kept_place UNION
    SELECT a.code FROM area AS a JOIN below AS b ON a.parent_code = b.code)
  SELECT code FROM below;
INSERT OR IGNORE INTO kept_code SELECT kato FROM settlement WHERE kato IS NOT NULL
  AND rural_district IN (SELECT code FROM kept_code);
CREATE TEMP TABLE here (uuid TEXT PRIMARY KEY);
INSERT INTO here SELECT uuid FROM area WHERE code IN (SELECT code FROM kept_code)
  UNION SELECT uuid FROM settlement WHERE kato IN (SELECT code FROM kept_code)
    OR rural_district IN (SELECT code FROM kept_code);

-- Problems of the place, those that also concern it, and what they are duplicates of.
CREATE TEMP TABLE kept (uuid TEXT PRIMARY KEY);
INSERT INTO kept
  WITH RECURSIVE wanted(uuid) AS (
    SELECT uuid FROM issue WHERE settlement IN (SELECT uuid FROM here) OR area IN (SELECT uuid FROM here)
    UNION SELECT issue FROM issue_place WHERE settlement IN (SELECT uuid FROM here) OR area IN (SELECT uuid FROM here)
    UNION SELECT i.duplicate_of FROM issue AS i JOIN wanted AS w ON i.uuid = w.uuid WHERE i.duplicate_of IS NOT NULL)
  SELECT uuid FROM wanted;
INSERT OR IGNORE INTO kept SELECT uuid FROM measure WHERE issue IN (SELECT uuid FROM kept)
  OR issue IS NULL AND (settlement IN (SELECT uuid FROM here) OR area_code IN (SELECT code FROM kept_code)
    OR settlement IS NULL AND area_code IS NULL AND EXISTS (SELECT 1 FROM kept_place WHERE is_whole));

-- Receptions, and the appeals that were brought there, from there or about a kept problem.
INSERT OR IGNORE INTO kept SELECT uuid FROM reception WHERE settlement IN (SELECT uuid FROM here)
  OR area_code IN (SELECT code FROM kept_code)
  OR settlement IS NULL AND area_code IS NULL AND EXISTS (SELECT 1 FROM kept_place WHERE is_whole);
INSERT OR IGNORE INTO kept
  WITH RECURSIVE wanted(uuid) AS (
    SELECT uuid FROM appeal WHERE settlement IN (SELECT uuid FROM here)
      OR settlement IS NULL AND (reception IN (SELECT uuid FROM kept)
        OR reception IS NULL AND EXISTS (SELECT 1 FROM kept_place WHERE is_whole))
    UNION SELECT appeal FROM appeal_issue WHERE issue IN (SELECT uuid FROM kept)
    UNION SELECT a.repeat_of FROM appeal AS a JOIN wanted AS w ON a.uuid = w.uuid WHERE a.repeat_of IS NOT NULL)
  SELECT uuid FROM wanted;
INSERT OR IGNORE INTO kept SELECT reception FROM appeal WHERE reception IS NOT NULL
  AND uuid IN (SELECT uuid FROM kept);
INSERT OR IGNORE INTO kept
  WITH RECURSIVE wanted(uuid) AS (
    SELECT uuid FROM document WHERE owner IN (SELECT uuid FROM kept) OR owner IN (SELECT uuid FROM here)
    UNION SELECT plan_document FROM reception WHERE plan_document IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
    UNION SELECT d.answers FROM document AS d JOIN wanted AS w ON d.uuid = w.uuid WHERE d.answers IS NOT NULL)
  SELECT uuid FROM wanted;

INSERT OR IGNORE INTO kept SELECT uuid FROM attachment WHERE owner IN (SELECT uuid FROM kept);

-- Other places that these records name: the place alone, without its own problems; then the areas around all of them.
INSERT OR IGNORE INTO kept SELECT uuid FROM here;
INSERT OR IGNORE INTO kept
  SELECT settlement FROM issue WHERE settlement IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
  UNION SELECT area FROM issue WHERE area IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
  UNION SELECT settlement FROM issue_place WHERE settlement IS NOT NULL AND issue IN (SELECT uuid FROM kept)
  UNION SELECT area FROM issue_place WHERE area IS NOT NULL AND issue IN (SELECT uuid FROM kept)
  UNION SELECT settlement FROM measure WHERE settlement IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
  UNION SELECT settlement FROM reception WHERE settlement IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
  UNION SELECT settlement FROM appeal WHERE settlement IS NOT NULL AND uuid IN (SELECT uuid FROM kept)
  UNION SELECT s.settlement FROM sub_area AS s JOIN issue AS i ON i.sub_area = s.uuid
    WHERE i.uuid IN (SELECT uuid FROM kept)
  UNION SELECT s.settlement FROM sub_area AS s JOIN appeal AS a ON a.sub_area = s.uuid
    WHERE a.uuid IN (SELECT uuid FROM kept);
INSERT OR IGNORE INTO kept
  WITH RECURSIVE above(code) AS (
    SELECT kato FROM settlement WHERE uuid IN (SELECT uuid FROM kept)
    UNION SELECT rural_district FROM settlement WHERE uuid IN (SELECT uuid FROM kept)
    UNION SELECT code FROM area WHERE uuid IN (SELECT uuid FROM kept)
    UNION SELECT area_code FROM reception WHERE uuid IN (SELECT uuid FROM kept)
    UNION SELECT area_code FROM measure WHERE uuid IN (SELECT uuid FROM kept)
    UNION SELECT a.parent_code FROM area AS a JOIN above AS b ON a.code = b.code)
  SELECT uuid FROM area WHERE code IN (SELECT code FROM above);
INSERT OR IGNORE INTO kept SELECT uuid FROM sub_area WHERE settlement IN (SELECT uuid FROM kept);

-- What hangs on them.
INSERT OR IGNORE INTO kept SELECT uuid FROM indicator_value WHERE settlement IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM issue_place WHERE issue IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM issue_programme WHERE issue IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM comment WHERE issue IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM measure_party WHERE measure IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM reception_person WHERE reception IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM appeal_issue WHERE appeal IN (SELECT uuid FROM kept) AND issue IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM party_area WHERE sub_area IS NULL OR sub_area IN (SELECT uuid FROM kept)
  UNION SELECT uuid FROM hotspot_review WHERE substr(subject, 1, 36) IN (SELECT uuid FROM kept);
-- The lists come whole.
INSERT OR IGNORE INTO kept SELECT uuid FROM code_value UNION SELECT uuid FROM status_def
  UNION SELECT uuid FROM risk_matrix UNION SELECT uuid FROM calendar_day UNION SELECT uuid FROM sla_rule
  UNION SELECT uuid FROM category UNION SELECT uuid FROM party UNION SELECT uuid FROM programme
  UNION SELECT uuid FROM indicator UNION SELECT uuid FROM saved_view UNION SELECT uuid FROM setting;

-- All else goes, its history too; tables of imports hold lines about any place.
DELETE FROM history WHERE entity_uuid NOT IN (SELECT uuid FROM kept);
DELETE FROM batch_record WHERE entity_uuid NOT IN (SELECT uuid FROM kept);
CREATE TEMP TABLE kept_batch (fid INTEGER PRIMARY KEY);
INSERT INTO kept_batch
  WITH RECURSIVE wanted(fid) AS (
    SELECT batch FROM history WHERE batch IS NOT NULL UNION SELECT batch FROM batch_record
    UNION SELECT fid FROM batch WHERE kind = 'CREATE'
    UNION SELECT b.target FROM batch AS b JOIN wanted AS w ON b.fid = w.fid WHERE b.target IS NOT NULL
    UNION SELECT b.undone_by FROM batch AS b JOIN wanted AS w ON b.fid = w.fid WHERE b.undone_by IS NOT NULL)
  SELECT fid FROM wanted;
DELETE FROM batch WHERE fid NOT IN (SELECT fid FROM kept_batch);
-- Not all of such a batch is here, and what is belongs to the office.
UPDATE batch SET state = 'SKIPPED' WHERE state IN ('DONE', 'UNDONE');
DELETE FROM import_problem;
DELETE FROM import_batch;
DELETE FROM rm_meta WHERE key = 'has_private_file';
