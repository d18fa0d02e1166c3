-- Purchase orders: what is ordered of whom, for which job, what has come of it and what it was billed at.

CREATE TABLE purchase (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  supplier_id INTEGER NOT NULL REFERENCES supplier (id),
  created_at INTEGER NOT NULL,
  -- repeated from the events, and from the moves of its lines
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'confirmed', 'part_received', 'received',
                                       'cancelled')),
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  expected_on TEXT,
  reference TEXT,
  tracking TEXT
) STRICT;
CREATE INDEX purchase_site ON purchase (site_id, id);
CREATE INDEX purchase_open ON purchase (site_id, id) WHERE is_open = 1;

-- order_line_id: the line of a job's bill that it is for; none: for the shelf. A line that was taken off
-- a draft stays, with its position.
CREATE TABLE purchase_line (
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER NOT NULL REFERENCES purchase (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  part_id INTEGER NOT NULL REFERENCES part (id),
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
  unit_cost_cents INTEGER CHECK (unit_cost_cents BETWEEN 0 AND 1000000000000000),
  order_line_id INTEGER REFERENCES order_part (line_id),
  removed_at INTEGER,
  -- repeated from the events, and from the moves
  expected_on TEXT,
  received_milli INTEGER NOT NULL,
  UNIQUE (purchase_id, position)
) STRICT;
CREATE INDEX purchase_line_order ON purchase_line (order_line_id, id) WHERE order_line_id IS NOT NULL;

-- position: the line that it is about; none: the whole order.
CREATE TABLE purchase_event (
  id INTEGER PRIMARY KEY,
  purchase_id INTEGER NOT NULL REFERENCES purchase (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('add', 'line', 'remove_line', 'send', 'confirm', 'invoice',
                                     'cancel')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  position INTEGER,
  due_on TEXT,
  reference TEXT,
  tracking TEXT,
  amount_cents INTEGER CHECK (amount_cents BETWEEN 0 AND 1000000000000000),
  text TEXT
) STRICT;
CREATE INDEX purchase_event_purchase ON purchase_event (purchase_id, id);

-- What an invoice asks for a line, and what the quantity that it is for was received at.
CREATE TABLE purchase_bill (
  event_id INTEGER NOT NULL REFERENCES purchase_event (id),
  line_id INTEGER NOT NULL REFERENCES purchase_line (id),
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000000),
  received_cents INTEGER NOT NULL CHECK (received_cents BETWEEN 0 AND 1000000000000000),
  billed_cents INTEGER NOT NULL CHECK (billed_cents BETWEEN 0 AND 1000000000000000),
  PRIMARY KEY (event_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_bill_line ON purchase_bill (line_id, event_id);

-- The line of a purchase order that a delivery, or a difference of its cost, is of.
ALTER TABLE stock_move ADD COLUMN purchase_line_id INTEGER REFERENCES purchase_line (id);
CREATE INDEX stock_move_purchase ON stock_move (purchase_line_id, id)
  WHERE purchase_line_id IS NOT NULL;
