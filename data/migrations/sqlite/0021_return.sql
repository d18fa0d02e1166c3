-- Returns: what goes back to suppliers, in which box, by when, and what they credit for it.

-- return_days: within how many days of its failure they want a part back.
ALTER TABLE supplier ADD COLUMN return_days INTEGER CHECK (return_days BETWEEN 0 AND 3650);
-- core_days: the same of an old part for which a deposit was paid, from the day its new one was put on
-- a job.
ALTER TABLE supplier ADD COLUMN core_days INTEGER CHECK (core_days BETWEEN 0 AND 3650);
-- core_cents: the deposit on each, which they credit for the old one. warranty_months: how long their
-- own warranty on it runs from the day it goes out with a job.
ALTER TABLE part ADD COLUMN core_cents INTEGER CHECK (core_cents BETWEEN 0 AND 1000000000000000);
ALTER TABLE part ADD COLUMN warranty_months INTEGER CHECK (warranty_months BETWEEN 1 AND 1200);

-- What becomes of the old parts that came out where those of a line went in. Append-only: the last
-- word on a line counts.
CREATE TABLE old_part (
  id INTEGER PRIMARY KEY,
  line_id INTEGER NOT NULL REFERENCES order_part (line_id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  at INTEGER NOT NULL,
  fate TEXT NOT NULL CHECK (fate IN ('held', 'scrapped', 'customer', 'recycled')),
  serial TEXT,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  reason TEXT
) STRICT;
CREATE INDEX old_part_line ON old_part (line_id, id);
CREATE INDEX old_part_order ON old_part (order_id, id);

-- A box with what goes back to one supplier.
CREATE TABLE return_box (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  created_at INTEGER NOT NULL,
  -- repeated from the events
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'received', 'settled', 'cancelled')),
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  carrier TEXT,
  tracking TEXT,
  reference TEXT
) STRICT;
CREATE INDEX return_box_site ON return_box (site_id, id);
CREATE INDEX return_box_open ON return_box (site_id, id) WHERE is_open = 1;

-- move_id: the move by which it came to what is kept to be sent back; place_id: the shelf that it
-- is taken off; neither: an old part out of a device, which is no stock. order_line_id: the line of a
-- job's bill that it failed on, or whose new part took its place. asked_cents:
-- what the supplier should credit for all of it. A line that was taken off a draft stays, with its
-- position.
CREATE TABLE return_line (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES return_box (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  part_id INTEGER NOT NULL REFERENCES part (id),
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
  reason TEXT NOT NULL CHECK (reason IN ('dead', 'wrong', 'surplus', 'core', 'warranty')),
  move_id INTEGER REFERENCES stock_move (id),
  place_id INTEGER REFERENCES place (id),
  order_line_id INTEGER REFERENCES order_part (line_id),
  lot_id INTEGER REFERENCES part_lot (id),
  serial TEXT,
  serial_key TEXT,
  due_on TEXT,
  asked_cents INTEGER NOT NULL CHECK (asked_cents BETWEEN 0 AND 1000000000000000),
  removed_at INTEGER,
  -- repeated from the events
  outcome TEXT NOT NULL CHECK (outcome IN ('open', 'credited', 'short', 'denied', 'lost')),
  credited_cents INTEGER NOT NULL CHECK (credited_cents BETWEEN 0 AND 1000000000000000),
  UNIQUE (return_id, position),
  CHECK ((move_id IS NOT NULL) + (place_id IS NOT NULL) + (reason IN ('core', 'warranty')) = 1)
) STRICT;
CREATE INDEX return_line_move ON return_line (move_id, id) WHERE move_id IS NOT NULL;
CREATE INDEX return_line_order ON return_line (order_line_id, id) WHERE order_line_id IS NOT NULL;

-- position: the line that it is about; none: the whole box. happened_on: the day that the supplier
-- says, of a credit note or an arrival.
CREATE TABLE return_event (
  id INTEGER PRIMARY KEY,
  return_id INTEGER NOT NULL REFERENCES return_box (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('add', 'line', 'remove_line', 'send', 'receive', 'credit',
                                     'deny', 'lose', 'reopen', 'cancel')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  position INTEGER,
  happened_on TEXT,
  carrier TEXT,
  tracking TEXT,
  reference TEXT,
  amount_cents INTEGER CHECK (amount_cents BETWEEN 0 AND 1000000000000000),
  text TEXT
) STRICT;
CREATE INDEX return_event_return ON return_event (return_id, id);

-- The line of a box that a move to the supplier, or a difference of what it was credited, is of.
ALTER TABLE stock_move ADD COLUMN return_line_id INTEGER REFERENCES return_line (id);
CREATE INDEX stock_move_return ON stock_move (return_line_id, id) WHERE return_line_id IS NOT NULL;
CREATE INDEX stock_move_returns ON stock_move (part_id, id) WHERE to_account = 'returns';
CREATE INDEX stock_balance_returns ON stock_balance (part_id) WHERE account = 'returns';
