-- Parts: who sells them, the catalogue, and a ledger in which every piece of stock can be explained.

-- name_key is the name without case and blanks, as with places. price_map: how their price list is
-- read, a JSON document.
CREATE TABLE supplier (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  account TEXT,
  lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 3650),
  price_map TEXT,
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (site_id, name_key)
) STRICT;

-- is_wanted_back: a payer under warranty wants the old one. superseded_by_id: the part that takes its
-- place. stock_milli and stock_cents are no part of its seal: every move changes them.
CREATE TABLE part (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  sku TEXT NOT NULL,
  sku_key TEXT NOT NULL,
  name TEXT NOT NULL,
  gtin TEXT,
  unit TEXT NOT NULL,
  tracking TEXT NOT NULL CHECK (tracking IN ('none', 'serial', 'lot')),
  shelf_life_days INTEGER CHECK (shelf_life_days BETWEEN 1 AND 36500),
  is_hazardous INTEGER NOT NULL CHECK (is_hazardous IN (0, 1)),
  is_wanted_back INTEGER NOT NULL CHECK (is_wanted_back IN (0, 1)),
  supplier_id INTEGER REFERENCES supplier (id),
  lead_days INTEGER CHECK (lead_days BETWEEN 0 AND 3650),
  superseded_by_id INTEGER REFERENCES part (id),
  is_retired INTEGER NOT NULL CHECK (is_retired IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- repeated from the moves: what lies in the house, and what it is worth
  stock_milli INTEGER NOT NULL,
  stock_cents INTEGER NOT NULL,
  UNIQUE (site_id, sku_key)
) STRICT;
CREATE INDEX part_gtin ON part (site_id, gtin) WHERE gtin IS NOT NULL;

-- Numbers by which others know a part: the maker's own, alternatives, what it was called before.
CREATE TABLE part_number (
  part_id INTEGER NOT NULL REFERENCES part (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('maker', 'alternative', 'old')),
  number TEXT NOT NULL,
  number_key TEXT NOT NULL,
  PRIMARY KEY (part_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_number_key ON part_number (number_key, part_id);

-- No model: it fits every model of the brand.
CREATE TABLE part_fit (
  part_id INTEGER NOT NULL REFERENCES part (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  brand TEXT NOT NULL,
  brand_key TEXT NOT NULL,
  model TEXT,
  model_key TEXT,
  PRIMARY KEY (part_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_fit_brand ON part_fit (brand_key, model_key, part_id);

-- What it costs the shop and what it sells for, each unit, from a day on.
CREATE TABLE part_price (
  part_id INTEGER NOT NULL REFERENCES part (id),
  effective_from TEXT NOT NULL,
  cost_cents INTEGER CHECK (cost_cents BETWEEN 0 AND 1000000000000000),
  price_cents INTEGER CHECK (price_cents BETWEEN 0 AND 1000000000000000),
  PRIMARY KEY (part_id, effective_from),
  CHECK (cost_cents IS NOT NULL OR price_cents IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- Where less than point_milli is left at a place, quantity_milli is to be ordered for it.
CREATE TABLE part_reorder (
  part_id INTEGER NOT NULL REFERENCES part (id),
  place_id INTEGER NOT NULL REFERENCES place (id),
  point_milli INTEGER NOT NULL CHECK (point_milli >= 0),
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
  PRIMARY KEY (part_id, place_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE part_lot (
  id INTEGER PRIMARY KEY,
  part_id INTEGER NOT NULL REFERENCES part (id),
  lot TEXT NOT NULL,
  lot_key TEXT NOT NULL,
  expires_on TEXT,
  UNIQUE (part_id, lot_key)
) STRICT;

-- The line of a job's bill that a part of the catalogue is for.
CREATE TABLE order_part (
  line_id INTEGER PRIMARY KEY REFERENCES order_line (id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  part_id INTEGER NOT NULL REFERENCES part (id)
) STRICT;
CREATE INDEX order_part_order ON order_part (order_id, line_id);
CREATE INDEX order_part_part ON order_part (part_id, line_id);

-- What the ledger says a line cost, all of its quantity together; NULL: the line says it itself.
ALTER TABLE order_line ADD COLUMN stock_cost_cents INTEGER
  CHECK (stock_cost_cents BETWEEN 0 AND 1000000000000000);

-- Append-only, double entry: every move takes a quantity from one account and puts it into another.
-- place_id goes with the accounts shelf, reserved and vendor, line_id with reserved, job and
-- customer. value_cents: what the quantity is worth where the move crosses the edge of the stock;
-- a quantity of 0 moves value alone. reverses_id: the move that was a mistake.
CREATE TABLE stock_move (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  part_id INTEGER NOT NULL REFERENCES part (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 0 AND 1000000000000),
  value_cents INTEGER NOT NULL CHECK (value_cents BETWEEN 0 AND 1000000000000000),
  from_account TEXT NOT NULL,
  from_place_id INTEGER REFERENCES place (id),
  from_line_id INTEGER REFERENCES order_line (id),
  to_account TEXT NOT NULL,
  to_place_id INTEGER REFERENCES place (id),
  to_line_id INTEGER REFERENCES order_line (id),
  supplier_id INTEGER REFERENCES supplier (id),
  lot_id INTEGER REFERENCES part_lot (id),
  serial TEXT,
  serial_key TEXT,
  reverses_id INTEGER UNIQUE REFERENCES stock_move (id),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  reference TEXT,
  reason TEXT
) STRICT;
CREATE INDEX stock_move_part ON stock_move (part_id, id);
CREATE INDEX stock_move_serial ON stock_move (part_id, serial_key, id)
  WHERE serial_key IS NOT NULL;
CREATE INDEX stock_move_from_line ON stock_move (from_line_id, id) WHERE from_line_id IS NOT NULL;
CREATE INDEX stock_move_to_line ON stock_move (to_line_id, id) WHERE to_line_id IS NOT NULL;

-- Repeated from the moves: what each account holds of a part. 0 stands for no place, line or lot.
CREATE TABLE stock_balance (
  part_id INTEGER NOT NULL REFERENCES part (id),
  account TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  quantity_milli INTEGER NOT NULL,
  value_cents INTEGER NOT NULL,
  PRIMARY KEY (part_id, account, place_id, line_id, lot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stock_balance_line ON stock_balance (line_id, part_id) WHERE line_id <> 0;
CREATE INDEX stock_balance_place ON stock_balance (place_id, part_id) WHERE place_id <> 0;

-- Repeated from the moves: where each serial number is.
CREATE TABLE part_serial (
  part_id INTEGER NOT NULL REFERENCES part (id),
  serial_key TEXT NOT NULL,
  serial TEXT NOT NULL,
  account TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  line_id INTEGER NOT NULL,
  lot_id INTEGER NOT NULL,
  PRIMARY KEY (part_id, serial_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_serial_key ON part_serial (serial_key, part_id);
