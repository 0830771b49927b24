-- Problems and the ways to solve them.

-- The record. Its main place is a settlement or an area; dates are the office's civil days.
CREATE TABLE issue (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  reg_no TEXT(40) UNIQUE CONSTRAINT "err.too_long:reg_no" CHECK (length(reg_no) <= 40),
  settlement TEXT REFERENCES settlement(uuid),
  area TEXT REFERENCES area(uuid),
  sub_area TEXT REFERENCES sub_area(uuid),
  category TEXT NOT NULL REFERENCES category(code),
  title TEXT(200) NOT NULL CONSTRAINT "err.too_long:title" CHECK (length(title) <= 200),
  description TEXT(10000) CONSTRAINT "err.too_long:description" CHECK (length(description) <= 10000),
  lang TEXT,
  severity INTEGER NOT NULL CONSTRAINT "err.range:severity" CHECK (severity BETWEEN 1 AND 5),
  likelihood INTEGER NOT NULL DEFAULT 5 CONSTRAINT "err.range:likelihood" CHECK (likelihood BETWEEN 1 AND 5),
  affected_people INTEGER CONSTRAINT "err.range:affected_people" CHECK (affected_people BETWEEN 0 AND 1000000000),
  affected_households INTEGER
    CONSTRAINT "err.range:affected_households" CHECK (affected_households BETWEEN 0 AND 1000000000),
  escalation TEXT,
  escalated_on DATE CONSTRAINT "err.date_format:escalated_on" CHECK (escalated_on IS date(escalated_on, '+0 days')),
  escalated_to TEXT REFERENCES party(uuid),
  status TEXT NOT NULL DEFAULT 'registered' REFERENCES status_def(code),
  outcome TEXT,
  result TEXT(4000) CONSTRAINT "err.too_long:result" CHECK (length(result) <= 4000),
  status_reason TEXT(2000) CONSTRAINT "err.too_long:status_reason" CHECK (length(status_reason) <= 2000),
  review_on DATE CONSTRAINT "err.date_format:review_on" CHECK (review_on IS date(review_on, '+0 days')),
  forwarded_to TEXT REFERENCES party(uuid),
  channel TEXT,
  occurred_on DATE CONSTRAINT "err.date_format:occurred_on" CHECK (occurred_on IS date(occurred_on, '+0 days')),
  registered_on DATE NOT NULL
    CONSTRAINT "err.date_format:registered_on" CHECK (registered_on IS date(registered_on, '+0 days')),
  due_on DATE CONSTRAINT "err.date_format:due_on" CHECK (due_on IS date(due_on, '+0 days')),
  resolved_on DATE CONSTRAINT "err.date_format:resolved_on" CHECK (resolved_on IS date(resolved_on, '+0 days')),
  closed_on DATE CONSTRAINT "err.date_format:closed_on" CHECK (closed_on IS date(closed_on, '+0 days')),
  reopened_on DATE CONSTRAINT "err.date_format:reopened_on" CHECK (reopened_on IS date(reopened_on, '+0 days')),
  reopen_count INTEGER CONSTRAINT "err.range:reopen_count" CHECK (reopen_count BETWEEN 0 AND 1000),
  responsible TEXT REFERENCES party(uuid),
  curator TEXT REFERENCES party(uuid),
  duplicate_of TEXT REFERENCES issue(uuid),
  sensitivity INTEGER NOT NULL DEFAULT 0 CONSTRAINT "err.range:sensitivity" CHECK (sensitivity BETWEEN 0 AND 2),
  address TEXT(300) CONSTRAINT "err.too_long:address" CHECK (length(address) <= 300),
  location_accuracy TEXT,
  geom GEOMETRY,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.required:settlement" CHECK (settlement IS NOT NULL OR area IS NOT NULL),
  CONSTRAINT "err.too_short:title" CHECK (length(trim(title)) >= 5),
  CONSTRAINT "err.duplicate_chain:duplicate_of" CHECK (duplicate_of IS NULL OR duplicate_of IS NOT uuid),
  CONSTRAINT "err.required:duplicate_of" CHECK ((status = 'duplicate') = (duplicate_of IS NOT NULL)),
  CONSTRAINT "err.date_order:closed_on" CHECK (closed_on IS NULL OR closed_on >= registered_on),
  CONSTRAINT "err.date_order:occurred_on" CHECK (occurred_on IS NULL OR occurred_on <= registered_on),
  CONSTRAINT "err.outcome_required:outcome" CHECK (status NOT IN ('resolved', 'closed') OR (outcome IS NOT NULL AND
    length(trim(coalesce(result, ''))) > 0)),
  CONSTRAINT "err.reason_required:status_reason" CHECK (status NOT IN ('rejected', 'forwarded', 'on_hold') OR
    length(trim(coalesce(status_reason, ''))) > 0));

CREATE INDEX issue_by_place ON issue (settlement, category, status);
CREATE INDEX issue_by_duplicate ON issue (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- Other places the problem also concerns; it is counted once, at its main place.
CREATE TABLE issue_place (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  issue TEXT NOT NULL REFERENCES issue(uuid) ON DELETE CASCADE,
  settlement TEXT REFERENCES settlement(uuid),
  area TEXT REFERENCES area(uuid),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.required:settlement" CHECK ((settlement IS NULL) <> (area IS NULL)));

CREATE UNIQUE INDEX issue_place_once ON issue_place (issue, coalesce(settlement, area));

CREATE TABLE issue_programme (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  issue TEXT NOT NULL REFERENCES issue(uuid) ON DELETE CASCADE,
  programme TEXT NOT NULL REFERENCES programme(code),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (issue, programme));

-- One step of the way to solve a problem, or aid without a problem. Money in whole tenge.
CREATE TABLE measure (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  issue TEXT REFERENCES issue(uuid) ON DELETE CASCADE,
  settlement TEXT REFERENCES settlement(uuid),
  area_code TEXT(40) CONSTRAINT "err.too_long:area_code" CHECK (length(area_code) <= 40),
  target_text TEXT(300) CONSTRAINT "err.too_long:target_text" CHECK (length(target_text) <= 300),
  step_no INTEGER NOT NULL DEFAULT 1 CONSTRAINT "err.range:step_no" CHECK (step_no BETWEEN 1 AND 1000),
  kind TEXT NOT NULL,
  text TEXT(2000) NOT NULL CONSTRAINT "err.too_long:text" CHECK (length(text) <= 2000),
  executor TEXT REFERENCES party(uuid),
  start_on DATE CONSTRAINT "err.date_format:start_on" CHECK (start_on IS date(start_on, '+0 days')),
  due_on DATE CONSTRAINT "err.date_format:due_on" CHECK (due_on IS date(due_on, '+0 days')),
  due_extended_on DATE
    CONSTRAINT "err.date_format:due_extended_on" CHECK (due_extended_on IS date(due_extended_on, '+0 days')),
  extension_reason TEXT(1000) CONSTRAINT "err.too_long:extension_reason" CHECK (length(extension_reason) <= 1000),
  done_on DATE CONSTRAINT "err.date_format:done_on" CHECK (done_on IS date(done_on, '+0 days')),
  status TEXT NOT NULL DEFAULT 'PLANNED',
  progress INTEGER NOT NULL DEFAULT 0 CONSTRAINT "err.range:progress" CHECK (progress BETWEEN 0 AND 100),
  weight REAL CONSTRAINT "err.range:weight" CHECK (weight BETWEEN 0.001 AND 1000),
  budget_kzt INTEGER CONSTRAINT "err.range:budget_kzt" CHECK (budget_kzt >= 0),
  spent_kzt INTEGER CONSTRAINT "err.range:spent_kzt" CHECK (spent_kzt >= 0),
  unit_amount_kzt INTEGER CONSTRAINT "err.range:unit_amount_kzt" CHECK (unit_amount_kzt >= 0),
  funding TEXT,
  programme TEXT REFERENCES programme(code),
  quantity REAL CONSTRAINT "err.range:quantity" CHECK (quantity BETWEEN 0 AND 1000000000000000),
  unit TEXT(60) CONSTRAINT "err.too_long:unit" CHECK (length(unit) <= 60),
  beneficiaries INTEGER CONSTRAINT "err.range:beneficiaries" CHECK (beneficiaries BETWEEN 0 AND 1000000000),
  beneficiary_unit TEXT,
  is_approx BOOLEAN CONSTRAINT "err.range:is_approx" CHECK (is_approx IN (0, 1)),
  result TEXT(4000) CONSTRAINT "err.too_long:result" CHECK (length(result) <= 4000),
  cancel_reason TEXT(1000) CONSTRAINT "err.too_long:cancel_reason" CHECK (length(cancel_reason) <= 1000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.required:issue" CHECK (coalesce(issue, programme, settlement, area_code, target_text) IS NOT NULL),
  CONSTRAINT "err.too_short:text" CHECK (length(trim(text)) >= 3),
  CONSTRAINT "err.date_order:due_on" CHECK (due_on IS NULL OR start_on IS NULL OR due_on >= start_on),
  CONSTRAINT "err.required:done_on" CHECK ((status = 'DONE') = (done_on IS NOT NULL)),
  CONSTRAINT "err.range:progress" CHECK (status <> 'DONE' OR progress = 100),
  CONSTRAINT "err.date_order:due_extended_on" CHECK (due_extended_on IS NULL OR (due_on IS NOT NULL AND
    due_extended_on > due_on)),
  CONSTRAINT "err.reason_required:extension_reason" CHECK (due_extended_on IS NULL OR
    length(trim(coalesce(extension_reason, ''))) > 0),
  CONSTRAINT "err.reason_required:cancel_reason"
    CHECK (status <> 'CANCELLED' OR length(trim(coalesce(cancel_reason, ''))) > 0));

CREATE INDEX measure_by_issue ON measure (issue, step_no);

CREATE TABLE measure_party (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  measure TEXT NOT NULL REFERENCES measure(uuid) ON DELETE CASCADE,
  party TEXT NOT NULL REFERENCES party(uuid),
  role TEXT NOT NULL,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (measure, party, role));

CREATE TABLE comment (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  issue TEXT NOT NULL REFERENCES issue(uuid) ON DELETE CASCADE,
  author TEXT(200) NOT NULL CONSTRAINT "err.too_long:author" CHECK (length(author) <= 200),
  at TEXT NOT NULL,
  text TEXT(4000) NOT NULL CONSTRAINT "err.too_long:text" CHECK (length(text) <= 4000),
  is_public BOOLEAN CONSTRAINT "err.range:is_public" CHECK (is_public IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.too_short:text" CHECK (length(trim(text)) > 0));

CREATE INDEX comment_by_issue ON comment (issue);
