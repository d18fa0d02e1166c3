-- Stocktakes: what a place holds, counted while the shop goes on working.

CREATE TABLE stocktake (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  place_id INTEGER NOT NULL REFERENCES place (id),
  is_blind INTEGER NOT NULL CHECK (is_blind IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- repeated from the events
  state TEXT NOT NULL CHECK (state IN ('open', 'posted', 'cancelled'))
) STRICT;
CREATE INDEX stocktake_site ON stocktake (site_id, id);
CREATE UNIQUE INDEX stocktake_open ON stocktake (place_id) WHERE state = 'open';

-- What is counted by itself: a part, one lot of it, or one piece with a serial number.
CREATE TABLE stocktake_line (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot_id INTEGER REFERENCES part_lot (id),
  serial TEXT,
  serial_key TEXT,
  UNIQUE (stocktake_id, position),
  CHECK ((serial IS NULL) = (serial_key IS NULL))
) STRICT;
CREATE INDEX stocktake_line_part ON stocktake_line (stocktake_id, part_id, id);

-- Append-only. line_id: what it is about; none: the whole stocktake. ledger_id: moves with an id below
-- it were made before the count. quantity_milli: counted, or of what was posted the difference.
CREATE TABLE stocktake_event (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('start', 'scan', 'count', 'recount', 'adjust', 'post',
                                     'cancel')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  line_id INTEGER REFERENCES stocktake_line (id),
  counted_at INTEGER,
  ledger_id INTEGER,
  quantity_milli INTEGER CHECK (quantity_milli BETWEEN -1000000000000 AND 1000000000000),
  expected_milli INTEGER,
  move_id INTEGER UNIQUE REFERENCES stock_move (id),
  value_cents INTEGER,
  text TEXT,
  CHECK ((line_id IS NOT NULL) = (kind IN ('scan', 'count', 'recount', 'adjust'))),
  CHECK ((ledger_id IS NOT NULL AND counted_at IS NOT NULL AND expected_milli IS NOT NULL)
         = (kind IN ('scan', 'count'))),
  CHECK ((move_id IS NOT NULL AND value_cents IS NOT NULL) = (kind = 'adjust')),
  CHECK (kind NOT IN ('scan', 'count') OR quantity_milli >= 0)
) STRICT;
CREATE INDEX stocktake_event_stocktake ON stocktake_event (stocktake_id, id);
CREATE INDEX stocktake_event_line ON stocktake_event (line_id, id) WHERE line_id IS NOT NULL;
