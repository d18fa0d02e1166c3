-- Stocktakes of some parts of a place only, and the end of a scanning.

-- What is counted of the place; no rows: all of it.
CREATE TABLE stocktake_part (
  stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  PRIMARY KEY (stocktake_id, part_id)
) STRICT, WITHOUT ROWID;

-- done: who scanned has scanned all there is.
CREATE TABLE stocktake_event_new (
  id INTEGER PRIMARY KEY,
  stocktake_id INTEGER NOT NULL REFERENCES stocktake (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('start', 'scan', 'count', 'recount', 'done', 'adjust', 'post',
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
INSERT INTO stocktake_event_new (id, stocktake_id, at, kind, staff_id, line_id, counted_at,
                                 ledger_id, quantity_milli, expected_milli, move_id, value_cents,
                                 text)
  SELECT id, stocktake_id, at, kind, staff_id, line_id, counted_at, ledger_id, quantity_milli,
         expected_milli, move_id, value_cents, text
  FROM stocktake_event;
DROP TABLE stocktake_event;
ALTER TABLE stocktake_event_new RENAME TO stocktake_event;
CREATE INDEX stocktake_event_stocktake ON stocktake_event (stocktake_id, id);
CREATE INDEX stocktake_event_line ON stocktake_event (line_id, id) WHERE line_id IS NOT NULL;
