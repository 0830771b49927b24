-- Where problems are: areas, settlements and their dated figures. Every registered table follows the same rules:
-- fid is the row, uuid the record; uuid, version and the four marks of who and when are filled by generated triggers.
-- The name of a constraint is the refusal a person gets: "error code:field".

-- Polygons of every level; codes carry no foreign keys: files of other years and countries have other codes.
CREATE TABLE area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  code TEXT(40) NOT NULL CONSTRAINT "err.too_long:code" CHECK (length(code) <= 40),
  level TEXT NOT NULL,
  parent_code TEXT(40) CONSTRAINT "err.too_long:parent_code" CHECK (length(parent_code) <= 40),
  name_kk TEXT(200) CONSTRAINT "err.too_long:name_kk" CHECK (length(name_kk) <= 200),
  name_ru TEXT(200) CONSTRAINT "err.too_long:name_ru" CHECK (length(name_ru) <= 200),
  name_en TEXT(200) CONSTRAINT "err.too_long:name_en" CHECK (length(name_en) <= 200),
  source TEXT(300) CONSTRAINT "err.too_long:source" CHECK (length(source) <= 300),
  is_schematic BOOLEAN CONSTRAINT "err.range:is_schematic" CHECK (is_schematic IN (0, 1)),
  geom MULTIPOLYGON,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (code, level));

-- The unit of the map. other_names: former names and spellings, separated by ";".
CREATE TABLE settlement (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  kato TEXT(40) CONSTRAINT "err.too_long:kato" CHECK (length(kato) <= 40),
  kind TEXT NOT NULL DEFAULT 'VILLAGE',
  name_kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:name_kk" CHECK (length(name_kk) <= 200),
  name_ru TEXT(200) CONSTRAINT "err.too_long:name_ru" CHECK (length(name_ru) <= 200),
  name_en TEXT(200) CONSTRAINT "err.too_long:name_en" CHECK (length(name_en) <= 200),
  other_names TEXT(1000) CONSTRAINT "err.too_long:other_names" CHECK (length(other_names) <= 1000),
  rural_district TEXT(40) CONSTRAINT "err.too_long:rural_district" CHECK (length(rural_district) <= 40),
  is_district_centre BOOLEAN CONSTRAINT "err.range:is_district_centre" CHECK (is_district_centre IN (0, 1)),
  status TEXT NOT NULL DEFAULT 'ACTIVE',
  note TEXT(2000) CONSTRAINT "err.too_long:note" CHECK (length(note) <= 2000),
  geom POINT,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

CREATE INDEX settlement_by_kato ON settlement (kato);

-- Wards, quarters, streets and electoral precincts of a settlement.
CREATE TABLE sub_area (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  settlement TEXT NOT NULL REFERENCES settlement(uuid) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name_kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:name_kk" CHECK (length(name_kk) <= 200),
  name_ru TEXT(200) CONSTRAINT "err.too_long:name_ru" CHECK (length(name_ru) <= 200),
  name_en TEXT(200) CONSTRAINT "err.too_long:name_en" CHECK (length(name_en) <= 200),
  population INTEGER CONSTRAINT "err.range:population" CHECK (population BETWEEN 0 AND 1000000000),
  geom GEOMETRY,
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT);

-- The settlement passport: what is measured …
CREATE TABLE indicator (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  code TEXT(80) NOT NULL UNIQUE CONSTRAINT "err.too_long:code" CHECK (length(code) <= 80),
  kk TEXT(200) NOT NULL CONSTRAINT "err.too_long:kk" CHECK (length(kk) <= 200),
  ru TEXT(200) NOT NULL CONSTRAINT "err.too_long:ru" CHECK (length(ru) <= 200),
  en TEXT(200) NOT NULL CONSTRAINT "err.too_long:en" CHECK (length(en) <= 200),
  unit TEXT(40) NOT NULL CONSTRAINT "err.too_long:unit" CHECK (length(unit) <= 40),
  dimension TEXT,
  component TEXT(80) CONSTRAINT "err.too_long:component" CHECK (length(component) <= 80),
  min_bound REAL,
  max_bound REAL,
  higher_is_worse BOOLEAN CONSTRAINT "err.range:higher_is_worse" CHECK (higher_is_worse IN (0, 1)),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  CONSTRAINT "err.range:max_bound" CHECK (min_bound IS NULL OR max_bound IS NULL OR max_bound > min_bound));

-- … and its dated values.
CREATE TABLE indicator_value (
  fid INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid TEXT(36) UNIQUE,
  settlement TEXT NOT NULL REFERENCES settlement(uuid) ON DELETE CASCADE,
  indicator TEXT(80) NOT NULL CONSTRAINT "err.too_long:indicator" CHECK (length(indicator) <= 80),
  as_of DATE NOT NULL CONSTRAINT "err.date_format:as_of" CHECK (as_of IS date(as_of, '+0 days')),
  value REAL NOT NULL,
  source TEXT(300) CONSTRAINT "err.too_long:source" CHECK (length(source) <= 300),
  version INTEGER,
  created_at TEXT, created_by TEXT, updated_at TEXT, updated_by TEXT,
  UNIQUE (settlement, indicator, as_of));
