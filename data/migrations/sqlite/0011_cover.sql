-- The rules of cover and of payers as the centre's own data, the covers of devices, the units that
-- took the place of others, and what was found on a job that a cover may exclude.

-- document: the rules as they were imported, JSON: a term of cover, or what a payer asks of claims.
-- applies_from: of what begins on that day or later, until the next document of the code.
CREATE TABLE rule_document (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  kind TEXT NOT NULL CHECK (kind IN ('term', 'payer')),
  code TEXT NOT NULL,
  applies_from TEXT NOT NULL,
  document TEXT NOT NULL CHECK (length(document) <= 65536),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (site_id, kind, code, applies_from)
) STRICT;

-- A cover that a device has. starts_on: the day the term counts from, is_provisional: it is guessed
-- from the manufacture; ends_on: the last day as its giver says, instead of the term's own ends.
-- source: how it is known.
CREATE TABLE device_cover (
  id INTEGER PRIMARY KEY,
  device_id INTEGER NOT NULL REFERENCES device (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  term_id INTEGER NOT NULL REFERENCES rule_document (id),
  starts_on TEXT NOT NULL,
  is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
  ends_on TEXT,
  proof TEXT,
  source TEXT NOT NULL CHECK (source IN ('typed', 'receipt', 'register', 'import')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  void_reason TEXT,
  CHECK (ends_on IS NULL OR ends_on >= starts_on),
  UNIQUE (device_id, position)
) STRICT;

-- A unit that was given for another: it inherits what is left of the cover. Each takes the place of
-- one, and one takes its.
CREATE TABLE device_exchange (
  new_device_id INTEGER PRIMARY KEY REFERENCES device (id),
  old_device_id INTEGER NOT NULL UNIQUE REFERENCES device (id),
  exchanged_on TEXT NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  CHECK (new_device_id <> old_device_id)
) STRICT;

-- Damage, liquid and the like. Without evidence it is a suspicion, which decides nothing.
CREATE TABLE order_finding (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  exclusion TEXT NOT NULL,
  evidence TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX order_finding_order ON order_finding (order_id, id);

-- How far the verdict of a job can be relied on; NULL: it was given before that was kept.
ALTER TABLE order_cover ADD COLUMN standing TEXT;
