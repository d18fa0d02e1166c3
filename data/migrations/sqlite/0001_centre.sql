-- The first schema: the centre, its people, customers and devices, intakes, work orders with their
-- events, pieces and lines, cover as it was decided, audit, requests, calendar, printers, search.
--
-- Instants are UTC seconds, civil dates are text YYYY-MM-DD, money is in minor units. Every row
-- belongs to a site; ids come from the program. state, result and the other cached columns of
-- work_order repeat what its events say, and `fettle check` compares the two.

CREATE TABLE site (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE CHECK (length(code) <= 3),
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  timezone TEXT NOT NULL,
  seal_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- kind is 'id' (one sequence for all ids of the site), or the letter and year of a code ('W26').
CREATE TABLE counter (
  site_id INTEGER NOT NULL REFERENCES site (id),
  kind TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  PRIMARY KEY (site_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  site_id INTEGER NOT NULL REFERENCES site (id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (site_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('front_desk', 'technician', 'manager')),
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created_at INTEGER NOT NULL,
  UNIQUE (site_id, login)
) STRICT;

CREATE TABLE calendar_window (
  site_id INTEGER NOT NULL REFERENCES site (id),
  effective_from TEXT NOT NULL,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 86399),
  closes INTEGER NOT NULL CHECK (closes BETWEEN 0 AND 86400),
  PRIMARY KEY (site_id, effective_from, weekday, opens)
) STRICT, WITHOUT ROWID;

-- opens = closes = 0: closed all day.
CREATE TABLE calendar_day (
  site_id INTEGER NOT NULL REFERENCES site (id),
  day TEXT NOT NULL,
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 86399),
  closes INTEGER NOT NULL CHECK (closes BETWEEN 0 AND 86400),
  name TEXT NOT NULL,
  PRIMARY KEY (site_id, day, opens)
) STRICT, WITHOUT ROWID;

-- Product categories of the Open Repair Data Standard 0.3 (ids 1 to 40); a shop's own follow.
CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  name_key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  language TEXT,
  address TEXT,
  note TEXT,
  seal_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_name ON customer (site_id, name_key, id);

CREATE TABLE customer_contact (
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
  value TEXT NOT NULL,
  value_key TEXT NOT NULL,
  PRIMARY KEY (customer_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_contact_value ON customer_contact (value_key, customer_id);

CREATE TABLE device (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  category_id INTEGER REFERENCES category (id),
  brand TEXT,
  brand_key TEXT,
  model TEXT,
  model_key TEXT,
  serial TEXT,
  serial_key TEXT,
  serial_lookalike TEXT,
  imei TEXT,
  imei2 TEXT,
  gtin TEXT,
  asset_tag TEXT,
  asset_key TEXT,
  purchased_on TEXT,
  proof TEXT,
  seal_key BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX device_serial ON device (serial_key, id) WHERE serial_key IS NOT NULL;
CREATE INDEX device_lookalike ON device (serial_lookalike, id) WHERE serial_lookalike IS NOT NULL;
CREATE UNIQUE INDEX device_imei ON device (site_id, imei) WHERE imei IS NOT NULL;
CREATE INDEX device_imei2 ON device (imei2) WHERE imei2 IS NOT NULL;
CREATE INDEX device_asset ON device (asset_key, id) WHERE asset_key IS NOT NULL;

CREATE TABLE device_owner (
  device_id INTEGER NOT NULL REFERENCES device (id),
  since INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  PRIMARY KEY (device_id, since, customer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX device_owner_customer ON device_owner (customer_id, device_id);

CREATE TABLE intake (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  received_at INTEGER NOT NULL
) STRICT;

CREATE TABLE work_order (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  intake_id INTEGER NOT NULL REFERENCES intake (id),
  device_id INTEGER NOT NULL REFERENCES device (id),
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  priority TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  fault TEXT,
  condition TEXT,
  approval_limit_cents INTEGER CHECK (approval_limit_cents BETWEEN 0 AND 1000000000000000),
  promised_on TEXT,
  first_promised_on TEXT,
  returns_for_id INTEGER REFERENCES work_order (id),
  source TEXT NOT NULL CHECK (source IN ('desk', 'ords')),
  -- repeated from the events
  state TEXT NOT NULL,
  hold TEXT,
  result TEXT,
  barrier TEXT,
  technician_id INTEGER REFERENCES staff (id),
  received_at INTEGER,
  ready_at INTEGER,
  handed_over_at INTEGER,
  closed_at INTEGER,
  state_since INTEGER NOT NULL,
  last_event_at INTEGER NOT NULL,
  last_event_id INTEGER NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  seal_key BLOB NOT NULL
) STRICT;
CREATE INDEX work_order_device ON work_order (device_id, id);
CREATE INDEX work_order_customer ON work_order (customer_id, id);
CREATE INDEX work_order_intake ON work_order (intake_id, id);
CREATE INDEX work_order_open ON work_order (site_id, promised_on, id) WHERE is_open = 1;
CREATE INDEX work_order_ready ON work_order (site_id, ready_at, id) WHERE ready_at IS NOT NULL;

-- Append-only: what happened. kind and the values of hold, result and barrier are the names of the
-- work-order state machine. id is the order of truth.
CREATE TABLE order_event (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  technician_id INTEGER REFERENCES staff (id),
  hold TEXT,
  result TEXT,
  barrier TEXT,
  is_day_only INTEGER NOT NULL DEFAULT 0 CHECK (is_day_only IN (0, 1)),
  due_on TEXT,
  reference TEXT,
  amount_cents INTEGER,
  text TEXT
) STRICT;
CREATE INDEX order_event_order ON order_event (order_id, id);

CREATE TABLE piece (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  code TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL CHECK (position >= 1),
  kind TEXT NOT NULL CHECK (kind IN ('device', 'accessory')),
  name TEXT NOT NULL,
  -- repeated from the custody events
  is_here INTEGER NOT NULL CHECK (is_here IN (0, 1)),
  UNIQUE (order_id, position)
) STRICT;

CREATE TABLE custody_event (
  id INTEGER PRIMARY KEY,
  piece_id INTEGER NOT NULL REFERENCES piece (id),
  at INTEGER NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'missing')),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  text TEXT
) STRICT;
CREATE INDEX custody_event_piece ON custody_event (piece_id, id);

CREATE TABLE order_line (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  class TEXT NOT NULL CHECK (class IN ('labour', 'part', 'freight', 'other')),
  text TEXT NOT NULL,
  quantity_milli INTEGER NOT NULL CHECK (quantity_milli BETWEEN 1 AND 1000000000),
  unit_cost_cents INTEGER NOT NULL CHECK (unit_cost_cents BETWEEN 0 AND 1000000000000000),
  unit_price_cents INTEGER NOT NULL CHECK (unit_price_cents BETWEEN 0 AND 1000000000000000),
  tax_basis_points INTEGER NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
  payer TEXT NOT NULL,
  bill TEXT NOT NULL,
  recovered_cents INTEGER CHECK (recovered_cents BETWEEN 0 AND 1000000000000000),
  added_at INTEGER NOT NULL,
  removed_at INTEGER,
  UNIQUE (order_id, position)
) STRICT;

-- The verdict per cost class as it was given at check-in.
CREATE TABLE order_cover (
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  class TEXT NOT NULL CHECK (class IN ('labour', 'part', 'freight', 'other')),
  payer TEXT NOT NULL,
  percent INTEGER NOT NULL CHECK (percent BETWEEN 0 AND 100),
  until TEXT,
  rule TEXT NOT NULL,
  because TEXT NOT NULL,
  would_change TEXT NOT NULL,
  PRIMARY KEY (order_id, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE order_warning (
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  other_order_id INTEGER REFERENCES work_order (id),
  PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

-- What an Open Repair Data record held beside what the work order says, so that it can be given
-- back field for field.
CREATE TABLE ords_record (
  order_id INTEGER PRIMARY KEY REFERENCES work_order (id),
  ords_id TEXT NOT NULL UNIQUE,
  data_provider TEXT NOT NULL,
  country TEXT NOT NULL,
  partner_product_category TEXT NOT NULL,
  product_category TEXT NOT NULL,
  product_category_id TEXT NOT NULL,
  brand TEXT NOT NULL,
  year_of_manufacture TEXT NOT NULL,
  product_age TEXT NOT NULL,
  repair_status TEXT NOT NULL,
  repair_barrier TEXT NOT NULL,
  group_identifier TEXT NOT NULL,
  event_date TEXT NOT NULL,
  problem TEXT NOT NULL
) STRICT;

CREATE TABLE printer (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tcp', 'file', 'cups')),
  target TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zpl', 'escpos', 'png', 'pdf')),
  media TEXT NOT NULL,
  dpi INTEGER NOT NULL CHECK (dpi BETWEEN 100 AND 1200),
  UNIQUE (site_id, name)
) STRICT;

-- Hash-chained log of every write: one entry a transaction, one item an entity it touched.
CREATE TABLE audit (
  site_id INTEGER NOT NULL REFERENCES site (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at INTEGER NOT NULL,
  staff_id INTEGER,
  program TEXT NOT NULL,
  operation TEXT NOT NULL,
  request_id TEXT,
  previous_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (site_id, seq)
) STRICT, WITHOUT ROWID;

-- seal is the keyed hash of the entity's rows after the write; NULL when the entity is gone.
CREATE TABLE audit_item (
  site_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entity TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  seal_before BLOB,
  seal BLOB,
  PRIMARY KEY (site_id, seq, entity, entity_id),
  FOREIGN KEY (site_id, seq) REFERENCES audit (site_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_item_entity ON audit_item (entity, entity_id, seq);

-- A retried request returns what the first one did.
CREATE TABLE request (
  site_id INTEGER NOT NULL REFERENCES site (id),
  request_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  content_hash BLOB NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (site_id, request_id)
) STRICT, WITHOUT ROWID;

-- What `find` looks through: folded text of one customer, device or work order each.
CREATE TABLE search_doc (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'device', 'order')),
  text TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  text, content = 'search_doc', content_rowid = 'id', tokenize = 'trigram'
);

INSERT INTO category (id, name, name_key) VALUES
  (1, 'Aircon/dehumidifier', 'aircon/dehumidifier'),
  (2, 'Battery/charger/adapter', 'battery/charger/adapter'),
  (3, 'Decorative or safety lights', 'decorative or safety lights'),
  (4, 'Desktop computer', 'desktop computer'),
  (5, 'Digital compact camera', 'digital compact camera'),
  (6, 'DSLR/video camera', 'dslr/video camera'),
  (7, 'Fan', 'fan'),
  (8, 'Flat screen', 'flat screen'),
  (9, 'Hair & beauty item', 'hair & beauty item'),
  (10, 'Handheld entertainment device', 'handheld entertainment device'),
  (11, 'Headphones', 'headphones'),
  (12, 'Hi-Fi integrated', 'hi-fi integrated'),
  (13, 'Hi-Fi separates', 'hi-fi separates'),
  (14, 'Kettle', 'kettle'),
  (15, 'Lamp', 'lamp'),
  (16, 'Laptop', 'laptop'),
  (17, 'Large home electrical', 'large home electrical'),
  (18, 'Misc', 'misc'),
  (19, 'Mobile', 'mobile'),
  (20, 'Musical instrument', 'musical instrument'),
  (21, 'Paper shredder', 'paper shredder'),
  (22, 'PC accessory', 'pc accessory'),
  (23, 'Portable radio', 'portable radio'),
  (24, 'Power tool', 'power tool'),
  (25, 'Printer/scanner', 'printer/scanner'),
  (26, 'Projector', 'projector'),
  (27, 'Sewing machine', 'sewing machine'),
  (28, 'Small home electrical', 'small home electrical'),
  (29, 'Small kitchen item', 'small kitchen item'),
  (30, 'Tablet', 'tablet'),
  (31, 'Toaster', 'toaster'),
  (32, 'Toy', 'toy'),
  (33, 'TV and gaming-related accessories', 'tv and gaming-related accessories'),
  (34, 'Vacuum', 'vacuum'),
  (35, 'Watch/clock', 'watch/clock'),
  (36, 'Coffee maker', 'coffee maker'),
  (37, 'Food processor', 'food processor'),
  (38, 'Games console', 'games console'),
  (39, 'Hair dryer', 'hair dryer'),
  (40, 'Iron', 'iron');
