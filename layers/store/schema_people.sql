-- Who solves problems, the lists they choose from, and what the office agreed on.

-- Kinds of problems; code is frozen once used. sensitivity: 0 open, 1 limited, 2 closed.
CREATE TABLE category (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  code TEXT(80) NOT NULL UNIQUE CONSTRAINT "err.too_long:code" CHECK (length(code) <= 80),
  parent TEXT(80) CONSTRAINT "err.too_long:parent" CHECK (length(parent) <= 80),
  num TEXT(20) NOT NULL UNIQUE CONSTRAINT "err.too_long:num" CHECK (length(num) <= 20),
  kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ru TEXT(200) NOT NULL CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  en TEXT(200) NOT NULL CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  pillar TEXT NOT NULL,
  sensitivity INTEGER NOT NULL DEFAULT 0 CONSTRAINT "err.range:sensitivity" CHECK (sensitivity BETWEEN 0 AND 2),
  default_days INTEGER CONSTRAINT "err.range:default_days" CHECK (default_days BETWEEN 1 AND 3650),
  default_owner TEXT,
  active BOOLEAN CONSTRAINT "err.range:active" CHECK (active IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

-- Who is responsible: an organisation, a post or an elected person.
CREATE TABLE party (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  kind TEXT NOT NULL,
  name_kk TEXT(300) NOT NULL CONSTRAINT "err.too_long:name_kk" CHECK (length(name_kk) <= 300),
  name_ru TEXT(300) CONSTRAINT "err.too_long:name_ru" CHECK (length(name_ru) <= 300),
  name_en TEXT(300) CONSTRAINT "err.too_long:name_en" CHECK (length(name_en) <= 300),
  person_name TEXT(200) CONSTRAINT "err.too_long:person_name" CHECK (length(person_name) <= 200),
  level TEXT,
  constituency TEXT(200) CONSTRAINT "err.too_long:constituency" CHECK (length(constituency) <= 200),
  term_from DATE CONSTRAINT "err.date_format:term_from" CHECK (term_from IS date(term_from, '+0 days')),
  term_to DATE CONSTRAINT "err.date_format:term_to" CHECK (term_to IS date(term_to, '+0 days')),
  phone TEXT(60) CONSTRAINT "err.too_long:phone" CHECK (length(phone) <= 60),
  email TEXT(120) CONSTRAINT "err.too_long:email" CHECK (length(email) <= 120),
  active BOOLEAN CONSTRAINT "err.range:active" CHECK (active IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

-- The places a party covers, by area or settlement code.
CREATE TABLE party_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  party TEXT NOT NULL REFERENCES party(uuid) ON DELETE CASCADE,
  code TEXT(40) NOT NULL CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  sub_area TEXT REFERENCES sub_area(uuid),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE UNIQUE INDEX party_area_once ON party_area (party, code, coalesce(sub_area, ''));

CREATE TABLE programme (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  code TEXT(80) NOT NULL UNIQUE CONSTRAINT "err.too_long:code" CHECK (length(code) <= 80),
  kk TEXT(300) NOT NULL CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 300),
  ru TEXT(300) CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 300),
  en TEXT(300) CONSTRAINT "err.too_long:en" CHECK (length(en) <= 300),
  kind TEXT NOT NULL,
  parent TEXT(80) CONSTRAINT "err.too_long:parent" CHECK (length(parent) <= 80),
  date_from DATE CONSTRAINT "err.date_format:date_from" CHECK (date_from IS date(date_from, '+0 days')),
  date_to DATE CONSTRAINT "err.date_format:date_to" CHECK (date_to IS date(date_to, '+0 days')),
  active BOOLEAN CONSTRAINT "err.range:active" CHECK (active IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

-- A view of the map shared by everybody who opens the file (JSON).
CREATE TABLE saved_view (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  name TEXT(120) NOT NULL CONSTRAINT "err.too_long:name" CHECK (length(name) <= 120),
  json TEXT(100000) NOT NULL CONSTRAINT "err.too_long:json" CHECK (length(json) <= 100000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE TABLE setting (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  key TEXT(120) NOT NULL UNIQUE CONSTRAINT "err.too_long:key" CHECK (length(key) <= 120),
  value TEXT(4000) CONSTRAINT "err.too_long:value" CHECK (length(value) <= 4000),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

-- What became of a line of the attention list.
CREATE TABLE hotspot_review (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  subject TEXT(200) NOT NULL CONSTRAINT "err.too_long:subject" CHECK (length(subject) <= 200),
  reason TEXT(80) NOT NULL CONSTRAINT "err.too_long:reason" CHECK (length(reason) <= 80),
  state TEXT NOT NULL,
  note TEXT(2000) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 2000),
  assigned_to TEXT REFERENCES party(uuid),
  reviewed_by TEXT(200) CONSTRAINT "err.too_long:reviewed_by" CHECK (length(reviewed_by) <= 200),
  reviewed_on DATE CONSTRAINT "err.date_format:reviewed_on" CHECK (reviewed_on IS date(reviewed_on, '+0 days')),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);
