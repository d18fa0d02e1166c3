-- Claims: what a payer is asked for a job, with what was sent, and what became of each line.

-- rules_id: the payer's document that it is judged by; NULL: none was in use.
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  site_id INTEGER NOT NULL REFERENCES site (id),
  code TEXT NOT NULL UNIQUE,
  order_id INTEGER NOT NULL REFERENCES work_order (id),
  payer TEXT NOT NULL CHECK (payer NOT IN ('customer', 'shop')),
  rules_id INTEGER REFERENCES rule_document (id),
  seal_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  -- repeated from its events
  state TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  revision INTEGER NOT NULL CHECK (revision >= 0),
  reference TEXT,
  reference_key TEXT,
  claimed_cents INTEGER NOT NULL,
  approved_cents INTEGER NOT NULL,
  paid_cents INTEGER NOT NULL,
  written_off_cents INTEGER NOT NULL,
  submitted_at INTEGER,
  decided_at INTEGER,
  paid_at INTEGER,
  last_event_id INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_order ON claim (order_id, id);
CREATE INDEX claim_open ON claim (site_id, id) WHERE is_open = 1;
CREATE INDEX claim_payer ON claim (site_id, payer, id);
CREATE INDEX claim_reference ON claim (site_id, reference_key, id) WHERE reference_key IS NOT NULL;

-- Append-only. position: of the line on the job's bill; NULL: it is about the whole claim. amount_cents:
-- what was claimed, approved, paid (below zero: taken back) or written off. A line of the bill that
-- is in a claim is named by line_id when it is claimed.
CREATE TABLE claim_event (
  id INTEGER PRIMARY KEY,
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  staff_id INTEGER NOT NULL REFERENCES staff (id),
  position INTEGER,
  line_id INTEGER REFERENCES order_line (id),
  amount_cents INTEGER CHECK (amount_cents BETWEEN -1000000000000000 AND 1000000000000000),
  due_on TEXT,
  reason TEXT,
  reference TEXT,
  text TEXT
) STRICT;
CREATE INDEX claim_event_claim ON claim_event (claim_id, id);

-- What the events say of each line.
CREATE TABLE claim_line (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  line_id INTEGER NOT NULL REFERENCES order_line (id),
  revision INTEGER NOT NULL,
  state TEXT NOT NULL,
  claimed_cents INTEGER NOT NULL,
  approved_cents INTEGER NOT NULL,
  paid_cents INTEGER NOT NULL,
  written_off_cents INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (claim_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_line_line ON claim_line (line_id, claim_id);

-- What was sent, as it was on that day: names and values, one a line.
CREATE TABLE claim_revision (
  claim_id INTEGER NOT NULL REFERENCES claim (id),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  paper TEXT NOT NULL,
  paper_hash BLOB NOT NULL,
  submitted_at INTEGER NOT NULL,
  PRIMARY KEY (claim_id, revision)
) STRICT, WITHOUT ROWID;
