-- Receptions, appeals and papers.

-- One reception day: fixed, travelling, on line or a report meeting.
CREATE TABLE reception (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  kind TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'PLANNED',
  planned_on DATE NOT NULL CONSTRAINT "err.date_format:planned_on" CHECK (planned_on IS date(planned_on, '+0 days')),
  held_on DATE CONSTRAINT "err.date_format:held_on" CHECK (held_on IS date(held_on, '+0 days')),
  settlement TEXT REFERENCES settlement(uuid),
  area_code TEXT(40) CONSTRAINT "err.too_long:area_code" CHECK (length(area_code) <= 40),
  place TEXT(300) CONSTRAINT "err.too_long:place" CHECK (length(place) <= 300),
  cancel_reason TEXT(1000) CONSTRAINT "err.too_long:cancel_reason" CHECK (length(cancel_reason) <= 1000),
  plan_document TEXT REFERENCES document(uuid),
  note TEXT(4000) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 4000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE TABLE reception_person (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  reception TEXT NOT NULL REFERENCES reception(uuid) ON DELETE CASCADE,
  party TEXT NOT NULL REFERENCES party(uuid),
  role TEXT NOT NULL,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (reception, party, role));

-- What people brought; the applicant is never here but in the private file. The legal clock starts at registered_on.
CREATE TABLE appeal (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  reg_no TEXT(40) UNIQUE CONSTRAINT "err.too_long:reg_no" CHECK (length(reg_no) <= 40),
  external_no TEXT(80) CONSTRAINT "err.too_long:external_no" CHECK (length(external_no) <= 80),
  external_system TEXT(80) CONSTRAINT "err.too_long:external_system" CHECK (length(external_system) <= 80),
  kind TEXT NOT NULL DEFAULT 'APPLICATION',
  channel TEXT NOT NULL,
  reception TEXT REFERENCES reception(uuid),
  received_on DATE NOT NULL
    CONSTRAINT "err.date_format:received_on" CHECK (received_on IS date(received_on, '+0 days')),
  registered_on DATE CONSTRAINT "err.date_format:registered_on" CHECK (registered_on IS date(registered_on, '+0 days')),
  due_on DATE CONSTRAINT "err.date_format:due_on" CHECK (due_on IS date(due_on, '+0 days')),
  extended_to DATE CONSTRAINT "err.date_format:extended_to" CHECK (extended_to IS date(extended_to, '+0 days')),
  forwarded_on DATE CONSTRAINT "err.date_format:forwarded_on" CHECK (forwarded_on IS date(forwarded_on, '+0 days')),
  answered_on DATE CONSTRAINT "err.date_format:answered_on" CHECK (answered_on IS date(answered_on, '+0 days')),
  answer_text TEXT(4000) CONSTRAINT "err.too_long:answer_text" CHECK (length(answer_text) <= 4000),
  answer_channel TEXT,
  satisfied TEXT,
  collective_count INTEGER CONSTRAINT "err.range:collective_count" CHECK (collective_count BETWEEN 1 AND 1000000),
  summary TEXT(2000) NOT NULL CONSTRAINT "err.too_long:summary" CHECK (length(summary) <= 2000),
  settlement TEXT REFERENCES settlement(uuid),
  sub_area TEXT REFERENCES sub_area(uuid),
  category TEXT REFERENCES category(code),
  is_anonymous BOOLEAN CONSTRAINT "err.range:is_anonymous" CHECK (is_anonymous IN (0, 1)),
  repeat_of TEXT REFERENCES appeal(uuid),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.duplicate_chain:repeat_of" CHECK (repeat_of IS NULL OR repeat_of IS NOT uuid));

CREATE TABLE appeal_issue (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  appeal TEXT NOT NULL REFERENCES appeal(uuid) ON DELETE CASCADE,
  issue TEXT NOT NULL REFERENCES issue(uuid) ON DELETE CASCADE,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (appeal, issue));

CREATE INDEX appeal_issue_by_issue ON appeal_issue (issue);

-- Letters, orders and decisions; owner is the uuid of a record of owner_entity.
CREATE TABLE document (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  owner_entity TEXT(40) NOT NULL CONSTRAINT "err.too_long:owner_entity" CHECK (length(owner_entity) <= 40),
  owner TEXT(36) NOT NULL CONSTRAINT "err.too_long:owner" CHECK (length(owner) <= 36),
  kind TEXT NOT NULL,
  number TEXT(80) CONSTRAINT "err.too_long:number" CHECK (length(number) <= 80),
  dated_on DATE CONSTRAINT "err.date_format:dated_on" CHECK (dated_on IS date(dated_on, '+0 days')),
  from_party TEXT REFERENCES party(uuid),
  to_party TEXT REFERENCES party(uuid),
  due_on DATE CONSTRAINT "err.date_format:due_on" CHECK (due_on IS date(due_on, '+0 days')),
  answers TEXT REFERENCES document(uuid),
  attachment TEXT(36) CONSTRAINT "err.too_long:attachment" CHECK (length(attachment) <= 36),
  note TEXT(2000) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 2000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE INDEX document_by_owner ON document (owner);
