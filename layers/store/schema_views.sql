-- What other programs see of the register: labels and names in the place of codes, and how late something is. Read-only;
-- core SQL, for they are asked by QGIS and R. @lang@: kk, ru, en.
-- A value that is worked out has no type in SQLite, and QGIS would take numbers for text and shapes for blobs. In a
-- UNION ALL its type is that of a column beside it, of the last part (SQLite 3.40) or of the first (later ones): so an
-- empty part with the wanted type stands on either side.

CREATE VIEW v_problems_@lang@ AS
SELECT i.fid AS fid, i.reg_no AS reg_no, i.title AS title,
  coalesce(s.name_@lang@, s.name_kk, a.name_@lang@, a.name_kk) AS place,
  coalesce(r.name_@lang@, r.name_kk) AS rural_district,
  c.@lang@ AS category, i.status AS status_code, d.@lang@ AS status, x.level AS level, i.severity AS severity,
  i.registered_on AS registered_on, i.due_on AS due_on, l.days AS days_late,
  coalesce(p.name_@lang@, p.name_kk) AS responsible,
  n.text AS next_step, n.due_on AS next_step_due_on, n.due_extended_on AS next_step_extended_on,
  coalesce(e.name_@lang@, e.name_kk) AS next_step_executor,
  g.geom AS geom
FROM issue AS i
  LEFT JOIN settlement AS s ON s.uuid = i.settlement
  LEFT JOIN area AS a ON a.uuid = i.area
  LEFT JOIN area AS r ON r.code = s.rural_district AND r.level = 'rural_district'
  LEFT JOIN category AS c ON c.code = i.category
  LEFT JOIN status_def AS d ON d.code = i.status
  LEFT JOIN risk_matrix AS x ON x.severity = i.severity AND x.likelihood = i.likelihood
  LEFT JOIN party AS p ON p.uuid = i.responsible
  LEFT JOIN measure AS n ON n.fid = (SELECT m.fid FROM measure AS m WHERE m.issue = i.uuid
    AND m.status IN ('PLANNED', 'IN_PROGRESS') ORDER BY m.step_no, m.fid LIMIT 1)
  LEFT JOIN party AS e ON e.uuid = n.executor
  LEFT JOIN (SELECT fid AS issue, severity AS days FROM issue WHERE 0
    UNION ALL SELECT o.fid, CAST(julianday(t.today) - julianday(o.due_on) AS INTEGER) FROM issue AS o
      JOIN status_def AS f ON f.code = o.status AND f.counts_as_open
      JOIN (SELECT date('now', coalesce((SELECT value || ' minutes' FROM setting WHERE key = 'utc_offset_minutes'),
        '+300 minutes')) AS today) AS t ON o.due_on < t.today
    UNION ALL SELECT fid, severity FROM issue WHERE 0) AS l ON l.issue = i.fid
  LEFT JOIN (SELECT fid AS issue, geom AS geom FROM issue WHERE geom IS NOT NULL
    UNION ALL SELECT o.fid, h.geom FROM issue AS o JOIN settlement AS h ON h.uuid = o.settlement WHERE o.geom IS NULL
    UNION ALL SELECT fid, geom FROM issue WHERE 0) AS g ON g.issue = i.fid;

CREATE VIEW v_settlements AS
SELECT s.fid AS fid, s.kato AS kato, s.name_kk AS name_kk, coalesce(s.name_ru, s.name_kk) AS name_ru,
  coalesce(s.name_en, s.name_kk) AS name_en, r.name_kk AS rural_district_kk,
  coalesce(r.name_ru, r.name_kk) AS rural_district_ru, coalesce(r.name_en, r.name_kk) AS rural_district_en,
  p.people AS population, o.problems AS problems_open, l.problems AS problems_late, s.geom AS geom
FROM settlement AS s
  LEFT JOIN area AS r ON r.code = s.rural_district AND r.level = 'rural_district'
  LEFT JOIN (SELECT fid AS place, affected_people AS people FROM issue WHERE 0
    UNION ALL SELECT h.fid, CAST(v.value AS INTEGER) FROM settlement AS h JOIN indicator_value AS v ON v.fid =
      (SELECT w.fid FROM indicator_value AS w WHERE w.settlement = h.uuid AND w.indicator = 'population'
        ORDER BY w.as_of DESC LIMIT 1)
    UNION ALL SELECT fid, affected_people FROM issue WHERE 0) AS p ON p.place = s.fid
  LEFT JOIN (SELECT fid AS place, severity AS problems FROM issue WHERE 0
    UNION ALL SELECT h.fid, count(d.code) FROM settlement AS h LEFT JOIN issue AS i ON i.settlement = h.uuid
      LEFT JOIN status_def AS d ON d.code = i.status AND d.counts_as_open GROUP BY h.fid
    UNION ALL SELECT fid, severity FROM issue WHERE 0) AS o ON o.place = s.fid
  LEFT JOIN (SELECT fid AS place, severity AS problems FROM issue WHERE 0
    UNION ALL SELECT h.fid, count(d.code) FROM settlement AS h LEFT JOIN issue AS i ON i.settlement = h.uuid
      AND i.due_on < date('now', coalesce((SELECT value || ' minutes' FROM setting WHERE key = 'utc_offset_minutes'),
        '+300 minutes'))
      LEFT JOIN status_def AS d ON d.code = i.status AND d.counts_as_open GROUP BY h.fid
    UNION ALL SELECT fid, severity FROM issue WHERE 0) AS l ON l.place = s.fid;

CREATE VIEW v_measures AS
SELECT m.fid AS fid, i.reg_no AS problem_reg_no, i.title AS problem, s.name_kk AS place_kk,
  coalesce(s.name_ru, s.name_kk) AS place_ru, coalesce(s.name_en, s.name_kk) AS place_en,
  m.step_no AS step_no, m.text AS text, m.status AS status_code, l.kk AS status_kk, l.ru AS status_ru,
  l.en AS status_en, e.name_kk AS executor_kk, coalesce(e.name_ru, e.name_kk) AS executor_ru,
  coalesce(e.name_en, e.name_kk) AS executor_en, m.due_on AS due_on, m.due_extended_on AS due_extended_on,
  t.days AS days_late, m.done_on AS done_on, m.budget_kzt AS budget_kzt, m.spent_kzt AS spent_kzt
FROM measure AS m
  LEFT JOIN issue AS i ON i.uuid = m.issue
  LEFT JOIN settlement AS s ON s.uuid = coalesce(m.settlement, i.settlement)
  LEFT JOIN code_value AS l ON l.domain = 'measure_status' AND l.code = m.status
  LEFT JOIN party AS e ON e.uuid = m.executor
  LEFT JOIN (SELECT fid AS measure, step_no AS days FROM measure WHERE 0
    UNION ALL SELECT o.fid, CAST(julianday(n.today) - julianday(coalesce(o.due_extended_on, o.due_on)) AS INTEGER)
      FROM measure AS o
      JOIN (SELECT date('now', coalesce((SELECT value || ' minutes' FROM setting WHERE key = 'utc_offset_minutes'),
        '+300 minutes')) AS today) AS n ON coalesce(o.due_extended_on, o.due_on) < n.today
      WHERE o.status IN ('PLANNED', 'IN_PROGRESS')
    UNION ALL SELECT fid, step_no FROM measure WHERE 0) AS t ON t.measure = m.fid;
