-- Estimates of a work order: alternatives (number) and their versions, the lines of each, and what
-- became of it. state and due_on repeat what its events say; lump_cents is a figure that was named
-- without lines, tax included.
CREATE TABLE estimate (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  code TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL CHECK (number >= 1),
  version INTEGER NOT NULL CHECK (version >= 1),
  title TEXT,
  lump_cents INTEGER CHECK (lump_cents BETWEEN 0 AND 1000000000000000),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  created_at INTEGER NOT NULL,
  -- what a refusal put on the bill for looking at the device
  fee_line_id INTEGER REFERENCES order_line (id),
  -- repeated from its events
  state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'accepted', 'rejected', 'superseded')),
  due_on TEXT,
  UNIQUE (order_id, number, version)
) STRICT;
CREATE INDEX estimate_open ON estimate (site_id, id) WHERE state IN ('draft', 'sent');

-- order_line_id is the line of the bill that this one became, or was taken from.
CREATE TABLE estimate_line (
  estimate_id INTEGER NOT NULL REFERENCES estimate (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  class TEXT NOT NULL CHECK (class IN ('labour', 'part', 'freight', 'other')),
  text TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000),
  unit_cost_cents INTEGER NOT NULL CHECK (unit_cost_cents BETWEEN 0 AND 1000000000000000),
  unit_price_cents INTEGER NOT NULL CHECK (unit_price_cents BETWEEN 0 AND 1000000000000000),
  tax_basis_points INTEGER NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
  payer TEXT NOT NULL,
  bill TEXT NOT NULL,
  is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
  order_line_id INTEGER REFERENCES order_line (id),
  PRIMARY KEY (estimate_id, position)
) STRICT, WITHOUT ROWID;

-- Append-only: sent, accepted, rejected or superseded; when, by whom, how it was said, and the event
-- of the work order that goes with it.
CREATE TABLE estimate_event (
  id INTEGER PRIMARY KEY,
  estimate_id INTEGER NOT NULL REFERENCES estimate (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('send', 'accept', 'reject', 'supersede')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  order_event_id INTEGER REFERENCES order_event (id),
  due_on TEXT,
  amount_cents INTEGER,
  how TEXT,
  by_whom TEXT,
  text TEXT
) STRICT;
CREATE INDEX estimate_event_estimate ON estimate_event (estimate_id, id);
