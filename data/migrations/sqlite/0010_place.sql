-- Where things are: places with codes to scan, of which outside repairers are one kind, and loaners.

-- name_key is the name without case and blanks: a place is found by it. staff_id: whose bench it is.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('shelf', 'bench', 'vendor', 'desk')),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  staff_id INTEGER REFERENCES staff (id),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  created_at INTEGER NOT NULL,
  CHECK (staff_id IS NULL OR kind = 'bench'),
  UNIQUE (site_id, name_key)
) STRICT;
CREATE UNIQUE INDEX place_staff ON place (staff_id) WHERE staff_id IS NOT NULL;

-- move: from one place to another, in our care all the while. No place: it is not known.
CREATE TABLE custody_event_new (
  id INTEGER PRIMARY KEY,
  piece_id INTEGER NOT NULL REFERENCES piece (id),
  at INTEGER NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'missing', 'move')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  text TEXT,
  place_id INTEGER REFERENCES place (id),
  CHECK (direction <> 'move' OR place_id IS NOT NULL)
) STRICT;
INSERT INTO custody_event_new (id, piece_id, at, direction, staff_id, text)
  SELECT id, piece_id, at, direction, staff_id, text FROM custody_event;
DROP TABLE custody_event;
ALTER TABLE custody_event_new RENAME TO custody_event;
CREATE INDEX custody_event_piece ON custody_event (piece_id, id);

-- Repeated from the custody events, as is_here is.
ALTER TABLE piece ADD COLUMN place_id INTEGER REFERENCES place (id);
CREATE INDEX piece_place ON piece (place_id, id) WHERE place_id IS NOT NULL;

-- The outside repairer that a device was sent to or came back from, and the parcel's number.
ALTER TABLE order_event ADD COLUMN vendor_id INTEGER REFERENCES place (id);
ALTER TABLE order_event ADD COLUMN tracking TEXT;

-- What is lent while a device is here. deposit_cents: what is usually asked for it.
CREATE TABLE loaner (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  serial TEXT,
  serial_key TEXT,
  deposit_cents INTEGER CHECK (deposit_cents BETWEEN 0 AND 1000000000000000),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- repeated from its events
  state TEXT NOT NULL CHECK (state IN ('free', 'lent', 'lost')),
  order_id INTEGER REFERENCES work_order (id),
  due_on TEXT,
  CHECK ((state = 'free') = (order_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX loaner_serial ON loaner (site_id, serial_key) WHERE serial_key IS NOT NULL;
CREATE INDEX loaner_order ON loaner (order_id) WHERE order_id IS NOT NULL;

-- Append-only. amount_cents: the deposit that was taken, or what was charged for a lost one, and
-- then line_id is its line of the bill. text: the condition, or what became of it.
CREATE TABLE loaner_event (
  id INTEGER PRIMARY KEY,
  loaner_id INTEGER NOT NULL REFERENCES loaner (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('lend', 'return', 'lost')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  due_on TEXT,
  amount_cents INTEGER CHECK (amount_cents BETWEEN 0 AND 1000000000000000),
  line_id INTEGER REFERENCES order_line (id),
  text TEXT
) STRICT;
CREATE INDEX loaner_event_loaner ON loaner_event (loaner_id, id);
CREATE INDEX loaner_event_order ON loaner_event (order_id, id);
